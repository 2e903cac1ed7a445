"""Examples: what is given and what is expected to come out, from the shape of 示例 and 示例前提.

Its one law: what an example does not say stays None. It does not run anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lingqu.law.lang.terms import Terms, tokens, trees
from lingqu.law.lang.tree import Example, Expected, Given, Quantity

if TYPE_CHECKING:
    from lingqu.law.lang.terms import Shape

_LISTS = {"expected_missing": "missing", "expected_still": "still", "expected_readings": "readings"}
_NAMED = {"missing": "缺", "still": "金额还缺", "readings": "系于", "sum": "应得、最高 …", "remaining": "余"}


@dataclass(slots=True)
class _Outcome:
    kind: str | None = None
    sum: Quantity | None = None
    remaining: Quantity | None = None
    lists: dict[str, list[str]] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)


class Examples(Terms):
    """Builds givens and examples."""

    def premise(self, shape: Shape) -> tuple[Given, ...]:
        """Build the facts that all examples of a measure share."""
        for part in trees(shape):
            if part.data == "given_reading":
                raise self.misfit(
                    part,
                    code="reading-in-premise",
                    expected=("事实（口径写在每个示例里）", "a fact; readings are chosen in each example"),
                    example="「申请日」2027年6月30日，「在桂林」",
                )
        return tuple(self._given(part) for part in trees(shape))

    def example(self, shape: Shape, *, note: str) -> Example:
        """Build an example; its note is the comment behind it."""
        parts = trees(shape)
        givens = [part for part in parts if str(part.data).startswith("given")]
        chosen = tuple(
            (self.called(tokens(part)[0]), self.called(tokens(part)[1]))
            for part in givens
            if part.data == "given_reading"
        )
        return Example(
            given=tuple(self._given(part) for part in givens if part.data != "given_reading"),
            chosen=chosen,
            expected=self._expected(str(tokens(shape)[0]), parts[len(givens) :]),
            note=note,
            at=self.place(shape),
        )

    def _given(self, shape: Shape) -> Given:
        words = tokens(shape)
        parts = trees(shape)
        at = self.place(shape)
        name = self.name(next(word for word in words if word.type == "NAME"))
        match shape.data:
            case "given_no":
                return Given(name, False, word=str(words[0]), at=at)
            case "given_quantity":
                return Given(name, self.quantity(parts[0]), at=at)
            case "given_in_year":
                return Given(name, self.quantity(parts[0]), self.number(words[1]), at=at)
            case "given_day":
                return Given(name, self.day(words[1]), at=at)
            case "given_unknown":
                return Given(name, None, at=at)
            case "given_choice":
                return Given(name, self.choice(parts[0]), at=at)
            case _:
                return Given(name, True, at=at)

    def _expected(self, verdict: str, parts: list[Shape]) -> Expected:
        outcome = _Outcome()
        last = ""
        for part in parts:
            last = self._expectation(outcome, part, last)
        lists = {name: tuple(words) for name, words in outcome.lists.items()}
        return Expected(
            verdict=verdict,
            kind=outcome.kind,
            sum=outcome.sum,
            remaining=outcome.remaining,
            missing=lists.get("missing"),
            still=lists.get("still"),
            readings=lists.get("readings"),
        )

    def _expectation(self, outcome: _Outcome, part: Shape, last: str) -> str:
        """Take one part in; return the list that a bare name behind it would continue."""
        words = tokens(part)
        if part.data == "expected_more":
            wanted = ("SLUG", "NAME") if last == "readings" else ("NAME",)
            if not last or words[0].type not in wanted or not outcome.lists[last]:
                raise self.misfit(
                    part,
                    code="stray-name",
                    expected=("缺「…」、金额还缺「…」或系于口径", "缺「…」, 金额还缺「…」 or 系于 with a reading"),
                    example="待定，缺「营业收入」",
                )
            outcome.lists[last].append(self.called(words[0]))
            return last
        kind = _LISTS.get(part.data) or ("remaining" if part.data == "expected_remaining" else "sum")
        if kind in outcome.said:
            name = _NAMED[kind]
            raise self.misfit(part, code="part-twice", expected=(f"“{name}”只写一次", f"{name} once only"))
        outcome.said.add(kind)
        if kind == "remaining":
            outcome.remaining = self.quantity(trees(part)[0])
            return ""
        if kind == "sum":
            outcome.kind = "".join(words[0].split()).replace("择优最高", "择优")
            outcome.sum = self.quantity(trees(part)[0]) if trees(part) else None
            return ""
        outcome.lists[kind] = [] if words[0].type == "NONE" else [self.called(words[0])]
        return kind
