"""The language server: requests of an editor answered from `law.editing`, faults told shortly after each change.

Its one law: a request answers from what the editor has now; a change is checked once the typing pauses, first without
examples, then with them. It knows the protocol and no rule.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from lingqu import __version__
from lingqu.interfaces.editors.conversion import LEGEND, Conversion
from lingqu.interfaces.editors.folders import Document, Folders, document_of
from lingqu.law.editing.completions import completions
from lingqu.law.editing.diagnostics import Diagnostic, diagnostics
from lingqu.law.editing.formatted import UnableToFormat, formatted
from lingqu.law.editing.hovers import hover
from lingqu.law.editing.outline import outline
from lingqu.law.editing.references import definition, references
from lingqu.law.editing.spans import Spot
from lingqu.law.editing.tokens import tokens
from lingqu.law.editing.workspace import UnableToOpen, Workspace

LANGUAGES = ("zh", "en")
PAUSE = 0.08  # seconds after a keystroke until the rules are checked
PAUSE_FOR_EXAMPLES = 0.3  # and until the examples are run
TRIGGERS = ("「", "（", "(", "；", "，", "、", "=", "→", " ")


class RuleServer(LanguageServer):
    """A language server with the folders it has open."""

    def __init__(self, lang: str) -> None:
        super().__init__("lingqu", __version__)
        self.lang = lang
        self.folders = Folders()
        self._told: dict[str, list[types.Diagnostic]] = {}
        self._checks: dict[str, asyncio.Task[None]] = {}

    def opened(self, uri: str) -> tuple[Workspace, Document, Conversion]:
        """Give the folder of a file as it is now, with the file and what converts for it. Raises UnableToOpen."""
        document = document_of(uri)
        workspace = self.folders.workspace(document.folder)
        return workspace, document, self.conversion(workspace, document.name)

    def conversion(self, workspace: Workspace, name: str) -> Conversion:
        """Give what converts for a file of a folder."""
        read = workspace.files.get(name)
        return Conversion(read.source.text if read else "", self.workspace.position_codec)

    def locations(self, workspace: Workspace, folder: str, spots: Sequence[Spot]) -> list[types.Location]:
        """Give places in files of a folder."""
        return [
            types.Location(
                self.folders.uri_of(Document(folder, spot.file)),
                self.conversion(workspace, spot.file).range(spot.span),
            )
            for spot in spots
        ]

    def changed(self, uri: str) -> None:
        """Check a folder soon; a check that waits already is put off."""
        folder = document_of(uri).folder
        waiting = self._checks.get(folder)
        if waiting is not None:
            waiting.cancel()
        self._checks[folder] = asyncio.get_running_loop().create_task(self._check(folder))

    async def _check(self, folder: str) -> None:
        await asyncio.sleep(PAUSE)
        self._tell(folder, examples=False)
        await asyncio.sleep(PAUSE_FOR_EXAMPLES - PAUSE)
        self._tell(folder, examples=True)

    def _tell(self, folder: str, *, examples: bool) -> None:
        try:
            workspace = self.folders.workspace(folder)
        except UnableToOpen as error:
            said = "；".join(chinese if self.lang == "zh" else english for chinese, english in error.reasons)
            self.window_show_message(types.ShowMessageParams(types.MessageType.Error, said))
            return
        open_here = self.folders.opened_in(folder)
        by_file: dict[str, list[types.Diagnostic]] = {name: [] for name in workspace.texts}
        for found in diagnostics(workspace, examples=examples):
            for name in self._files_to_tell(workspace, open_here, found):
                told = self.conversion(workspace, name).diagnostic(found, self.lang)
                if name != found.file:
                    told.message = f"{found.file}: {told.message}"
                by_file[name].append(told)
        for name, told_here in by_file.items():
            self._publish(self.folders.uri_of(Document(folder, name)), told_here)

    @staticmethod
    def _files_to_tell(workspace: Workspace, open_here: Sequence[Document], found: Diagnostic) -> list[str]:
        """What is wrong in a file that is not there is told in those that are open; but not in a lone new text."""
        if found.file in workspace.texts:
            return [found.file]
        return [each.name for each in open_here if each.folder.startswith("file:")]

    def _publish(self, uri: str, told: list[types.Diagnostic]) -> None:
        if self._told.get(uri, []) != told:
            self._told[uri] = told
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, told))


def language_server(*, lang: str = "zh") -> RuleServer:
    """Make a server with all its features; the editor's own setting of the language outranks `lang`."""
    server = RuleServer(lang)
    _add_documents(server)
    _add_answers(server)
    _add_places(server)
    return server


def _add_documents(server: RuleServer) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(_: RuleServer, params: types.InitializeParams) -> None:
        options = params.initialization_options
        asked = options.get("language") if isinstance(options, dict) else None
        if asked in LANGUAGES:
            server.lang = asked

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(_: RuleServer, params: types.DidOpenTextDocumentParams) -> None:
        server.folders.put(params.text_document.uri, params.text_document.text)
        server.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(_: RuleServer, params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.folders.put(uri, server.workspace.get_text_document(uri).source)
        server.changed(uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(_: RuleServer, params: types.DidSaveTextDocumentParams) -> None:
        server.changed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(_: RuleServer, params: types.DidCloseTextDocumentParams) -> None:
        server.folders.close(params.text_document.uri)
        server.changed(params.text_document.uri)


def _add_answers(server: RuleServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=TRIGGERS))
    def complete(_: RuleServer, params: types.CompletionParams) -> types.CompletionList:
        workspace, document, conversion = server.opened(params.text_document.uri)
        found = completions(workspace, document.name, conversion.position(params.position))
        items = [conversion.completion(each, number, server.lang) for number, each in enumerate(found)]
        return types.CompletionList(is_incomplete=True, items=items)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def explain(_: RuleServer, params: types.HoverParams) -> types.Hover | None:
        workspace, document, conversion = server.opened(params.text_document.uri)
        found = hover(workspace, document.name, conversion.position(params.position))
        return conversion.hover(found, server.lang) if found else None

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def lay_out(_: RuleServer, params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        workspace, document, conversion = server.opened(params.text_document.uri)
        try:
            text = formatted(workspace, document.name)
        except UnableToFormat as error:
            message = types.ShowMessageParams(types.MessageType.Warning, error.said(server.lang))
            server.window_show_message(message)
            return []
        return [types.TextEdit(conversion.whole(), text)] if text != workspace.texts[document.name] else []

    @server.feature(
        types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL,
        types.SemanticTokensLegend(token_types=LEGEND, token_modifiers=[]),
    )
    def colour(_: RuleServer, params: types.SemanticTokensParams) -> types.SemanticTokens:
        workspace, document, conversion = server.opened(params.text_document.uri)
        return types.SemanticTokens(data=conversion.colours(tokens(workspace, document.name)))


def _add_places(server: RuleServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def define(_: RuleServer, params: types.DefinitionParams) -> list[types.Location]:
        workspace, document, conversion = server.opened(params.text_document.uri)
        spots = definition(workspace, document.name, conversion.position(params.position))
        return server.locations(workspace, document.folder, spots)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def refer(_: RuleServer, params: types.ReferenceParams) -> list[types.Location]:
        workspace, document, conversion = server.opened(params.text_document.uri)
        position = conversion.position(params.position)
        declaration = params.context.include_declaration
        spots = references(workspace, document.name, position, declaration=declaration)
        return server.locations(workspace, document.folder, spots)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outlined(_: RuleServer, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        workspace, document, conversion = server.opened(params.text_document.uri)
        return [conversion.symbol(each) for each in outline(workspace, document.name)]
