"""`protokoll extract`: some items of the minutes as a certified extract (protokollsutdrag)."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads the annotations
from typing import Annotated

import typer

from protokoll.cli import options as o
from protokoll.cli.outputs import Job, plan_outputs

EXAMPLES = """\b
Examples:
  protokoll extract minutes.md --item 54
  protokoll extract minutes.md --item 54 --item 55 -o out/ --to pdf
"""


def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A notes file in Markdown; - is standard input.")],
    items: Annotated[
        list[str],
        typer.Option("--item", metavar="NUMBER", help="An item's number, or its clock time; may be given again."),
    ],
    output: o.Output = None,
    to: o.To = None,
    brand: o.BrandName = "base",
    language: o.Language = None,
    profile: o.ProfileName = None,
    public: o.Public = False,
    name: o.NamePattern = None,
    force: o.Force = False,
    quiet: o.Quiet = False,
) -> int:
    """Write an extract: the head, the items, who served in them, how they were approved, a place to certify it."""
    plan = plan_outputs([file], output, to)
    o.check_pattern(name)
    chosen_profile = o.profile_of(profile)
    from protokoll.brand import load_brand  # noqa: PLC0415 - loads YAML
    from protokoll.grammar.slug import slug  # noqa: PLC0415
    from protokoll.pipeline import Wishes  # noqa: PLC0415 - loads the readers

    wishes = Wishes(language=language, profile=chosen_profile, items=tuple(items), public=public)
    ending = f"-{slug(' '.join(items))}"
    job = Job(load_brand(brand), wishes, pattern=name, ending=ending, force=force, quiet=quiet)
    return job.run(plan)
