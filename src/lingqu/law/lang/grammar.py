"""The grammar at work: one field's folded text in, the shape of it out, or where it stops fitting.

Its one law: nobody else imports Lark, and it is imported only when something is parsed. It does not know what the
shapes mean.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

STARTS = (
    "condition", "value", "subject", "quantity_field", "names", "name", "day", "year", "slugs", "slug",
    "reading", "readings", "alternative_of", "anchors", "id_and_title", "title_and_id", "number_and_title", "duty",
    "sentence", "unit", "adoption", "instalments", "target", "shared_ceiling", "award", "premise", "example",
)  # fmt: skip
LONGEST_FIELD = 65_536  # characters
MOST_OPEN = 24  # parentheses open at once
DEEPEST = 80  # levels of shape, several for each parenthesis
_MARKS = tuple(",、;:()，；：（）→=")
_ENDS = frozenset(" \t\n「」").union(_MARKS)


class UnableToFit(Exception):
    """The text does not fit: at `offset` stands `given`, where one of the terminals `accepts` could stand."""

    def __init__(self, offset: int, given: str, accepts: frozenset[str], *, limit: str = "") -> None:
        self.offset = offset
        self.given = given
        self.accepts = accepts
        self.limit = limit
        super().__init__(given)


def shape_of(text: str, start: str) -> Tree[Token]:
    """Find the shape of a field's folded text; offsets in it count from the start of the text."""
    from lark.exceptions import UnexpectedCharacters, UnexpectedToken

    _refuse_too_much(text)
    try:
        shape = lark_parser().parse(text, start=start)
    except UnexpectedToken as error:
        ends = error.token.type == "$END"
        offset = len(text) if ends else int(error.token.start_pos or 0)
        raise UnableToFit(offset, "" if ends else word_at(text, offset), frozenset(error.accepts)) from None
    except UnexpectedCharacters as error:
        offset = error.pos_in_stream  # type: ignore[assignment]
        # not `allowed`: the lexer would also take what only other places of the grammar let follow
        accepts = frozenset(error.interactive_parser.accepts())  # type: ignore[no-untyped-call]
        raise UnableToFit(offset, word_at(text, offset), accepts) from None
    _refuse_too_deep(shape)
    return shape


@cache
def lark_parser(*, strict: bool = False) -> Lark:
    """Build the parser; strict (it needs interegular) refuses terminals and rules that collide."""
    from lark import Lark
    from lark.lexer import ContextualLexer

    class UncheckedLexer(ContextualLexer):
        """Leaves out the look for collisions, which takes seconds where interegular is installed."""

        def __init__(self, conf: Any, *rest: Any, **named: Any) -> None:
            conf.skip_validation = True
            super().__init__(conf, *rest, **named)

    text = resources.files("lingqu.law.lang").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        text,
        start=list(STARTS),
        parser="lalr",
        lexer="contextual",
        strict=strict,
        maybe_placeholders=False,
        propagate_positions=True,
        _plugins={} if strict else {"ContextualLexer": UncheckedLexer},
    )


def word_at(text: str, offset: int) -> str:
    """Give the piece of text that stands at an offset, up to a blank or a punctuation mark."""
    if text[offset : offset + 1] in _MARKS:
        return text[offset : offset + 1]
    end = offset + 1
    while end < len(text) and end - offset < 16 and text[end] not in _ENDS:
        end += 1
    if text[offset : offset + 1] == "「":
        closing = text.find("」", offset)
        end = closing + 1 if 0 <= closing - offset < 40 else end
    return text[offset:end].strip()


def _refuse_too_much(text: str) -> None:
    if len(text) > LONGEST_FIELD:
        raise UnableToFit(LONGEST_FIELD, word_at(text, LONGEST_FIELD), frozenset(), limit="length")
    opened = 0
    for offset, character in enumerate(text):
        if character == "(":
            opened += 1
            if opened > MOST_OPEN:
                raise UnableToFit(offset, "(", frozenset(), limit="depth")
        elif character == ")":
            opened -= 1


def _refuse_too_deep(shape: Tree[Token]) -> None:
    level = [shape]
    for _ in range(DEEPEST):
        level = [child for tree in level for child in tree.children if not isinstance(child, str)]
        if not level:
            return
    offset = level[0].meta.start_pos if not level[0].meta.empty else 0
    raise UnableToFit(offset, "", frozenset(), limit="depth")
