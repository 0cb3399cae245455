"""What a register can be listed by: decisions, actions that wait, attendance, votes; and as files."""

import csv
import io
import json
from pathlib import Path
from sqlite3 import Connection

import pytest
from tests.archive.registers import minutes, register_of

from protokoll.archive.actions import ActionRow, actions
from protokoll.archive.lists import AttendanceRow, BallotRow, Count, DecisionRow, attendance, ballots, decisions
from protokoll.archive.selection import Selection
from protokoll.archive.sheets import as_csv, as_json, as_json_lines, columns_of

SPRING = minutes(
    "2024-01-10",
    """\
## § 1 Upprustning av bryggor

Dnr KS 2024/7

### Beslut

Kommunstyrelsen beslutar

att anta planen för bryggorna, och
att uppdra åt tekniska förvaltningen att redovisa kostnaden.

## § 2 Belysning vid ån

### Beslut

Kommunstyrelsen beslutar att ge förvaltningen i uppdrag att utreda belysningen.

### Omröstning

Ja: Anna Ek (S)
Nej: Bo Alm (M)

Med 1 ja-röst mot 1 nej-röst och ordförandens utslagsröst bifaller kommunstyrelsen förslaget.

### Reservation

Bo Alm (M) reserverar sig mot beslutet.

## § 3 Lekplatser

### Beslut

Kommunstyrelsen föreslår kommunfullmäktige besluta att anta lekplatsplanen.
""",
)
SUMMER = minutes(
    "2024-06-12",
    """\
## § 30 Bryggornas kostnad

Dnr KS 2024/00007

### Beslut

Kommunstyrelsen beslutar att lägga redovisningen till handlingarna.
""",
)
AUTUMN = minutes(
    "2024-10-02",
    """\
## § 50 Återrapportering av uppdrag: belysning vid ån

Utredningen är klar.

### Beslut

Kommunstyrelsen beslutar att uppdra åt kommundirektören att bygga bron.
""",
)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Connection:
    return register_of(tmp_path_factory.mktemp("archive"), SPRING, SUMMER, AUTUMN)


def test_decisions_in_the_order_of_time(register: Connection) -> None:
    rows = decisions(register, Selection())
    assert [(row.place.date, row.place.number, row.level) for row in rows] == [
        ("2024-01-10", "§ 1", "final"),
        ("2024-01-10", "§ 2", "final"),
        ("2024-01-10", "§ 3", "recommendation"),
        ("2024-06-12", "§ 30", "final"),
        ("2024-10-02", "§ 50", "final"),
    ]
    first = rows[0]
    assert first.place.case_numbers == ("KS 2024/7",)
    assert [(clause.text, clause.kind) for clause in first.clauses] == [
        ("att anta planen för bryggorna, och", "adopt"),
        ("att uppdra åt tekniska förvaltningen att redovisa kostnaden.", "instruct"),
    ]
    assert first.place.page
    assert first.place.page.startswith("1.html#")
    assert rows[1].votes == (Count(1, 1, None, None),)


@pytest.mark.parametrize(
    ("chosen", "numbers"),
    [
        ({"years": (2023, 2023)}, []),
        ({"decision": "note"}, ["§ 30"]),
        ({"decision": "instruct"}, ["§ 1", "§ 2", "§ 50"]),
        ({"body": "nämnd"}, []),
        ({"person": "bo alm", "decision": "note"}, ["§ 30"]),
    ],
)
def test_decisions_that_are_chosen(register: Connection, chosen: dict[str, object], numbers: list[str]) -> None:
    rows = decisions(register, Selection(**chosen))  # type: ignore[arg-type]  # names of ours
    assert [row.place.number for row in rows] == numbers


def test_what_no_later_meeting_has_heard_of(register: Connection) -> None:
    (row,) = actions(register, Selection(), with_reported=False)
    assert (row.place.number, row.owner, row.age, row.report) == ("§ 50", "kommundirektören", 0, None)


