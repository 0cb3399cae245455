"""`protokoll batch`: an archive of minutes, converted and kept current."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from protokoll.cli import options as o
from protokoll.cli.check_options import Exclude, names
from protokoll.cli.outputs import formats_of
from protokoll.errors import UsageError
from protokoll.messages import N_

EXAMPLES = """\b
Examples:
  protokoll batch arkiv/ -o publicerat/
  protokoll batch arkiv/ -o publicerat/ --to html,pdf --brand sundabygden --jobs 8
  protokoll batch arkiv/ -o publicerat/ --dry-run
  protokoll batch arkiv/ -o publicerat/ --prune --report report.json
  git ls-files '*.md' | protokoll batch - -o publicerat/
"""

Named = Annotated[
    list[str],
    typer.Argument(metavar="FOLDER|FILE", help="Folders of notes files, or files; - reads their names from stdin."),
]
Output = Annotated[
    str,
    typer.Option("-o", "--output", metavar="DIR", envvar="PROTOKOLL_OUTPUT", help="The folder of outputs."),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        envvar="PROTOKOLL_JOBS",
        help="Processes; one for each processor if not given.",
    ),
]
Force = Annotated[
    bool,
    typer.Option(
        "--force", envvar="PROTOKOLL_FORCE", help="Make all anew, and replace files that protokoll did not write."
    ),
]
Prune = Annotated[
    bool, typer.Option("--prune", envvar="PROTOKOLL_PRUNE", help="Remove the outputs of sources that are gone.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", "-n", help="Tell what would be done, and do nothing.")]
FailFast = Annotated[
    bool, typer.Option("--fail-fast", envvar="PROTOKOLL_FAIL_FAST", help="Stop at the first document that fails.")
]
Timeout = Annotated[
    float,
    typer.Option(
        "--timeout", min=0.1, metavar="SECONDS", envvar="PROTOKOLL_TIMEOUT", help="How long one document may take."
    ),
]
Memory = Annotated[
    int,
    typer.Option(
        "--memory", min=200, metavar="MB", envvar="PROTOKOLL_MEMORY", help="How much memory one document may take."
    ),
]
Report = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE.json",
        envvar="PROTOKOLL_REPORT",
        help="Write what became of each document; - is stdout.",
    ),
]
Site = Annotated[
    bool,
    typer.Option(
        "--site", envvar="PROTOKOLL_SITE", help="Write pages too by which readers find their way, and a feed."
    ),
]
SiteAddress = Annotated[
    str | None,
    typer.Option(
        "--site-address",
        metavar="URL",
        envvar="PROTOKOLL_SITE_ADDRESS",
        help="Where the folder of outputs is published, for the feed's links.",
    ),
]
Watch = Annotated[bool, typer.Option("--watch", help="Go on, and convert what changes, until stopped.")]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        envvar="PROTOKOLL_SCHEDULER",
        help="Convert on the machines of a Dask cluster, such as tcp://host:8786.",
    ),
]


def command(  # noqa: PLR0913, PLR0917 - one parameter an option
    named: Named,
    output: Output,
    to: o.To = None,
    jobs: Jobs = None,
    brand: o.BrandName = "base",
    exclude: Exclude = None,
    language: o.Language = None,
    profile: o.ProfileName = None,
    state: o.StateName = None,
    public: o.Public = False,
    embed_source: o.EmbedSource = False,
    force: Force = False,
    prune: Prune = False,
    dry_run: DryRun = False,
    site: Site = False,
    site_address: SiteAddress = None,
    watch: Watch = False,
    fail_fast: FailFast = False,
    timeout: Timeout = 60.0,
    memory: Memory = 2000,
    report: Report = None,
    scheduler: Scheduler = None,
    quiet: o.Quiet = False,
) -> int:
    """Convert an archive of minutes, and keep what was made of it current and searchable."""
    formats = formats_of(to)
    chosen_profile, chosen_state = o.profile_of(profile), o.state_of(state)
    if watch and dry_run:
        raise UsageError(N_("`--watch` goes on and `--dry-run` does nothing"), N_("take one of them"))
    from protokoll.archive.run import Aims  # noqa: PLC0415 - loads the readers
    from protokoll.cli.batching import Limits, Run  # noqa: PLC0415 - as above
    from protokoll.pipeline import Wishes  # noqa: PLC0415 - as above

    aims = Aims(
        formats=tuple(formats),
        brand=brand,
        wishes=Wishes(
            language=language, profile=chosen_profile, state=chosen_state, embed_source=embed_source, public=public
        ),
        force=force,
        prune=prune,
        fail_fast=fail_fast,
        site=site,
        site_address=site_address,
    )
    run = Run(named, output, names(exclude), aims, Limits(jobs, timeout, memory, scheduler), report, quiet=quiet)
    if dry_run:
        return run.dry()
    return run.watching() if watch else run.once()
