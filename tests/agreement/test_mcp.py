"""The MCP server over standard input and output gives the very answers of the command line, and writes nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from click.testing import CliRunner
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from lingqu.interfaces.cli.main import main

SERVER = ["-m", "lingqu.interfaces.cli.main", "mcp"]


def assessed_by_command(sample: Path, *options: str) -> Any:
    result = CliRunner().invoke(main, ["assess", "--format", "json", *options, str(sample)])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("mode", "options", "arguments"),
    [
        ("auto", [], {}),
        ("legacy", ["--lang", "en"], {"lang": "en"}),
        (
            "auto",
            ["--as-of", "2030-12-31", "--measure", "F05", "--measure", "F17", "--reading", "f05_arrival=whole"],
            {"as_of": "2030-12-31", "measures": ["F05", "F17"], "readings": {"f05_arrival": "whole"}},
        ),
        ("legacy", ["--with", "general_conditions"], {"supplements": ["general_conditions"]}),
    ],
)
def test_a_client_over_stdio_gets_the_answers_of_the_command(
    root: Path, mode: str, options: list[str], arguments: dict[str, Any]
) -> None:
    sample = root / "src" / "lingqu" / "samples" / "guilin2026.json"

    async def ask() -> Any:
        transport = stdio_client(StdioServerParameters(command=sys.executable, args=SERVER))
        async with Client(transport, mode=mode) as client:
            assert "assess" in [tool.name for tool in (await client.list_tools()).tools]
            return await client.call_tool("assess", {"subjects": json.loads(sample.read_text("utf-8")), **arguments})

    result = anyio.run(ask)

    assert result.structured_content["answers"] == assessed_by_command(sample, *options)
    assert json.loads(result.content[0].text) == result.structured_content


def test_standard_output_holds_nothing_but_the_protocol() -> None:
    hello = {
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
    }  # fmt: skip
    refused = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "assess", "arguments": {}}}
    lines = ["not json {", json.dumps(hello), json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"})]

    with subprocess.Popen(
        [sys.executable, *SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write("\n".join([*lines, json.dumps(refused), ""]))
        server.stdin.flush()
        written = [json.loads(server.stdout.readline())]
        while written[-1].get("id") != 2:
            written.append(json.loads(server.stdout.readline()))
        rest, errors = server.communicate(timeout=60)

    assert server.returncode == 0
    assert (rest, errors) == ("", "")
    assert all(each["jsonrpc"] == "2.0" for each in written)
    assert [each["id"] for each in written if "result" in each] == [1, 2]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--policy", "guilin2025"], "guilin2026"),
        (["--with", "general_condition"], "general_conditions"),
        (["--plan", "no-such-plan.txt"], "no-such-plan.txt"),
        (["--http", "99999"], "65535"),
        (["--policy", "guilin2025", "--plan", "no-such-plan.txt"], "no-such-plan.txt"),
    ],
)
def test_a_server_that_could_answer_nothing_does_not_start(options: list[str], said: str) -> None:
    result = CliRunner().invoke(main, ["mcp", *options])

    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr
