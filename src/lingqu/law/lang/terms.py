"""Terms: the names, quantities, days and choices in a shape, as nodes of the tree.

Its one law: whatever does not fit is told with its place by `Misfit`. It does not know expressions or fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from lingqu.law.lang import quantities
from lingqu.law.lang.source import Source
from lingqu.law.lang.tree import Day, Fact, Place, Quantity

if TYPE_CHECKING:
    from lark import Token, Tree

    Shape: TypeAlias = Tree[Token]


class Misfit(Exception):
    """Something well spelled that means nothing there; `offset` counts from the start of the file."""

    def __init__(
        self, offset: int, *, code: str, given: str, expected: tuple[str, str], example: str | tuple[str, str] = ""
    ) -> None:
        self.offset = offset
        self.code = code
        self.given = given
        self.expected = expected
        self.example = example
        super().__init__(code)


class Terms:
    """Builds from the shape of one field, whose text begins at `start` in the file."""

    def __init__(self, source: Source, start: int) -> None:
        self.source = source
        self.start = start

    def offset(self, part: Shape | Token) -> int:
        """Say where in the file a part begins."""
        if isinstance(part, str):
            return self.start + (part.start_pos or 0)
        return self.start + (0 if part.meta.empty else part.meta.start_pos)

    def written(self, part: Shape | Token) -> str:
        """Give a part as it was written, on one line."""
        if isinstance(part, str):
            start, end = part.start_pos or 0, part.end_pos or 0
        else:
            start, end = (0, 0) if part.meta.empty else (part.meta.start_pos, part.meta.end_pos)
        return " ".join(self.source.text[self.start + start : self.start + end].split())

    def place(self, part: Shape | Token) -> Place:
        """Give the place of a part."""
        return self.source.place(self.offset(part))

    def name(self, token: Token) -> str:
        """Give the name inside the quotation marks, in its one spelling."""
        start = self.start + (token.start_pos or 0)
        name = self.source.name(start + 1, start + len(token) - 1)
        if not name:
            expected = ("「」里的名称", "a name inside 「」")
            raise self.misfit(token, code="empty-name", expected=expected, example="「企业」")
        return name

    def called(self, token: Token) -> str:
        """Give an id or code as it is, or the title or name inside quotation marks."""
        return self.name(token) if token.type == "NAME" else str(token)

    def title(self, token: Token) -> str:
        """Give the text inside the quotation marks as written."""
        start = self.start + (token.start_pos or 0)
        return self.source.text[start + 1 : start + len(token) - 1].strip()

    def choice(self, shape: Shape) -> str:
        """Give the name of a choice, quoted or not."""
        (token,) = tokens(shape)
        return self.name(token) if token.type == "NAME" else str(token)

    def quantity(self, shape: Shape) -> Quantity:
        """Build a quantity, below zero too."""
        if shape.data == "negative":
            return quantities.negative(self.quantity(trees(shape)[0]))
        (token,) = tokens(shape)
        try:
            if token.type == "MONEY":
                built = quantities.read_money(token)
            elif token.type == "COUNT":
                built = quantities.read_count(token)
            else:
                built = quantities.read_ratio(token)
        except quantities.UnableToHold as error:
            raise self.held(token, error) from None
        return Quantity(built.unit, built.numerator, built.denominator, built.written, self.place(token))

    def day(self, token: Token) -> Day:
        """Build a day."""
        try:
            return Day(quantities.read_day(token).iso, self.place(token))
        except quantities.UnableToHold as error:
            raise self.held(token, error) from None

    def start_day(self, shape: Shape) -> Fact | Day:
        """Build the day a period begins with: a fact or a written day."""
        (token,) = tokens(shape)
        return Fact(self.name(token), self.place(token)) if token.type == "NAME" else self.day(token)

    def number(self, token: Token) -> int:
        """Read the one whole number in a token such as 3年内, 至少2项, 第1年."""
        digits = "".join(c for c in token if c.isdecimal())
        numeral = digits or "".join(c for c in token.split("个")[0] if c in _NUMERALS)
        try:
            return quantities.numeral(numeral)
        except quantities.UnableToHold as error:
            raise self.held(token, error) from None

    def held(self, part: Shape | Token, error: quantities.UnableToHold) -> Misfit:
        """Make the fault for a quantity or day that cannot be held."""
        return self.misfit(part, code=error.code, expected=error.expected, example=error.example)

    def misfit(
        self,
        part: Shape | Token,
        *,
        code: str,
        expected: tuple[str, str],
        given: str = "",
        example: str | tuple[str, str] = "",
    ) -> Misfit:
        """Make the fault for a part; what is given is the part as written."""
        shown = given or self.written(part)
        shown = shown if len(shown) <= 40 else shown[:39] + "…"
        return Misfit(self.offset(part), code=code, given=shown, expected=expected, example=example)


_NUMERALS = frozenset("零〇一二两三四五六七八九十百")


def trees(shape: Shape) -> list[Shape]:
    """Give the children that are shapes."""
    return [child for child in shape.children if not isinstance(child, str)]


def tokens(shape: Shape) -> list[Token]:
    """Give the children that are tokens."""
    return [child for child in shape.children if isinstance(child, str)]
