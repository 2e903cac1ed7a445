"""What became of each sentence of a plan, and what a changed text touches: measures, targets, duties.

Its one law: a sentence without a place in the rules is shown first; what a change touches is found by the sentences
that rules cite, not by their words.
"""

from __future__ import annotations

from collections.abc import Iterable

from lingqu.interfaces.cli.columns import table
from lingqu.interfaces.cli.screen import BLANK, Line, Part, flowed
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.plan_coverage import touched_by
from lingqu.law.plans import Coverage, Kind, PlanComparison, Sentence, SentencePair
from lingqu.reports.studies.citations import listed, place_in_plan
from lingqu.reports.wording import Words

_HEADS = (Words("文句", "sentence"), Words("成了什么", "became"), Words("所指", "what"), Words("原文", "text"))
_SHARE = Words("{} 句中覆盖 {} 句（{}）", "{} of {} sentences covered ({})")
_UNMAPPED = Words("没有去向的文句", "Sentences without a place")
_STALE = Words("规则所依的文字已变", "The text that rules rest on has changed")
_WHYS = {
    "gone": Words("已不在", "gone"),
    "changed": Words("已改动", "changed"),
    "moved": Words("移到 {}", "now at {}"),
}
_TOUCHES = Words("牵动", "touches")
_TOUCHED = Words("牵动的规则", "What is touched")
_MEASURES = Words("措施 {}", "measures {}")
_TARGETS = Words("指标 {}", "targets {}")
_DUTIES = Words("职责 {}", "duties {}")
_READINGS = Words("口径 {}", "readings {}")
_NOTHING = Words("没有规则依据它", "no rule rests on it")
_FAULTS = Words("对应表的错误", "Faults of the mapping")
_SHORTEST = 12

_SAME = Words("两份文本相同。", "The two texts are the same.")
_SUMMARY = Words(
    "不变 {} 句，移动 {}，改动 {}，新增 {}，删去 {}，其他不同 {}",
    "{} sentences unchanged, {} moved, {} changed, {} added, {} removed, {} other differences",
)
_MOVED = Words("移动", "Moved")
_CHANGED = Words("改动", "Changed")
_ADDED = Words("新增", "Added")
_REMOVED = Words("删去", "Removed")
_OTHER = Words("其他不同", "Other differences")
_DETAILS = {
    "title": Words("标题", "title"),
    "addressee": Words("主送", "addressee"),
    "number": Words("文号", "document number"),
    "issued": Words("印发日", "day of issue"),
    "begins": Words("施行起日", "in force from"),
    "until": Words("施行止日", "in force until"),
    "all-tasks": Words("各条任务的部门", "departments of all tasks"),
    "task-removed": Words("删去任务", "task removed:"),
    "task-added": Words("新增任务", "task added:"),
    "heading": Words("任务名", "heading of"),
    "departments": Words("部门", "departments of"),
}
KIND_NAMES = {
    Kind.MEASURE: "measure", Kind.TARGET: "target", Kind.DUTY: "duty", Kind.PLACE: "place", Kind.REGISTER: "register",
    Kind.PROCESS: "process", Kind.SAFEGUARD: "safeguard", Kind.NOT_EXECUTABLE: "not executable",
}  # fmt: skip


def coverage_lines(pack: Pack, found: Coverage, lang: str, width: int) -> list[Line]:
    """The table of every sentence, and what is not covered or stale."""
    rows: list[list[str | Part]] = []
    for row in found.rows:
        kinds = [kind.word if lang == "zh" else KIND_NAMES[kind] for kind, _ in row.kinds]
        references = [reference for _, reference in row.kinds]
        covered = Part(listed(list(dict.fromkeys(kinds)), lang)) if row.covered else Part("✗", "bad")
        anchor = place_in_plan(row.sentence.anchor, lang, brief=True)
        rows.append([anchor, covered, listed(references, lang), Part(_start(row.sentence), "quiet")])
    lines = table([words.said(lang) for words in _HEADS], rows, width, firm={0})
    lines.append(BLANK)
    lines += flowed([Part(_share_said(found, lang), "good" if found.complete else "bad")], width)
    new = _without_old_place(found)
    if new:
        lines += [BLANK, (Part(_UNMAPPED.said(lang), "head"),)]
        lines += _sentence_lines(new, lang, width)
    if found.stale:
        lines += [BLANK, (Part(_STALE.said(lang), "head"),)]
        for stale in found.stale:
            why = _WHYS[stale.why].said(lang).format(_places(stale.now_at, lang))
            touched = touched_said(pack, [stale.mapped.anchor], lang)
            parts = [
                Part(f"{place_in_plan(stale.mapped.anchor, lang)} {why}  "),
                Part(f"{_TOUCHES.said(lang)} {touched}", "open"),
            ]
            lines += flowed(parts, width, indent=2, hanging=4)
    if found.faults:
        lines += [BLANK, (Part(_FAULTS.said(lang), "head"),)]
        for note in found.faults:
            lines += flowed(
                [Part(f"{place_in_plan(note.place, lang)} ", "quiet"), Part(note.text.said(lang))],
                width,
                indent=2,
                hanging=4,
            )
    return lines


