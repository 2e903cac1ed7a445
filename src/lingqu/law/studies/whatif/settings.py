"""What a person asks to be set (F11.研发投入/营业收入=4%), understood or refused with every fault at once.

Its one law: a change that the loader would refuse in a rule file is refused here, by the loader's own checks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from lingqu.law.lang.faults import Fault
from lingqu.law.lang.tree import Place
from lingqu.law.packs.bounds import numbers_bounded
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.passes import units_agree
from lingqu.law.packs.program import Program
from lingqu.law.studies.whatif.changes import SetNumber, applied
from lingqu.law.studies.whatif.naming import folded
from lingqu.law.studies.whatif.parameters import Parameter, all_parameters
from lingqu.law.studies.whatif.quantities import UnableToReadValue, another, kind_said, read_setting, said

EXAMPLE = "F11.研发投入/营业收入=4%"


@dataclass(frozen=True, slots=True)
class SettingFault:
    """One thing wrong with what is asked to be set."""

    given: str
    expected: str
    expected_english: str
    example: str
    nearest: str | None = None


class UnableToSet(Exception):
    """Numbers that cannot be set so; `faults` are all of them."""

    def __init__(self, faults: Sequence[SettingFault]) -> None:
        super().__init__("; ".join(fault.given for fault in faults))
        self.faults = tuple(faults)


def read_settings(pack: Pack, given: Sequence[str]) -> tuple[SetNumber, ...]:
    """Understand what is to be set. Raises `UnableToSet`."""
    known = Addresses(pack)
    faults: list[SettingFault] = []
    made: dict[str, SetNumber] = {}
    for number, text in enumerate(given, 1):
        found = known.understood(text, number)
        if isinstance(found, SettingFault):
            faults.append(found)
            continue
        address = found.parameter.address
        if address in made and made[address].value != found.value:
            expected = ("每个数只设一次", "each number set once")
            faults.append(SettingFault(text, *expected, made[address].name))
        made.setdefault(address, found)
    if not faults:
        faults = _refused(pack, tuple(made.values()))
    if faults:
        raise UnableToSet(faults)
    return tuple(made.values())


class Addresses:
    """The addresses of a policy."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._parameters = all_parameters(pack)
        self._by_name: dict[str, list[Parameter]] = {}
        self._by_group: dict[str, list[Parameter]] = {}
        for each in self._parameters:
            for name in each.names:
                self._by_name.setdefault(folded(name), []).append(each)
                self._by_group.setdefault(folded(name.partition("#")[0]), []).append(each)

    def understood(self, text: str, number: int) -> SetNumber | SettingFault:
        """Understand one text; `number` counts the texts, so that a fault of the loader finds the way back."""
        address, sign, value = text.replace("＝", "=").partition("=")
        if not sign or not address.strip() or not value.strip():
            return SettingFault(text, "地址=值", "ADDRESS=VALUE", self._example())
        found = self._by_name.get(folded(address), [])
        if len({each.address for each in found}) != 1:
            return self._unknown(address.strip())
        parameter = found[0]
        try:
            return SetNumber(parameter, read_setting(value, parameter.today, Place(text.strip(), number, 1)))
        except UnableToReadValue as error:
            today, (zh, en) = said(parameter.today), error.expected
            if error.expected != kind_said(parameter.today):
                zh, en = f"{kind_said(parameter.today)[0]}（{zh}）", f"{kind_said(parameter.today)[1]} ({en})"
            return SettingFault(
                text, f"{zh}，今天是 {today}", f"{en}, today {today}", f"{parameter.address}={another(parameter.today)}"
            )

    def _unknown(self, address: str) -> SettingFault:
        alike = {each.address: each for each in self._by_group.get(folded(address), [])}
        if alike:
            names = [f"{each.alias}（{said(each.today)}）" for each in alike.values()]
            english = [f"{each.address} ({said(each.today)})" for each in alike.values()]
            first = next(iter(alike.values()))
            example = f"{first.address}={another(first.today)}"
            return SettingFault(
                address, f"其中的一个：{'、'.join(names)}", f"one of {', '.join(english)}", example, first.address
            )
        near = self._nearest(address)
        expected = ("参数的地址，--list 列出全部", "the address of a parameter; --list shows all")
        example = self._example() if near is None else f"{near.address}={another(near.today)}"
        return SettingFault(address, *expected, example, None if near is None else _like(address, near))

    def _nearest(self, address: str) -> Parameter | None:
        wanted = folded(address)
        measure = wanted.partition(".")[0]
        inside = [name for name, found in self._by_name.items() if found[0].measure.id.casefold() == measure]
        near = get_close_matches(wanted, inside or [*self._by_name], n=1, cutoff=0.0 if inside else 0.7)
        return self._by_name[near[0]][0] if near else None

    def _example(self) -> str:
        if not self._parameters:
            return EXAMPLE
        first = self._parameters[0]
        return f"{first.address}={another(first.today)}"


def _like(address: str, near: Parameter) -> str:
    return near.address if address.isascii() else near.alias


def _refused(pack: Pack, settings: Sequence[SetNumber]) -> list[SettingFault]:
    """What the loader says against the changed policy and not against today's."""
    changed = applied(pack, settings).pack
    before = {_without_place(fault) for fault in _loader_faults(pack)}
    faults = [
        _order_of_days(each, changed) for each in settings if each.parameter.paths in ((("since",),), (("until",),))
    ]
    for fault in _loader_faults(changed):
        if _without_place(fault) not in before:
            by = _at_fault(pack, settings, fault)
            given = by.name if by is not None else "、".join(each.name for each in settings)
            today = by.parameter if by is not None else settings[0].parameter
            expected = f"{fault.expected}（写的是 {fault.given}）"
            english = f"{fault.expected_english} (found {fault.given})"
            example = f"{today.address}={another(today.today)}"
            faults.append(SettingFault(given, expected, english, example))
    return [*dict.fromkeys(each for each in faults if each is not None)]


def _loader_faults(pack: Pack) -> tuple[Fault, ...]:
    program = Program(
        pack.id, (pack.policy,), pack.facts, pack.departments, pack.readings, pack.measures, pack.relations
    )
    return numbers_bounded(units_agree(program)).faults


def _without_place(fault: Fault) -> tuple[str, str]:
    return fault.given, fault.expected


def _at_fault(pack: Pack, settings: Sequence[SetNumber], fault: Fault) -> SetNumber | None:
    """The setting that a fault of the loader is about: by its place, else the one that alone leads to it."""
    for setting in settings:
        if getattr(setting.value, "at", None) == fault.place:
            return setting
    same = _without_place(fault)
    for setting in settings:
        if any(_without_place(each) == same for each in _loader_faults(applied(pack, (setting,)).pack)):
            return setting
    return None


def _order_of_days(setting: SetNumber, changed: Pack) -> SettingFault | None:
    measure = changed.measure(setting.parameter.measure.id)
    if measure.since is None or measure.until is None or measure.since.iso <= measure.until.iso:
        return None
    example = f"{setting.parameter.address}={said(setting.parameter.today)}"
    return SettingFault(setting.name, "起不晚于止", "the first day not after the last", example)
