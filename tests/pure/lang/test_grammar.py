"""The grammar itself: nothing collides, every terminal has a name for people, Lark is loaded only to parse."""

from __future__ import annotations

import subprocess
import sys

import pytest

from lingqu.law.lang import expectations, grammar

pytest.importorskip("interegular", reason="strict grammars are checked with interegular")


def test_no_two_terminals_or_rules_collide() -> None:
    assert grammar.lark_parser(strict=True).terminals


def test_every_terminal_has_a_name_for_people() -> None:
    terminals = {terminal.name for terminal in grammar.lark_parser().terminals}

    ignored = {name for name in terminals if name.startswith("__")}
    assert terminals - ignored == expectations.NAMES.keys() - {"$END"}


def test_what_is_expected_is_told_shortly() -> None:
    everything = expectations.NAMES.keys()

    chinese, english = expectations.expected_words(everything)

    assert chinese.endswith("…")
    assert len(english) < 400
    assert (
        expectations.expected_words({"MONEY", "PERCENT", "FRACTION", "FOLD", "COUNT"})[0] == "数（2000万元、5%、3家）"
    )
    assert expectations.expected_words(()) == ("别的写法", "something else")


MODULES = ("faults", "formatter", "fieldwords", "measures_said", "money", "parser", "plain", "printer", "tree", "words")


def test_lark_is_not_loaded_before_something_is_parsed() -> None:
    program = (
        "import sys\n"
        + "".join(f"import lingqu.law.lang.{name}\n" for name in MODULES)
        + "print('lark' in sys.modules)"
    )

    outcome = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert outcome.stdout.strip() == "False"
