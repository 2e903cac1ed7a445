"""Every act that the code records has words: the code is read, and what cannot be read is told."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest

import lingqu
from lingqu.books.registers.declared.all_registers import registers
from lingqu.books.registers.models import Claim
from lingqu.books.rulebooks.models import DocumentState
from lingqu.interfaces.web.people.actions import action_words, areas, kind_words, known_words
from lingqu.interfaces.web.signing_in import _OF_ACCOUNTS

SOURCES = Path(lingqu.__file__).parent
READ_BY_HAND = {
    "register.name": set(registers()),
    "document.state": set(DocumentState.values),
    "str(state)": set(Claim.State.values) - {"open"},
    "signing_in.action": {action for _, action in _OF_ACCOUNTS},
}
"""What stands behind an expression that the code alone does not tell. A new one is added here with its values."""


class Module:
    """A module with the functions that stand around each node."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.around: dict[ast.AST, tuple[ast.FunctionDef, ...]] = {}
        self._walk(self.tree, ())

    def _walk(self, node: ast.AST, around: tuple[ast.FunctionDef, ...]) -> None:
        self.around[node] = around
        inner = (*around, node) if isinstance(node, ast.FunctionDef) else around
        for child in ast.iter_child_nodes(node):
            self._walk(child, inner)

    def calls(self, *names: str) -> Iterator[ast.Call]:
        """The calls of functions with one of these names."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in names:
                yield node

    def acts(self) -> set[str]:
        """All acts that this module records."""
        found = set()
        for call in self.calls("record_act", "audit.record", "operations.record"):
            action = next((each.value for each in call.keywords if each.arg == "action"), None)
            if action is not None and self.name not in {"recording"}:  # which hands on what it is given
                found |= self.values(action)
        return found

    def values(self, node: ast.expr) -> set[str]:
        """All texts that an expression can be."""
        if isinstance(node, ast.Constant):
            return {str(node.value)}
        if isinstance(node, ast.IfExp):
            return self.values(node.body) | self.values(node.orelse)
        if isinstance(node, ast.JoinedStr):
            parts = [self.values(each.value if isinstance(each, ast.FormattedValue) else each) for each in node.values]
            return {"".join(each) for each in product(*parts)}
        if isinstance(node, ast.Attribute) and node.attr.isupper():
            return {node.attr.lower()}  # a member of a choice, whose value is its name in small letters
        text = ast.unparse(node)
        for function in reversed(self.around[node]):
            arguments = [each.arg for each in function.args.args]
            if text in arguments + [each.arg for each in function.args.kwonlyargs]:
                given = [self._argument(call, text, arguments) for call in self.calls(function.name)]
                if given:
                    return set().union(*(self.values(each) for each in given))
        for name in (f"{self.name}.{text}", text):
            if name in READ_BY_HAND:
                return READ_BY_HAND[name]
        raise AssertionError(f"{self.name}: what “{text}” can be stands in no READ_BY_HAND")

    def _argument(self, call: ast.Call, name: str, arguments: list[str]) -> ast.expr:
        for each in call.keywords:
            if each.arg == name:
                return each.value
        return call.args[arguments.index(name)]


@cache
def modules() -> tuple[Module, ...]:
    """The modules that record anything."""
    return tuple(Module(path) for path in SOURCES.rglob("*.py") if "object_kind" in path.read_text(encoding="utf-8"))


@cache
def acts_in_code() -> frozenset[str]:
    """All acts that any module records."""
    return frozenset().union(*(module.acts() for module in modules()))


def test_every_act_in_the_code_has_words_in_both_languages() -> None:
    found = acts_in_code()

    assert len(found) > 100
    assert sorted(act for act in found if known_words(act) is None) == []
    for act in found:
        words = action_words(act)
        assert words.zh != words.en, act


def test_the_acts_to_choose_from_are_those_that_there_are() -> None:
    offered = {act for area in areas() for act, _ in area.acts}

    assert acts_in_code() <= offered


@pytest.mark.parametrize(
    ("action", "zh", "en"),
    [
        ("tokens.make", "生成访问令牌", "access token made"),
        ("organisations.change", "修改单位", "organisation changed"),
        ("projects.import.undo", "撤销导入项目", "project import taken back"),
        ("something.of.old", "something.of.old", "something.of.old"),
        ("nothing.make", "nothing.make", "nothing.make"),
    ],
)
def test_an_act_is_called_by_what_was_done_to_what(action: str, zh: str, en: str) -> None:
    words = action_words(action)

    assert (words.zh, words.en) == (zh, en)


def test_every_kind_of_object_in_the_code_has_words() -> None:
    kinds = set()
    for module in modules():
        for call in module.calls("record_act", "audit.record", "operations.record"):
            kinds |= {
                str(each.value.value)
                for each in call.keywords
                if each.arg == "object_kind" and isinstance(each.value, ast.Constant) and each.value.value
            }

    assert len(kinds) > 8
    for kind in (*kinds, *registers()):
        assert kind_words(kind).zh != kind, kind
