"""What became of each sentence when a text changed, and recorded digests against a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.plans import Plan, compare_digests, compare_plans, read_plan
from pure.plans.invented import TEXT


def _read(text: str) -> Plan:
    return read_plan(content=text.encode(), name="plan.txt")


OLD = _read(TEXT)
RECORDED = {sentence.anchor: sentence.digest for sentence in OLD.sentences}


def test_the_same_text_is_the_same() -> None:
    compared = compare_plans(old=OLD, new=_read(TEXT))

    assert compared.same
    assert len(compared.unchanged) == len(OLD.sentences)
    assert compared.touched == ()


def test_a_changed_sum_is_a_changed_sentence() -> None:
    compared = compare_plans(old=OLD, new=_read(TEXT.replace("给予20万元", "给予25万元")))

    assert [(pair.old.anchor, pair.moved) for pair in compared.changed] == [("第2条第1句", False)]
    assert compared.touched == ("第2条第1句",)
    assert 0.9 < compared.changed[0].likeness < 1


def test_a_sentence_put_in_moves_those_behind_it() -> None:
    text = TEXT.replace("2.壮大海洋企业。", "2.壮大海洋企业。组织企业出海。").replace("牵头“揭榜”", "带头“揭榜”")

    compared = compare_plans(old=OLD, new=_read(text))

    assert [sentence.text for sentence in compared.added] == ["组织企业出海。"]
    assert [(pair.old.anchor, pair.new.anchor) for pair in compared.moved] == [("第2条第1句", "第2条第2句")]
    assert [(pair.old.anchor, pair.new.anchor) for pair in compared.changed] == [("第2条第2句", "第2条第3句")]
    assert compared.removed == ()


def test_a_task_taken_out_is_removed_with_its_sentences() -> None:
    lines = [line for line in TEXT.splitlines() if not line.startswith("3.")]

    compared = compare_plans(old=OLD, new=_read("\n".join(lines)))

    assert [sentence.anchor for sentence in compared.removed] == ["第3条第1句", "第3条第2句"]
    assert [(detail.what, detail.anchor) for detail in compared.details] == [("task-removed", "第3条")]


def test_what_is_no_sentence_is_compared_too() -> None:
    text = TEXT.replace("省科技厅、财政厅、", "省财政厅、").replace("至2031年12月31日", "至2032年12月31日")

    compared = compare_plans(old=OLD, new=_read(text))

    assert [(detail.what, detail.anchor) for detail in compared.details] == [("until", ""), ("departments", "第2条")]
    assert compared.touched == ("施行第1句", "第2条")


def test_recorded_digests_agree_move_change_or_are_gone() -> None:
    text = TEXT.replace("2.壮大海洋企业。", "2.壮大海洋企业。组织企业出海。").replace(
        "每年安排40万元", "每年安排50万元"
    )
    recorded = RECORDED | {"第9条第1句": "0" * 16}

    compared = compare_digests(recorded=recorded, plan=_read(text))

    assert len(compared.agree) == len(RECORDED) - 3
    assert [(one.anchor, one.now_at) for one in compared.moved] == [
        ("第2条第1句", ("第2条第2句",)),
        ("第2条第2句", ("第2条第3句",)),
    ]
    assert [one.anchor for one in compared.changed] == ["第3条第1句"]
    assert [(one.anchor, one.found) for one in compared.gone] == [("第9条第1句", None)]
    assert compared.unrecorded == ()
    assert compare_digests(recorded=RECORDED, plan=OLD).same


LINES = st.lists(st.sampled_from(TEXT.splitlines()[6:17]), max_size=14)


@given(LINES, LINES)
def test_each_sentence_is_accounted_for_once(before: list[str], after: list[str]) -> None:
    old, new = _read("一、甲\n" + "\n".join(before)), _read("一、甲\n" + "\n".join(after))

    compared = compare_plans(old=old, new=new)

    pairs = (*compared.unchanged, *compared.moved, *compared.changed)
    assert sorted([pair.old.anchor for pair in pairs] + [one.anchor for one in compared.removed]) == sorted(
        sentence.anchor for sentence in old.sentences
    )
    assert sorted([pair.new.anchor for pair in pairs] + [one.anchor for one in compared.added]) == sorted(
        sentence.anchor for sentence in new.sentences
    )
