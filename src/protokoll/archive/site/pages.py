"""Pages out of templates; a brand may bring its own of each."""

from __future__ import annotations

import traceback
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from protokoll import __version__
from protokoll.archive.site.contents import Decision, Item, Meeting, Output
from protokoll.archive.site.lists import Lists
from protokoll.archive.site.names import address, up_from
from protokoll.errors import BrandError
from protokoll.writers.html import css_string, font_faces

if TYPE_CHECKING:
    from pathlib import Path

    from protokoll.archive.site.names import Places
    from protokoll.brand import Brand
    from protokoll.vocabulary import Vocabulary

_PLAIN = {Meeting, Item, Decision, Output}
_FAILURES = (jinja2.TemplateError, TypeError, ValueError, AttributeError, ArithmeticError, LookupError, OSError)


class Pages:
    """Writes the pages of one site."""

    def __init__(self, brand: Brand, vocabulary: Vocabulary, places: Places, organisation: str) -> None:
        self._brand = brand
        self._environment = _environment(brand.site_folders)
        self._shared = {
            "brand": brand,
            "owner": organisation or brand.organisation,
            "language": vocabulary.tag,
            "say": {term.value: words for term, words in vocabulary.words.items()},
            "folder": address(places.folder),
            "start": address(places.start),
            "lists": Lists(vocabulary),
            "generator": f"protokoll {__version__}",
        }

    def page(self, template: str, name: str, **values: Any) -> bytes:
        """Write the page of a name; `up` leads its links to the top of the output folder."""
        return self._write(template, up=up_from(name), **values)

    def style(self) -> bytes:
        """Write the style sheet of all pages."""
        return self._write("site.css.j2", css=css_string)

    @cached_property
    def fonts(self) -> bytes:
        """Write the brand's fonts as a style sheet.

        They stand inside it because some browsers refuse fonts of their own when a page is opened from a disk.
        """
        return f"{font_faces(self._brand)}\n".encode()

    def _write(self, template: str, **values: Any) -> bytes:
        try:
            text = self._environment.get_template(template).render(self._shared | values)
        except _FAILURES as error:
            raise _template_error(error, self._brand) from None
        return text.encode("utf-8", "replace")


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox that does not ask a field of ours, read a hundred thousand times, whether it is safe."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) in _PLAIN and attribute in obj.__struct_fields__:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


@cache
def _environment(folders: tuple[Path, ...]) -> jinja2.Environment:
    environment = _Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["address"] = address
    return environment


def _template_error(error: Exception, brand: Brand) -> BrandError:
    """Tell which template fails, and in which line."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    file = getattr(error, "filename", None) or (frames[-1].filename if frames else brand.site_folders[0])
    line = getattr(error, "lineno", None) or (frames[-1].lineno if frames else None)
    return BrandError(
        "{file}{place}: the template fails: {told}",
        "mend the template, or use another brand",
        file=file,
        place=f":{line}" if line else "",
        told=" ".join(str(error).split()),
    )


def file_of(brand: Brand, name: str) -> bytes:
    """Give a file that is no template: the brand's own, or the one it inherits."""
    for folder in brand.site_folders:
        if (folder / name).is_file():
            return (folder / name).read_bytes()
    raise BrandError("{file}: is missing", "install protokoll again", file=brand.site_folders[-1] / name)
