"""The site put beside the outputs: only what changed is written, and what no page leads to any more is taken away."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from protokoll.archive import database
from protokoll.archive.manifest import Page, content_of
from protokoll.archive.site import site_files, site_key
from protokoll.brand import load_brand
from protokoll.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from protokoll.archive.manifest import Manifest
    from protokoll.archive.run import Aims
    from protokoll.archive.storage import Outputs


def publish(manifest: Manifest, outputs: Outputs, aims: Aims) -> bool:
    """Bring the site up to date with the register; tell whether anything had to be done.

    A page that somebody else wrote is left alone, and told of as an `OutputError`, unless `force` is aimed at.
    """
    manifest.commit()
    brand, language = load_brand(aims.brand), aims.wishes.language or "sv"
    stamps = outputs.stamps(set(manifest.pages))
    with closing(database.open_register(outputs.database())) as register:
        key = site_key(register, brand, language=language, address=aims.site_address)
        stand = all(stamps.get(name) == page.stamp for name, page in manifest.pages.items())
        if manifest.site == key and stand and not aims.force:
            return False
        sizes = _sizes(manifest)
        made = site_files(register, brand, language=language, address=aims.site_address, size_of=sizes.get)
        pages = {name: _put(name, data, manifest, outputs, stamps, force=aims.force) for name, data in made}
    outputs.remove([name for name in manifest.pages if name not in pages])
    manifest.keep_site(key, pages)
    return True


def _put(
    name: str, data: bytes, manifest: Manifest, outputs: Outputs, stamps: Mapping[str, str], *, force: bool
) -> Page:
    known, content = manifest.pages.get(name), content_of(data)
    if known and known.content == content and stamps.get(name) == known.stamp:
        return known
    if known is None and not force:
        held = outputs.held(name)
        if held is not None and held != data:  # the same bytes are those of a run that was cut off
            raise OutputError(
                "{file}: exists, and protokoll did not write it",
                "add `--force` to replace it, or choose another `-o`",
                file=outputs.shown(name),
            )
    return Page(outputs.write(name, data), content)


def _sizes(manifest: Manifest) -> dict[str, int]:
    """Give the size of each output, which its stamp begins with."""
    outputs = (output for entry in manifest.entries.values() for output in entry.outputs.values())
    return {output.name: int(output.stamp.partition(".")[0]) for output in outputs if output.stamp}
