"""Names, codes and ids of a folder: each declared once, each one used declared.

Its one law: all references of every block are listed in one table of (place, kind, name), so that no kind of block can
forget to be checked. It does not know what a fact is used for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lingqu.law.lang.faults import Fault, nearest
from lingqu.law.lang.source import one_spelling
from lingqu.law.lang.tree import (
    Among,
    Anchor,
    Between,
    Given,
    Measure,
    Multiple,
    Override,
    Place,
    Reading,
    Relation,
    Target,
)
from lingqu.law.packs.program import Program, fault_at
from lingqu.law.packs.walk import Node, facts_named_in, nodes_of, readings_branched_in, rules_of_measure

ANCHOR = re.compile(r"第[1-9][0-9]{0,2}条|总体要求|保障措施|施行|引言")
MAPPED_KINDS = ("措施", "指标", "职责", "地点", "登记", "流程", "保障", "不可执行")
TITLES = {"口径": "口径标题", "备选": "备选名称"}
"""What else than by its id or code a thing may be called by; settled before by `titles`, where anything bears it."""
MOST_SHOWN = 12
MEASURE_KINDS = ("组织", "项目", "平台", "认定", "团队", "联合体")

ENGLISH = {
    "事实": "fact",
    "事实代号": "code of a fact",
    "部门": "department",
    "部门名称": "name of a department",
    "口径": "reading",
    "口径标题": "title of a reading",
    "备选": "alternative",
    "备选名称": "name of an alternative",
    "措施": "measure",
    "关系": "relation",
    "指标": "target",
    "任务": "task",
    "职责": "duty",
    "文句": "sentence",
    "选项": "choice",
    "选项代号": "code of a choice",
    "依据": "sentence of the plan",
    "去向": "kind of mapping",
    "对象": "kind of subject",
}


@dataclass(frozen=True, slots=True)
class Naming:
    """A name at a place: declared there, or used there; `within` is the block a choice or alternative belongs to."""

    kind: str
    name: str
    at: Place
    within: str = ""


def told_once(program: Program) -> Program:
    """Find names, codes and ids that are declared twice."""
    first: dict[tuple[str, str, str], Place] = {}
    faults = []
    for naming in _declared(program):
        key = (naming.kind, naming.within, naming.name)
        if key in first:
            faults.append(_twice(naming, first[key]))
        else:
            first[key] = naming.at
    return program.with_faults(faults)


def one_policy(program: Program) -> Program:
    """Find a folder with no policy header, with several, or with one outside policy.lq."""
    place = Place(f"{program.folder}/policy.lq", 1, 1)
    expected = ("policy.lq 中恰有一个「政策」块", "exactly one 政策 block, in policy.lq")
    if not program.policies:
        missing = fault_at(place, "", expected, ("政策 guilin2026「标题」", "政策 guilin2026「title」"))
        return program if "政策" in program.heard or not program.whole else program.with_faults([missing])
    wrong = [policy for policy in program.policies if not policy.at.file.endswith("policy.lq") and policy.at.file]
    return program.with_faults(
        fault_at(
            policy.at,
            f"政策 {policy.id}",
            expected,
            ("删去此块，或移到另一文件夹", "delete this block or move it to another folder"),
        )
        for policy in dict.fromkeys((*program.policies[1:], *wrong))
    )


def names_known(program: Program) -> Program:
    """Find uses of names that nothing declares, each with the nearest that is."""
    if not program.whole:
        return program
    known: dict[tuple[str, str], dict[str, None]] = {}
    for naming in _declared(program):
        known.setdefault((naming.kind, naming.within), {})[naming.name] = None
    for kind, words in (("去向", MAPPED_KINDS), ("对象", MEASURE_KINDS)):
        known[kind, ""] = dict.fromkeys(words)
    faults = []
    for naming in _used(program):
        if naming.within and (naming.kind, naming.within) not in known:
            continue  # the block itself is unknown or has none of these: told where that is checked
        names = known.get((naming.kind, naming.within), {})
        if naming.name not in names and naming.name not in program.heard:
            titles = known.get((TITLES.get(naming.kind, ""), naming.within), {}) if not naming.name.isascii() else {}
            faults.append(_unknown(naming, tuple(titles or names), program.heard))
    return program.with_faults([*faults, *_anchors_unknown(program)])


def _declared(program: Program) -> Iterator[Naming]:
    for fact in program.facts:
        yield Naming("事实", fact.name, fact.at)
        yield Naming("事实代号", fact.code, fact.at)
        for choice, code in fact.choices:
            yield Naming("选项", choice, fact.at, fact.name)
            yield Naming("选项代号", code, fact.at, fact.name)
    for department in program.departments:
        yield Naming("部门", department.code, department.at)
        yield Naming("部门名称", department.name, department.at)
    for reading in program.readings:
        yield Naming("口径", reading.id, reading.at)
        yield Naming("口径标题", one_spelling(reading.title), reading.at)
        for alternative in reading.alternatives:
            yield Naming("备选", alternative.code, alternative.at, reading.id)
            yield Naming("备选名称", one_spelling(alternative.name), alternative.at, reading.id)
    for measure in program.measures:
        yield Naming("措施", measure.id, measure.at)
    for relation in program.relations:
        yield Naming("关系", relation.id, relation.at)
    for target in program.targets:
        yield Naming("指标", target.id, target.at)
    for task in program.tasks:
        yield Naming("任务", str(task.number), task.at)
        for duty in task.duties:
            yield Naming("职责", duty.id, duty.at)
    for row in program.sentences:
        yield Naming("文句", str(row.anchor), row.at)


def _used(program: Program) -> Iterator[Naming]:
    for policy in program.policies:
        yield Naming("事实", policy.day_fact, policy.at)
        yield from _used_in_rule(policy.common)
        yield from _all("口径", policy.common_readings, policy.at)
    for fact in program.facts:
        yield from _used_in_rule(fact.derivation)
        yield from _all("口径", fact.readings, fact.at)
    for reading in program.readings:
        yield from _used_in_reading(reading)
    for measure in program.measures:
        yield from _used_in_measure(measure)
    for relation in program.relations:
        yield from _all("措施", relation.measures, relation.at)
        if relation.reading:
            yield Naming("口径", relation.reading, relation.at)
            yield Naming("备选", relation.alternative, relation.at, relation.reading)
    for target in program.targets:
        yield from _all("口径", (target.baseline,) if target.baseline else (), target.at)
        yield from _all("部门", target.departments, target.at)
    for task in program.tasks:
        yield from _all("部门", task.departments, task.at)
    for row in program.sentences:
        for mapped in row.mapped:
            yield Naming("去向", mapped.kind, row.at)
            if mapped.kind in ("措施", "指标", "职责"):
                yield Naming(mapped.kind, mapped.reference, row.at)


def _used_in_reading(reading: Reading) -> Iterator[Naming]:
    if reading.adopted is not None:
        yield Naming("备选", reading.adopted.alternative, reading.adopted.at, reading.id)


def _used_in_measure(measure: Measure) -> Iterator[Naming]:
    yield Naming("对象", measure.kind, measure.at)
    for rule in rules_of_measure(measure):
        yield from _used_in_rule(rule)
    yield from _all("部门", measure.departments, measure.at)
    yield from _all("口径", measure.readings, measure.at)
    yield from _used_in_given(measure.premise)
    for example in measure.examples:
        yield from _used_in_given(example.given)
        for reading, alternative in example.chosen:
            yield Naming("口径", reading, example.at)
            yield Naming("备选", alternative, example.at, reading)
        expected = example.expected
        yield from _all("事实", (*(expected.missing or ()), *(expected.still or ())), example.at)
        yield from _all("口径", expected.readings or (), example.at)


def _used_in_rule(rule: Node | None) -> Iterator[Naming]:
    for name, at in facts_named_in(rule):
        yield Naming("事实", name, at)
    for branching in readings_branched_in(rule):
        yield Naming("口径", branching.reading, branching.at)
        for code, _ in branching.alternatives:
            yield Naming("备选", code, branching.at, branching.reading)
    for node in nodes_of(rule):
        if isinstance(node, Among):
            for choice in node.choices:
                yield Naming("选项", choice, node.at, node.name)
        elif isinstance(node, Multiple | Override):
            yield Naming("措施", node.measure, node.at)
        elif isinstance(node, Between):
            yield Naming("部门", node.department, node.at)


def _used_in_given(given: Sequence[Given]) -> Iterator[Naming]:
    for each in given:
        yield Naming("事实", each.name, each.at)
        if isinstance(each.value, str):
            yield Naming("选项", each.value, each.at, each.name)


def _all(kind: str, names: Iterable[str], at: Place) -> Iterator[Naming]:
    for name in names:
        yield Naming(kind, name, at)


def _anchors_unknown(program: Program) -> Iterator[Fault]:
    declared = {str(row.anchor) for row in program.sentences}
    sections = {row.anchor.section for row in program.sentences}
    for anchor, at in _cited(program):
        if not ANCHOR.fullmatch(anchor.section):
            yield fault_at(
                at,
                str(anchor),
                (
                    "第N条第M句、总体要求第M句、保障措施第M句、施行第M句或引言第M句",
                    "a section of the plan and the number of a sentence",
                ),
                ("第10条第1句", "第10条第1句"),
            )
        elif (
            declared
            and str(anchor) not in declared | program.heard
            and not (anchor.sentence == 0 and anchor.section in sections)
        ):
            yield _unknown(Naming("依据", str(anchor), at), tuple(declared))


def _cited(program: Program) -> Iterator[tuple[Anchor, Place]]:
    blocks: tuple[Reading | Measure | Relation | Target, ...] = (
        *program.readings,
        *program.measures,
        *program.relations,
        *program.targets,
    )
    for block in blocks:
        for anchor in block.cites:
            yield anchor, block.at
    for row in program.sentences:
        yield row.anchor, row.at


def _twice(naming: Naming, first: Place) -> Fault:
    kind, english = naming.kind, ENGLISH[naming.kind]
    where = f"{first.file}:{first.line}"
    return fault_at(
        naming.at,
        naming.name,
        (
            f"每个{kind}只出现一次；{where} 已有「{naming.name}」",
            f"each {english} once; {naming.name} stands at {where} already",
        ),
        ("改名，或删去其中一处", "rename one or delete it"),
    )


def _unknown(naming: Naming, known: Sequence[str], heard: Iterable[str] = ()) -> Fault:
    kind, english = naming.kind, ENGLISH[naming.kind]
    near = nearest(naming.name, (*known, *heard))
    if near:
        mend = (near, near)
    elif known and len(known) <= MOST_SHOWN:
        mend = ("、".join(known), ", ".join(known))
    else:
        mend = (f"先声明此{kind}，或改用已有的", f"declare this {english} first, or use one there is")
    expected = (f"已声明的{kind}", f"a {english} that is declared")
    if naming.within:
        expected = (f"「{naming.within}」的{kind}", f"one of “{naming.within}” ({english})")
    return fault_at(naming.at, naming.name, expected, mend)
