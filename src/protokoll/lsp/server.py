"""The language server: what an editor asks, and who answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from protokoll import __version__, messages, pipeline
from protokoll.checker.plan import Plans, Wanted
from protokoll.errors import ProtokollError
from protokoll.lsp.documents import Document
from protokoll.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable


class Server(LanguageServer):
    """The server, and the documents it has looked at: one state of each, the newest."""

    def __init__(self) -> None:
        """Begin in the language of the environment; the client may say another."""
        super().__init__("protokoll", __version__)
        self.translate: Callable[[str], str] = messages.translator(messages.wanted_language())
        self._known: dict[str, tuple[int | None, Document]] = {}
        self._told: str = ""

    def speak(self, language: str | None) -> None:
        """Say what is said in the client's language."""
        self.translate = messages.translator(messages.wanted_language(language))

    def document(self, uri: str) -> Document:
        """Give a document as it is now."""
        there = self.workspace.get_text_document(uri)
        known = self._known.get(uri)
        if known and known[0] == there.version and there.version is not None:
            return known[1]
        path = Path(to_fs_path(uri) or "unnamed.md")
        source = Source(there.source.removeprefix("\ufeff"), path)
        made = Document(uri, source, self._plans(path).plan(path), there.position_codec, self.translate)
        self._known[uri] = (there.version, made)
        return made

    def _plans(self, path: Path) -> Plans:
        """Give the settings as they are now; settings that are broken are told once, and count for nothing."""
        plans = Plans(Wanted())
        try:
            plans.plan(path)
        except ProtokollError as error:
            told = f"{error.told(self.translate)} – {error.cure(self.translate)}"
            if told != self._told:
                self.window_show_message(types.ShowMessageParams(types.MessageType.Error, told))
            self._told = told
            return Plans(Wanted(isolated=True))
        self._told = ""
        return plans

    def publish(self, uri: str) -> None:
        """Tell the editor what is wrong with a document."""
        there = self.workspace.get_text_document(uri)
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, self.document(uri).diagnostics(), there.version)
        )

    def forget(self, uri: str) -> None:
        """Let a closed document go, and its marks in the editor."""
        self._known.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))


def make_server() -> Server:
    """Give a server with all that it answers to."""
    server = Server()

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        options = params.initialization_options
        asked = options.get("lang") if isinstance(options, dict) else None
        if asked or params.locale:
            server.speak(asked or params.locale)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.publish(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        return server.document(params.text_document.uri).hover(params.position)

    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        return server.document(params.text_document.uri).actions(params.range, params.context.only)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        return server.document(params.text_document.uri).symbols()

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        return _formatted(server, params.text_document.uri)

    return server


def _formatted(server: Server, uri: str) -> list[types.TextEdit] | None:
    """Give the edit that makes a document canonical; none where its meaning would change, and say so."""
    source = Source(server.workspace.get_text_document(uri).source, Path(to_fs_path(uri) or "unnamed.md"))
    try:
        text = pipeline.formatted(source)
    except ProtokollError as error:
        told = f"{error.told(server.translate)} – {error.cure(server.translate)}"
        server.window_show_message(types.ShowMessageParams(types.MessageType.Warning, told))
        return None
    return [server.document(uri).replaced(text)] if text != source.text else []
