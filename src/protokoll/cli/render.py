"""`protokoll render`: notes files become documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from protokoll.cli import options as o
from protokoll.cli.outputs import Job, plan_outputs

EXAMPLES = """\b
Examples:
  protokoll render minutes.md
  protokoll render *.md -o out/ --brand sundabygden
  protokoll render minutes.md -o minutes.pdf
  protokoll render minutes.md --to html -o - > page.html
  protokoll render minutes.md --state draft
  protokoll render minutes.md --public --name '{kind}-{body}-{date}'
"""


def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Notes files in Markdown; - is standard input.")],
    output: o.Output = None,
    to: o.To = None,
    brand: o.BrandName = "base",
    language: o.Language = None,
    profile: o.ProfileName = None,
    state: o.StateName = None,
    public: o.Public = False,
    name: o.NamePattern = None,
    embed_source: o.EmbedSource = False,
    force: o.Force = False,
    open_: o.Open = False,
    quiet: o.Quiet = False,
) -> int:
    """Turn notes files into Word, HTML and PDF (and JSON or Markdown, when asked)."""
    plan = plan_outputs(files, output, to)
    o.check_pattern(name)
    chosen_profile, chosen_state = o.profile_of(profile), o.state_of(state)
    from protokoll.brand import load_brand  # noqa: PLC0415 - loads YAML
    from protokoll.pipeline import Wishes  # noqa: PLC0415 - loads the readers

    wishes = Wishes(
        language=language, profile=chosen_profile, state=chosen_state, embed_source=embed_source, public=public
    )
    return Job(load_brand(brand), wishes, pattern=name, force=force, quiet=quiet, open_=open_).run(plan)
