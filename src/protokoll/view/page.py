"""What a page of minutes is made of: the `View`, and all a writer ever sees of a document.

Everything that is language or order is settled here. Labels are words ready to print, dates are written out, headings
have their final level, links are safe or already text. A writer lays out what it is given, in the order it is given.

A brand's own page template is written against these fields. As JSON (which is how the PDF template gets them) a field
that holds its default is left out.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from protokoll.model.content import Alignment


class Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Any part of a page."""


class Run(Part, frozen=True, kw_only=True):
    """Words that look the same; a paragraph is a row of them.

    A run with `line_break` has no text: the next run starts on a new line. `href` is a safe address. `lang` is set
    where the language differs from the page's.
    """

    text: str = ""
    strong: bool = False
    emphasis: bool = False
    strike: bool = False
    code: bool = False
    href: str | None = None
    lang: str | None = None
    line_break: bool = False


Runs = tuple[Run, ...]


class BlockPart(Part, frozen=True, kw_only=True, tag_field="kind"):
    """Any block of text; `kind` tells which."""


class Paragraph(BlockPart, frozen=True, kw_only=True, tag="paragraph"):
    """Running text."""

    runs: Runs


class Heading(BlockPart, frozen=True, kw_only=True, tag="heading"):
    """A heading inside text. `level` is final (1 is the page's title, items are 2) and never skips one."""

    level: int
    runs: Runs


class Entry(Part, frozen=True, kw_only=True):
    """One entry of a list: one or more blocks, lists among them."""

    blocks: tuple[Block, ...]


class Bullets(BlockPart, frozen=True, kw_only=True, tag="bullets"):
    """An unnumbered list."""

    entries: tuple[Entry, ...]


class Numbered(BlockPart, frozen=True, kw_only=True, tag="numbered"):
    """A numbered list whose first entry has the number `start`."""

    start: int
    entries: tuple[Entry, ...]


class Quote(BlockPart, frozen=True, kw_only=True, tag="quote"):
    """A block quotation."""

    blocks: tuple[Block, ...]


class Cell(Part, frozen=True, kw_only=True):
    """One cell of a table."""

    runs: Runs = ()


class Table(BlockPart, frozen=True, kw_only=True, tag="table"):
    """A table. All rows, and `alignments`, are as long as `header`; an alignment of None means left.

    `row_headers` tells that the first cell of each row names it. `totals` is a last row that sums the others up, empty
    for none. `caption` is what the table shows, empty where the text above it says so.
    """

    alignments: tuple[Alignment | None, ...]
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] = ()
    row_headers: bool = False
    caption: str = ""


class Code(BlockPart, frozen=True, kw_only=True, tag="code"):
    """Preformatted text, line ends kept."""

    text: str


class Figure(BlockPart, frozen=True, kw_only=True, tag="figure"):
    """A picture. `image` is a key of `View.images`; `alt` is never empty; the size is in pixels."""

    image: str
    alt: str
    width: int
    height: int


class Separator(BlockPart, frozen=True, kw_only=True, tag="separator"):
    """A line across the page; decoration."""


Block = Paragraph | Heading | Bullets | Numbered | Quote | Table | Code | Figure | Separator


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture's bytes; `media_type` is image/png, image/jpeg or image/gif, the size is in pixels."""

    data: bytes
    media_type: str
    width: int = 1
    height: int = 1


class Fact(Part, frozen=True, kw_only=True):
    """One row of the table of first-page facts: a row header and what it says, a paragraph each.

    `listed` tells that the values are the entries of a list, such as persons.
    """

    label: str
    values: tuple[Runs, ...]
    listed: bool = False


class Person(Part, frozen=True, kw_only=True):
    """One person of the roll.

    `detail` is the affiliation, title or party ("Sundby"); `remark` what is to be said of the presence ("till ca kl.
    11.00", "frånvarande"), in words, never by look alone.
    """

    name: str
    detail: str = ""
    remark: str = ""


class RollGroup(Part, frozen=True, kw_only=True):
    """Persons under one heading of the roll."""

    heading: str
    persons: tuple[Person, ...]


class Roll(Part, frozen=True, kw_only=True):
    """Who was there. `summary` counts them in words ("11 närvarande, 1 frånvarande")."""

    heading: str
    summary: str
    groups: tuple[RollGroup, ...]


class Passage(Part, frozen=True, kw_only=True, tag_field="kind", tag="passage"):
    """A part of an item that is text; `heading` is empty for text right under the item's own heading.

    `level` is the heading's: one below the item's.
    """

    heading: str = ""
    level: int = 3
    blocks: tuple[Block, ...]


class Clause(Part, frozen=True, kw_only=True):
    """One point of a decision.

    `number` is printed before it where the source numbers its points ("1."). `runs` is the point itself, "att" in
    strong. `remark` is what the source lets follow within the same paragraph; `blocks` what belongs to the point
    below it.
    """

    number: str = ""
    runs: Runs
    remark: Runs = ()
    blocks: tuple[Block, ...] = ()


class Resolution(Part, frozen=True, kw_only=True, tag_field="kind", tag="resolution"):
    """A part of an item that is a decision, to be set apart so that a skimming eye finds it.

    `heading` is empty where the item's own says that it is one; `level` is one below the item's. `lead` is the
    sentence before the points ("Styrelsen beslutar"). What stands among the points and is none of them
    comes as its own `Passage` after it.
    """

    heading: str = ""
    level: int = 3
    lead: Runs = ()
    clauses: tuple[Clause, ...]


