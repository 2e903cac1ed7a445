"""The language server over standard input and output, asked by a real client."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

import lingqu

POLICIES = Path(lingqu.__file__).parent / "policies"
PATIENCE = 30  # seconds; a loaded machine is no fault of the code


class Editor:
    """A client that has one policy folder open."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self.told: dict[str, list[types.Diagnostic]] = {}
        self.messages: list[str] = []
        self._news = asyncio.Condition()
        self._version = 0

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        async def told(params: types.PublishDiagnosticsParams) -> None:
            async with self._news:
                self.told[Path(params.uri).name] = list(params.diagnostics)
                self._news.notify_all()

        @client.feature(types.WINDOW_SHOW_MESSAGE)
        def shown(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

    def uri(self, file: str) -> str:
        return (self.folder / file).as_uri()

    def text(self, file: str) -> str:
        return (self.folder / file).read_text("utf-8")

    def open(self, file: str, text: str) -> None:
        document = types.TextDocumentItem(self.uri(file), "lingqu", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))

    def type_into(self, file: str, line: int, start: int, end: int, text: str) -> None:
        """Change a piece of one line, as a keystroke does."""
        self._version += 1
        edit = types.TextDocumentContentChangePartial(
            range=types.Range(types.Position(line, start), types.Position(line, end)), text=text
        )
        document = types.VersionedTextDocumentIdentifier(version=self._version + 1, uri=self.uri(file))
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [edit]))

    async def until(self, file: str, wanted: Callable[[list[types.Diagnostic]], bool]) -> list[types.Diagnostic]:
        """Wait for what is told of a file."""
        async with self._news:
            await asyncio.wait_for(self._news.wait_for(lambda: file in self.told and wanted(self.told[file])), PATIENCE)
        return self.told[file]

    def at(self, file: str, text: str, piece: str, behind: int) -> dict[str, Any]:
        """A position in the first piece of a text."""
        offset = text.index(piece) + behind
        line = text.count("\n", 0, offset)
        column = offset - text.rfind("\n", 0, offset) - 1
        return {
            "text_document": types.TextDocumentIdentifier(self.uri(file)),
            "position": types.Position(line, column),
        }


def in_editor(
    folder: Path,
    work: Callable[[Editor], Coroutine[Any, Any, None]],
    *,
    language: str = "zh",
    command: tuple[str, ...] = ("-m", "lingqu.interfaces.editors"),
) -> None:
    """Start the server, do the work, and see it end as the protocol says."""

    async def session() -> None:
        client = LanguageClient("test", "1")
        editor = Editor(client, folder)
        await client.start_io(sys.executable, *command)
        await _patiently(
            client.initialize_async(
                types.InitializeParams(
                    capabilities=types.ClientCapabilities(),
                    root_uri=folder.as_uri(),
                    initialization_options={"language": language},
                )
            )
        )
        client.initialized(types.InitializedParams())
        await work(editor)
        await _patiently(client.shutdown_async(None))
        client.exit(None)
        await client.stop()

    asyncio.run(session())


