"""Every rule of the table: its page, the examples on it, and its fixture.

A fixture is `tests/rules/<room>/<name>.md`: a heading a case, a Markdown fence, and a `text` fence that holds what the
rule says of it, nothing where it is silent; a fence `markdown fixed` is what its fixes make of the case. Settings in a
`toml` fence hold until the next such fence. `pytest
tests/rules --update-golden` writes the `text` and `fixed` fences anew: read the difference.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from tests.checking import Case, cases, fixed, told

from protokoll import rules
from protokoll.rules.base import ROOMS, Rule
from protokoll.rules.pages import EXAMPLE, HEADINGS, INSTEAD, SAFETY, WHAT, WHY, page, samples
from protokoll.rules.table import BY_NAME, RULES

FOLDER = Path(__file__).parent
SOURCES = Path(rules.__file__).parent
FENCED = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)
WRITTEN = [rule for rule in RULES if (SOURCES / rule.room / f"{rule.name.replace('-', '_')}.py").exists()]
LOOKING = [rule for rule in WRITTEN if not rule.engine]


def name_of(rule: Rule) -> str:
    return rule.name


def test_every_rule_is_written() -> None:
    assert [rule.name for rule in RULES if rule not in WRITTEN] == []


def test_every_file_of_a_rule_is_in_the_table() -> None:
    files = {
        (room, file.stem.replace("_", "-"))
        for room in ROOMS.values()
        for file in (SOURCES / room).glob("*.py")
        if file.stem != "__init__" and not file.stem.startswith("_")
    }
    assert files == {(rule.room, rule.name) for rule in WRITTEN}


def test_codes_and_names_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(re.fullmatch(r"[EWI-]/[EWI-]/[EWI-]", rule.levels) for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_is_named_for_the_fault(rule: Rule) -> None:
    assert not rule.name.startswith(("no-", "use-", "avoid-", "do-not-", "require-", "check-"))


@pytest.mark.parametrize("rule", WRITTEN, ids=name_of)
def test_the_page_is_whole(rule: Rule) -> None:
    found = page(rule)
    assert re.fullmatch(r"[A-ZÅÄÖ`0-9].*\.", found.summary.replace("\n", " "))
    assert list(found.parts) == [heading for heading in HEADINGS if heading in found.parts]
    for heading in (WHAT, WHY):
        assert found.parts.get(heading)
    if not rule.engine:
        assert found.samples(EXAMPLE)
        assert found.samples(INSTEAD)


@pytest.mark.parametrize("rule", LOOKING, ids=name_of)
def test_the_example_is_found(rule: Rule) -> None:
    for case in cases(page(rule).samples(EXAMPLE)):
        found = [one for one in case.diagnostics([rule]) if one.code == rule.code]
        assert found, case.text
        if any(one.finding.fix for one in found):
            assert SAFETY in page(rule).parts, "the page must say how safe the fix is"


@pytest.mark.parametrize("rule", LOOKING, ids=name_of)
def test_what_to_use_instead_is_not_found(rule: Rule) -> None:
    settings_of_example = page(rule).samples(EXAMPLE)
    given = [sample for sample in settings_of_example if sample.language == "toml"]
    for case in cases([*given, *page(rule).samples(INSTEAD)]):
        assert [
            told([one], case.context().source) for one in case.diagnostics([rule]) if one.code in {rule.code, "P903"}
        ] == []


def test_headings_in_an_example_are_no_parts_of_the_page() -> None:
    found = page(BY_NAME["gap-in-numbering"])
    assert list(found.parts) == [WHAT, WHY, EXAMPLE, INSTEAD]
    assert "## § 41 Budget för 2025" in found.parts[EXAMPLE]


def fixture(rule: Rule) -> Path:
    return FOLDER / rule.room / f"{rule.name}.md"


@pytest.mark.parametrize("rule", LOOKING, ids=name_of)
def test_the_fixture(rule: Rule, request: pytest.FixtureRequest) -> None:
    text = fixture(rule).read_text(encoding="utf-8")
    actual = _answered(text, rule)
    if request.config.getoption("--update-golden"):
        fixture(rule).write_text(actual, encoding="utf-8")
    else:
        assert actual == text
    answers = [match["text"] for match in FENCED.finditer(actual) if match["info"] == "text"]
    assert any(answers), "no case in which the rule speaks"
    assert not all(answers), "no case in which it is silent"
    assert len(answers) >= 4, "too few cases to show where the rule's borders are"


def _answered(text: str, rule: Rule) -> str:
    """Give a fixture with every answer as the rule gives it now."""
    waiting: Case | None = None
    pieces: list[str] = []
    position = 0
    before: list[str] = []
    for match in FENCED.finditer(text):
        language, *marks = match["info"].split() or [""]
        if (language == "markdown" and "fixed" not in marks) or language == "toml":
            before.append(match[0])
            waiting = next(iter([*cases(samples("\n".join(before)))][-1:]), None)
            continue
        if waiting is None:
            continue
        found = [one for one in waiting.diagnostics([rule]) if one.code in {rule.code, "P903"}]
        assert not any(one.code == "P903" for one in found), told(found, waiting.context().source)
        source = waiting.context().source
        answer = fixed(source.text, found) if "fixed" in marks else told(found, source)
        if "fixed" in marks:
            again = [one for one in waiting.diagnostics([rule], answer) if one.code == rule.code and one.finding.fix]
            assert fixed(answer, again) == answer, "a second run fixes more"
        pieces += (text[position : match.start("text")], answer)
        position = match.end("text")
    return "".join(pieces) + text[position:]


def test_every_name_is_known_by_code_too() -> None:
    assert all(BY_NAME[rule.code] is BY_NAME[rule.name] for rule in RULES)


@pytest.mark.parametrize("rule", WRITTEN, ids=name_of)
def test_every_message_is_marked_for_translation(rule: Rule) -> None:
    """A Finding's message and hint are literals in N_(), so that a catalogue can hold them."""
    tree = ast.parse((SOURCES / rule.room / f"{rule.name.replace('-', '_')}.py").read_text(encoding="utf-8"))
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Finding":
            assert not any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in call.args[1:3])
