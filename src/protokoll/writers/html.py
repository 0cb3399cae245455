"""The page as one self-contained HTML file: the only importer of jinja2.

The template (minutes.html.j2) lays out the page; running text inside it is written here, where each word is escaped
once and no template can forget to.
"""

from __future__ import annotations

import base64
import re
import sys
import traceback
from functools import cache
from typing import TYPE_CHECKING, Any

import jinja2
import msgspec
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from protokoll.errors import BrandError
from protokoll.view import page as p

if TYPE_CHECKING:
    from collections.abc import Iterable

    from protokoll.brand import Brand, Face
    from protokoll.view.page import Page

_OURS = re.compile(rb'<meta name="generator" content="protokoll \d')
_HEAD = 2_000
"""Bytes within which the generator is named."""
_SAFE_ADDRESS = re.compile(r"(?:https?:|mailto:)|(?![a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


def write(page: Page, brand: Brand) -> bytes:
    """Lay out a page for the web."""
    text = _Sheet(page)
    template = _template(brand)
    try:
        html: str = template.render(
            view=page.view,
            blocks=text.blocks,
            runs=runs_html,
            print_header=css_string(" · ".join(page.view.running_header)),
            print_draft=css_string(_draft(page.view)),
            json_ld=_json_ld(page.view),
            print_page=_css_page_of(page.view.labels.page_of),
        )
    except (jinja2.TemplateError, TypeError, ValueError, AttributeError, ArithmeticError, LookupError) as error:
        raise _template_error(error, brand) from None
    return html.encode("utf-8", "replace")


def _draft(view: p.View) -> str:
    """Give the word that every printed page of a draft bears; on screen it stands once, in the text."""
    return view.state.label.upper() if view.state and view.state.key == "draft" else ""


def is_ours(data: bytes) -> bool:
    """Tell whether this tool wrote an HTML file: its head names the generator."""
    return bool(_OURS.search(data[:_HEAD]))


# The template


@cache
def _template(brand: Brand) -> jinja2.Template:
    """Give the brand's template, compiled once a process."""
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(brand=brand, font_faces=font_faces(brand), logo=_logo(brand))
    try:
        return environment.from_string(brand.html_template.read_text(encoding="utf-8"))
    except (jinja2.TemplateError, OSError, UnicodeDecodeError) as error:
        raise _template_error(error, brand) from None


def _template_error(error: Exception, brand: Brand) -> BrandError:
    line = getattr(error, "lineno", None)
    if line is None:
        frames = traceback.extract_tb(error.__traceback__ or sys.exc_info()[2])
        line = next((frame.lineno for frame in reversed(frames) if frame.filename == "<template>"), None)
    return BrandError(
        "{file}{place}: the template fails: {told}",
        "mend the template, or use another brand",
        file=brand.html_template,
        place=f":{line}" if line else "",
        told=" ".join(str(error).split()),
    )


def font_faces(brand: Brand) -> Markup:
    """Write the brand's web fonts into the style sheet itself."""
    return Markup("\n".join(map(_font_face, brand.typography.web_faces)))  # noqa: S704 - made of a brand's checked values


def _font_face(face: Face) -> str:
    data = base64.b64encode(face.path.read_bytes()).decode()
    return (
        f"@font-face{{font-family:{css_string(face.family)};font-weight:{_css_word(face.weight)};"
        f"font-style:{_css_word(face.style)};font-display:swap;"
        f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
    )


def _css_word(words: str) -> str:
    return re.sub(r"[^\w -]", "", words)


def _logo(brand: Brand) -> str:
    if brand.logo is None:
        return ""
    return "data:image/svg+xml;base64," + base64.b64encode(brand.logo.svg.encode()).decode()


def css_string(words: str) -> Markup:
    """Write words as a CSS string that nothing in them can end, not the style element either."""
    escaped = re.sub(r"[^\w .,:;·–-]", lambda found: f"\\{ord(found[0]):x} ", words)
    return Markup(f'"{escaped}"')  # noqa: S704 - all that could end the string is escaped just above


def _css_page_of(pattern: str) -> Markup:
    parts = re.split(r"(\{pages?\})", pattern)
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    return Markup(" ").join(Markup(counters[part]) if part in counters else css_string(part) for part in parts if part)  # noqa: S704 - two fixed words


# Text


def runs_html(runs: Iterable[p.Run]) -> Markup:
    """Write runs, every word escaped."""
    return Markup("".join(map(_run, runs)))  # noqa: S704 - each run is escaped in _run


def _run(run: p.Run) -> str:
    if run.line_break:
        return "<br>"
    html = str(escape(run.text))
    if run.code:
        html = f"<code>{html}</code>"
    if run.strike:
        html = f"<del>{html}</del>"
    if run.emphasis:
        html = f"<em>{html}</em>"
    if run.strong:
        html = f"<strong>{html}</strong>"
    if run.lang:
        html = f'<span lang="{escape(run.lang)}">{html}</span>'
    if run.href and _SAFE_ADDRESS.match(run.href):
        html = f'<a href="{escape(run.href)}">{html}</a>'
    return html


class _Sheet:
    """Writes the blocks of one page, whose pictures it knows."""

    def __init__(self, page: Page) -> None:
        self._images = page.images

    def blocks(self, blocks: Iterable[p.Block]) -> Markup:
        parts: list[str] = []
        for block in blocks:
            self._add(block, parts)
        return Markup("".join(parts))  # noqa: S704 - each block is escaped in _add

    def _add(self, block: p.Block, parts: list[str]) -> None:
        match block:
            case p.Paragraph(runs=runs):
                parts.append(f"<p>{runs_html(runs)}</p>\n")
            case p.Heading(level=level, runs=runs):
                parts.append(f"<h{level}>{runs_html(runs)}</h{level}>\n")
            case p.Bullets(entries=entries):
                parts.append("<ul>\n")
                self._entries(entries, parts)
                parts.append("</ul>\n")
            case p.Numbered(entries=entries, start=start):
                parts.append("<ol>\n" if start == 1 else f'<ol start="{start}">\n')
                self._entries(entries, parts)
                parts.append("</ol>\n")
            case p.Quote(blocks=inner):
                parts.append("<blockquote>\n")
                for block_inside in inner:
                    self._add(block_inside, parts)
                parts.append("</blockquote>\n")
            case p.Table():
                self._table(block, parts)
            case p.Code(text=text):
                parts.append(f'<pre tabindex="0"><code>{escape(text)}</code></pre>\n')
            case p.Figure():
                parts.append(self._figure(block))
            case p.Separator():
                parts.append("<hr>\n")

    def _entries(self, entries: Iterable[p.Entry], parts: list[str]) -> None:
        for entry in entries:
            parts.append("<li>")
            match entry.blocks:
                case (p.Paragraph(runs=runs), *rest):
                    parts.append(runs_html(runs))  # a list is tight: its first paragraph is the entry itself
                case rest:
                    pass
            for block in rest:
                self._add(block, parts)
            parts.append("</li>\n")

    def _table(self, table: p.Table, parts: list[str]) -> None:
        looks = [f' class="{alignment}"' if alignment in {"right", "center"} else "" for alignment in table.alignments]
        parts.append('<div class="table" tabindex="0"><table class="data">\n')
        if table.caption:
            parts.append(f"<caption>{escape(table.caption)}</caption>\n")
        # An empty corner is no header of anything.
        heads = [
            f'<th scope="col"{look}>{runs_html(cell.runs)}</th>' if cell.runs else "<td></td>"
            for cell, look in zip(table.header, looks, strict=True)
        ]
        parts.append(f"<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>\n")
        parts += [_row(row, looks, named=table.row_headers) for row in table.rows]
        parts.append("</tbody>\n")
        if table.totals:
            parts.append(f"<tfoot>\n{_row(table.totals, looks, named=True)}</tfoot>\n")
        parts.append("</table></div>\n")

    def _figure(self, figure: p.Figure) -> str:
        picture: Any = self._images.get(figure.image)
        if picture is None:
            return f"<p>{escape(figure.alt)}</p>\n"
        data = base64.b64encode(picture.data).decode()
        return (
            f'<figure><img src="data:{picture.media_type};base64,{data}" alt="{escape(figure.alt)}" '
            f'width="{figure.width}" height="{figure.height}"><figcaption>{escape(figure.alt)}</figcaption></figure>\n'
        )


def _row(cells: Iterable[p.Cell], looks: Iterable[str], *, named: bool) -> str:
    """Write a row of a table; `named` makes its first cell the header of the row."""
    written = [f"<td{look}>{runs_html(cell.runs)}</td>" for cell, look in zip(cells, looks, strict=True)]
    if named and written:
        written[0] = '<th scope="row"' + written[0].removeprefix("<td").removesuffix("</td>") + "</th>"
    return f"<tr>{''.join(written)}</tr>\n"


# For search engines


def _json_ld(view: p.View) -> Markup:
    """Describe the document for search engines, in schema.org's words; as JSON that no word of it can end."""
    told = view.metadata
    owner = {"@type": "GovernmentOrganization", "name": told.creator} if told.creator else None
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DigitalDocument",
        "name": told.title,
        "inLanguage": told.language,
        "genre": told.kind,
        "about": told.subject,
        "keywords": ", ".join(told.keywords),
        "dateCreated": told.date,
        "identifier": told.case_number,
        "creator": owner,
        "publisher": owner,
    }
    kept = {name: value for name, value in described.items() if value}
    # `<` inside a script element could end it, whatever the quotes around.
    return Markup(msgspec.json.encode(kept).decode().replace("<", "\\u003c"))  # noqa: S704 - escaped just here
