"""Write facts: declare, confirm a zero, verify, take a verification back, correct, withdraw, state a list complete.

Its one law: declared and verified value stand side by side and neither overwrites the other; what an office has
verified only an office reopens. Each change makes a history row and an audit entry that knows codes, not values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from lingqu.books.accounts.person import Act
from lingqu.books.accounts.recording import record_act
from lingqu.books.registers.fact_homes import can_be_told, homes, reading_of_figures
from lingqu.books.registers.fact_permissions import is_declared_by_another
from lingqu.books.registers.fact_values import UnableToReadFact, is_zero, kept_text
from lingqu.books.registers.models import Completeness, Evidence, EvidenceLink, Fact
from lingqu.books.registers.operations import UnableToKeep, UnableToOverwrite
from lingqu.law.lang.tree import FactDeclaration, Source, Unit
from lingqu.law.packs.pack import Pack
from lingqu.reports.wording import Words

EARLIEST_YEAR = 1990
_NUMBERS = (Unit.MONEY, Unit.COUNT, Unit.RATIO)


class UnableToChangeVerified(Exception):
    """An office has verified the value; it has to take that back before anybody changes or withdraws it."""

    words = Words(
        "这个数已经核定，申报方不能再改；需要更正时，请核定的部门先撤回核定",
        "this figure is verified and can no longer be changed; the office has to take the verification back first",
    )


class UnableToKeepBeside(UnableToKeep):
    """Another figure of the same year, reckoning and source stands already; `standing` is that row."""

    def __init__(self, standing: Fact) -> None:
        super().__init__({"": [_STANDS]})
        self.standing = standing


class UnableToKeepAll(Exception):
    """Of several statements some cannot be kept, so none was; `refusals` by their code and reckoning."""

    def __init__(self, refusals: Mapping[tuple[str, str], UnableToKeep]) -> None:
        super().__init__("；".join(f"{code}：{refusal}" for (code, _), refusal in refusals.items()))
        self.refusals = dict(refusals)


@dataclass(frozen=True, slots=True)
class FactSubject:
    """Whom a fact is about: an organisation, or one of its projects, platforms, recognitions, teams, consortia."""

    organisation: UUID
    kind: Fact.SubjectKind
    key: UUID


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact as stated: its code, what was typed, the year, which reckoning, and who says so."""

    code: str
    typed: str
    year: int | None = None
    figure_kind: str = ""
    source: Fact.Source = Fact.Source.DECLARED
    is_confirmed_zero: bool = False


def declare(
    *,
    pack: Pack,
    subject: FactSubject,
    statement: Statement,
    act: Act,
    evidence: Iterable[Evidence] = (),
    is_synthetic: bool = False,
) -> Fact:
    """State a fact. Said twice in the same words it stands once; Raises `UnableToKeep` with all faults."""
    row = checked_row(pack, subject, statement, act, is_synthetic)
    with transaction.atomic():
        standing = _standing(row)
        if standing is not None:
            if (standing.declared_value, standing.is_confirmed_zero) != (row.declared_value, row.is_confirmed_zero):
                raise UnableToKeepBeside(standing)
            _linked(standing, evidence)
            return standing
        _saved(row, act)
        _linked(row, evidence)
        _recorded(row, act, "declare")
    return row


def declare_together(*, pack: Pack, subject: FactSubject, statements: Iterable[Statement], act: Act) -> list[Fact]:
    """State several facts of one subject in one go, each as `declare` would. All or none; raises `UnableToKeepAll`."""
    rows, refusals = [], {}
    with transaction.atomic():
        for each in statements:
            try:
                rows.append(declare(pack=pack, subject=subject, statement=each, act=act))
            except UnableToKeep as refusal:
                refusals[each.code, each.figure_kind] = refusal
        if refusals:
            raise UnableToKeepAll(refusals)
    return rows


def declare_zero(*, pack: Pack, subject: FactSubject, code: str, year: int | None = None, act: Act) -> Fact:
    """Confirm that a figure is zero, which a blank never says."""
    return declare(pack=pack, subject=subject, statement=Statement(code, "0", year, is_confirmed_zero=True), act=act)


def declare_all(
    *, pack: Pack, statements: Iterable[tuple[FactSubject, Statement]], act: Act, is_synthetic: bool = False
) -> list[Fact]:
    """State many facts that stand nowhere yet, with history, under one audit entry. All or none."""
    rows = [checked_row(pack, subject, statement, act, is_synthetic) for subject, statement in statements]
    with transaction.atomic():
        try:
            Fact.objects.bulk_create(rows, batch_size=500)
        except IntegrityError as error:
            raise UnableToKeep({"": [_STANDS]}) from error
        for row in rows:
            row._history_user = act.person.pseudonym  # type: ignore[attr-defined]  # read by simple_history
            row._history_date = act.at  # type: ignore[attr-defined]  # read by simple_history
        Fact.past.bulk_history_create(
            rows, batch_size=500, default_change_reason=act.reason, default_date=act.at, update=False
        )
        record_act(
            act,
            action="facts.declare_all",
            object_kind="facts",
            facts={"rows": len(rows)},
        )
    return rows


