"""The measure of the reader is itself right: it finds what is missed and what is made up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "benchmarks" / "accuracy.py"
NOTES = "# Protokoll 2024-05-03\n\n## Närvarande\n\n- Anna Ek\n- Bo Alm\n\n## § 1 Budget\n\nBeslut: Planen antas.\n"
TRUTH = {
    "date": "2024-05-03",
    "present": ["Anna Ek", "Bo Alm", "Cia Dahl"],
    "items": [{"number": "1", "time": None, "title": "Budget"}],
    "decisions": [{"item": 0, "text": "Planen antas."}],
}


def test_the_table_and_its_errors(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(NOTES, encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(TRUTH), encoding="utf-8")
    command = [sys.executable, str(SCRIPT), str(tmp_path), str(tmp_path), "--errors"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    shares = {
        line.split()[0]: line.split()[-1] for line in told.splitlines()[1:] if line[:1].isalpha() and line[-1].isdigit()
    }
    assert shares == {"date": "1.000", "present": "0.800", "items": "1.000", "decisions": "1.000"}
    assert "a: present: missed cia dahl" in told