def test_where_the_others_were_reported_back(register: Connection) -> None:
    rows = actions(register, Selection(), with_reported=True)
    told = [(row.owner, row.age, row.report and (row.report.date, row.report.title)) for row in rows]
    assert told == [
        ("tekniska förvaltningen", 266, ("2024-06-12", "Bryggornas kostnad")),  # the case came back
        ("förvaltningen", 266, ("2024-10-02", "Återrapportering av uppdrag: belysning vid ån")),
        ("kommundirektören", 0, None),
    ]
    assert [row.owner for row in actions(register, Selection(person="Direktör"), with_reported=True)] == [
        "kommundirektören"
    ]


def test_actions_of_lists_are_known_by_whether_they_are_done(tmp_path: Path) -> None:
    register = register_of(
        tmp_path,
        minutes(
            "2024-02-01", "## § 4 Åtgärder\n\n### Åtgärder\n\n- [ ] Anna Ek ringer museet\n- [x] Bo Alm mäter bron\n"
        ),
    )
    open_, all_ = (actions(register, Selection(), with_reported=wanted) for wanted in (False, True))
    assert [row.text for row in open_] == ["Anna Ek ringer museet"]
    assert [row.report is not None for row in all_] == [False, True]


def test_another_bodys_item_reports_nothing_back(tmp_path: Path) -> None:
    other = SUMMER.replace("Protokoll kommunstyrelsen", "Protokoll tekniska nämnden")
    register = register_of(tmp_path, SPRING, other)
    assert len(actions(register, Selection(body="kommunstyrelsen"), with_reported=False)) == 2


def test_attendance_by_person(register: Connection) -> None:
    rows = attendance(register, Selection())
    assert [(row.name, row.party, row.meetings, row.present, row.first, row.last) for row in rows] == [
        ("Anna Ek", "S", 3, 3, "2024-01-10", "2024-10-02"),
        ("Bo Alm", "M", 3, 3, "2024-01-10", "2024-10-02"),
    ]


def test_votes_by_person(register: Connection) -> None:
    rows = ballots(register, Selection())
    assert [(row.name, row.option, row.place.number) for row in rows] == [
        ("Anna Ek", "yes", "§ 2"),
        ("Bo Alm", "no", "§ 2"),
        ("Bo Alm", "dissent", "§ 2"),
    ]
    assert [row.option for row in ballots(register, Selection(person="anna"))] == ["yes"]


# As files


def read_csv(data: bytes) -> list[list[str]]:
    text = data.decode("utf-8-sig")
    assert "\r\n" in text
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_csv_is_as_a_swedish_excel_wants_it(register: Connection) -> None:
    data = as_csv(decisions(register, Selection()), columns_of(DecisionRow), str)
    assert data.startswith(b"\xef\xbb\xbf")
    heading, first, second, *_ = read_csv(data)
    assert heading[:7] == ["Date", "Body", "Organisation", "Number", "Case number", "Item", "Decision"]
    assert first[:5] == ["2024-01-10", "kommunstyrelsen", "Åviks kommun", "§ 1", "KS 2024/7"]
    assert first[6].splitlines()[0] == "att anta planen för bryggorna, och"
    assert second[heading.index("Vote")] == "yes 1, no 1"


@pytest.mark.parametrize("begins", ["=", "+", "-", "@"])
def test_no_cell_can_be_taken_for_a_formula(register: Connection, begins: str) -> None:
    (row, *_) = attendance(register, Selection())
    evil = AttendanceRow(**{name: getattr(row, name) for name in row.__struct_fields__} | {"name": f"{begins}1+1"})
    assert read_csv(as_csv([evil], columns_of(AttendanceRow), str))[1][0] == f"'{begins}1+1"


def test_json_has_all_that_csv_has(register: Connection) -> None:
    rows = decisions(register, Selection())
    assert json.loads(as_json(rows)) == [json.loads(line) for line in as_json_lines(rows).splitlines()]
    assert json.loads(as_json(rows))[0]["clauses"][0]["kind"] == "adopt"


@pytest.mark.parametrize("kind", [DecisionRow, ActionRow, AttendanceRow, BallotRow])
def test_nothing_is_a_heading_alone(kind: type) -> None:
    assert len(read_csv(as_csv([], columns_of(kind), str))) == 1
    assert as_json([]) == b"[]\n"
