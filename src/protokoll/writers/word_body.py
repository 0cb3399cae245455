"""The body of a Word document: a page's parts as paragraphs, lists and tables in named styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from protokoll.view import page as p
from protokoll.writers import wordml as x

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from protokoll.brand import Brand

_UNIT = 635
"""English Metric Units to a twentieth of a point."""
_PIXEL = 9525
_TALLEST = 8_000_000
"""The height of the tallest picture that fits a page, in English Metric Units."""
_LOGO_HEIGHT = 504_000
_ITEM_LEVEL = 2
_MANY_PERSONS = 5
_MANY_COLUMNS = 6
_LONG_TITLE = 70
_FARTHEST_EDGE = 460
"""How far a border can stand from its text: 31 points is Word's limit, and the ground itself takes 8."""
_ROWS_WITH_SUMS = 2
_MANY_ROWS = 20
_NARROW_LETTER = 80
"""Width of a letter in a table of many columns, in twentieths of a point; its text has 7 points, in no narrow font."""
_STANDS_OUT, _PRINTERS_RIM = 680, 500
"""How far such a table may stand out into each margin, and what it leaves of that, in twentieths of a point."""
_WORD_END = re.compile(r"[ \t\n-]")
_TIGHT = '<w:spacing w:before="20" w:after="20"/>'
"""The space around the words of a long table."""
_KEPT_TOGETHER = 14
_KEEP_ROW = "<w:trPr><w:cantSplit/></w:trPr>"
"""Rows of a notice that still stay on one page."""
_LABELS, _FORMAL_LABELS, _LABEL_LETTER = 2200, 2850, 140
"""Width of the facts' labels and of a letter of one that is too long for it, in twentieths of a point."""
_SHORT_DECISION, _FEW_ENTRIES, _SHORT_ENTRY = 900, 4, 90
"""Letters of a decision and entries of a list that still stay on one page, and letters of such an entry."""
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif"}


class _Row(msgspec.Struct, frozen=True):
    """A row of a table: its cells, their style and borders, and whether it names itself and stays with the next."""

    cells: tuple[p.Cell, ...]
    style: str
    properties: str = ""
    borders: str = ""
    named: bool = False
    kept: bool = False


