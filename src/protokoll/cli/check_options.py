"""The options of `check`, and what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from protokoll.errors import UsageError

FORMATS = ("auto", "full", "concise", "json", "json-lines", "github", "gitlab", "sarif", "junit", "rdjson", "azure")

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="[FILE|FOLDER]...",
        help="Notes files, folders of them, or - for standard input; the working folder if none is named.",
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select",
        metavar="RULES",
        envvar="PROTOKOLL_SELECT",
        help="Run only these: names, codes, or beginnings of codes such as P6; commas between.",
    ),
]
ExtendSelect = Annotated[
    list[str] | None,
    typer.Option("--extend-select", metavar="RULES", envvar="PROTOKOLL_EXTEND_SELECT", help="Run these too."),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="RULES", envvar="PROTOKOLL_IGNORE", help="Do not run these."),
]
PerFileIgnores = Annotated[
    list[str] | None,
    typer.Option(
        "--per-file-ignores",
        metavar="PATTERN:RULES",
        envvar="PROTOKOLL_PER_FILE_IGNORES",
        help="Do not run these in files that match, such as 'arkiv/**:P7,missing-chair'.",
    ),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option(
        "--exclude",
        metavar="PATTERN",
        envvar="PROTOKOLL_EXCLUDE",
        help="Leave out of folders what matches, as .gitignore does.",
    ),
]
ProfileName = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        envvar="PROTOKOLL_PROFILE",
        help="Whose demands apply, if that is not seen from the text: kl, samverkan or anteckning.",
    ),
]
StateName = Annotated[
    str | None,
    typer.Option(
        "--state",
        metavar="STATE",
        envvar="PROTOKOLL_STATE",
        help="How far the minutes have come, if that is not seen from the text: draft, final, approved or published.",
    ),
]
Register = Annotated[
    Path | None,
    typer.Option(
        "--register", metavar="FILE", envvar="PROTOKOLL_REGISTER", help="Who is elected, such as ledamoter.toml."
    ),
]
Strict = Annotated[bool, typer.Option("--strict", envvar="PROTOKOLL_STRICT", help="Let warnings fail the run too.")]
FixFlag = Annotated[bool, typer.Option("--fix", envvar="PROTOKOLL_FIX", help="Mend what can be mended safely.")]
UnsafeFixes = Annotated[
    bool,
    typer.Option(
        "--unsafe-fixes",
        envvar="PROTOKOLL_UNSAFE_FIXES",
        help="With --fix or --diff: mend also where the meaning may change.",
    ),
]
Diff = Annotated[
    bool, typer.Option("--diff", envvar="PROTOKOLL_DIFF", help="Write nothing; print what --fix would change.")
]
AddIgnore = Annotated[
    bool,
    typer.Option("--add-ignore", envvar="PROTOKOLL_ADD_IGNORE", help="Write comments that silence all that is found."),
]
Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", envvar="PROTOKOLL_REASON", help="With --add-ignore: why.")
]
Baseline = Annotated[
    Path | None,
    typer.Option(
        "--baseline", metavar="FILE", envvar="PROTOKOLL_BASELINE", help="Do not tell what this file knows already."
    ),
]
UpdateBaseline = Annotated[
    bool,
    typer.Option(
        "--update-baseline",
        envvar="PROTOKOLL_UPDATE_BASELINE",
        help="Write all that is found to the baseline, and stop.",
    ),
]
FormatName = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="NAME",
        envvar="PROTOKOLL_FORMAT",
        help=f"How to report: {', '.join(FORMATS)}. "
        "auto is github under GitHub Actions, gitlab under GitLab CI, azure under Azure Pipelines, else full.",
    ),
]
OutputFile = Annotated[
    Path | None,
    typer.Option("-o", "--output-file", metavar="FILE", envvar="PROTOKOLL_OUTPUT_FILE", help="Write the report there."),
]
Statistics = Annotated[
    bool,
    typer.Option("--statistics", envvar="PROTOKOLL_STATISTICS", help="Print how often each rule spoke, instead."),
]
StdinFilename = Annotated[
    Path | None,
    typer.Option(
        "--stdin-filename",
        metavar="FILE",
        envvar="PROTOKOLL_STDIN_FILENAME",
        help="What to call standard input; its folder's settings count.",
    ),
]
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", envvar="PROTOKOLL_CONFIG", help="Take the settings from this file."),
]
Isolated = Annotated[
    bool, typer.Option("--isolated", envvar="PROTOKOLL_ISOLATED", help="Look for no file of settings.")
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", envvar="PROTOKOLL_EXIT_ZERO", help="Exit 0 whatever is found.")]


def names(given: list[str] | None) -> tuple[str, ...]:
    """Read an option that may be repeated and holds names with commas between."""
    return tuple(name.strip() for one in given or () for name in one.split(",") if name.strip())


def per_file(given: list[str] | None) -> dict[str, tuple[str, ...]]:
    """Read `--per-file-ignores`."""
    found: dict[str, tuple[str, ...]] = {}
    for one in given or ():
        pattern, colon, rules = one.rpartition(":")
        if not colon or not pattern or not rules.strip():
            raise UsageError(
                "`--per-file-ignores {given}`: does not say which rules in which files",
                "write it as PATTERN:RULES, such as 'arkiv/**:P7'",
                given=one,
            )
        found[pattern] = (*found.get(pattern, ()), *names([rules]))
    return found
