"""The register of elected members: how bodies are found, who was elected when, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from protokoll import register
from protokoll.errors import UsageError

TOP = Path(__file__).parent.parent
EXAMPLE = TOP / "examples" / "ledamoter.toml"


def read(text: str) -> register.Register:
    return register.read(text, Path("ledamoter.toml"))


def names(people: tuple[register.Elected, ...]) -> list[str]:
    return [person.name for person in people]


def test_the_example_is_read() -> None:
    body = register.load(EXAMPLE).bodies[0]
    assert (body.name, body.also, body.size) == ("Kommunstyrelsen", ("KS",), 6)
    assert body.members[0] == register.Elected(name="Ingegerd Falk", party="S", role="ordförande")
    assert body.members[4].until == date(2026, 12, 31)


@pytest.mark.parametrize("name", ["Kommunstyrelsen", "kommunstyrelsens", "KOMMUNSTYRELSEN", "Kommunstyrelse", "ks"])
def test_a_body_is_found_by_any_form_of_its_name(name: str) -> None:
    assert register.load(EXAMPLE).body(name)


@pytest.mark.parametrize(
    ("registered", "told"),
    [("Bygg- och miljönämnden", "bygg- och miljönämndens"), ("Arbetsutskottet", "arbetsutskott"), ("Rådet", "rådets")],
)
def test_a_body_is_found_whatever_its_ending(registered: str, told: str) -> None:
    assert read(f'[[organ]]\nnamn = "{registered}"').body(told)


def test_a_committee_is_not_its_board() -> None:
    assert register.load(EXAMPLE).body("Kommunstyrelsens arbetsutskott") is None


def test_terms_hold_their_first_and_last_day() -> None:
    body = register.load(EXAMPLE).bodies[0]
    assert "Ove Tall" in names(body.on(date(2024, 2, 29)).substitutes)
    assert "Ove Tall" not in names(body.on(date(2024, 3, 1)).substitutes)
    assert "Malin Ravn" in names(body.on(date(2024, 3, 1)).substitutes)
    assert "Märta Strand" not in names(body.on(date(2024, 5, 1)).members)


def test_substitutes_serve_for_their_own_party_first() -> None:
    body = register.load(EXAMPLE).bodies[0].on(date(2024, 5, 14))
    assert names(body.in_line("s")) == ["Rut Ask", "Malin Ravn", "Britta Sten"]
    assert names(body.in_line("v")) == ["Britta Sten"]


def test_a_group_serves_for_itself() -> None:
    text = """[[organ]]
namn = "Kulturnämnden"
ersattare = [
  { namn = "Bo Ek", parti = "M", grupp = "Alliansen" },
  { namn = "Rut Al", parti = "S" },
  { namn = "Åsa Dal", parti = "C", grupp = "Alliansen" },
]"""
    assert names(read(text).bodies[0].in_line("alliansen")) == ["Bo Ek", "Åsa Dal"]


def test_keys_in_english_and_persons_as_tables_mean_the_same() -> None:
    swedish = '[[organ]]\nnamn = "KS"\nledamoter = ["Asta Berglind (S), ordförande"]'
    english = '[[bodies]]\nname = "KS"\n[[bodies.members]]\nname = "Asta Berglind"\nparty = "S"\nrole = "ordförande"'
    quoted = '[[organ]]\nnamn = "KS"\n"ledamöter" = ["Asta Berglind (S), ordförande"]'
    assert read(swedish) == read(english) == read(quoted)


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('[[organ]]\nnamn = "KS"\nledamöter = []', 3, "no å, ä or ö in the key `ledamöter`", "`ledamoter`"),
        ('[[organ]]\nnamn = "KS"\nledamotr = []', 3, "no key `ledamotr`", "`ledamoter`"),
        ('[[organ]]\nnamn = "KS"\nledamoter = [\n  { namn = "Bo Ek", prti = "S" },\n]', 4, "no key `prti`", "`parti`"),
        ('[[organ]]\nnamn = "KS"\n[[organ]]\nnamn = "BN"\nantal = "fem"', 5, "`organ.antal`", "register.md"),
        ('[[organ]]\nnamn = "KS"\nersattare = [\n  { namn = "Bo", fran = "2023" },\n]', 4, "fran`", "2023-01-01"),
        ('[[organ]]\nnamn = "KS"\n\n[[organ]]\nnamn = "Ks"', 5, "two bodies", "one body"),
        ('[[organ]]\nnamn = "KS"\nledamoter = ["Bo Ek (S), från 2023"]', 3, "cannot tell name and party", "fran ="),
        ('[[organ]]\nnamn = "KS"\nname = "KS"', 3, "told twice", "one of them"),
        (
            '[[organ]]\nnamn = "KS"\nledamoter = [\n  { namn = "Bo", fran = 2023-01-02, till = 2023-01-01 },\n]',
            4,
            "the term of Bo ends before it begins",
            "`till`",
        ),
        ("organ = ", 1, "is not TOML", "register.md"),
        ("organ = 3", 1, "expected `array`", "register.md"),
        ("[[organ]]", 1, "missing required field `namn`", "register.md"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as raised:
        read(text)
    assert raised.value.message.startswith(f"ledamoter.toml:{line}: ")
    assert message in raised.value.message
    assert hint in raised.value.hint
    assert raised.value.exit_code == 2


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        register.load(tmp_path / "ledamoter.toml")
    (tmp_path / "latin.toml").write_bytes("namn = 'Åsa'".encode("latin-1"))
    with pytest.raises(UsageError, match="UTF-8"):
        register.load(tmp_path / "latin.toml")


def test_the_schema_takes_both_forms_of_a_person() -> None:
    made = msgspec.json.decode(register.schema())
    forms = made["$defs"]["Body"]["properties"]["ledamoter"]["items"]["anyOf"]
    assert [one.get("type") for one in forms] == ["string", None]
    assert set(made["$defs"]["Elected"]["properties"]) == {"namn", "parti", "grupp", "roll", "fran", "till"}


def test_the_docs_show_a_register_that_can_be_read() -> None:
    docs = (TOP / "docs" / "register.md").read_text(encoding="utf-8")
    for example in docs.split("```toml\n")[1:]:
        text = example.partition("```")[0]
        if "[[organ]]" in text:
            assert read(text).bodies
