"""One document through the verbs: Source to Meeting, Meeting to the bytes of each format."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import TYPE_CHECKING

import msgspec

from protokoll import writers
from protokoll.diagnostics import N_
from protokoll.errors import OutputError, SourceError
from protokoll.files import cannot_write
from protokoll.grammar.approvals import broken_approvals
from protokoll.images import find_pictures, load_pictures
from protokoll.model.meaning import meaning
from protokoll.model.meeting import Meeting, Profile
from protokoll.reader import read
from protokoll.seal import content_hash
from protokoll.source import Source, excerpt
from protokoll.view import present
from protokoll.view.extract import extracted
from protokoll.view.filename import file_name
from protokoll.view.page import Attachment, Page, Picture
from protokoll.vocabulary import load as load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from protokoll.brand import Brand
    from protokoll.model.problem import Problem
    from protokoll.public import Public
    from protokoll.view.state import StateKey
    from protokoll.writers.base import Format

FORMATS: Mapping[str, Format] = {**writers.FORMATS, **writers.DATA_FORMATS}

_PROBLEMS = {
    "front_matter_syntax": (
        "the front matter is not YAML at `{found}`",
        "{wanted}; write `key: value` lines between two `---`",
    ),
    "unknown_key": ("unknown front-matter key `{found}`", "take it away, or write it in the text"),
    "repeated_key": ("front-matter key `{found}` states `{wanted}` a second time", "keep one of them"),
    "bad_value": ("cannot read the front-matter value `{found}`", "write it like `{wanted}`"),
}


def understand(source: Source, language: str | None = None) -> Meeting:
    """Read a meeting and stop at what its front matter could not say."""
    meeting = read(source, language)
    if meeting.problems:
        raise _problem_error(meeting.problems[0], source)
    read_something = (meeting.title_inlines, meeting.items, meeting.unplaced, meeting.opening, meeting.attendees)
    if not any(read_something) and not meeting.signatures and not meeting.approval:
        raise SourceError(
            "{file}: has front matter and no text", "write the minutes below the second `---`", file=source.name
        )
    return meeting


def _problem_error(problem: Problem, source: Source) -> SourceError:
    message, hint = _PROBLEMS[problem.kind]
    if problem.kind == "unknown_key" and problem.wanted:
        hint = "did you mean `{wanted}`?"
    place = source.place(problem.span.start)
    return SourceError(
        f"{{file}}:{{line}}:{{column}}: {message}",
        hint,
        excerpt=excerpt(source, problem.span.start, problem.span.end),
        file=source.name,
        line=place.line,
        column=place.column,
        found=problem.found,
        wanted=problem.wanted,
    )


def published(source: Source, language: str | None = None) -> Public:
    """Leave out of a source what is marked internal; its language is that of the whole."""
    return _public(source, understand(source, language))


def _public(source: Source, meeting: Meeting) -> Public:
    from protokoll.public import public_source  # noqa: PLC0415 - most documents are rendered whole

    return public_source(source, meeting.language)


def formatted(source: Source, language: str | None = None) -> str:
    """Give a source in canonical form; refuse to where reading it back would not give the same meeting."""
    meeting = understand(source, language)
    canonical = import_module(writers.DATA_FORMATS["md"].module).write(meeting).decode()
    if meeting.approvals and content_hash(canonical) != content_hash(source.text):
        raise SourceError(
            N_("{file}: is left as it is: it is approved, and in another form it would not be what was approved"),
            N_("give it its form before it is approved; `protokoll render {file} --to md -o -` shows the other one"),
            file=source.name,
        )
    if meaning(read(Source(canonical), language)) != meaning(meeting):
        raise SourceError(
            "{file}: is left as it is: its canonical form would be read differently",
            "see what was read with `protokoll show {file}`, and give its items headings such as `## § 12 Title`",
            file=source.name,
        )
    return str(canonical)


# Writing


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted of one document's rendering, besides formats and looks.

    `language` and `profile` overrule what is seen from the text; `state` is how far the minutes have come; `items` are
    those of an extract, all where it is empty; `embed_source` puts the Markdown into the PDF; `public` leaves out what
    is marked internal, wherever it would show.
    """

    language: str | None = None
    profile: Profile | None = None
    state: StateKey | None = None
    items: tuple[str, ...] = ()
    embed_source: bool = False
    public: bool = False


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One document between reading and writing: the meeting and its page."""

    meeting: Meeting
    page: Page

    def write(self, formats: Sequence[str], brand: Brand) -> dict[str, bytes]:
        """Give the bytes of each format."""
        found = {
            name: import_module(writers.DATA_FORMATS[name].module).write(self.meeting)
            for name in formats
            if name in writers.DATA_FORMATS
        }
        laid_out = [name for name in formats if name in writers.FORMATS]
        if laid_out:
            found |= _lay_out(self.page, laid_out, brand)
        return {name: found[name] for name in formats}


def compose(
    source: Source,
    brand: Brand,
    wishes: Wishes | None = None,
    find_picture: Callable[[str], Picture | None] | None = None,
) -> Document:
    """Read one source and settle how it is printed.

    Its pictures are looked for at and below its folder, or by `find_picture`, which is given what the text names.
    """
    wishes = wishes or Wishes()
    meeting, omitted = understand(source, wishes.language), False
    # Told of the whole: of what is left for the public no hash is kept.
    broken = broken_approvals(meeting, source.text, load_vocabulary(meeting.language))
    if wishes.public:
        public = _public(source, meeting)
        # From here on nobody sees the whole.
        source, omitted = public.source, bool(public.passages)
        meeting = understand(source, public.language)
    if wishes.profile:
        meeting = msgspec.structs.replace(meeting, profile=wishes.profile)
    if wishes.items:
        meeting = extracted(meeting, wishes.items)
    folder = source.path.parent if source.path else None
    pictures = find_pictures(meeting, find_picture) if find_picture else load_pictures(meeting, folder)
    document = _composed(meeting, brand, pictures, wishes.state, omitted=omitted, unapproved=bool(broken))
    if not wishes.embed_source:
        return document
    if source.path and not wishes.public:
        name = source.path.name
    else:
        # A file's name may tell what the public variant leaves out.
        name = f"{file_name(document.page.view, '{kind}-{body}-{date}') or 'protokoll'}.md"
    page = msgspec.structs.replace(document.page, attachment=Attachment(name=name, text=source.text))
    return Document(meeting=meeting, page=page)


def _composed(
    meeting: Meeting,
    brand: Brand,
    pictures: Mapping[str, Picture],
    state: StateKey | None = None,
    *,
    omitted: bool = False,
    unapproved: bool = False,
) -> Document:
    """Settle how a meeting is printed; `unapproved` tells that its approvals were of another text than it has now."""
    shown = msgspec.structs.replace(meeting, approvals=()) if unapproved else meeting
    page = present(shown, pictures, customs=brand.customs, state=state, omitted=omitted)
    return Document(meeting=meeting, page=page)


def render(source: Source, formats: Sequence[str], brand: Brand, wishes: Wishes | None = None) -> dict[str, bytes]:
    """Turn one source into the bytes of each format."""
    return compose(source, brand, wishes).write(formats, brand)


def render_meeting(meeting: Meeting, formats: Sequence[str], brand: Brand, folder: Path | None) -> dict[str, bytes]:
    """Turn a meeting into the bytes of each format; its pictures are looked for at and below `folder`."""
    return _composed(meeting, brand, load_pictures(meeting, folder)).write(formats, brand)


def _lay_out(page: Page, formats: list[str], brand: Brand) -> dict[str, bytes]:
    """Write each format; the PDF meanwhile in a thread of its own, for Typst lets Python's lock go while it sets."""
    if len(formats) == 1 or "pdf" not in formats:
        return {name: writers.write(page, brand, name) for name in formats}
    with ThreadPoolExecutor(1) as pool:
        pdf = pool.submit(writers.write, page, brand, "pdf")
        found = {name: writers.write(page, brand, name) for name in formats if name != "pdf"}
        return {**found, "pdf": pdf.result()}


def check_may_write(path: Path, output: Format, *, force: bool) -> None:
    """Refuse to overwrite what this tool did not write."""
    try:
        if not path.exists() or force:
            if path.is_dir():
                raise OutputError(
                    "{file}: is a folder in the output's place", "move it, or choose another `-o`", file=path
                )
            return
        ours = path.is_file() and output.is_ours(path.read_bytes())
    except OSError as error:
        raise cannot_write(path, error) from None
    if not ours:
        raise OutputError(
            "{file}: exists, and protokoll did not write it",
            "add `--force` to replace it, or choose another `-o`",
            file=path,
        )


def schema() -> bytes:
    """Give the JSON Schema of the meeting."""
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(Meeting)), indent=2) + b"\n"
