"""What a person sees: data on stdout, talk on stderr, never a traceback."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import typer

from protokoll import messages
from protokoll.errors import ProtokollError

if TYPE_CHECKING:
    from collections.abc import Callable

COULD_NOT_RUN = 2
_INTERRUPTED = 130


def run_guarded(app: Callable[..., object]) -> int:
    """Run the application and give the exit code, each kind of end said in a line."""
    try:
        result = app(standalone_mode=False)
    except ProtokollError as error:
        report(error)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        say("stopped")
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough; keep Python from complaining when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last guard before a person
        return _usage_or_crash(error)
    if result == _INTERRUPTED:  # typer has seen to it, and said nothing
        say("stopped")
    return result if isinstance(result, int) else 0


def _usage_or_crash(error: Exception) -> int:
    show = getattr(error, "format_message", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        say(str(error))
        return COULD_NOT_RUN
    if show is not None:  # click's own errors: an unknown option, a missing argument
        _print_error(show().rstrip(".").replace("\n", " "), "run `protokoll --help`")
        return COULD_NOT_RUN
    if isinstance(error, OSError) and error.strerror:  # a full disk, an output that was closed
        where = f"{error.filename}: " if error.filename else ""
        _print_error(f"{where}{error.strerror[:1].lower()}{error.strerror[1:]}", "make room or choose another place")
        return COULD_NOT_RUN
    if os.environ.get("PROTOKOLL_DEBUG"):
        import traceback  # noqa: PLC0415 - hardly ever

        traceback.print_exception(error)
    _print_error(
        f"something in protokoll itself went wrong: {type(error).__name__}: {' '.join(str(error).split())[:200]}",
        "please report it, with the file if you may; PROTOKOLL_DEBUG=1 shows where",
    )
    return COULD_NOT_RUN


def report(error: ProtokollError) -> None:
    """Print an error: what and where, the cure, and the line itself."""
    translate = messages.translator(messages.wanted_language())
    _print_error(error.told(translate), error.cure(translate), error.excerpt)


def _print_error(message: str, hint: str = "", excerpt: str = "") -> None:
    label = typer.style("error:", fg="red", bold=True) if colour(sys.stderr) else "error:"
    say(f"{label} {one_line(message)}" + (f" – {one_line(hint)}" if hint else ""))
    if excerpt:
        say("\n".join(f"  {line}" for line in excerpt.split("\n")))


def one_line(words: str) -> str:
    """Show control characters instead of obeying them: names of files may hold anything."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in words)


def say(words: str) -> None:
    """Print talk to stderr."""
    print(_encodable(words, sys.stderr), file=sys.stderr)


def colour(stream: object) -> bool:
    """Tell whether a stream is a terminal that wants colour."""
    return not os.environ.get("NO_COLOR") and getattr(stream, "isatty", bool)()


def _encodable(words: str, stream: object) -> str:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return words.encode(encoding, "backslashreplace").decode(encoding)


def write_bytes(data: bytes) -> None:
    """Put data on stdout as it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
