"""A register of elected members (`ledamoter.toml`): of each body who is elected, for which party and for how long."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import msgspec

from protokoll.diagnostics import N_
from protokoll.errors import UsageError

Told = msgspec.Meta
"""What a key is for, in the register's schema."""


class Elected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One elected person; the first and the last day of the term count, None where it is open."""

    name: Annotated[str, Told(description="För- och efternamn, som i protokollet.", min_length=1)] = msgspec.field(
        name="namn"
    )
    party: Annotated[str | None, Told(description="Partiets beteckning.")] = msgspec.field(name="parti", default=None)
    group: Annotated[
        str | None, Told(description="Gruppen vars ersättare tjänstgör för varandra, om den inte är partiet.")
    ] = msgspec.field(name="grupp", default=None)
    role: Annotated[str | None, Told(description="Uppdrag i organet, som ordförande.")] = msgspec.field(
        name="roll", default=None
    )
    since: Annotated[date | None, Told(description="Första dagen av uppdraget.")] = msgspec.field(
        name="fran", default=None
    )
    until: Annotated[date | None, Told(description="Sista dagen av uppdraget.")] = msgspec.field(
        name="till", default=None
    )

    def serves(self, day: date) -> bool:
        """Tell whether the term holds a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    @property
    def side(self) -> str | None:
        """What the person counts for in the order of service: the group, else the party."""
        side = self.group or self.party
        return side.casefold() if side else None


class Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One body; `substitutes` stand in the order in which they serve, each within their party or group.

    `order` tells for a party or group whose substitutes serve for its members, the first first; where it is silent,
    its own do.
    """

    name: Annotated[str, Told(description="Organets namn, som Kommunstyrelsen.", min_length=1)] = msgspec.field(
        name="namn"
    )
    also: Annotated[tuple[str, ...], Told(description="Andra namn på organet, som KS.")] = msgspec.field(
        name="kallas", default=()
    )
    size: Annotated[Annotated[int, Told(ge=1)] | None, Told(description="Antalet platser för ledamöter.")] = (
        msgspec.field(name="antal", default=None)
    )
    members: Annotated[tuple[Elected, ...], Told(description="Ledamöterna.")] = msgspec.field(
        name="ledamoter", default=()
    )
    substitutes: Annotated[tuple[Elected, ...], Told(description="Ersättarna, i turordning.")] = msgspec.field(
        name="ersattare", default=()
    )
    order: Annotated[
        dict[str, tuple[str, ...]],
        Told(description="För ett partis eller en grupps ledamöter: vilkas ersättare som tjänstgör, i ordning."),
    ] = msgspec.field(name="turordning", default={})

    def on(self, day: date) -> Body:
        """Give the body as it was on a day."""
        return msgspec.structs.replace(
            self,
            members=tuple(one for one in self.members if one.serves(day)),
            substitutes=tuple(one for one in self.substitutes if one.serves(day)),
        )

    @property
    def everyone(self) -> tuple[Elected, ...]:
        """Members and substitutes."""
        return (*self.members, *self.substitutes)

    @property
    def seats(self) -> int:
        """Count the members' seats: as many as said, else as there are members."""
        return self.size or len(self.members)

    def in_line(self, side: str) -> tuple[Elected, ...]:
        """Give the substitutes who serve for members of a party or group, in their order."""
        sides = next((sides for own, sides in self.order.items() if own.casefold() == side), (side,))
        return tuple(one for own in sides for one in self.substitutes if one.side == own.casefold())


