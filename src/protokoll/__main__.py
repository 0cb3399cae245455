"""The program: `protokoll`, and `python -m protokoll`."""

from __future__ import annotations

import gc

from protokoll import warm


def main() -> None:
    """Run the command line."""
    # Starting makes tens of thousands of objects that all live to the end: looking for garbage among them every few
    # hundred costs a fifth of a cold run.
    gc.set_threshold(200_000, 50, 50)
    warm.keep()
    from protokoll.cli import main as run  # noqa: PLC0415 - after the lines above, which is their point

    run()


if __name__ == "__main__":
    main()
