"""What is said to a person is said in Swedish too."""

from __future__ import annotations

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from protokoll import messages

TOP = Path(__file__).parent.parent
PO = TOP / "src" / "protokoll" / "locale" / "sv" / "LC_MESSAGES" / "protokoll.po"
VALUE = re.compile(r"\{\w*\}")


def test_no_message_lacks_its_swedish_and_the_catalogue_is_what_the_sources_say() -> None:
    result = subprocess.run(
        [sys.executable, str(TOP / "tools" / "make_catalogue.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_each_translation_has_the_values_of_its_message() -> None:
    for message in read_po(BytesIO(PO.read_bytes()), locale="sv"):
        if message.id and message.string:
            assert set(VALUE.findall(str(message.string))) == set(VALUE.findall(str(message.id))), message.id


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    swedish = messages.translator("sv")
    for message in read_po(BytesIO(PO.read_bytes()), locale="sv"):
        if message.id:
            assert swedish(str(message.id)) == message.string


@pytest.mark.parametrize(
    ("asked", "environment", "expected"),
    [
        ("sv", {}, "sv"),
        (None, {"LANG": "sv_SE.UTF-8"}, "sv"),
        (None, {"LANG": "sv_SE.UTF-8", "PROTOKOLL_LANG": "en"}, "en"),
        (None, {"LC_ALL": "en_GB", "LANG": "sv_SE"}, "en"),
        (None, {"LANG": "C.UTF-8"}, "en"),
        ("fi", {}, "en"),
        (None, {}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_or_the_locales(
    asked: str | None, environment: dict[str, str], expected: str
) -> None:
    assert messages.wanted_language(asked, environment) == expected


def test_nothing_is_said_in_no_language() -> None:
    assert messages.translator("sv")("") == ""
    assert messages.translator("en")("as it is") == "as it is"
