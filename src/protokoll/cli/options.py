"""Options and inputs that several commands share."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from protokoll.errors import UsageError
from protokoll.messages import LANGUAGES, N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from protokoll.model.meeting import Profile
    from protokoll.source import Source
    from protokoll.view.state import StateKey

Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="TAG",
        envvar="PROTOKOLL_LANGUAGE",
        help="The minutes' language, if it is not seen from the text: sv, en, nb, da, fi or de.",
    ),
]


Output = Annotated[
    str | None,
    typer.Option(
        "-o",
        "--output",
        metavar="DIR|FILE|-",
        envvar="PROTOKOLL_OUTPUT",
        help="Where to: a folder, one file whose ending names the format, or - for standard output. "
        "Without it, beside each notes file.",
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="FORMATS",
        envvar="PROTOKOLL_TO",
        help="Any of docx,html,pdf,json,md; docx,html,pdf if not given.",
    ),
]
BrandName = Annotated[
    str,
    typer.Option("--brand", metavar="NAME|DIR", envvar="PROTOKOLL_BRAND", help="The look: a brand's name or folder."),
]
ProfileName = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        envvar="PROTOKOLL_PROFILE",
        help="The layout, if it is not seen from the text: kl (formal), samverkan or anteckning.",
    ),
]
StateName = Annotated[
    str | None,
    typer.Option(
        "--state",
        metavar="STATE",
        envvar="PROTOKOLL_STATE",
        help="How far the minutes have come: draft, final, approved or published; a draft says so on every page.",
    ),
]
NamePattern = Annotated[
    str | None,
    typer.Option(
        "--name",
        metavar="PATTERN",
        envvar="PROTOKOLL_NAME",
        help="Name the files by what is in them, such as {kind}-{body}-{date}.",
    ),
]
EmbedSource = Annotated[
    bool,
    typer.Option(
        "--embed-source",
        envvar="PROTOKOLL_EMBED_SOURCE",
        help="Put the Markdown into the PDF, which is then PDF/A-3a.",
    ),
]
Public = Annotated[
    bool,
    typer.Option("--public", envvar="PROTOKOLL_PUBLIC", help="Leave out what is marked internal, and say so."),
]
Force = Annotated[
    bool, typer.Option("--force", envvar="PROTOKOLL_FORCE", help="Replace files that protokoll did not write.")
]
Open = Annotated[bool, typer.Option("--open", envvar="PROTOKOLL_OPEN", help="Open what was written.")]


def _speak(language: str | None) -> str | None:
    """Say from now on what is said in a language: errors, too, that are told when the command has ended."""
    if language is not None:
        os.environ["PROTOKOLL_LANG"] = one_of("--lang", language, LANGUAGES) or ""
    return language


Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="sv|en",
        envvar="PROTOKOLL_LANG",
        callback=_speak,
        help="The language of messages; the locale's if not given.",
    ),
]
Quiet = Annotated[
    bool, typer.Option("-q", "--quiet", envvar="PROTOKOLL_QUIET", help="Say nothing unless something fails.")
]


def profile_of(name: str | None) -> Profile | None:
    """Read `--profile`."""
    return one_of("--profile", name, ("kl", "samverkan", "anteckning"))  # type: ignore[return-value]  # the names are its keys


def state_of(name: str | None) -> StateKey | None:
    """Read `--state`."""
    return one_of("--state", name, ("draft", "final", "approved", "published"))  # type: ignore[return-value]  # as above


def one_of(option: str, name: str | None, known: Sequence[str]) -> str | None:
    """Read an option that names one of several things, in whatever case; the near name is suggested."""
    if name is None or name.lower() in known:
        return name and name.lower()
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    near = get_close_matches(name.lower(), known, n=1)
    cure = N_("did you mean `{near}`?") if near else N_("choose from {known}")
    raise UsageError(
        "`{option} {name}`: there is no such thing",
        cure,
        option=option,
        name=name,
        near=near[0] if near else "",
        known=", ".join(known),
    )


def check_pattern(pattern: str | None) -> None:
    """Refuse a `--name` that cannot name a file, before anything is read."""
    if pattern is not None:
        from protokoll.view.filename import check_pattern as check  # noqa: PLC0415 - only a few runs ask

        check(pattern)


def load_source(file: Path) -> Source:
    """Read a notes file, or standard input for `-`."""
    from protokoll import files  # noqa: PLC0415 - many commands read none

    if str(file) == "-":
        return files.decode(sys.stdin.buffer.read(files.MAX_BYTES + 1), None)
    return files.load(file)


def load_bytes(file: Path) -> bytes:
    """Give a notes file's bytes, or those of standard input for `-`, for a command that changes some of them."""
    from protokoll import files  # noqa: PLC0415 - many commands read none

    if str(file) == "-":
        return sys.stdin.buffer.read(files.MAX_BYTES + 1)
    return files.read_bytes(file)