async def _patiently(answer: Awaitable[Any]) -> Any:
    return await asyncio.wait_for(answer, PATIENCE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a shipped policy in a folder with a Chinese name."""
    target = tmp_path / "规则 示例"
    shutil.copytree(POLICIES / "example_bands", target)
    return target


def test_a_fault_is_told_where_it_is_typed_and_goes_when_it_is_mended(folder: Path) -> None:
    async def work(editor: Editor) -> None:
        text = editor.text("measures.lq")
        editor.open("measures.lq", text)
        await editor.until("measures.lq", lambda told: not _errors(told))
        place = editor.at("measures.lq", text, "达到", 0)["position"]

        editor.type_into("measures.lq", place.line, place.character, place.character + 2, "达倒")
        (fault,) = await editor.until("measures.lq", lambda told: bool(_errors(told)))
        editor.type_into("measures.lq", place.line, place.character, place.character + 2, "达到")
        mended = await editor.until("measures.lq", lambda told: not _errors(told))

        assert fault.message.startswith("写的是 达倒，应为")
        assert fault.range.start == place
        assert fault.range.end == types.Position(place.line, place.character + 2)
        assert not _errors(mended)

    in_editor(folder, work)


def test_an_example_that_fails_is_told_once_the_typing_pauses(folder: Path) -> None:
    async def work(editor: Editor) -> None:
        text = editor.text("measures.lq").replace("→ 不符合", "→ 符合", 1)
        editor.open("measures.lq", text)

        told = await editor.until("measures.lq", lambda told: bool(_errors(told)))

        assert [each.code for each in _errors(told)] == ["example"]

    in_editor(folder, work)


def test_a_fault_in_one_file_by_a_change_in_another_is_told_there(folder: Path) -> None:
    async def work(editor: Editor) -> None:
        text = editor.text("vocabulary.lq")
        editor.open("vocabulary.lq", text.replace("「研发投入」", "「研发开支」", 1))

        told = await editor.until("measures.lq", lambda told: bool(_errors(told)))

        assert {each.code for each in told} == {"names-known"}
        assert "found 研发投入, expected a fact that is declared" in told[0].message

    in_editor(folder, work, language="en")


def test_completion_hover_definition_references_outline_and_colours_answer(folder: Path) -> None:
    async def work(editor: Editor) -> None:
        client = editor.client
        text = editor.text("measures.lq") + "\n措施 X1「试𠀀写」\n  条件  「研"
        editor.open("measures.lq", text)
        where = editor.at("measures.lq", text, "  条件  「研", 8)
        last = types.Position(text.count("\n"), len("  条件  「研"))

        listed = await _patiently(
            client.text_document_completion_async(types.CompletionParams(where["text_document"], last))
        )
        item = next(each for each in listed.items if each.label == "研发投入")
        assert item.text_edit.new_text == "「研发投入」"
        assert item.text_edit.range.start == types.Position(last.line, last.character - 2)
        assert item.detail.startswith("金额")

        on_fact = editor.at("measures.lq", text, "「研发投入」", 2)
        hover = await _patiently(client.text_document_hover_async(types.HoverParams(**on_fact)))
        assert "金额，每年" in hover.contents.value

        (place,) = await _patiently(client.text_document_definition_async(types.DefinitionParams(**on_fact)))
        assert place.uri == editor.uri("vocabulary.lq")

        context = types.ReferenceContext(include_declaration=False)
        uses = await _patiently(
            client.text_document_references_async(types.ReferenceParams(**on_fact, context=context))
        )
        assert len(uses) > 5

        symbols = await _patiently(
            client.text_document_document_symbol_async(types.DocumentSymbolParams(where["text_document"]))
        )
        # 𠀀 counts two in the units of most editors
        assert symbols[-1].name == "措施 X1「试𠀀写」"
        assert symbols[-1].selection_range.end.character == len("措施 X1「试𠀀写」") + 1

        colours = await _patiently(
            client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(where["text_document"]))
        )
        assert len(colours.data) % 5 == 0
        assert len(colours.data) > 5000

    in_editor(folder, work)


def test_formatting_lays_out_and_says_why_it_cannot(folder: Path) -> None:
    async def work(editor: Editor) -> None:
        client = editor.client
        text = editor.text("policy.lq")
        options = types.FormattingOptions(tab_size=2, insert_spaces=True)
        document = types.TextDocumentIdentifier(editor.uri("policy.lq"))

        editor.open("policy.lq", text.replace("  英文  ", "  英文      "))
        (edit,) = await _patiently(
            client.text_document_formatting_async(types.DocumentFormattingParams(document, options))
        )
        assert edit.new_text == text

        editor.type_into("policy.lq", 0, 0, 2, "政测")
        nothing = await _patiently(
            client.text_document_formatting_async(types.DocumentFormattingParams(document, options))
        )
        assert not nothing
        assert editor.messages[-1].startswith("policy.lq：有")

    in_editor(folder, work)


def test_a_text_that_is_in_no_folder_is_served_as_well(tmp_path: Path) -> None:
    async def work(editor: Editor) -> None:
        document = types.TextDocumentItem(
            "untitled:Untitled-1", "lingqu", 1, "措施 F01「甲」\n  条件  「企业」大过 1元\n"
        )
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(document))

        told = await editor.until("untitled:Untitled-1", bool)

        assert "unexpected" in {each.code for each in told}

    in_editor(tmp_path, work)


def test_the_command_starts_the_same_server(folder: Path) -> None:
    async def work(editor: Editor) -> None:
        editor.open("policy.lq", "政测\n")

        told = await editor.until("policy.lq", bool)

        assert any(each.message.startswith("found 政测, expected") for each in told)

    in_editor(
        folder, work, language="fr", command=("-m", "lingqu.interfaces.cli.main", "lsp", "--stdio", "--lang", "en")
    )


def _errors(told: list[types.Diagnostic]) -> list[types.Diagnostic]:
    return [each for each in told if each.severity is types.DiagnosticSeverity.Error]
