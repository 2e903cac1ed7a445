"""Shades for values: five steps from light to dark, so that each step holds about as many different values.

Its one law: the same value has the same shade, a larger one never a lighter; zero and unknown have none. A shade is
never the only sign of a value: the number stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

STEPS = 5


@dataclass(frozen=True, slots=True)
class Shades:
    """The highest value of each step, ascending."""

    lows: tuple[int, ...]
    highs: tuple[int, ...]

    @classmethod
    def of(cls, values: Iterable[int | None]) -> Shades:
        """Divide the values above zero.

        >>> Shades.of([1, 2, 3, 40, None, 0]).ranges()
        ((1, 1), (2, 2), (3, 3), (40, 40))
        """
        known = sorted({value for value in values if value is not None and value > 0})
        steps = min(STEPS, len(known))
        cuts = [known[len(known) * step // steps : len(known) * (step + 1) // steps] for step in range(steps)]
        return cls(tuple(cut[0] for cut in cuts), tuple(cut[-1] for cut in cuts))

    def step(self, value: int | None) -> int | None:
        """The step of a value, from 0 to 4 and the darkest always 4; None for zero, less, and unknown.

        >>> shades = Shades.of([5, 9])
        >>> shades.step(5), shades.step(9), shades.step(0), shades.step(None)
        (3, 4, None, None)
        """
        if value is None or value <= 0 or not self.highs:
            return None
        found = next((step for step, high in enumerate(self.highs) if value <= high), len(self.highs) - 1)
        return STEPS - len(self.highs) + found

    def ranges(self) -> tuple[tuple[int, int], ...]:
        """The lowest and highest value of each step."""
        return tuple(zip(self.lows, self.highs, strict=True))