def _without_old_place(found: Coverage) -> list[Sentence]:
    """The uncovered sentences that are new: not those that a line gone stale tells of, changed or moved."""
    told = {stale.mapped.anchor for stale in found.stale if stale.why == "changed"}
    told.update(anchor for stale in found.stale for anchor in stale.now_at)
    return [sentence for sentence in found.unmapped if sentence.anchor not in told]


def _places(anchors: Iterable[str], lang: str) -> str:
    separator = "、" if lang == "zh" else "; "
    return separator.join(place_in_plan(each, lang) for each in anchors)


def _share_said(found: Coverage, lang: str) -> str:
    covered = len(found.rows) - len(found.unmapped)
    # cut, not rounded: 99.96 % must not read as all
    hundredths = int(found.share * 10000)
    percent = f"{hundredths // 100}.{hundredths % 100:02d}%".replace(".00%", "%")
    numbers = (len(found.rows), covered) if lang == "zh" else (covered, len(found.rows))
    return _SHARE.said(lang).format(*numbers, percent)


def _start(sentence: Sentence) -> str:
    text = sentence.text
    return text if len(text) <= _SHORTEST else f"{text[:_SHORTEST]}……"


def _sentence_lines(sentences: Iterable[Sentence], lang: str, width: int) -> list[Line]:
    lines: list[Line] = []
    for sentence in sentences:
        anchor = place_in_plan(sentence.anchor, lang)
        lines += flowed([Part(f"{anchor} ", "quiet"), Part(sentence.text)], width, indent=2, hanging=4)
    return lines


def touched_said(pack: Pack, anchors: Iterable[str], lang: str) -> str:
    """Say which measures, targets, duties and readings rest on these sentences."""
    found = touched_by(pack, (str(anchor) for anchor in anchors))
    told = [
        words.said(lang).format(" ".join(ids))
        for words, ids in (
            (_MEASURES, found.measures),
            (_TARGETS, found.targets),
            (_DUTIES, found.duties),
            (_READINGS, found.readings),
        )
        if ids
    ]
    return ("；" if lang == "zh" else "; ").join(told) if told else _NOTHING.said(lang)


def comparison_lines(pack: Pack, found: PlanComparison, lang: str, width: int) -> list[Line]:
    """What became of each sentence from one text to the other, and what that touches."""
    if found.same:
        return [(Part(_SAME.said(lang), "good"),)]
    counts = [len(each) for each in (found.unchanged, found.moved, found.changed, found.added, found.removed)]
    lines = flowed([Part(_SUMMARY.said(lang).format(*counts, len(found.details)))], width)
    if found.moved:
        lines += [BLANK, (Part(_MOVED.said(lang), "head"),)]
        for pair in found.moved:
            text = f"{_from_to(pair, lang)}  {_start(pair.new)}"
            lines += flowed([Part(text)], width, indent=2, hanging=4)
    if found.changed:
        lines += [BLANK, (Part(_CHANGED.said(lang), "head"),)]
        for pair in found.changed:
            place = _from_to(pair, lang) if pair.moved else place_in_plan(pair.old.anchor, lang)
            lines += flowed([Part(place, "quiet")], width, indent=2)
            lines += flowed([Part("- ", "bad"), Part(pair.old.text)], width, indent=4, hanging=6)
            lines += flowed([Part("+ ", "good"), Part(pair.new.text)], width, indent=4, hanging=6)
    for words, sentences in ((_ADDED, found.added), (_REMOVED, found.removed)):
        if sentences:
            lines += [BLANK, (Part(words.said(lang), "head"),), *_sentence_lines(sentences, lang, width)]
    if found.details:
        lines += [BLANK, (Part(_OTHER.said(lang), "head"),)]
        for detail in found.details:
            what = _DETAILS[detail.what].said(lang) if detail.what in _DETAILS else detail.what
            text = f"{what} {place_in_plan(detail.anchor, lang)}".strip()
            lines += flowed(
                [Part(f"{text}  ", "quiet"), Part(f"{detail.old or '-'} > {detail.new or '-'}")],
                width,
                indent=2,
                hanging=4,
            )
    touched = touched_said(pack, found.touched, lang)
    return [*lines, BLANK, *flowed([Part(f"{_TOUCHED.said(lang)}  ", "head"), Part(touched, "open")], width, hanging=2)]


def _from_to(pair: SentencePair, lang: str) -> str:
    return f"{place_in_plan(pair.old.anchor, lang)} > {place_in_plan(pair.new.anchor, lang)}"
