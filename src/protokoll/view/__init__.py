"""present(): a `Meeting` becomes a `View`. All that is language or order is settled here."""

from __future__ import annotations

from protokoll.view.present import present

__all__ = ["present"]
