"""Collects what is said of subjects: declared, verified, kept in a register or found by an authority.

Its one law: a fact is said by one source once; the second value of a conflict comes from another source. What is not
said is unknown. It decides no value.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lingqu.demonstration.chance import Chance
from lingqu.demonstration.content import NOTHING_SAID, FactRow
from lingqu.law.codes.code_list import Title

REASONS = (
    Title("剔除与关联单位往来的部分", "transactions with related parties taken out"),
    Title("凭证不全，未予核定", "vouchers incomplete, not accepted"),
    Title("跨年度入账，按权责发生制调整", "booked across years, put right by accrual"),
    Title("含税金额改按不含税核定", "taken without the tax"),
)


@dataclass(frozen=True, slots=True)
class About:
    """The subject that is spoken of."""

    organisation: str
    kind: str
    subject: str


def organisation(key: str) -> About:
    """An organisation as its own subject."""
    return About(key, "organisation", key)


@dataclass(slots=True)
class FactBook:
    """The rows so far."""

    chance: Chance
    rows: list[FactRow] = field(default_factory=list)

    def register(self, about: About, code: str, value: bool | str | None, *, follows: bool = False) -> None:
        """What a register holds; None is unknown and says nothing."""
        if value is not None:
            self._add(about, code, "register", verified=_text(value), follows=follows)

    def found(self, about: About, code: str, value: bool | None, department: str) -> None:
        """What an authority finds; None is not yet decided and says nothing."""
        if value is not None:
            self._add(about, code, "authority", verified=_text(value), vouched_for=department)

    def declared(self, about: About, code: str, value: bool | str | None, *, year: int | None = None) -> None:
        """What the applicant declares and nobody has verified; None says nothing."""
        if value is not None:
            self._add(about, code, "declared", declared=_text(value), year=year)

    def signed(
        self, about: About, code: str, value: bool | str | None, department: str, *, year: int | None = None
    ) -> None:
        """What the applicant declares and a department signed as it stands; None says nothing."""
        if value is not None:
            self._add(
                about, code, "declared", declared=_text(value), verified=_text(value), year=year, vouched_for=department
            )

    def corrected(
        self, about: About, code: str, value: str, verified: str, department: str, *, year: int | None = None
    ) -> None:
        """What the applicant declares and a department cut down, with its reason."""
        self._add(
            about, code, "declared", declared=value, verified=verified, year=year, vouched_for=department,
            reason=self.chance.of(REASONS),
        )  # fmt: skip

    def contradicted(
        self, about: About, code: str, value: str, other: str, department: str, *, year: int | None = None
    ) -> None:
        """What the applicant declares and a register has otherwise: two rows, a conflict that nobody has settled."""
        self._add(about, code, "declared", declared=value, year=year)
        self._add(about, code, "register", verified=other, year=year, vouched_for=department)

    def figure(self, about: About, code: str, value: str, kind: str, *, year: int, department: str = "") -> None:
        """A figure of one reckoning; with a department it is signed."""
        verified = value if department else ""
        self._add(
            about, code, "declared", declared=value, verified=verified, year=year, figure=kind, vouched_for=department
        )

    def _add(
        self,
        about: About,
        code: str,
        source: str,
        *,
        declared: str = "",
        verified: str = "",
        year: int | None = None,
        figure: str = "",
        reason: Title = NOTHING_SAID,
        vouched_for: str = "",
        follows: bool = False,
    ) -> None:
        self.rows.append(
            FactRow(
                about.organisation, about.kind, about.subject, code, source, declared, verified, year, figure, reason,
                vouched_for, follows,
            )
        )  # fmt: skip


def _text(value: bool | str) -> str:
    return value if isinstance(value, str) else "true" if value else "false"
