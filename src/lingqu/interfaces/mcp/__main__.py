"""How the server is started: `python -m lingqu.interfaces.mcp`, which is what `lingqu mcp` does in its own process.

Its one law: standard output belongs to the protocol; whatever else is to be said stands on standard error. It opens no
port unless told to, and then only on this machine.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from lingqu.interfaces.mcp.server import Desk
from lingqu.law.inquiries.refusals import CallFault, UnableToAnswer
from lingqu.law.inquiries.shelf import Shelf
from lingqu.law.packs.cache import cache_from
from lingqu.law.packs.folders import UnableToLoadPack, load_versions
from lingqu.law.plans import Plan, UnableToReadPlan, read_plan_file

_UNUSABLE = 2
_HERE = "127.0.0.1"
_WAITING = {
    "zh": "灵渠 MCP 服务在标准输入输出上等候客户端，Ctrl-D 结束；怎样配置见 docs/mcp.zh-CN.md",
    "en": "The Lingqu MCP server waits for a client on standard input and output, Ctrl-D ends it; see docs/mcp.md",
}


def main(arguments: Sequence[str]) -> int:
    """Serve until the client leaves; gives the exit status."""
    asked = _parsed(arguments)
    faults: list[str] = []
    plan = _plan(asked.plan, asked.lang, faults)
    shelf = Shelf(
        asked.policy,
        tuple(map(Path, asked.policies)),
        tuple(asked.supplements),
        plan,
        asked.lang,
        cache_from(os.environ),
    )
    _check(shelf, faults)
    if asked.http is not None:
        _check_port(asked.http, asked.lang, faults)
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return _UNUSABLE
    server = Desk(shelf)
    if asked.http is not None:
        print(f"http://{_HERE}:{asked.http}/mcp", file=sys.stderr)
        server.run("streamable-http", host=_HERE, port=asked.http)
        return 0
    if sys.stdin.isatty():
        print(_WAITING[asked.lang], file=sys.stderr)
    _serve_here(server)
    return 0


def _serve_here(server: Desk) -> None:
    """Serve standard input and output. Ctrl-C ends at once: the thread that waits for a line cannot be woken."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        server.run("stdio")
    finally:
        signal.signal(signal.SIGINT, before)


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="lingqu mcp", allow_abbrev=False)
    parser.add_argument("--policy", default="guilin2026")
    parser.add_argument("--policies", action="append", default=[])
    parser.add_argument("--with", dest="supplements", action="append", default=[])
    parser.add_argument("--plan")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--http", type=int)
    return parser.parse_args(arguments)


def _plan(file: str | None, lang: str, faults: list[str]) -> Plan | None:
    if file is None:
        return None
    try:
        return read_plan_file(path=Path(file))
    except UnableToReadPlan as error:
        faults.append(error.said(lang))
        return None


def _check(shelf: Shelf, faults: list[str]) -> None:
    """Find what would keep every call from being answered: no such policy, faults in it, no such supplement."""
    try:
        versions = load_versions(shelf.policy, folders=shelf.folders, cache=shelf.cache)
        if len(versions) == 1:
            shelf.judging_pack(None, None, None, [])
    except UnableToLoadPack as error:
        faults += [fault.said(shelf.lang) for fault in error.faults]
    except UnableToAnswer as refused:
        faults += [fault.said(shelf.lang) for fault in refused.faults]


def _check_port(port: int, lang: str, faults: list[str]) -> None:
    try:
        socket.create_server((_HERE, port)).close()
    except OSError as error:
        free = CallFault("--http", f"{port} ({error.strerror})", "没有被占用的端口", "a port that is free", "8080")
        faults.append(free.said(lang))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
