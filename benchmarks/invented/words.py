"""The words that names and sentences are put together of. None of the names is anybody's but by chance."""

from __future__ import annotations

import tomllib
from pathlib import Path

_FILE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _words(name: str) -> tuple[str, ...]:
    """Give a list of the file."""
    return tuple(str(_FILE[name]).split())


GIVEN = _words("given")
FAMILY_FIRST = _words("family_first")
FAMILY_LAST = _words("family_last")
PLACE_FIRST = _words("place_first")
PLACE_LAST = _words("place_last")
STREET_LAST = _words("street_last")
FARM_LAST = _words("farm_last")
CITIZENS = _words("citizens")
COMPOUND_FIRST = _words("compound_first")
ADJECTIVES = _words("adjectives")
STAFF_LAST = _words("staff_last")
UNIT_LAST = _words("unit_last")
PAST = _words("past")
PASSIVE = _words("passive")
INFINITIVE = _words("infinitive")
STATE = _words("state")
ROOMS = _words("rooms")
ENGLISH_FIRST = _words("english_first")
ENGLISH_LAST = _words("english_last")
ENGLISH_ADJECTIVES = _words("english_adjectives")
ENGLISH_PAST = _words("english_past")
ENGLISH_VERBS = _words("english_verbs")

NOUNS: tuple[tuple[str, str, str, str], ...] = tuple((a, b, c, d) for a, b, c, d in _FILE["nouns"])
"""Indefinite, definite, plural definite, and the gender: n for en, t for ett."""
DOUBT = ("avgörande", "oklart", "osäkert", "tveksamt", "ännu inte bestämt")

UNDECLINED = {"omfattande", "återkommande"}
NEUTER = {
    "bred": "brett", "fast": "fast", "försenad": "försenat", "ny": "nytt", "uppskattad": "uppskattat",
    "samlad": "samlat", "enkel": "enkelt", "öppen": "öppet",
}  # fmt: skip
"""The neuter of adjectives that do not just add a t."""
DEFINITE = {"enkel": "enkla", "gemensam": "gemensamma", "kostsam": "kostsamma", "öppen": "öppna"}
"""The definite form of adjectives that do not just add an a."""

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("måndagen", "tisdagen", "onsdagen", "torsdagen", "fredagen", "lördagen", "söndagen")
SMALL = ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
SMALL_EN = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

PARTIES = ("S", "M", "SD", "C", "V", "KD", "L", "MP")
BOARDS = (
    ("Barn- och utbildningsnämnden", "BUN"),
    ("Kultur- och fritidsnämnden", "KFN"),
    ("Miljönämnden", "MN"),
    ("Samhällsbyggnadsnämnden", "SBN"),
    ("Socialnämnden", "SN"),
    ("Tekniska nämnden", "TN"),
    ("Vård- och omsorgsnämnden", "VON"),
)
