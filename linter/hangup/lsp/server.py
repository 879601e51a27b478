"""Speaks the protocol: what the editor says goes to the session, and what comes of it goes back."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from hangup import __version__
from hangup.commands.ending import CLEAN, ERROR
from hangup.frontends import suffixes
from hangup.lsp import hover
from hangup.lsp.analysis import Analysis
from hangup.lsp.session import Found, Session, name_of
from hangup.lsp.texts import Text, Unit
from hangup.lsp.translate import Translator
from hangup.model import open_source
from hangup.names import FOREIGN
from hangup.project.read import read

if TYPE_CHECKING:
    from hangup.commands.parts import Parts

QUICK_FIX = types.CodeActionKind.QuickFix.value
FIX_ALL = "source.fixAll.hangup"
WATCHED = ("*.toml", "*.json", "pnpm-workspace.yaml", "setup.cfg")
"""Files that say which modules there are, how to check them, and what is known of them."""


class Server(LanguageServer):
    """One editor's server.

    The editor sends whole texts: parts of them are named by lines, on whose ends not all programs agree.
    """

    def __init__(self, parts: Parts) -> None:
        whole = types.TextDocumentSyncKind.Full
        super().__init__("hangup", __version__, whole)  # pyright: ignore[reportUnknownMemberType]
        self.parts = parts
        self.session = Session(parts, self.show, self.log)
        self.told_of_files = False
        """Whether the client tells of files that change on disk."""
        self.ended = False
        self._pages: dict[str, str] | None = None

    def translator(self) -> Translator:
        """What translates for this client."""
        if self._pages is None:
            self._pages = self.parts.pages()
        asked = self.client_capabilities
        edits = asked.workspace.workspace_edit if asked.workspace else None
        published = asked.text_document.publish_diagnostics if asked.text_document else None
        return Translator(
            cast("Unit", str.__str__(self.workspace.position_encoding or types.PositionEncodingKind.Utf16)),
            self.text,
            self.uri,
            self._pages,
            versioned=bool(edits and edits.document_changes),
            related=bool(published and published.related_information),
        )

    def text(self, path: str) -> Text:
        """The text of a file, open or not."""
        for opened in list(self.session.opened.values()):
            if opened.path == path:
                return Text.written(path, opened.text, opened.version)
        try:
            return Text.of(open_source(path, read(path)))
        except OSError:
            return Text.written(path, "")

    def uri(self, path: str) -> str:
        """The address of a file: the one that the editor uses, where it is open."""
        for opened in list(self.session.opened.values()):
            if opened.path == path:
                return opened.uri
        return str(from_fs_path(os.path.abspath(path)))

    def show(self, found: Found) -> None:
        """Show what was found in an open file."""
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(
                uri=found.opened.uri,
                version=found.opened.version,
                diagnostics=self.translator().diagnostics(found.text, found.diagnostics),
            )
        )

    def log(self, message: str) -> None:
        """Write a line to the editor's log."""
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))

    def report_server_error(self, error: Exception, source: object) -> None:  # noqa: ARG002  (pygls' signature)
        """What goes wrong in the protocol is for the log; nobody can do anything about it while he types."""
        self.log(f"{type(error).__name__}: {error}")


def serve(parts: Parts) -> int:
    """Serve one editor until it says goodbye. The exit status: an editor that does not is an error."""
    server = Server(parts)
    for listen in (_begin_and_end, _follow, _answer):
        listen(server)
    server.start_io()
    server.session.end()
    return CLEAN if server.ended else ERROR


def _begin_and_end(server: Server) -> None:
    """Take up a session, and end it."""
    session = server.session

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        root = next(iter(params.workspace_folders or ()), None)
        address = root.uri if root is not None else params.root_uri
        folder = to_fs_path(address) if address else params.root_path
        if folder and os.path.isdir(folder):
            os.chdir(folder)  # paths are reported, and patterns understood, as by hangup check in this folder
            session.forget()

    @server.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        asked = server.client_capabilities.workspace
        if asked and asked.did_change_watched_files and asked.did_change_watched_files.dynamic_registration:
            endings = ",".join(suffix.removeprefix(".") for suffix in suffixes())
            globs = [f"**/*.{{{endings}}}", *(f"**/{name}" for name in WATCHED)]
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(glob) for glob in globs])
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            await server.client_register_capability_async(
                types.RegistrationParams([types.Registration("hangup-files", method, options)])
            )
            server.told_of_files = True

    @server.feature(types.SHUTDOWN)
    def shutdown(_: None) -> None:
        server.ended = True
        session.end()


def _follow(server: Server) -> None:
    """Follow what happens to texts and files."""
    session = server.session

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        _take(server, params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        _take(server, params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        if server.told_of_files:
            session.saved(params.text_document.uri)
        else:
            session.forget()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        session.close(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        written = types.FileChangeType.Changed
        if any(change.type != written or change.uri not in session.opened for change in _ours(params.changes)):
            session.forget()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def settings_changed(_: types.DidChangeConfigurationParams) -> None:
        """The editor's settings say nothing to hangup, whose configuration stands in files."""


def _answer(server: Server) -> None:
    """Answer what is asked of a place."""
    session = server.session

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL]),
    )
    async def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        translator = server.translator()
        only = params.context.only

        def work(_: Analysis, path: str, text: Text) -> list[types.CodeAction]:
            found: list[types.CodeAction] = []
            if only is None or _wanted(QUICK_FIX, only):
                span = translator.span(text, params.range)
                found += [translator.action(text, change) for change in session.changes.at(path, span)]
            if only is not None and _wanted(FIX_ALL, only):
                change = session.changes.safe(path)
                found += [translator.action(text, change, FIX_ALL)] if change is not None else []
            return found

        return await session.ask(params.text_document.uri, work) or []

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def why(params: types.HoverParams) -> types.Hover | None:
        translator = server.translator()
        document = server.client_capabilities.text_document
        formats = document.hover.content_format if document and document.hover else None
        kind = types.MarkupKind.Markdown if types.MarkupKind.Markdown in (formats or ()) else types.MarkupKind.PlainText

        def work(analysis: Analysis, path: str, text: Text) -> str | None:
            offset = text.offset((params.position.line, params.position.character), translator.unit)
            known = hover.explain(analysis, path, offset)
            if known is None:
                return None
            return hover.markdown(known) if kind is types.MarkupKind.Markdown else hover.plain(known)

        said = await session.ask(params.text_document.uri, work)
        return types.Hover(types.MarkupContent(kind, said)) if said else None


def _take(server: Server, uri: str) -> None:
    """Hand the text of a document to the session. Only what is a file is checked."""
    path = to_fs_path(uri)
    if path is not None:
        document = server.workspace.get_text_document(uri)
        server.session.open(uri, path, document.source, document.version)


def _ours(changes: Sequence[types.FileEvent]) -> Iterator[types.FileEvent]:
    """The changes of files that are not in folders which nobody checks."""
    for change in changes:
        path = to_fs_path(change.uri)
        if path is not None and FOREIGN.isdisjoint(name_of(path).split("/")):
            yield change


def _wanted(kind: str, only: Sequence[str]) -> bool:
    """Whether a kind of action is one of those asked for, or below one."""
    asked = [str.__str__(each) for each in only]  # the protocol's enumerations are texts, and print as something else
    return any(each in ("", kind) or kind.startswith(f"{each}.") for each in asked)
