"""What a person reads, in the language that person wants: gettext catalogues over messages written in English."""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LANGUAGES = ("en", "sv")
_CATALOGUES = Path(__file__).parent / "locale"
_VARIABLES = ("PROTOKOLL_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's own documentation gives this marker
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


def wanted_language(asked: str | None = None, environment: Mapping[str, str] | None = None) -> str:
    """Choose the language to speak: the one asked for, else that of the environment or its locale, else English."""
    environment = os.environ if environment is None else environment
    for said in (asked, *(environment.get(name) for name in _VARIABLES)):
        if said:
            short = said.replace("-", "_").split("_")[0].split(".")[0].lower()
            return short if short in LANGUAGES else "en"
    return "en"


@cache
def translator(language: str) -> Callable[[str], str]:
    """Give the function that turns an English message into a language's; one it lacks stays English."""
    if language == "en":
        return str
    catalogue = gettext.translation("protokoll", _CATALOGUES, [language], fallback=True)
    return lambda message: catalogue.gettext(message) if message else ""
