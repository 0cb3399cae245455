"""Colours: how they are written, and how well one reads on another."""

from __future__ import annotations

import re

LEAST_CONTRAST = 4.5
"""Contrast of text to its ground that WCAG 2.1 asks for (1.4.3)."""

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def read_colour(written: str) -> str | None:
    """Give a colour written `#rgb` or `#rrggbb` as `#rrggbb`; None for what is no colour."""
    if not _HEX.fullmatch(written):
        return None
    digits = written[1:]
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)).lower()  # noqa: PLR2004


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours `#rrggbb`, 1 to 21, as WCAG 2.1 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
