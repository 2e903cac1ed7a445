"""The pack's own texts as resources: the rule of a measure, a reading, as the formatter writes them.

Its one law: a resource is rule text and nothing else; the words of the plan are no resource of this server.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError

from lingqu.law.inquiries.measures import measure_named
from lingqu.law.inquiries.refusals import UnableToAnswer, unknown_name
from lingqu.law.inquiries.shelf import Shelf
from lingqu.law.lang.printer import print_block
from lingqu.law.packs.pack import Pack

_RULE = "一条措施的规则原文 / the rule text of a measure"
_READING = "一个口径的规则原文 / the rule text of a reading"


def add_resources(server: MCPServer[Any], shelf: Shelf) -> None:
    """Add the rule texts to a server."""

    def rule(policy: str, measure: str) -> str:
        return _found(shelf, policy, lambda pack: print_block(pack.measure(measure_named(pack, measure))))

    def reading(policy: str, reading: str) -> str:
        return _found(shelf, policy, lambda pack: print_block(pack.reading(_reading_named(pack, reading))))

    for uri, name, words, read in (
        ("lingqu://policies/{policy}/measures/{measure}", "rule", _RULE, rule),
        ("lingqu://policies/{policy}/readings/{reading}", "reading", _READING, reading),
    ):
        server.resource(uri, name=name, title=words, description=words, mime_type="text/plain")(read)


def _found(shelf: Shelf, policy: str, text_of: Callable[[Pack], str]) -> str:
    try:
        return text_of(shelf.pack(policy))
    except UnableToAnswer as refused:
        raise ResourceNotFoundError("\n".join(fault.said(shelf.lang) for fault in refused.faults)) from None


def _reading_named(pack: Pack, given: str) -> str:
    known: Sequence[str] = [reading.id for reading in pack.readings]
    if given not in known:
        raise UnableToAnswer([unknown_name("reading", given, known, ("政策里的口径", "a reading of the policy"))])
    return given