class Body:
    """One document's body, written when it is made.

    `sheet` is what it is written on, `logo_picture` the brand's logo as PNG.
    """

    def __init__(self, page: p.Page, brand: Brand, sheet: x.Sheet, logo_picture: bytes) -> None:
        self.page = page
        self.brand = brand
        # Whose minutes these are: what they say, or else whose look they wear.
        self.owner = page.view.organisation or brand.organisation
        self.relations = x.Relations(links={}, media={})
        self.numbering = x.Numbering()
        self._sheet = sheet
        self._logo_picture = logo_picture
        self._parts: list[str] = []
        self._pictures = 0
        self._bookmarks = 0
        self._sections = 0
        self._write()

    @property
    def sheet_width(self) -> int:
        """How wide the text is, in twentieths of a point."""
        return self._sheet.width

    @property
    def decision_left(self) -> int:
        """Where a decision begins: its ground stands in a little, rules begin with the text around them."""
        return 0 if self.brand.customs.decision == "rules" else x.BOX_LEFT

    @property
    def xml(self) -> str:
        """What stands between the body's tags."""
        return "".join(self._parts)

    def media(self) -> dict[str, bytes]:
        """Give the pictures that the body shows, by their names in the package."""
        logo = self.brand.logo
        found = {"logo.png": self._logo_picture, "logo.svg": logo.svg.encode()} if logo else {}
        found |= {self._media_name(image): picture.data for image, picture in self.page.images.items()}
        return {name: found[name] for name in self.relations.media}

    def _media_name(self, image: str) -> str:
        number = sorted(self.page.images).index(image) + 1
        return f"image{number}.{_SUFFIXES[self.page.images[image].media_type]}"

    def _write(self) -> None:
        view = self.page.view
        self._masthead()
        self._add("Heading1" if len(view.title) <= _LONG_TITLE else "LongTitle", x.plain(view.title))
        if view.summary:
            self._add("Summary", x.plain(" · ".join(view.summary)))
        if view.state:
            self._add("State", x.plain(view.state.note))
        if view.omitted:
            self._add("Omitted", x.plain(view.omitted))
        if view.facts:
            self._add("FactsCaption", x.plain(view.labels.facts))
            self._facts(view.facts, view.labels.facts)
        if view.roll:
            self._roll(view.roll)
        self._front(view)
        self._opening(view)
        for item in view.items:
            self._item(item)
        self._blocks(view.remainder)
        if view.closing:
            self._closing(view.closing)
        if view.certification:
            self._signing(view.certification)
        self._parts.append(self._section(columns=1))

    def _opening(self, view: p.View) -> None:
        """Write the opening words, set off from the facts or contents that they follow at once."""
        follows = view.contents or (view.facts and not (view.roll or view.signing or view.notice))
        if follows and view.opening and isinstance(view.opening[0], p.Table | p.Bullets | p.Numbered):
            self._gap()
        self._blocks(view.opening, first_style="AfterDecision" if follows else "Normal")

    def _front(self, view: p.View) -> None:
        """Write what a formal first page has besides its facts, and the contents."""
        if view.signing:
            self._signing(view.signing)
        if view.notice:
            self._add("FrontHeading", x.plain(view.notice.heading))
            for block in view.notice.blocks:
                # What leads up to the table stays with it.
                self._block(block, 0, "Normal", look="<w:keepNext/>" if view.notice.facts else "")
            if view.notice.facts:
                self._facts(view.notice.facts, view.notice.heading, together=len(view.notice.facts) <= _KEPT_TOGETHER)
        fresh = "<w:pageBreakBefore/>" if view.layout == "formal" and (view.signing or view.notice) else ""
        if view.contents:
            self._contents(view.contents, fresh)
        elif fresh:
            self._gap(fresh)

    def _add(self, style: str, runs: str, properties: str = "") -> None:
        self._parts.append(x.paragraph(style, runs, properties))

    def _runs(self, runs: p.Runs, style: str = "") -> str:
        return x.runs_xml(runs, self.relations, style)

    def _next_picture(self) -> int:
        self._pictures += 1
        return self._pictures

    def _masthead(self) -> None:
        logo = self.brand.logo
        mark = ""
        if logo:
            size = (round(_LOGO_HEIGHT * logo.width / logo.height), _LOGO_HEIGHT)
            relations = self.relations
            # On a band the mark needs a ground of its own, which only its picture has.
            drawing = "" if self.brand.customs.masthead == "band" else relations.medium("logo.svg")
            # Beside the name of whose it is, the logo tells nothing more.
            alt = "" if self.owner else logo.alt
            mark = x.picture(relations.medium("logo.png"), self._next_picture(), alt, size, drawing)
        owner = x.plain(f"  {self.owner}" if self.owner and mark else self.owner)
        self._add("Masthead", f"{mark}{owner}{x.TAB}{x.plain(self.page.view.kind, 'Kind')}")

    def _facts(self, facts: Sequence[p.Fact], caption: str, *, together: bool = False) -> None:
        """Write rows of facts as a table with row headers; `together` keeps them on one page."""
        border = f'w:val="single" w:sz="4" w:space="0" w:color="{_lighter(self.brand.palette.secondary)}"'
        formal = self.page.view.layout == "formal"
        front, label_width = ("Front", _FORMAL_LABELS) if formal else ("", _LABELS)
        longest = max((len(word) for fact in facts for word in fact.label.split()), default=0)
        label_width = min(max(label_width, longest * _LABEL_LETTER), self._sheet.width // 2)
        widths = (label_width, self._sheet.width - label_width)
        rows = "".join(
            f"<w:tr>{_KEEP_ROW if len(fact.values) <= _KEPT_TOGETHER else ''}"  # a council fills more than a page
            f'<w:tc><w:tcPr><w:cnfStyle w:val="001000000000" w:firstColumn="1"/><w:tcW w:w="{widths[0]}" w:type="dxa"/></w:tcPr>'
            f"{x.paragraph(f'{front}FactLabel', x.plain(fact.label), '<w:keepNext/>' if together and fact is not facts[-1] else '')}</w:tc>"
            f'<w:tc><w:tcPr><w:tcW w:w="{widths[1]}" w:type="dxa"/></w:tcPr>{self._fact_values(fact, f"{front}Fact")}</w:tc></w:tr>'
            for fact in facts
        )
        self._parts.append(
            f'<w:tbl><w:tblPr><w:tblW w:w="{self._sheet.width}" w:type="dxa"/><w:tblBorders><w:top {border}/><w:bottom {border}/><w:insideH {border}/></w:tblBorders>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
            f'<w:tblLook w:val="0080" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={x.attribute(caption)}/></w:tblPr>'
            f'<w:tblGrid><w:gridCol w:w="{widths[0]}"/><w:gridCol w:w="{widths[1]}"/></w:tblGrid>{rows}</w:tbl>'
        )

    def _fact_values(self, fact: p.Fact, style: str) -> str:
        if not fact.values:
            return x.paragraph(style, "")
        last = len(fact.values) - 1
        return "".join(
            x.paragraph(style, self._runs(value), _entry_look(number, last) if fact.listed else "")
            for number, value in enumerate(fact.values)
        )

    # First page and contents

    def _signing(self, signing: p.Signing) -> None:
        self._add("FrontHeading", x.plain(signing.heading))
        rows = tuple(
            tuple(p.Cell(runs=(p.Run(text=words),) if words else ()) for words in (row.role, row.name, row.mark))
            for row in signing.rows
        )
        header = tuple(p.Cell(runs=(p.Run(text=words),)) for words in signing.columns)
        table = p.Table(alignments=(None, None, None), header=header, rows=rows)
        width = self._sheet.width
        longest = max(len(word) for row in signing.rows for word in (row.role.split() or [""]))
        first = min(max(round(width * 0.26), longest * _LABEL_LETTER + 170), width // 2)
        second = round((width - first) * 0.46)
        widths = [first, second, width - first - second]
        # Room to sign by hand, where nothing else stands for the signature.
        heights = ['<w:trHeight w:val="567" w:hRule="atLeast"/>' if not row.mark else "" for row in signing.rows]
        self._grid(table, widths, heights)

    def _contents(self, contents: p.Contents, fresh: str) -> None:
        """Write a table of contents that Word can renew: its lines come from the TC fields beside the headings."""
        self._add("FrontHeading", x.plain(contents.heading), fresh)
        heads = " · ".join(part for part in (contents.item, contents.case_number) if part)
        self._add("ContentsColumns", x.plain(contents.number) + x.TAB + x.plain(heads) + x.TAB + x.plain(contents.page))
        begin = x.field_begin(' TOC \\f \\h \\z \\l "1-2" ', dirty=True)
        for number, entry in enumerate(contents.entries):
            words = x.plain(entry.lead) + x.TAB if entry.lead else ""
            title = x.plain(entry.title or entry.lead) + (
                x.plain(f" · {entry.case_number}") if entry.case_number else ""
            )
            page = x.TAB + x.field(f" PAGEREF {entry.anchor} \\h ", "")
            link = f'<w:hyperlink w:anchor="{entry.anchor}" w:history="1">{words}{title}{page}</w:hyperlink>'
            ends = x.FIELD_END if number == len(contents.entries) - 1 else ""
            self._add("toc2" if entry.level > _ITEM_LEVEL else "toc1", (begin if number == 0 else "") + link + ends)

    def _gap(self, properties: str = "") -> None:
        """Write a paragraph of no height: Word joins tables that touch, and a document may not end in one."""
        self._add(
            "TableText", "", f'{properties}<w:spacing w:before="0" w:after="60" w:line="120" w:lineRule="exact"/>'
        )

    # Roll

    def _roll(self, roll: p.Roll) -> None:
        self._add("RollHeading", x.plain(roll.heading))
        self._add("RollCount", x.plain(roll.summary))
        for group in roll.groups:
            many = len(group.persons) > _MANY_PERSONS
            self._add("Heading3", x.plain(group.heading), self._section(columns=1) if many else "")
            last = len(group.persons) - 1
            for number, person in enumerate(group.persons):
                ends = self._section(columns=2) if many and number == last else ""
                self._add("Person", self._person(person), x.list_mark(x.UNMARKED, 0) + ends)

    def _person(self, person: p.Person) -> str:
        detail = x.plain(f", {person.detail}", "Detail") if person.detail else ""
        remark = x.plain(f" – {person.remark}", "Remark") if person.remark else ""
        return x.plain(person.name) + detail + remark

    def _section(self, *, columns: int) -> str:
        """End a section here; the first one names the headers and footers that all others inherit."""
        first, sheet = self._sections == 0, self._sheet
        self._sections += 1
        kind = "" if first else '<w:type w:val="continuous"/>'
        spread = '<w:cols w:num="2" w:space="454"/>' if columns > 1 else '<w:cols w:space="708"/>'
        head, tail = (sheet.running, sheet.first_page) if first else ("", "")
        return f"<w:sectPr>{head}{kind}{sheet.size}{spread}{tail}{sheet.grid}</w:sectPr>"

    # Items

    def _item(self, item: p.Item) -> None:
        if item.is_break:
            words = " ".join(part for part in (item.number, item.time, item.title_text) if part)
            self._add("Break", self._bookmarked(item.anchor, x.plain(words)))
            return
        lead = item.number or item.time
        behind = x.plain(f"  {item.time}", "ItemTime") if item.number and item.time else ""
        gap = x.TAB if item.level == _ITEM_LEVEL else x.plain("  ")
        mark = x.plain(lead, "ItemLead") + gap if lead else ""
        title = self._bookmarked(item.anchor, mark + self._runs(item.title) + behind) + self._listed(item)
        hangs = lead and item.level == _ITEM_LEVEL
        self._add(f"Heading{item.level}", title, "" if hangs else '<w:ind w:left="0" w:firstLine="0"/>')
        if item.reference:
            self._add("Reference", self._runs(item.reference))
        after_decision = False
        for part in item.parts:
            if isinstance(part, p.Resolution):
                self._resolution(part)
            else:
                if part.heading:
                    self._add(f"Heading{part.level}", x.plain(part.heading))
                self._blocks(
                    part.blocks, first_style="AfterDecision" if after_decision and not part.heading else "Normal"
                )
            after_decision = isinstance(part, p.Resolution)

    def _listed(self, item: p.Item) -> str:
        """Mark a heading for the contents, case number and all; nobody sees the mark."""
        if self.page.view.contents is None:
            return ""
        lead = item.number or item.time
        words = "\t".join(part for part in (lead, item.title_text) if part)
        words += f" · {item.case_number}" if item.case_number else ""
        quoted = words.replace("\\", " ").replace('"', "”")
        return (
            x.field_begin(f' TC "{quoted}" \\l {min(item.level, _ITEM_LEVEL + 1) - 1} ', separate=False) + x.FIELD_END
        )

    def _bookmarked(self, name: str, runs: str) -> str:
        self._bookmarks += 1
        number = self._bookmarks
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'

    def _resolution(self, part: p.Resolution) -> None:
        if part.heading:
            outline = f'<w:outlineLvl w:val="{part.level - 1}"/>' if part.level > _ITEM_LEVEL + 1 else ""
            self._add("DecisionHeading", x.plain(part.heading), outline)
        if part.lead:
            self._add("DecisionLead", self._runs(part.lead))
        numbers = [clause.number.rstrip(".)") for clause in part.clauses]
        in_order = _consecutive(numbers)
        mark = self.numbering.clauses(int(numbers[0])) if in_order else x.SQUARES
        kept = _stays_whole(part)
        last = len(part.clauses) - 1
        for place, clause in enumerate(part.clauses):
            typed = x.plain(f"{clause.number} ") if clause.number and not in_order else ""
            # The remark stays in the point's own paragraph: one of its own would step out of the decision's ground.
            remark = x.LINE + self._runs(clause.remark, "DecisionRemark") if clause.remark else ""
            look = ("<w:keepNext/>" if kept and place < last else "") + x.list_mark(mark, 0)
            self._add("DecisionClause", typed + self._runs(clause.runs) + remark, look)
            self._blocks(clause.blocks, level=1, boxed=True)

    # Blocks

    def _blocks(
        self, blocks: Sequence[p.Block], *, level: int = 0, first_style: str = "Normal", boxed: bool = False
    ) -> None:
        for number, block in enumerate(blocks):
            self._block(block, level, first_style if number == 0 else "Normal", boxed=boxed)

    def _block(self, block: p.Block, level: int, style: str, *, boxed: bool = False, look: str = "") -> None:
        look += self._indent(level, boxed=boxed)
        match block:
            case p.Paragraph(runs=runs):
                self._add("ListContinue" if level else style, self._runs(runs), look)
            case p.Heading(level=rank, runs=runs):
                # Only an item's heading hangs.
                self._add(f"Heading{rank}", self._runs(runs), '<w:ind w:left="0" w:firstLine="0"/>')
            case p.Bullets(entries=entries):
                self._entries(entries, "ListBullet", x.BULLETS, level, boxed=boxed)
            case p.Numbered(entries=entries, start=start):
                self._entries(entries, "ListNumber", self.numbering.numbered(start), level, boxed=boxed)
            case p.Quote(blocks=inner):
                self._quote(inner, level, boxed=boxed)
            case p.Table():
                self._table(block, may_stand_out=not level and not boxed)
            case p.Code(text=text):
                lines = x.LINE.join(x.plain(line) for line in text.split("\n"))
                self._add("Code", lines, look)
            case p.Figure():
                self._figure(block)
            case p.Separator():
                self._add("Separator", "")

    def _indent(self, level: int, *, boxed: bool) -> str:
        if boxed:
            return self._box(level, hanging=False)
        return f'<w:ind w:left="{x.INDENT * min(level, x.MAX_LEVEL + 1)}"/>' if level else ""

    def _box(self, level: int, *, hanging: bool) -> str:
        """Carry a decision's ground on to what stands inside it, its left edge in line however far that is set in."""
        begins = self.decision_left
        left = begins + x.CLAUSE_INDENT * (level + hanging)
        edge = min(left - x.CLAUSE_INDENT * hanging, begins + _FARTHEST_EDGE)
        indent = f'<w:ind w:left="{left}" w:right="{57 if begins else 0}" w:hanging="{left - edge}"/>'
        if self.brand.customs.decision == "rules":
            # Paragraphs with the same borders share them: the rules stand above the first and below the last.
            return x.rules(self.brand.palette.primary[1:].upper())[2] + indent
        tint, primary = self.brand.palette.tint[1:], self.brand.palette.primary[1:]
        return (
            f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="{8 + (edge - begins) // 20}" w:color="{primary}"/></w:pBdr>'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>'
            f"{indent}"
        )

    def _entries(self, entries: Sequence[p.Entry], style: str, number: int, level: int, *, boxed: bool) -> None:
        kept = _short(entries)
        for entry in entries:
            first, *rest = entry.blocks or (p.Paragraph(runs=()),)
            runs = first.runs if isinstance(first, p.Paragraph) else ()
            look = ("<w:keepNext/>" if kept and entry is not entries[-1] else "") + x.list_mark(number, level)
            self._add(style, self._runs(runs), look + (self._box(level, hanging=True) if boxed else ""))
            if not isinstance(first, p.Paragraph):
                rest = [first, *rest]
            self._blocks(rest, level=level + 1, boxed=boxed)

    def _quote(self, blocks: Iterable[p.Block], level: int, *, boxed: bool) -> None:
        for block in blocks:
            if isinstance(block, p.Paragraph):
                self._add(
                    "Quote", self._runs(block.runs), f'<w:ind w:left="{227 + x.INDENT * min(level, x.MAX_LEVEL)}"/>'
                )
            else:
                self._block(block, min(level + 1, x.MAX_LEVEL), "Normal", boxed=boxed)

    def _table(self, table: p.Table, *, may_stand_out: bool) -> None:
        if table.caption:
            self._add("TableCaption", x.plain(table.caption))
        width, out = self._sheet.width, 0
        if len(table.header) > _MANY_COLUMNS and may_stand_out and _least_width(table) > width:
            # Wider than the text: into the margins, as far as a printer reaches.
            out = min(_STANDS_OUT, self._sheet.side_margin - _PRINTERS_RIM)
        self._grid(table, _widths(table, width + 2 * out), out=out)

    def _grid(self, table: p.Table, widths: Sequence[int], heights: Sequence[str] = (), *, out: int = 0) -> None:
        """Write a table with a header row; `heights` are row properties, one for each row, `out` how far it stands out."""
        line = f'w:val="single" w:sz="4" w:space="0" w:color="{_lighter(self.brand.palette.secondary)}"'
        thick = f'w:val="single" w:sz="8" w:space="0" w:color="{self.brand.palette.primary[1:]}"'
        margin = _cell_margin(len(table.header))
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = [_Row(table.header, "TableHeading", "<w:tblHeader/>", f"<w:tcBorders><w:bottom {thick}/></w:tcBorders>")]
        for number, cells in enumerate(table.rows):
            # The last rows stay with the sums below them.
            kept = bool(table.totals) and number >= len(table.rows) - _ROWS_WITH_SUMS
            height = heights[number] if heights else ""
            rows.append(_Row(cells, "TableText", height, named=table.row_headers, kept=kept))
        if table.totals:
            above = f"<w:tcBorders><w:top {thick}/></w:tcBorders>"
            rows.append(_Row(table.totals, "TableHeading", "", above, named=True))
        written = "".join(self._row(row, table, widths) for row in rows)
        first_column = int(table.row_headers)
        self._parts.append(
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            + (f'<w:tblInd w:w="{-out}" w:type="dxa"/>' if out else "")
            + f"<w:tblBorders><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
            '<w:tblLayout w:type="fixed"/>'
            f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar>'
            f'<w:tblLook w:val="{"00A0" if first_column else "0020"}" w:firstRow="1" w:lastRow="0" w:firstColumn="{first_column}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            + (f"<w:tblCaption w:val={x.attribute(table.caption)}/>" if table.caption else "")
            + f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"
        )
        self._gap()

    def _row(self, row: _Row, table: p.Table, widths: Sequence[int]) -> str:
        first = '<w:cnfStyle w:val="001000000000" w:firstColumn="1"/>'
        style = ("Narrow" if len(widths) > _MANY_COLUMNS else "") + row.style
        look = ("<w:keepNext/>" if row.kept else "") + (_TIGHT if len(table.rows) > _MANY_ROWS else "")
        written = "".join(
            f'<w:tc><w:tcPr>{first if row.named and number == 0 else ""}<w:tcW w:w="{width}" w:type="dxa"/>{row.borders}</w:tcPr>'
            + x.paragraph(
                style,
                self._runs(cell.runs),
                look + (f'<w:jc w:val="{alignment}"/>' if alignment in {"right", "center"} else ""),
            )
            + "</w:tc>"
            for number, (cell, width, alignment) in enumerate(zip(row.cells, widths, table.alignments, strict=True))
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{row.properties}</w:trPr>{written}</w:tr>"

    def _figure(self, figure: p.Figure) -> None:
        if figure.image not in self.page.images:
            self._add("Caption", x.plain(figure.alt))
            return
        width, height = figure.width * _PIXEL, figure.height * _PIXEL
        scale = min(1, self._sheet.width * _UNIT / width, _TALLEST / height)
        relation = self.relations.medium(self._media_name(figure.image))
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        self._add("Figure", x.picture(relation, self._next_picture(), figure.alt, size), "<w:keepNext/>")
        self._add("Caption", x.plain(figure.alt))

    # End

    def _closing(self, closing: p.Closing) -> None:
        self._add("Heading2", x.plain(closing.heading), '<w:ind w:left="0" w:firstLine="0"/>')
        for signature in closing.signatures:
            lines = [x.plain(part, "Detail") for part in (signature.role, signature.date) if part]
            self._add("Signature", x.LINE.join([x.plain(signature.name, "Strong"), *lines]))
        if closing.approval:
            self._facts(closing.approval, closing.heading)
            self._gap()


def _stays_whole(part: p.Resolution) -> bool:
    """Tell whether a decision is short enough never to be torn in two by a page's end."""
    words = (run.text for clause in part.clauses for run in (*clause.runs, *clause.remark))
    return sum(map(len, words)) <= _SHORT_DECISION and not any(clause.blocks for clause in part.clauses)


def _short(entries: Sequence[p.Entry]) -> bool:
    """Tell whether a list is a few short lines, of which none is left alone on a page."""
    return len(entries) <= _FEW_ENTRIES and all(
        len(entry.blocks) == 1
        and isinstance(entry.blocks[0], p.Paragraph)
        and sum(len(run.text) for run in entry.blocks[0].runs) < _SHORT_ENTRY
        for entry in entries
    )


def _entry_look(number: int, last: int) -> str:
    """Make a paragraph in a cell an entry of a list, close to those above and below it."""
    before, after = (
        "" if edge else f' w:{side}="0"' for edge, side in ((number == 0, "before"), (number == last, "after"))
    )
    spacing = f"<w:spacing{before}{after}/>" if before or after else ""
    return x.list_mark(x.UNMARKED, 0) + spacing


def _consecutive(numbers: Sequence[str]) -> bool:
    """Tell whether numbers count upwards by one, so that Word may count them itself."""
    if not all(number.isdecimal() for number in numbers):
        return False
    return [int(number) for number in numbers] == list(range(int(numbers[0]), int(numbers[0]) + len(numbers)))


def _widths(table: p.Table, width: int) -> list[int]:
    """Share a width among columns by what they hold, none narrower than its longest word if that can be."""
    words, cells = _letters(table)
    margins = 2 * _cell_margin(len(words))
    free = max(0, width - len(words) * margins)
    if len(words) <= _MANY_COLUMNS:
        shares = [max(word * 1.15 + 2, 6, min(cell, 32)) for word, cell in zip(words, cells, strict=True)]
    else:
        # Each its longest word first; what is then left goes to those whose cells ask for more.
        least = [word + 0.5 for word in words]
        more = [max(0, min(cell, 18) - word) for word, cell in zip(words, cells, strict=True)]
        left = max(0, free / _NARROW_LETTER - sum(least)) / (sum(more) or 1)
        shares = [word + wish * left for word, wish in zip(least, more, strict=True)]
    return [margins + int(free * share / sum(shares)) for share in shares]


def _least_width(table: p.Table) -> int:
    """Give the width that a table of many columns needs to cut no word."""
    words, _ = _letters(table)
    return sum(round((word + 0.5) * _NARROW_LETTER) + 2 * _cell_margin(len(words)) for word in words)


def _letters(table: p.Table) -> tuple[list[int], list[int]]:
    """Count the letters of each column's longest word and of its longest cell."""
    words, wholes = [], []
    for column in range(len(table.header)):
        cells = ["".join(run.text for run in row[column].runs) for row in (table.header, *table.rows)]
        words.append(max(4, *(len(word) for cell in cells for word in _WORD_END.split(cell))))
        wholes.append(max(map(len, cells)))
    return words, wholes


def _cell_margin(columns: int) -> int:
    return 40 if columns > _MANY_COLUMNS else 85


def _lighter(colour: str) -> str:
    """Mix a colour with white for lines, which need no contrast of text."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "".join(f"{round(channel + (255 - channel) * 0.55):02X}" for channel in channels)
