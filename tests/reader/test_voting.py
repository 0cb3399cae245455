"""Claims, votes, dissents and conflicts of interest."""

from __future__ import annotations

import pytest

from protokoll.model.agenda import AgendaItem
from protokoll.reader import read
from protokoll.source import Source


def item(text: str, language: str = "sv") -> AgendaItem:
    """Read the one item of a text."""
    (found,) = read(Source(f"# Protokoll\n\n## § 1 Budget\n\n{text}\n"), language).items
    return found


def test_claims_with_their_movers_and_what_they_ask() -> None:
    found = item(
        "### Yrkanden\n\nAnna Ek (S) yrkar bifall till förslaget.\n\n"
        "Bo Alm (M) och Cia Dahl (C) yrkar avslag.\n\nPer Öst (V) yrkar att ärendet återremitteras.\n"
    )
    assert [(motion.movers, motion.kind) for motion in found.motions] == [
        (("Anna Ek",), "approve"),
        (("Bo Alm", "Cia Dahl"), "reject"),
        (("Per Öst",), "refer_back"),
    ]


def test_what_yes_and_no_mean_and_how_each_voted() -> None:
    (vote,) = item(
        "### Beslutsgång\n\nFöljande godkänns: Ja för avslag. Nej för bifall till Anna Eks yrkande.\n\n"
        "### Omröstningsresultat\n\nAnna Ek (S), Bo Alm (M) och ordföranden Cia Dahl (C) röstar ja (3). "
        "Per Öst (V) röstar nej (1). Dan By (L) avstår från att rösta (1).\n"
    ).votes
    assert vote.meaning == {"yes": "avslag", "no": "bifall till Anna Eks yrkande"}
    assert [(ballot.voter, ballot.party, ballot.option) for ballot in vote.ballots] == [
        ("Anna Ek", "S", "yes"),
        ("Bo Alm", "M", "yes"),
        ("Cia Dahl", "C", "yes"),
        ("Per Öst", "V", "no"),
        ("Dan By", "L", "abstain"),
    ]
    assert vote.recounted == {"yes": 3, "no": 1, "abstain": 1}


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("Beslutet fattas med 18 ja-röster mot 13 nej-röster.", {"yes": 18, "no": 13}),
        ("Resultatet blir 36 ja, 29 nej och 0 avstår.", {"yes": 36, "no": 29, "abstain": 0}),
        ("Ja: 7, Nej: 6", {"yes": 7, "no": 6}),
        ("Förslaget antas med 4 röster mot 3.", {"yes": 4, "no": 3}),
        ("Sju ja-röster och fem nej-röster avges.", {"yes": 7, "no": 5}),
    ],
)
def test_counts_as_stated(words: str, counts: dict[str, int]) -> None:
    (vote,) = item(f"### Omröstning\n\n{words}\n").votes
    assert {count.option: count.value for count in vote.counts} == counts


def test_a_list_of_votes_as_a_table() -> None:
    table = "| Namn | Parti | Ja | Nej | Avstår |\n|---|---|---|---|---|\n| Anna Ek | S | X | | |\n| Bo Alm | M | | X | |\n| Cia Dahl | C | | | X |\n"
    (vote,) = item(f"### Omröstningslista\n\n{table}").votes
    assert [(b.voter, b.party, b.option) for b in vote.ballots] == [
        ("Anna Ek", "S", "yes"),
        ("Bo Alm", "M", "no"),
        ("Cia Dahl", "C", "abstain"),
    ]


def test_a_secret_ballot_and_a_casting_vote() -> None:
    (secret,) = item("### Omröstning\n\nSluten omröstning: 5 ja och 4 nej.\n").votes
    (tie,) = item("### Omröstning\n\n5 ja och 5 nej. Ordförandens utslagsröst avgör.\n").votes
    assert (secret.method, tie.tie_break) == ("secret", "casting_vote")


def test_dissent_under_its_heading_and_in_text() -> None:
    under = item("### Reservation\n\nAnna Ek (S) och Bo Alm (M) reserverar sig mot beslutet.\n")
    within = item("Nämnden antar planen.\n\nMot beslutet reserverar sig Anna Ek (S).\n")
    assert [dissent.names for dissent in under.dissents] == [("Anna Ek", "Bo Alm")]
    assert [dissent.names for dissent in within.dissents] == [("Anna Ek",)]


def test_conflict_of_interest_is_not_the_same_as_taking_no_part() -> None:
    found = item("Anna Ek (S) anmäler jäv och lämnar salen.\n\nBo Alm (M) deltar inte i beslutet.\n")
    assert [(conflict.name, conflict.kind) for conflict in found.conflicts] == [
        ("Anna Ek", "conflict"),
        ("Bo Alm", "not_taking_part"),
    ]


