"""What an item is about, by its title: the meeting's own form, information, an attachment that follows, or a case."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from protokoll.model.text import span_of

if TYPE_CHECKING:
    from protokoll.model.agenda import AgendaItem
    from protokoll.rules.context import Context
    from protokoll.source import Span

# Beginnings of titles of what is no item at all, however its heading ranks.
_NO_ITEM = {
    "sv": (
        *("närvaro", "underskrift", "upprop", "bilag", "anslag", "bevis", "innehåll", "frågestund", "ajourn"),
        *("allmänhetens frågestund", "tyst minut", "parentation", "avtackning", "paus", "lunch", "öppn", "avslut"),
        *("sammanträdets", "sammanträdet", "mötets", "mötet", "beslutsförhet", "justering", "protokollets justering"),
        *("reservation", "särskilt yttrande", "protokollsanteckning", "röst", "votering", "omröstning", "sändlista"),
        *("hur man överklagar", "överklag", "utdrag", "rätt utdraget", "beslutsärenden", "informationsärenden"),
        *("anmälningsärenden", "övrig", "tjänstgörande", "ej tjänstgörande", "sekretess", "deltag", "ledam", "ersätt"),
    ),
    "en": (
        *("attendance", "signature", "roll call", "appendi", "attachment", "annex", "contents", "break", "recess"),
        *("lunch", "opening", "closing", "adjourn", "call to order", "approval of th", "vote", "public comment"),
    ),
}

# Beginnings of titles of items that are about the meeting itself.
_PROCEDURE = {
    "sv": (
        *("upprop", "val av juster", "val av protokoll", "val av mötes", "val av ordförande för", "val av sekreterare"),
        *("val av rösträkn", "val av presid", "fastställande av dag", "fastställande av föredrag", "ändring av dag"),
        *("fastställande av ärende", "godkännande av dag", "godkännande av föredrag", "godkännande av ärende"),
        *("godkännande av föregående", "godkännande av protokoll", "dagordning", "föredragningslista", "ärendelista"),
        *("justering", "protokollsjuster", "protokolljuster", "föregående", "genomgång av föregående", "kungörelse"),
        *("protokoll från", "protokollet från", "tillkännagivande", "fråga om jäv", "jäv", "anmälan om jäv"),
        *("beslutsför", "närvaro", "frågestund", "allmänhetens frågestund", "nästa möte", "nästa sammanträde"),
        *("parentation", "tyst minut", "avtack", "öppn", "inled", "välkom", "avslut", "underskrift", "övrig", "mötet"),
        *(
            "sammanträdet",
            "sammanträdets",
            "extra ärende",
            "tillkommande ärende",
            "bordlagda ärenden",
            "ajourn",
            "paus",
        ),
        *("offentligt", "slutet sammanträde", "omedelbar justering", "bilag", "reservation", "särskilt yttrande"),
        *("protokollsanteckning", "tid för justering", "tid och plats"),
    ),
    "en": (
        *(
            "roll call",
            "election of",
            "approval of",
            "agenda",
            "apologies",
            "minutes of",
            "previous minutes",
            "opening",
        ),
        *("welcome", "introduction", "closing", "adjourn", "call to order", "next meeting", "any other", "aob"),
        *("declaration", "conflict", "break", "matters arising", "appendi", "attachment", "annex"),
    ),
}

# Parts of titles of items in which somebody tells something and nobody need decide.
_INFORMATION = {
    "sv": (
        *(
            "information",
            "informerar",
            "rapport",
            "redovisning",
            "anmäl",
            "meddel",
            "delgiv",
            "delegation",
            "skrivelse",
        ),
        *("presentation", "genomgång", "diskussion", "dialog", "frågestund", "samtal", "workshop", "besök", "aktuell"),
        *("inför ", "summering", "laget runt", "rundan", "incheckning", "utcheckning", "läge", "status", "avstämning"),
        *("uppföljning", "föredragning", "utbildning", "temadag", "övrig", "frågor", "konferens", "upprop", "orienter"),
        *(
            "muntlig",
            "har ordet",
            "kommande",
            "inkom",
            "återkoppling",
            "kommundirektören",
            "förvaltningschefen",
            "ordföranden",
            "överläggning",
        ),
    ),
    "en": ("information", "report", "update", "presentation", "discussion", "status", "review", "news", "questions"),
}


def heading(item: AgendaItem, context: Context) -> Span:
    """Where an item's heading stands: of an entry of a list its title, without the list's mark.

    A heading without words is its mark alone.
    """
    if item.level is None and item.inlines:
        return context.first_line(span_of(item.inlines, item.span))
    words = context.heading(item)
    return words if words.start < words.end else context.first_line(item.span)


def name(item: AgendaItem) -> str:
    """Give what to call an item by: its title, or its number where it has none."""
    return item.title or item.raw.strip("#*_ \n")


def knows(context: Context) -> bool:
    """Tell whether there are words for the document's language at all."""
    return context.language in _PROCEDURE


def is_none(item: AgendaItem, context: Context) -> bool:
    """Tell a heading that is no item: a break, an opening, a list of those present, an attachment."""
    return item.kind in {"opening", "closing", "break"} or _begins(item.title, _NO_ITEM.get(context.language, ()))


def is_procedure(item: AgendaItem, context: Context) -> bool:
    """Tell an item about the meeting itself: its opening, its agenda, who is to approve its minutes."""
    return item.kind in {"opening", "closing", "break", "other"} or _begins(
        item.title, _PROCEDURE.get(context.language, ())
    )


def is_information(item: AgendaItem, context: Context) -> bool:
    """Tell an item in which something is told and nothing need be decided."""
    words = _INFORMATION.get(context.language, ())
    return item.kind == "information" or bool(words and _any(words).search(item.title.casefold()))


def _begins(title: str, words: tuple[str, ...]) -> bool:
    return title.casefold().startswith(words) if words else False


@cache
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))
