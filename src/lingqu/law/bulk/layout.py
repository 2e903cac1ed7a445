"""The columns of a file laid out: which is the id, which are facts, which are carried, and how each is to be read.

Its one law: a column has one meaning and a meaning one column; whatever cannot be told apart is refused, all of it at
once. It sees headings only, no cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from lingqu.law.bulk.carried_names import CarriedNames
from lingqu.law.bulk.cells import Reading
from lingqu.law.bulk.headings import CARRIED_NAMES, Heading, Headings, UnableToUnderstandHeading, folded
from lingqu.law.bulk.mapping import LongForm, MappedColumn, Mapping
from lingqu.law.bulk.register_faults import RegisterFault, UnableToReadRegister, refusal
from lingqu.law.packs.pack import Pack

MOST_COLUMNS = 2000
SPELLED = "\x1ffact "
"""Begins the name of a column made of the rows of a long form that name one fact; no heading begins so."""

Said = tuple[str, str]  # Chinese, English


@dataclass(frozen=True, slots=True)
class FactColumn:
    """A column that holds a fact: where it stands in the file, as what, and how its cells are read."""

    source: str
    heading: str
    column: str
    said: Heading
    reading: Reading


@dataclass(frozen=True, slots=True)
class CarriedColumn:
    """A column that is carried along: where it stands in the file, and under which name it goes on."""

    source: str
    column: str


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """What every column of a file is. `year`, `spelled`, `value` are columns of the long form, else empty."""

    id: str
    facts: tuple[FactColumn, ...]
    carried: tuple[CarriedColumn, ...]
    year: str = ""
    spelled: str = ""
    value: str = ""
    warnings: tuple[Said, ...] = ()


def column_count_refused(count: int) -> UnableToReadRegister:
    """The refusal of a file with too many columns; tell it before anything else of the file is read."""
    given, expected = f"{count} 列", f"至多 {MOST_COLUMNS} 列"
    return refusal(given, expected, f"at most {MOST_COLUMNS} columns", "id, name, revenue_yuan")


def laid_out(sources: Sequence[tuple[str, str]], pack: Pack, mapping: Mapping) -> ColumnLayout:
    """Lay out columns given as (name in the table, heading). Raises `UnableToReadRegister` with all faults."""
    if len(sources) > MOST_COLUMNS:
        raise column_count_refused(len(sources))
    return _Laying(sources, Headings(pack), mapping).done()


def spelled_out(spellings: Sequence[str], pack: Pack, mapping: Mapping) -> tuple[FactColumn, ...]:
    """Lay out the facts that the rows of a long form name. Raises `UnableToReadRegister` for what is no fact."""
    return _Laying([(f"{SPELLED}{each}", each) for each in spellings], Headings(pack), mapping).spelled()


@dataclass
class _Laying:
    sources: Sequence[tuple[str, str]]
    headings: Headings
    mapping: Mapping
    faults: list[RegisterFault] = field(default_factory=list)
    warnings: list[Said] = field(default_factory=list)

    def done(self) -> ColumnLayout:
        mapped = dict(self.mapping.columns)
        kept = [(source, heading) for source, heading in self.sources if folded(heading) not in self.mapping.ignore]
        long, others = self._long(kept)
        if not long[1]:  # there a mapped heading may stand in a row as the name of a fact
            self._check_mapping(mapped)
        facts, rest = self._facts(others, mapped, default_year=None if long[0] else self.mapping.default_year)
        known = self._known(rest, mapped)
        carried = self._carried(rest, known, [each.column for each in facts])
        self._check_facts(facts, long)
        if "id" not in known:
            told = ", ".join(heading for _, heading in self.sources[:12])
            self._refuse(
                "id", told, "一列 id（或编号、统一社会信用代码）；标题不在首行的，在映射文件里写 header_row",
                "a column id (or 编号, 统一社会信用代码); where headings stand lower down, say header_row in a mapping",
                "id",
            )  # fmt: skip
        if self.faults:
            raise UnableToReadRegister(self.faults)
        return ColumnLayout(known["id"], tuple(facts), tuple(carried), *long, warnings=tuple(self.warnings))

    def spelled(self) -> tuple[FactColumn, ...]:
        """The facts of a long form, where nothing but facts may stand."""
        facts, rest = self._facts(list(self.sources), dict(self.mapping.columns), default_year=None)
        for _, heading in rest:
            near = self.headings.nearest(heading) or "revenue_yuan"
            self._refuse(self.mapping.long.fact if self.mapping.long else "fact", heading, "事实名", "a fact", near)
        self._check_facts(facts, ("year", "", ""))
        if self.faults:
            raise UnableToReadRegister(self.faults)
        return tuple(facts)

    def _refuse(self, column: str, given: str, expected: str, english: str, example: str) -> None:
        self.faults.append(RegisterFault(None, "", column, given[:300], expected, english, example))

    def _check_mapping(self, mapped: dict[str, MappedColumn]) -> None:
        there = {folded(heading): heading for _, heading in self.sources}
        for heading in (*mapped, *sorted(self.mapping.ignore)):
            if heading not in there:
                near = get_close_matches(heading, there, n=1, cutoff=0.4) or list(there)[:1]
                example = there[near[0]] if near else "id"
                self._refuse(heading, heading, "文件里有的列名", "a heading of the file", example)

    def _long(self, kept: list[tuple[str, str]]) -> tuple[tuple[str, str, str], list[tuple[str, str]]]:
        """The sources of year, fact and value, and what is left; a file headed fact, year, value is long by itself."""
        by_heading = {folded(heading): source for source, heading in kept}
        form = self.mapping.long
        if form is None and {"fact", "year", "value"} <= by_heading.keys():
            form = LongForm("year", "fact", "value")
        if form is None:
            return ("", "", ""), kept
        wanted = [each for each in (form.year, form.fact, form.value) if each]
        for each in wanted:
            if each not in by_heading:
                self._refuse(each, each, "文件里有的列名", "a heading of the file", 'year = "年度"')
        found = (by_heading.get(form.year, ""), by_heading.get(form.fact, ""), by_heading.get(form.value, ""))
        return found, [(source, heading) for source, heading in kept if folded(heading) not in wanted]

    def _facts(
        self, columns: list[tuple[str, str]], mapped: dict[str, MappedColumn], default_year: int | None
    ) -> tuple[list[FactColumn], list[tuple[str, str]]]:
        facts, rest = [], []
        for source, heading in columns:
            given = mapped.get(folded(heading))
            try:
                said = given.heading if given else self.headings.understood(heading)
            except UnableToUnderstandHeading as error:
                self._refuse(heading, *error.parts)
                continue
            if said is None:
                rest.append((source, heading))
            else:
                if said.fact.yearly and said.year is None:
                    said = Heading(said.fact, default_year, said.measure, said.unit)
                words = given.words if given else ()
                facts.append(FactColumn(source, heading, said.column, said, Reading(said.fact, said.unit, words)))
        return facts, rest

    def _known(self, rest: list[tuple[str, str]], mapped: dict[str, MappedColumn]) -> dict[str, str]:
        """The sources of id, name and the others that are known by name."""
        known: dict[str, str] = {}
        by_heading = {folded(heading).lower(): source for source, heading in reversed(rest)}
        for heading, given in mapped.items():
            if given.carried and heading.lower() in by_heading:
                if given.carried in known:
                    self._refuse(given.carried, heading, "一列", "one column", f'"{heading}" = "{given.carried}"')
                known[given.carried] = by_heading[heading.lower()]
        for name, spellings in CARRIED_NAMES.items():
            found = [by_heading[each] for each in spellings if each in by_heading]
            if name not in known and found:
                known[name] = found[0]
        return known

    def _carried(self, rest: list[tuple[str, str]], known: dict[str, str], facts: Sequence[str]) -> list[CarriedColumn]:
        names = {source: name for name, source in known.items()}
        free = CarriedNames(self.headings.pack, (*known, *facts))
        carried: list[CarriedColumn] = []
        for source, heading in rest:
            if names.get(source) == "id":
                continue
            name = names.get(source)
            if name is None:
                self._compare(heading)
                name, said = free.take(" ".join(heading.split()) or f"列{len(carried) + 1}")
                if said is not None:
                    self.warnings.append(said)
            carried.append(CarriedColumn(source, name))
        return carried

    def _compare(self, heading: str) -> None:
        near = self.headings.nearest(heading)
        if near:
            self.warnings.append(
                (
                    f"列「{heading}」不是事实，照原样带过；最接近的事实是 {near}",
                    f"column {heading} is no fact and is carried along; the nearest fact is {near}",
                )
            )

    def _check_facts(self, facts: list[FactColumn], long: tuple[str, str, str]) -> None:
        columns: dict[str, FactColumn] = {}
        forms: dict[str, FactColumn] = {}
        for each in facts:
            if (twin := columns.setdefault(each.column, each)) is not each:
                self._refuse(
                    each.column,
                    f"{twin.heading}, {each.heading}",
                    "一个事实一列",
                    "one column for one fact",
                    each.column,
                )
            other = forms.setdefault(each.said.fact.code, each)
            if (other.column == other.said.fact.code) != (each.column == each.said.fact.code):
                self._refuse(
                    each.said.fact.code, f"{other.heading}, {each.heading}",
                    "或者一列，或者分年度（分措施）的列，不并存",
                    "either one column or columns by year (by measure), not both", f"{each.said.fact.code}_2025"
                    if each.said.fact.yearly else each.column,
                )  # fmt: skip
            if long[0] and each.said.year is not None:
                self._refuse(
                    each.column, each.heading, "长表里不带年度的列名", "a heading without a year in the long form",
                    each.said.fact.code,
                )  # fmt: skip
