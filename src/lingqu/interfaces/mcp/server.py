"""The server: the tools and resources of a shelf, every call checked whole, every refusal told as data and in words.

Its one law: whatever comes in, what goes out is an answer or the list of all that is wrong, never a traceback; and
nothing of what was asked is logged.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, InputRequiredResult, TextContent
from pydantic import ValidationError

from lingqu import __version__
from lingqu.interfaces.mcp.catalogue import tools_of
from lingqu.interfaces.mcp.resources import add_resources
from lingqu.law.inquiries.arguments import LARGEST_CALL
from lingqu.law.inquiries.refusals import (
    CallFault,
    UnableToAnswer,
    faults_of_arguments,
    unknown_arguments,
    unknown_name,
)
from lingqu.law.inquiries.shelf import Shelf

_INSTRUCTIONS = """\
灵渠把创新示范区方案变成可以运行的规则。这里只读：查措施、口径、事实、指标、任务，按事实评估，一问一答。
未给的事实是未知，不当作零或否；“最高”是上限，不是应得数；评估只是推算，不是决定。
先 list_measures 看有什么，next_question 逐项问，assess 判断，explain_verdict 说明来由。
Lingqu runs an innovation-zone plan as code; everything here is read-only. A fact not given is unknown, never zero or
no; "up to" is a ceiling and no sum owed; an assessment decides nothing. Begin with list_measures, ask by next_question,
judge by assess, give the grounds by explain_verdict."""
_BROKEN = "程序自身出错（{}），不是输入之过 / the program itself failed ({}); the input is not to blame"
_log = logging.getLogger(__name__)


class Desk(MCPServer[Any]):
    """A server that checks a call whole before it answers."""

    def __init__(self, shelf: Shelf) -> None:
        tools = tools_of(shelf)
        self._by_name = {tool.name: tool for tool in tools}
        self._lang = shelf.lang
        super().__init__(
            "lingqu",
            title="灵渠 / Lingqu",
            instructions=_INSTRUCTIONS,
            version=__version__,
            tools=tools,
            log_level="ERROR",  # below it the library logs what was asked
        )
        add_resources(self, shelf)

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Answer a call, or tell all that is wrong with it."""
        try:
            self._check(name, arguments)
            result = await super().call_tool(name, arguments, context)
        except (UnableToAnswer, ToolError) as error:
            cause = error if isinstance(error, UnableToAnswer) else error.__cause__
            if isinstance(cause, UnableToAnswer):
                return _refusal(cause, "en" if arguments.get("lang", self._lang) == "en" else "zh")
            return _broken(name, cause or error)
        if isinstance(result, CallToolResult):
            # the text beside the data is the data, on one line: what reads it pays by the character
            text = json.dumps(result.structured_content, ensure_ascii=False, separators=(",", ":"))
            result.content = [TextContent(type="text", text=text)]
        return result

    def _check(self, name: str, arguments: dict[str, Any]) -> None:
        """Check what the schema of the tool says. Raises `UnableToAnswer` with every fault."""
        tool = self._by_name.get(name)
        if tool is None:
            expected = ("这个服务的工具", "a tool of this server")
            raise UnableToAnswer([unknown_name("tool", name, list(self._by_name), expected)])
        size = _size_of(arguments)
        if size is None or size > LARGEST_CALL:
            raise UnableToAnswer([_too_large(size)])
        faults = unknown_arguments(arguments, tool.parameters)
        try:
            tool.fn_metadata.validate_arguments(arguments)
        except ValidationError as error:
            faults += faults_of_arguments(error, tool.parameters)
        if faults:
            raise UnableToAnswer(faults)


def _refusal(refused: UnableToAnswer, lang: str) -> CallToolResult:
    """What the client gets: the faults a line each, and the same as data."""
    return CallToolResult(
        content=[TextContent(type="text", text="\n".join(fault.said(lang) for fault in refused.faults))],
        structured_content={"faults": [asdict(fault) for fault in refused.faults]},
        is_error=True,
    )


def _size_of(arguments: dict[str, Any]) -> int | None:
    """The bytes of the arguments as JSON; None for what JSON cannot hold (depth, numbers of thousands of digits)."""
    try:
        return len(json.dumps(arguments, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    except (RecursionError, ValueError, TypeError):
        return None


def _too_large(size: int | None) -> CallFault:
    kib = LARGEST_CALL // 1024
    given = "[[[[… {{{{…" if size is None else f"{size // 1024} KiB"
    return CallFault(
        "arguments", given, f"JSON，至多 {kib} KiB、几层深；更多的用 lingqu assess 或 lingqu bulk",
        f"JSON of at most {kib} KiB, a few levels deep; lingqu assess and lingqu bulk take more",
        '{"subjects": [{"id": "A1", "facts": {"is_enterprise": true}}]}',
    )  # fmt: skip


def _broken(name: str, error: BaseException) -> CallToolResult:
    """What a client is told of a fault of the program; the traceback only where the operator asks for it."""
    debugging = bool(os.environ.get("LINGQU_DEBUG"))
    _log.error("%s: %s", name, type(error).__name__, exc_info=error if debugging else None)
    text = _BROKEN.format(*(type(error).__name__,) * 2)
    return CallToolResult(content=[TextContent(type="text", text=text)], is_error=True)