def verify(*, pack: Pack, key: UUID, version: int, typed: str, office: str, act: Act) -> Fact:
    """Set the verified value beside the declared one, for an office; a value that differs needs a reason."""
    with transaction.atomic():
        row = _locked(key, version)
        fact = pack.fact_coded(row.code)
        value, faults = _read(fact, typed)
        if value and row.declared_value and value != row.declared_value and not act.reason.strip():
            faults.setdefault("reason", []).append(
                Words("核定数和申报数不同，须写明理由", "it differs from what was declared: say why")
            )
        if faults:
            raise UnableToKeep(faults)
        row.verified_value = value
        row.verified_reason = act.reason[:300]
        row.vouched_by, row.vouched_for, row.vouched_at = act.person.pseudonym, office[:40], act.at
        _changed(row, act, "verify")
    return row


def take_back(*, key: UUID, version: int, act: Act) -> Fact:
    """Take a verification back with the reason of the act; the declared value stands as it was."""
    with transaction.atomic():
        row = _locked(key, version)
        _reason_needed(act)
        if not row.declared_value:
            raise UnableToKeep({"": [_ONLY_VERIFIED]})
        row.verified_value = row.verified_reason = row.vouched_by = row.vouched_for = ""
        row.vouched_at = None
        _changed(row, act, "take_back")
    return row


def correct(*, pack: Pack, key: UUID, version: int, typed: str, is_confirmed_zero: bool = False, act: Act) -> Fact:
    """Change the declared value of the version that was read; nothing is written where nothing differs.

    Whoever changes what another organisation declared says why.
    """
    with transaction.atomic():
        row = _locked(key, version)
        if row.verified_value:
            raise UnableToChangeVerified
        fact = pack.fact_coded(row.code)
        value, faults = _read(fact, typed)
        _check_zero(fact, value, is_confirmed_zero, faults)
        if is_declared_by_another(row, act.person) and not act.reason.strip():
            faults.setdefault("reason", []).append(_WHY_ANOTHERS)
        if faults:
            raise UnableToKeep(faults)
        if (row.declared_value, row.is_confirmed_zero) == (value, is_confirmed_zero):
            return row
        row.declared_value, row.is_confirmed_zero = value, is_confirmed_zero
        _changed(row, act, "correct")
    return row


def withdraw(*, key: UUID, version: int, on: date, act: Act) -> Fact:
    """Take a fact out of use with the reason of the act: from then on it is unknown again."""
    with transaction.atomic():
        row = _locked(key, version)
        _reason_needed(act)
        if row.verified_value:
            raise UnableToChangeVerified
        row.retired_on, row.retired_because = on, act.reason[:200]
        _changed(row, act, "withdraw")
    return row


def attach(*, key: UUID, evidence: Iterable[Evidence], act: Act) -> Fact:
    """Let files prove a fact; a file of another organisation proves nothing."""
    with transaction.atomic():
        row = Fact.objects.select_for_update().get(pk=key)
        if _linked(row, evidence):
            _recorded(row, act, "attach")
    return row


def state_complete(*, organisation: UUID, register: str, kind: str, upto: date, act: Act) -> Completeness:
    """State that a register holds everything of one kind for an organisation up to a day: absent then means no."""
    with transaction.atomic():
        stated, _ = Completeness.objects.update_or_create(
            organisation_id=organisation,
            register=register,
            kind=kind,
            defaults={"upto": upto, "stated_by": act.person.pseudonym, "stated_at": act.at, "reason": act.reason[:200]},
        )
        record_act(
            act,
            action="facts.state_complete",
            object_kind="organisations",
            object_key=str(organisation),
            facts={"register": register, "kind": kind, "upto": upto.isoformat()},
        )
    return stated


def checked_row(pack: Pack, subject: FactSubject, statement: Statement, act: Act, is_synthetic: bool) -> Fact:
    """Check a statement against the policy and make its row. Raises `UnableToKeep` with all faults."""
    if not pack.has_fact_coded(statement.code):
        raise UnableToKeep({"code": [Words(f"{_UNKNOWN_FACT.zh}：{statement.code[:40]}", _UNKNOWN_FACT.en)]})
    fact = pack.fact_coded(statement.code)
    value, faults = _read(fact, statement.typed)
    _check_zero(fact, value, statement.is_confirmed_zero, faults)
    for name, words in _misfits(pack, fact, subject, statement, act.at.year):
        faults.setdefault(name, []).append(words)
    if faults:
        raise UnableToKeep(faults)
    return Fact(
        organisation_id=subject.organisation,
        subject_kind=subject.kind,
        subject_key=subject.key,
        code=fact.code,
        year=statement.year,
        figure_kind=statement.figure_kind,
        source=statement.source,
        declared_value=value,
        is_confirmed_zero=statement.is_confirmed_zero,
        is_synthetic=is_synthetic,
        made_at=act.at,
        changed_at=act.at,
    )


