"""`protokoll lsp`: the checker in an editor."""

from __future__ import annotations

from protokoll.errors import UsageError

EXAMPLES = """\b
Example, in an editor's settings:
  command: protokoll lsp, for files in Markdown
"""


def command() -> None:
    """Serve an editor by the language server protocol, over standard input and output."""
    try:
        from protokoll.lsp.server import make_server  # noqa: PLC0415 - an extra that only editors need
    except ModuleNotFoundError as error:
        if error.name is None or error.name.split(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        raise UsageError(
            "the language server needs the package `pygls`", "run `pip install 'protokoll[lsp]'`"
        ) from None
    make_server().start_io()