class Item(Part, frozen=True, kw_only=True):
    """One point of the meeting, or a part of the document that ranks with them (an agenda, notes, a list of actions).

    `level` is the heading's: 2, or 3 for a point below the one before it. `number` ("§ 12") and `time` ("09.55") are
    ready to print and may be empty. `title` are the runs of the heading, `title_text` the same as plain words, for
    bookmarks. `reference` is the line below it that gives the case number ("Dnr KS 2024/118"), `case_number` that
    number alone, wherever it was read. A break has no heading of its own rank: it is a line between the items.
    """

    anchor: str
    level: int = 2
    number: str = ""
    time: str = ""
    title: Runs
    title_text: str
    reference: Runs = ()
    case_number: str = ""
    is_break: bool = False
    parts: tuple[Passage | Resolution, ...] = ()


class Signature(Part, frozen=True, kw_only=True):
    """One who signs off: name, role in words, and date in words, the last two possibly empty."""

    name: str
    role: str = ""
    date: str = ""


class SigningRow(Part, frozen=True, kw_only=True):
    """One who is to sign: role, name, and what stands for the signature; empty for a place to sign by hand."""

    role: str = ""
    name: str = ""
    mark: str = ""


class Signing(Part, frozen=True, kw_only=True):
    """A table to sign in. `columns` are its three headers: role, name and signature."""

    heading: str
    columns: tuple[str, str, str]
    rows: tuple[SigningRow, ...]


class Notice(Part, frozen=True, kw_only=True):
    """The notice that the minutes are approved (anslag): text, then rows as in the table of facts."""

    heading: str
    blocks: tuple[Block, ...] = ()
    facts: tuple[Fact, ...] = ()


class ContentsEntry(Part, frozen=True, kw_only=True):
    """A line of the table of contents: the item's `anchor`, its number or time, its title and its case number."""

    anchor: str
    level: int = 2
    lead: str = ""
    title: str
    case_number: str = ""


class Contents(Part, frozen=True, kw_only=True):
    """The table of contents of a long document, with the headers of its columns."""

    heading: str
    number: str
    item: str
    case_number: str
    page: str
    entries: tuple[ContentsEntry, ...]


class State(Part, frozen=True, kw_only=True):
    """How far the minutes have come: `draft`, `approved` or `published`.

    `label` is a word ("Utkast"), for a draft printed on every page; `note` says it in full, with who approved and when.
    """

    key: str
    label: str
    note: str


class Closing(Part, frozen=True, kw_only=True):
    """The end of the minutes: who signed, and how they were approved (rows as in the table of facts)."""

    heading: str
    signatures: tuple[Signature, ...] = ()
    approval: tuple[Fact, ...] = ()


class Labels(Part, frozen=True, kw_only=True):
    """Words that layout needs and a document does not hold.

    `page_of` has the places `{page}` and `{pages}` ("Sida {page} av {pages}").
    """

    page_of: str
    facts: str
    decision: str
    time: str


class Metadata(Part, frozen=True, kw_only=True):
    """The same facts for Word's core properties, HTML's head and the PDF's Info and XMP.

    `date` is the meeting's, ISO, or empty; `kind` the kind of document in words, `body` whose meeting it was and
    `case_number` its registry number, each possibly empty; `generator` names the tool and its version.
    """

    title: str
    creator: str
    subject: str
    keywords: tuple[str, ...]
    date: str
    language: str
    generator: str
    kind: str = ""
    body: str = ""
    case_number: str = ""


class View(Part, frozen=True, kw_only=True):
    """One document, ready to lay out. Order of printing: as the fields stand."""

    language: str
    """BCP 47, such as `sv-SE`."""
    layout: Literal["formal", "plain"] = "plain"
    """Formal minutes have all the facts on a first page of their own; plain ones begin where the facts end."""
    metadata: Metadata
    labels: Labels
    running_header: tuple[str, ...]
    """What stands at the top of each page: body or title, then the date."""
    kind: str
    """The kind of document in words, such as "Protokoll"."""
    organisation: str
    """Whose minutes these are; may be empty."""
    title: str
    summary: tuple[str, ...]
    """Date, time and place in words, one string each; any may be missing."""
    date: str = ""
    """The meeting's day in words, short; empty where it is not known."""
    state: State | None = None
    omitted: str = ""
    """Says that parts are left out of this version; empty where none are."""
    facts: tuple[Fact, ...]
    roll: Roll | None
    """None where the persons stand among the facts."""
    signing: Signing | None = None
    notice: Notice | None = None
    contents: Contents | None = None
    opening: tuple[Block, ...]
    """What stands before the first item and is no fact of the opening."""
    items: tuple[Item, ...]
    remainder: tuple[Block, ...]
    """What stands after the last item and is no part of the closing."""
    closing: Closing | None
    certification: Signing | None = None
    """Where an extract is certified."""
    initials: tuple[str, ...] = ()
    """Words beside the boxes for initials at the foot of each page, one a box."""


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """A file that a format may hold within its own: the Markdown the page was made of."""

    name: str
    text: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A View, the pictures its figures name, and a file to embed: what `present` gives and a writer takes.

    `anchors` tells who links to an item of the written page which id it has there, by where the item begins in its
    source.
    """

    view: View
    images: dict[str, Picture]
    attachment: Attachment | None = None
    anchors: dict[int, str] = {}