_WHY_ANOTHERS = Words(
    "改的是申报单位自己填报的数，须写明原因", "this is the figure that the organisation declared itself: say why"
)
_STANDS = Words(
    "这个事实在这一年、这一口径、这一来源下已有一个数，请改用更正",
    "a figure of this year, reckoning and source stands already: correct it instead",
)
_ONLY_VERIFIED = Words(
    "没有申报数，撤回核定就什么也不剩", "nothing was declared: without the verification nothing is left"
)
_UNKNOWN_FACT = Words("政策里没有这个事实", "the policy has no such fact")


def _misfits(
    pack: Pack, fact: FactDeclaration, subject: FactSubject, statement: Statement, this_year: int
) -> Iterable[tuple[str, Words]]:
    if not can_be_told(pack, fact):
        yield "code", Words("这个事实由台账和判断日得出，不能填报", "it follows from the ledger or the day: not stated")
    # a platform is its own recognition as well
    kinds = (
        {subject.kind, Fact.SubjectKind.RECOGNITION} if subject.kind == Fact.SubjectKind.PLATFORM else {subject.kind}
    )
    if not kinds & homes(pack)[fact.code]:
        yield "code", Words("这个事实不属于这类主体", "this fact does not belong to this kind of subject")
    if fact.source is Source.FINDING and statement.source is not Fact.Source.AUTHORITY:
        yield "source", Words("须由主管部门认定，不能自行申报", "only the authority can find this; it is not declared")
    if fact.yearly and statement.year is None:
        yield "year", Words("年度数须写明年份；例 2025", "a yearly figure needs its year; e.g. 2025")
    if statement.year is not None and not EARLIEST_YEAR <= statement.year <= this_year:
        yield (
            "year",
            Words(
                f"填的是 {statement.year}，应在 {EARLIEST_YEAR} 与 {this_year} 之间；例 {this_year - 1}",
                f"{statement.year} was given; expected {EARLIEST_YEAR} to {this_year}; e.g. {this_year - 1}",
            ),
        )
    if statement.figure_kind and not reading_of_figures(pack, fact):
        yield "figure_kind", Words("这个事实不分口径", "this fact has no reckonings")


def _read(fact: FactDeclaration, typed: str) -> tuple[str, dict[str, list[Words]]]:
    try:
        return kept_text(fact, typed), {}
    except UnableToReadFact as error:
        return "", {"value": [error.words]}


def _check_zero(fact: FactDeclaration, value: str, is_confirmed: bool, faults: dict[str, list[Words]]) -> None:
    if not value:
        return
    zero = is_zero(fact, value)
    if zero and not is_confirmed:
        faults.setdefault("is_confirmed_zero", []).append(
            Words(
                "填的是 0：请勾选“确认为零”，不知道就留空",
                "zero was given: tick “confirmed as zero”, or leave it blank",
            )
        )
    if is_confirmed and not zero:
        faults.setdefault("is_confirmed_zero", []).append(
            Words("勾选了“确认为零”，数却不是 0", "“confirmed as zero” is ticked, but the figure is not zero")
        )


def _standing(row: Fact) -> Fact | None:
    return (
        Fact.objects.select_for_update()
        .filter(
            subject_key=row.subject_key,
            code=row.code,
            year=row.year,
            figure_kind=row.figure_kind,
            source=row.source,
            retired_on__isnull=True,
        )
        .first()
    )


def _linked(row: Fact, evidence: Iterable[Evidence]) -> int:
    made = 0
    for each in evidence:
        if each.organisation_id != row.organisation_id or each.withdrawn_at is not None:
            raise UnableToKeep(
                {"evidence": [Words("不是这个单位在用的材料", "not a file of this organisation in use")]}
            )
        made += EvidenceLink.objects.get_or_create(evidence=each, fact=row)[1]
    return made


def _locked(key: UUID, version: int) -> Fact:
    row = Fact.objects.select_for_update().get(pk=key)
    if row.version != version or row.is_retired:
        raise UnableToOverwrite(row)
    return row


def _reason_needed(act: Act) -> None:
    if not act.reason.strip():
        raise UnableToKeep({"reason": [Words("须写明原因", "say why")]})


def _changed(row: Fact, act: Act, action: str) -> None:
    row.version += 1
    row.changed_at = act.at
    _saved(row, act)
    _recorded(row, act, action)


def _saved(row: Fact, act: Act) -> None:
    row._history_user = act.person.pseudonym  # type: ignore[attr-defined]  # read by simple_history
    row._history_date = act.at  # type: ignore[attr-defined]  # read by simple_history
    row._change_reason = act.reason  # type: ignore[attr-defined]  # read by simple_history
    try:
        row.full_clean(exclude={"key"}, validate_unique=False, validate_constraints=False)
        with transaction.atomic():
            row.save()
    except ValidationError as error:
        raise UnableToKeep(
            {name: [Words(text, text) for text in texts] for name, texts in error.message_dict.items()}
        ) from error
    except IntegrityError as error:
        raise UnableToKeep({"": [_STANDS]}) from error


def _recorded(row: Fact, act: Act, action: str) -> None:
    record_act(
        act,
        action=f"facts.{action}",
        object_kind="facts",
        object_key=str(row.key),
        facts={"code": row.code, "year": row.year, "source": str(row.source), "version": row.version},
    )