def test_an_item_approved_at_the_meeting() -> None:
    assert item("Paragrafen justeras omedelbart.").immediate_approval
    assert not item("Paragrafen är lång.").immediate_approval


def test_votes_of_the_neighbours() -> None:
    norwegian = item("### Votering\n\nInnstillingen ble vedtatt med 2 mot 1 stemme.\n", "nb").votes
    german = item("Abstimmungsergebnis: 12 Ja, 3 Nein, 1 Enthaltung", "de").votes
    assert [{count.option: count.value for count in vote.counts} for vote in (*norwegian, *german)] == [
        {"yes": 2, "no": 1},
        {"yes": 12, "no": 3, "abstain": 1},
    ]


def test_votes_one_after_another_in_one_section() -> None:
    votes = item(
        "### Omröstning\n\nJa för avgörande i dag, nej för återremiss. Med 3 ja mot 2 nej avgörs ärendet i dag.\n\n"
        "Omröstning begärs om tillägget. Ja för bifall, nej för avslag.\n\nJa: Anna Ek (S), Bo Alm (M)\n\n"
        "Nej: Cia Dahl (C), Per Öst (V), Dan By (L)\n"
    ).votes
    assert [(vote.meaning, {count.option: count.value for count in vote.counts}, vote.recounted) for vote in votes] == [
        ({"yes": "avgörande i dag", "no": "återremiss"}, {"yes": 3, "no": 2}, {}),
        ({"yes": "bifall", "no": "avslag"}, {}, {"yes": 2, "no": 3}),
    ]


def test_the_same_vote_told_again_is_one_vote() -> None:
    (vote,) = item(
        "### Omröstning\n\nJa för bifall, nej för avslag.\n\nJa: Anna Ek (S), Bo Alm (M)\nNej: Cia Dahl (C)\n\n"
        "Med 2 ja-röster mot 1 nej-röst beslutar nämnden att bifalla förslaget. Omröstningen var öppen.\n"
    ).votes
    assert vote.recounted == {"yes": 2, "no": 1}
    assert {count.option: count.value for count in vote.counts} == {"yes": 2, "no": 1}


@pytest.mark.parametrize(
    "lines",
    [
        "Ja: Anna Ek (S), Bo Alm (M) och Per Öst (V)\nNej: Cia Dahl (C)\n",
        "- Ja-röster (3): Anna Ek, Bo Alm, Per Öst\n- Nej-röster (1): Cia Dahl\n",
        "Följande röstar ja: ordföranden Anna Ek (S), Bo Alm (M), Per Öst (V).\n\nFöljande röstar nej: Cia Dahl (C).\n",
    ],
)
def test_ballots_behind_their_side(lines: str) -> None:
    (vote,) = item(f"### Omröstning\n\n{lines}").votes
    assert [(ballot.voter, ballot.option) for ballot in vote.ballots] == [
        ("Anna Ek", "yes"),
        ("Bo Alm", "yes"),
        ("Per Öst", "yes"),
        ("Cia Dahl", "no"),
    ]
    assert vote.meaning == {}


def test_sides_put_by_what_those_want_who_take_them() -> None:
    (vote,) = item(
        "### Omröstning\n\nDen som vill bifalla Anna Eks förslag röstar ja. Den som vill avslå det röstar nej.\n\n"
        "Resultatet blir 4 ja, 2 nej och 1 som avstår.\n"
    ).votes
    assert vote.meaning == {"yes": "vill bifalla Anna Eks förslag", "no": "vill avslå det"}
    assert vote.ballots == ()
    assert {count.option: count.value for count in vote.counts} == {"yes": 4, "no": 2, "abstain": 1}


def test_the_sum_of_a_table_is_no_voter() -> None:
    (vote,) = item(
        "### Omröstning\n\n| Ledamot | Ja | Nej |\n|---|---|---|\n| Anna Ek | X | |\n| Bo Alm | | X |\n| Summa | 1 | 1 |\n"
    ).votes
    assert [ballot.voter for ballot in vote.ballots] == ["Anna Ek", "Bo Alm"]
    assert {count.option: count.value for count in vote.counts} == {"yes": 1, "no": 1}


def test_a_small_word_within_a_name_and_none_at_its_end() -> None:
    found = item("### Jäv\n\nOlle von Ek (V) anmäler jäv. Han deltar inte.\n")
    assert [conflict.name for conflict in found.conflicts] == ["Olle von Ek"]