class Register(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The bodies of a municipality, or of a collaboration."""

    bodies: Annotated[tuple[Body, ...], Told(description="Organen, ett eller flera.")] = msgspec.field(
        name="organ", default=()
    )

    def body(self, name: str) -> Body | None:
        """Find a body by its name, in any case, in the genitive too ("kommunstyrelsens"), or by a name it also has."""
        wanted = _stem(name)
        return next((body for body in self.bodies if wanted in {_stem(one) for one in (body.name, *body.also)}), None)


def _stem(name: str) -> str:
    """Make names of a body comparable: "Kommunstyrelsen", "kommunstyrelsens", "kommunstyrelse"."""
    words = " ".join(name.split()).casefold()
    if words.endswith(("ens", "éns", "ets", "ges")):
        words = words[:-1]
    return words[:-1] if words.endswith(("elsen", "én")) else words.removesuffix("en").removesuffix("et")


# The file

_ENGLISH = {
    "bodies": "organ",
    "name": "namn",
    "also": "kallas",
    "size": "antal",
    "members": "ledamoter",
    "substitutes": "ersattare",
    "order": "turordning",
    "party": "parti",
    "group": "grupp",
    "role": "roll",
    "from": "fran",
    "to": "till",
}
_PLAIN_LETTERS = str.maketrans("åäö", "aao")
_WRITTEN = re.compile(
    r"(?P<namn>[^(),]+?)\s*(?:\((?P<parti>[^()]*)\))?\s*(?:,\s*(?P<roll>(?!fr\.?\s?o\.?\s?m|från|till|\d)[^(),\d]+))?"
)
"""A person as minutes write one: `Asta Berglind (S), ordförande`."""
_PEOPLE = ("ledamoter", "ersattare")


def load(path: Path) -> Register:
    """Read a register's file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(N_("{file}: is not UTF-8"), N_("save it as UTF-8 in your editor"), file=path, line=1) from None
    except OSError as error:
        raise UsageError(
            N_("{file}: the register cannot be read: {reason}"),
            N_("check the path that `register` names, and the file's permissions"),
            file=path,
            reason=error.strerror,
        ) from None
    return read(text, path)


def read(text: str, path: Path) -> Register:
    """Read the text of a register; `path` is its name in errors."""
    return _File(text, path).register()


class _File:
    """One register being read."""

    def __init__(self, text: str, path: Path) -> None:
        self._text = text
        self._path = path

    def register(self) -> Register:
        try:
            told: dict[str, Any] = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            raise self._not_toml(str(error)) from None
        table = self._renamed(told, Register, 0)
        bodies = table.get("organ")
        if isinstance(bodies, dict):
            bodies = [bodies]
        if isinstance(bodies, list):
            table["organ"] = [
                self._body(body, self._start_of(number)) if isinstance(body, dict) else body
                for number, body in enumerate(bodies)
            ]
        try:
            register = msgspec.convert(table, Register)
        except msgspec.ValidationError as error:
            raise self._bad_value(str(error), table) from None
        self._check_bodies(register)
        return register

    def _body(self, table: dict[str, Any], start: int) -> dict[str, Any]:
        body = self._renamed(table, Body, start)
        for key in _PEOPLE:
            if isinstance(body.get(key), list):
                body[key] = [self._person(one, start) for one in body[key]]
        return body

    def _person(self, told: Any, start: int) -> Any:
        if isinstance(told, dict):
            name = next((value for key, value in told.items() if _key(key) == "namn" and isinstance(value, str)), "")
            return self._renamed(told, Elected, self._after(name, start))
        if not isinstance(told, str):
            return told
        written = _WRITTEN.fullmatch(told.strip())
        if written is None:
            raise UsageError(
                N_("{file}:{line}: cannot tell name and party in `{told}`"),
                N_('write `"Asta Berglind (S)"`, or `{{ namn = "Asta Berglind", parti = "S", fran = 2023-01-01 }}`'),
                file=self._path,
                line=self._line(self._after(told, start)),
                told=told,
            )
        return {key: value.strip() for key, value in written.groupdict().items() if value and value.strip()}

    def _renamed(self, table: dict[str, Any], kind: type[msgspec.Struct], start: int) -> dict[str, Any]:
        """Give a table with the keys as documented; refuse one that nobody knows, with its place and the nearest."""
        fields = [field.encode_name for field in msgspec.structs.fields(kind)]
        found: dict[str, Any] = {}
        for told, value in table.items():
            key = _key(told)
            if key in fields and key not in found:
                found[key] = value
                continue
            near = get_close_matches(key, fields, n=1)
            known = key in fields
            raise UsageError(
                N_("{file}:{line}: `{key}` is told twice, in Swedish and in English")
                if known
                else N_("{file}:{line}: a register has no key `{key}` here"),
                N_("keep one of them")
                if known
                else (N_("did you mean `{near}`?") if near else N_("the keys here are {known}")),
                file=self._path,
                line=self._line(self._place_of(told, start)),
                key=told,
                near=near[0] if near else "",
                known=", ".join(fields),
            )
        return found

    def _check_bodies(self, register: Register) -> None:
        seen: dict[str, str] = {}
        for number, body in enumerate(register.bodies):
            start = self._start_of(number)
            for name in (body.name, *body.also):
                if _stem(name) in seen:
                    raise UsageError(
                        N_("{file}:{line}: two bodies are called `{name}`"),
                        N_("keep the members of one body together, with `fran` and `till` where they change"),
                        file=self._path,
                        line=self._line(self._after(name, start)),
                        name=name,
                    )
                seen[_stem(name)] = name
            for person in body.everyone:
                if person.since and person.until and person.until < person.since:
                    raise UsageError(
                        N_("{file}:{line}: the term of {name} ends before it begins"),
                        N_("write the first day in `fran` and the last in `till`"),
                        file=self._path,
                        line=self._line(self._after(person.name, start)),
                        name=person.name,
                    )

    # Errors and their places, which TOML's reader does not tell

    def _not_toml(self, reason: str) -> UsageError:
        at = re.search(r"\(at line (\d+), column \d+\)", reason)
        line = int(at[1]) if at else 1
        lines = self._text.splitlines()
        written = lines[line - 1] if line <= len(lines) else ""
        accented = re.match(r"[^\"'=]*?([\w-]*[åäöÅÄÖ][\w-]*)[^\"']*=", written) or re.match(
            r"\s*\[+[^\"']*?([\w-]*[åäöÅÄÖ][\w-]*)", written
        )
        if accented:
            return UsageError(
                N_("{file}:{line}: TOML takes no å, ä or ö in the key `{key}`"),
                N_("write `{plain}`"),
                file=self._path,
                line=line,
                key=accented[1],
                plain=accented[1].lower().translate(_PLAIN_LETTERS),
            )
        return UsageError(
            N_("{file}:{line}: is not TOML: {reason}"),
            N_("mend it there; see docs/register.md for an example"),
            file=self._path,
            line=line,
            reason=re.sub(r"\s*\(at [^)]*\)", "", reason),
        )

    def _bad_value(self, told: str, table: dict[str, Any]) -> UsageError:
        reason, _, at = told.partition(" - at `$")
        steps = re.findall(r"\.?([^\W\d]\w*)|\[(\d+)\]", at)
        start = 0
        value: Any = table
        key = ""
        for word, number in steps:
            try:
                value = value[int(number)] if number else value[word]
            except (KeyError, IndexError, TypeError):
                value = {}
            if number and key == "organ":
                start = self._start_of(int(number))
            elif number and isinstance(value, dict):
                start = self._after(str(value.get("namn", "")), start)
            key = word or key
        return UsageError(
            N_("{file}:{line}: `{key}`: {told}"),
            N_("write the day without quotation marks, such as 2023-01-01")
            if key in {"fran", "till"}
            else N_("see docs/register.md for an example"),
            file=self._path,
            line=self._line(self._place_of(key, start)),
            key=".".join(word for word, _ in steps if word) or "organ",
            told=reason[:1].lower() + reason[1:],
        )

    def _start_of(self, number: int) -> int:
        """Find where a body of the list begins."""
        heads = re.finditer(r"^[ \t]*\[\[\s*\"?(\w+)\"?\s*\]\]", self._text, re.MULTILINE)
        starts = [head.start() for head in heads if _key(head[1]) == "organ"]
        return starts[number] if number < len(starts) else 0

    def _after(self, words: str, start: int) -> int:
        place = self._text.find(words, start) if words else -1
        return place if place != -1 else start

    def _place_of(self, key: str, start: int) -> int:
        """Find where a key is set: in the line of `start`, or further down."""
        start = self._text.rfind("\n", 0, start) + 1
        for match in re.finditer(r"[\w-]+(?=\"?\s*(?:=|\]\]))", self._text[start:]):
            if match[0] == key or _key(match[0]) == key:
                return start + match.start()
        return start

    def _line(self, place: int) -> int:
        return self._text.count("\n", 0, place) + 1


def _key(told: str) -> str:
    """Give the documented form of a key: in Swedish and without å, ä and ö, which TOML refuses unless quoted."""
    plain = told.casefold().translate(_PLAIN_LETTERS)
    return _ENGLISH.get(plain, plain)


@cache
def schema() -> bytes:
    """Give the JSON Schema of a register, for editors; a person may be a table or words as minutes write them."""
    made = msgspec.json.schema(Register)
    for key in _PEOPLE:
        people = made["$defs"]["Body"]["properties"][key]
        people["items"] = {"anyOf": [{"type": "string", "minLength": 1}, people["items"]]}
    return msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"
