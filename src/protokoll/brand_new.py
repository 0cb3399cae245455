"""A brand to begin with: a folder whose `_brand.yml` explains itself, and a logo that holds the place of yours."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

from protokoll.brand import FILE_NAME, brand_names, find_brand, load_brand
from protokoll.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_LOGO_NAME = "logo.svg"
_PLAIN = re.compile(r"[\w./-]+", re.ASCII)
"""What YAML takes as it is."""

_LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
  <path fill="#2c4257" d="M6 4h36v22c0 9-8 15-18 18C14 41 6 35 6 26z"/>
  <path fill="none" stroke="#ffffff" stroke-width="3" d="M13 19c4-4 7-4 11 0s7 4 11 0M13 27c4-4 7-4 11 0s7 4 11 0"/>
</svg>
"""

_BRAND = """\
# The look of your minutes: use it with `protokoll render minutes.md --brand` and the path of this folder.
#
# Each key is explained above it. What is commented out is optional: whatever is not said here comes from the brand that
# this one extends. The format is brand.yml (https://posit-dev.github.io/brand-yml/), so other tools can read it too.
# After a change, `protokoll brand check` tells all that is wrong.

meta:
  name:
    # At the head of minutes that do not say themselves whose they are.
    short: {name}
    # Instead of the short one, where there is none.
    #full: {name}
  # For other tools.
  #link: https://avik.example

logo:
  images:
    mark:
      # Plain SVG with a viewBox, without scripts and references; the path counts from this folder.
      # Word also gets a PNG of it: a logo.png beside it if there is one, else it is drawn.
      path: {logo}
      # What the logo is, for those who cannot see it. Required.
      alt: {name}
  # Which of the images above is used.
  medium: mark

color:
  # Your colours by names of your own, as "#rrggbb" or "#rgb". Keep the quotes: a bare # begins a comment.
  palette:
    main: "#2c4257"
    #grey: "#56616b"
    #ink: "#1d2329"
    #paper: "#ffffff"
    #mist: "#eff3f6"
    #blue: "#1b5a8a"

  # Below, each is one of these names or a colour itself. All that is text needs a contrast of 4.5:1 to both grounds:
  # the paper, and the tint of a decision.

  # Headings, and the bar beside a decision.
  primary: main
  # Small text and lines.
  #secondary: grey
  # Text.
  #foreground: ink
  # Paper.
  #background: paper

#typography:
  # Fonts of your own. They lie in this folder, and nothing is fetched. Paper takes .ttf or .otf, the web page .woff2:
  # give each weight you use as both.
  #fonts:
    #- family: Source Serif 4
      #source: file
      #files:
        #- path: fonts/SourceSerif4-SemiBold.ttf
          #weight: 600
        # A variable font has a range of weights. The style is normal, or italic.
        #- path: fonts/SourceSerif4-Latin.woff2
          #weight: 200..900
          #style: normal

  # The family of the text: one of yours, or one that comes with the brand this one extends.
  #base: Source Sans 3
  # The family of the headings, and how bold they are.
  #headings:
    #family: Source Serif 4
    #weight: 600
  # The family of code, on paper.
  #monospace: DejaVu Sans Mono
  #link:
    # Links: a colour as above.
    #color: blue

defaults:
  # What protokoll alone knows.
  protokoll:
    # Where all that is not said here comes from: a brand's name, or its folder as seen from this one.
    extends: {extends}
    # The ground of a decision: light enough for text, dark enough to be seen.
    #tint: mist
    # The text's size on paper, in points.
    #size: 11
    # The head of the first page: plain, or a band of the primary colour.
    #masthead: plain
    # A decision: on a ground of the tint, or between rules.
    #decision: ground
    # Boxes for initials at the foot of formal minutes: always, never, or auto (unless they are signed electronically).
    #initials: auto
    # The order of the sections within an item; those not named stay where they stand.
    #order: [decision, background, documents, motions, procedure, vote]

# Page templates of your own may lie beside this file: minutes.html.j2, minutes.typ, reference.docx. See docs/brands.md.
"""


def write_new_brand(folder: Path, name: str | None, extends: str) -> list[Path]:
    """Write a brand's folder and give the paths of its files; nothing that is there already is touched."""
    load_brand(extends)
    shown = _quoted(_words(name or "") or _words(folder.resolve().name) or "Brand")
    files = {
        folder / FILE_NAME: _BRAND.format(name=shown, logo=_LOGO_NAME, extends=_as_seen_from(folder, extends)),
        folder / _LOGO_NAME: _LOGO,
    }
    for file in files:
        if os.path.lexists(file):
            cure = "choose another folder, or move the file away"
            raise UsageError("{file}: exists, and is not written over", cure, file=file)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in files.items():
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
    except OSError as error:
        reason = "a file has that name" if folder.is_file() else error.strerror or "cannot be made"
        raise UsageError(
            "{folder}: cannot write there: {reason}", "choose another folder", folder=folder, reason=reason
        ) from None
    return list(files)


def _words(name: str) -> str:
    """Give what can be printed of a name, on one line."""
    return "".join(character for character in " ".join(name.split()) if character.isprintable())


def _quoted(words: str) -> str:
    # A JSON string of printable characters is one in YAML too.
    return json.dumps(words, ensure_ascii=False)


def _as_seen_from(folder: Path, extends: str) -> str:
    """Write the brand that another extends: by its name, or the way to it from that other's folder."""
    if extends not in brand_names():
        extends = os.path.relpath(find_brand(extends), folder.resolve())
    return extends if _PLAIN.fullmatch(extends) else _quoted(extends)
