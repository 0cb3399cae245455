"""The roll as printed."""

from __future__ import annotations

import pytest

from protokoll.reader import read
from protokoll.source import Source
from protokoll.view import present

TITLE = "# Direktörsmöte 2024-05-17\n\n## Närvarande\n\n- Asta Berglind, Sundby\n"


@pytest.mark.parametrize("line", ["~~Folke Rask, Tallmo~~ (frånvarande)", "~~Folke Rask, Tallmo~~, frånvarande"])
def test_a_word_for_absent_is_printed_once_and_plainly(line: str) -> None:
    roll = present(read(Source(f"{TITLE}- {line}"))).view.roll
    assert roll
    shown = roll.groups[-1].persons[0]
    assert (shown.name, shown.detail, shown.remark) == ("Folke Rask", "Tallmo", "frånvarande")
