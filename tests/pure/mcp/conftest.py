"""The MCP server called by a real client in memory, with a cache of packs that the tests share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp.client import Client
from mcp.types import CallToolResult, Tool

from lingqu.interfaces.mcp.server import Desk
from lingqu.law.inquiries.shelf import Shelf
from lingqu.law.packs.cache import PackCache

Call = Callable[..., CallToolResult]


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The shipped policies, without a plan document."""
    return Shelf("guilin2026", cache=PackCache(tmp_path_factory.mktemp("packs")))


@pytest.fixture
def call(shelf: Shelf) -> Call:
    """Call one tool: `call("assess", subjects=[…])`; `server=` gives other settings of the shelf."""

    def run(tool: str, /, *, server: dict[str, Any] | None = None, **arguments: Any) -> CallToolResult:
        async def ask() -> CallToolResult:
            async with Client(Desk(replace(shelf, **(server or {})))) as client:
                return await client.call_tool(tool, arguments)

        return anyio.run(ask)

    return run


@pytest.fixture
def told(call: Call) -> Callable[..., dict[str, Any]]:
    """The data that one tool gives; a refusal fails the test."""

    def run(tool: str, /, **arguments: Any) -> dict[str, Any]:
        result = call(tool, **arguments)
        assert not result.is_error, result.content
        assert result.structured_content is not None
        return result.structured_content

    return run


@pytest.fixture
def faults(call: Call) -> Callable[..., list[dict[str, Any]]]:
    """The faults that one refused call tells."""

    def run(tool: str, /, **arguments: Any) -> list[dict[str, Any]]:
        result = call(tool, **arguments)
        assert result.is_error
        assert result.structured_content is not None
        return result.structured_content["faults"]

    return run


@pytest.fixture
def tools(shelf: Shelf) -> list[Tool]:
    """The tools that the server lists."""

    async def ask() -> list[Tool]:
        async with Client(Desk(shelf)) as client:
            return (await client.list_tools()).tools

    return anyio.run(ask)


@pytest.fixture
def invented_plan(tmp_path: Path) -> Path:
    """A plan document in words of our own."""
    file = tmp_path / "plan.txt"
    text = "示例市水车建设方案\n\n一、重点任务\n1.水车改造。对装了新水车的磨坊，给予一次帮助。水车要转得快。\n"
    file.write_text(text, "utf-8")
    return file
