"""A real client talks to `protokoll lsp` over standard input and output."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

WAIT = 20
TEXT = """\
# Protokoll 😀 från **kommunstyrelsen** i Sundby

Plats: Sessionssalen

## § 1 **Budget**

### Beslut

att anta budgeten,

att skicka den till Ekeby.

## § 2 Avslutning
"""


class Editor:
    """What an editor does with one document."""

    def __init__(self, client: LanguageClient, uri: str) -> None:
        self.client = client
        self.uri = uri
        self.document = types.TextDocumentIdentifier(uri)
        self.published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.shown: asyncio.Queue[types.ShowMessageParams] = asyncio.Queue()

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]  # pygls' own
        def publish(params: types.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(params)

        @client.feature(types.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]  # pygls' own
        def show(params: types.ShowMessageParams) -> None:
            self.shown.put_nowait(params)

    async def opened(self, text: str) -> list[types.Diagnostic]:
        """Open the document, and wait for what is wrong with it."""
        item = types.TextDocumentItem(self.uri, "markdown", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return list((await asyncio.wait_for(self.published.get(), WAIT)).diagnostics)

    async def changed(self, text: str, version: int = 2) -> list[types.Diagnostic]:
        """Type another text, and wait for what is wrong with it."""
        change = types.TextDocumentContentChangeWholeDocument(text)
        where = types.VersionedTextDocumentIdentifier(version, self.uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(where, [change]))
        return list((await asyncio.wait_for(self.published.get(), WAIT)).diagnostics)


def with_editor(
    folder: Path, use: Callable[[Editor], Awaitable[None]], options: dict[str, Any] | None = None, **client: Any
) -> None:
    """Start the server, open an editor on a file in a folder, and end both as an editor would."""

    async def run() -> None:
        editor = LanguageClient("test", "1")
        uri = (folder / "protokoll.md").as_uri()
        one = Editor(editor, uri)
        await editor.start_io(sys.executable, "-m", "protokoll", "lsp")
        capabilities = types.ClientCapabilities(**client)
        params = types.InitializeParams(
            capabilities, root_uri=folder.as_uri(), initialization_options=options or {"lang": "en"}
        )
        await asyncio.wait_for(editor.initialize_async(params), WAIT)
        editor.initialized(types.InitializedParams())
        try:
            await use(one)
        finally:
            await asyncio.wait_for(editor.shutdown_async(None), WAIT)
            editor.exit(None)
            await asyncio.wait_for(editor.stop(), WAIT)  # type: ignore[no-untyped-call]  # as above

    asyncio.run(run())


def codes(diagnostics: list[types.Diagnostic]) -> set[str]:
    return {str(one.code) for one in diagnostics}


def test_what_is_wrong_is_marked_as_the_text_changes(tmp_path: Path) -> None:
    async def use(editor: Editor) -> None:
        found = await editor.opened(TEXT)
        assert "P104" in codes(found)
        assert all(one.source == "protokoll" for one in found)
        found = await editor.changed(TEXT.replace("Sundby", "Sundby 2024-05-14"))
        assert "P104" not in codes(found)
        editor.client.text_document_did_close(types.DidCloseTextDocumentParams(editor.document))
        assert not (await asyncio.wait_for(editor.published.get(), WAIT)).diagnostics

    with_editor(tmp_path, use)


def test_columns_are_counted_as_the_client_counts(tmp_path: Path) -> None:
    def title_end(line: str, encoding: str) -> int:
        return len(line.encode(encoding)) // (2 if encoding == "utf-16-le" else 1)

    async def use(editor: Editor) -> None:
        found = await editor.opened(TEXT)
        one = next(one for one in found if one.code == "P104")
        line = TEXT.split("\n", 1)[0]
        assert one.range.start == types.Position(0, 2)
        assert one.range.end.line == 0
        assert one.range.end.character <= title_end(line, "utf-16-le")
        assert one.range.end.character > len(line) - 12

    with_editor(tmp_path, use)


def test_hovering_shows_the_rules_page(tmp_path: Path) -> None:
    async def use(editor: Editor) -> None:
        await editor.opened(TEXT)
        hover = await editor.client.text_document_hover_async(types.HoverParams(editor.document, types.Position(0, 5)))
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert "# missing-date (P104)" in hover.contents.value
        nothing = await editor.client.text_document_hover_async(
            types.HoverParams(editor.document, types.Position(3, 0))
        )
        assert nothing is None

    with_editor(tmp_path, use)


def test_quick_fixes_mend_and_silence(tmp_path: Path) -> None:
    async def use(editor: Editor) -> None:
        await editor.opened(TEXT)
        whole = types.Range(types.Position(0, 0), types.Position(20, 0))
        actions = await editor.client.text_document_code_action_async(
            types.CodeActionParams(editor.document, whole, types.CodeActionContext([]))
        )
        assert actions
        titles = [action.title for action in actions]
        assert "Ignore `missing-date` on this line" in titles
        silence = actions[titles.index("Ignore `missing-date` on this line")]
        assert isinstance(silence, types.CodeAction)
        assert silence.edit
        assert silence.edit.changes
        assert "<!-- protokoll: ignore[missing-date] -->" in silence.edit.changes[editor.uri][0].new_text
        fix_all = [
            action
            for action in actions
            if isinstance(action, types.CodeAction) and action.kind == types.CodeActionKind.SourceFixAll
        ]
        assert len(fix_all) == 1
        assert fix_all[0].edit
        assert fix_all[0].edit.changes
        assert "## § 1 Budget\n" in fix_all[0].edit.changes[editor.uri][0].new_text

    with_editor(tmp_path, use)


def test_only_the_kinds_asked_for_are_given(tmp_path: Path) -> None:
    async def use(editor: Editor) -> None:
        await editor.opened(TEXT)
        whole = types.Range(types.Position(0, 0), types.Position(20, 0))
        context = types.CodeActionContext([], only=[types.CodeActionKind.SourceFixAll])
        actions = await editor.client.text_document_code_action_async(
            types.CodeActionParams(editor.document, whole, context)
        )
        assert actions
        kinds = {action.kind for action in actions if isinstance(action, types.CodeAction)}
        assert kinds == {types.CodeActionKind.SourceFixAll}

    with_editor(tmp_path, use)


def test_the_outline_holds_items_and_decisions(tmp_path: Path) -> None:
    async def use(editor: Editor) -> None:
        await editor.opened(TEXT)
        symbols = await editor.client.text_document_document_symbol_async(types.DocumentSymbolParams(editor.document))
        assert symbols
        assert [symbol.name for symbol in symbols] == ["§ 1 Budget", "§ 2 Avslutning"]
        first = symbols[0]
        assert isinstance(first, types.DocumentSymbol)
        assert [child.name for child in first.children or ()] == ["att anta budgeten,", "att skicka den till Ekeby."]

    with_editor(tmp_path, use)


def test_formatting_gives_the_canonical_form(tmp_path: Path) -> None:
    async def use(editor: Editor) -> None:
        await editor.opened("# Protokoll 2024-05-14\n\n§ 1 Budget\n\nEtt beslut.\n")
        options = types.FormattingOptions(tab_size=2, insert_spaces=True)
        edits = await editor.client.text_document_formatting_async(
            types.DocumentFormattingParams(editor.document, options)
        )
        assert edits
        assert "## § 1 Budget" in edits[0].new_text

    with_editor(tmp_path, use)


def test_broken_settings_are_told_and_the_rest_works(tmp_path: Path) -> None:
    (tmp_path / "protokoll.toml").write_text('[check]\nselct = ["P1"]\n', encoding="utf-8")

    async def use(editor: Editor) -> None:
        found = await editor.opened(TEXT)
        shown = await asyncio.wait_for(editor.shown.get(), WAIT)
        assert "no setting is called `check.selct`" in shown.message
        assert "P104" in codes(found)

    with_editor(tmp_path, use)


@pytest.mark.parametrize(("language", "word"), [("sv", "mötet"), ("en", "meeting")])
def test_the_client_chooses_the_language(tmp_path: Path, language: str, word: str) -> None:
    async def use(editor: Editor) -> None:
        found = await editor.opened(TEXT)
        assert word in next(one.message for one in found if one.code == "P104")

    with_editor(tmp_path, use, {"lang": language})
