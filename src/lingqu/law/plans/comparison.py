"""Two texts of a plan side by side: which sentences stayed, moved, changed, came or went; and recorded digests held
against a text.

Its one law: a sentence of either text is accounted for exactly once. Same digest first, then the likeness of the words.
It does not know rules, targets or duties; a caller asks by anchor what a change touches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lingqu.law.plans.plan import Plan
from lingqu.law.plans.sentences import Sentence, normalised

ALIKE = 0.5
_SAME_ANCHOR_BONUS = 0.1
_MOST_PAIRS = 40_000
_LONGEST_COMPARED = 2_000


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence of the old text and the one it became in the new; `likeness` is 1.0 where the words are the same."""

    old: Sentence
    new: Sentence
    likeness: float

    @property
    def moved(self) -> bool:
        """Whether the sentence stands under another anchor now."""
        return self.old.anchor != self.new.anchor


@dataclass(frozen=True, slots=True)
class Detail:
    """Something other than a sentence that differs: what (title, issued, until, heading, departments …) and where."""

    what: str
    anchor: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """What became of each sentence. `changed` may have moved too; `details` hold what is no sentence."""

    unchanged: tuple[SentencePair, ...]
    moved: tuple[SentencePair, ...]
    changed: tuple[SentencePair, ...]
    added: tuple[Sentence, ...]
    removed: tuple[Sentence, ...]
    details: tuple[Detail, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.moved or self.changed or self.added or self.removed or self.details)

    @property
    def touched(self) -> tuple[str, ...]:
        """The anchors of the old text that no longer hold as they are: moved, changed, removed, or under a detail."""
        anchors = [pair.old.anchor for pair in (*self.moved, *self.changed)]
        anchors += [sentence.anchor for sentence in self.removed]
        return tuple(dict.fromkeys(anchors + [detail.anchor for detail in self.details if detail.anchor]))


@dataclass(frozen=True, slots=True)
class RecordedDigest:
    """A recorded anchor that no longer agrees: digest recorded, digest found there, anchors the words now stand at."""

    anchor: str
    recorded: str
    found: str | None
    now_at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DigestComparison:
    """Recorded digests against a plan: `unrecorded` are anchors of the plan nobody recorded."""

    agree: tuple[str, ...]
    moved: tuple[RecordedDigest, ...]
    changed: tuple[RecordedDigest, ...]
    gone: tuple[RecordedDigest, ...]
    unrecorded: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether every recorded digest still agrees and no sentence is new."""
        return not (self.moved or self.changed or self.gone or self.unrecorded)


def compare_plans(*, old: Plan, new: Plan) -> PlanComparison:
    """Say what became of each sentence of `old` in `new`."""
    by_digest = _same_words(old.sentences, new.sentences)
    taken_old = {pair.old.anchor for pair in by_digest}
    taken_new = {pair.new.anchor for pair in by_digest}
    left_old = [sentence for sentence in old.sentences if sentence.anchor not in taken_old]
    left_new = [sentence for sentence in new.sentences if sentence.anchor not in taken_new]
    changed = _like_words(left_old, left_new)
    taken_old |= {pair.old.anchor for pair in changed}
    taken_new |= {pair.new.anchor for pair in changed}
    return PlanComparison(
        unchanged=tuple(pair for pair in by_digest if not pair.moved),
        moved=tuple(pair for pair in by_digest if pair.moved),
        changed=tuple(changed),
        added=tuple(sentence for sentence in left_new if sentence.anchor not in taken_new),
        removed=tuple(sentence for sentence in left_old if sentence.anchor not in taken_old),
        details=_details(old, new),
    )


def compare_digests(*, recorded: Mapping[str, str], plan: Plan) -> DigestComparison:
    """Hold recorded digests (anchor to digest) against a plan."""
    found = {sentence.anchor: sentence.digest for sentence in plan.sentences}
    places: dict[str, list[str]] = defaultdict(list)
    for anchor, digest in found.items():
        places[digest].append(anchor)
    agree: list[str] = []
    sorted_out: dict[str, list[RecordedDigest]] = {"moved": [], "changed": [], "gone": []}
    for anchor, digest in recorded.items():
        if found.get(anchor) == digest:
            agree.append(anchor)
            continue
        now_at = tuple(places.get(digest, ()))
        kind = "moved" if now_at else "changed" if anchor in found else "gone"
        sorted_out[kind].append(RecordedDigest(anchor, digest, found.get(anchor), now_at))
    reached = {place for moved in sorted_out["moved"] for place in moved.now_at}
    return DigestComparison(
        agree=tuple(agree),
        moved=tuple(sorted_out["moved"]),
        changed=tuple(sorted_out["changed"]),
        gone=tuple(sorted_out["gone"]),
        unrecorded=tuple(anchor for anchor in found if anchor not in recorded and anchor not in reached),
    )


def _same_words(old: Sequence[Sentence], new: Sequence[Sentence]) -> list[SentencePair]:
    """Pair sentences with the same digest: under the same anchor first, the others in order."""
    new_at = {sentence.anchor: sentence for sentence in new}
    pairs: list[SentencePair] = []
    paired: set[str] = set()
    waiting: dict[str, list[Sentence]] = defaultdict(list)
    for sentence in old:
        same_place = new_at.get(sentence.anchor)
        if same_place is not None and same_place.digest == sentence.digest:
            pairs.append(SentencePair(sentence, same_place, 1.0))
            paired.add(sentence.anchor)
    for sentence in new:
        if sentence.anchor not in paired:
            waiting[sentence.digest].append(sentence)
    for sentence in old:
        if sentence.anchor not in paired and waiting[sentence.digest]:
            pairs.append(SentencePair(sentence, waiting[sentence.digest].pop(0), 1.0))
    return sorted(pairs, key=lambda pair: (pair.old.span.line, pair.old.span.start))


def _like_words(old: Sequence[Sentence], new: Sequence[Sentence]) -> list[SentencePair]:
    """Pair what is left by likeness, the most alike first; the same anchor counts for a little."""
    candidates: list[tuple[float, int, int, float]] = []
    near_only = len(old) * len(new) > _MOST_PAIRS
    matcher = SequenceMatcher(autojunk=False)
    words_old = [normalised(sentence.text)[:_LONGEST_COMPARED] for sentence in old]
    for at_new, after in enumerate(new):
        matcher.set_seq2(normalised(after.text)[:_LONGEST_COMPARED])
        for at_old, before in enumerate(old):
            if near_only and before.anchor != after.anchor:
                # two texts with next to nothing in common are compared place by place, not each with each
                continue
            bonus = _SAME_ANCHOR_BONUS if before.anchor == after.anchor else 0.0
            matcher.set_seq1(words_old[at_old])
            if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
                continue
            likeness = matcher.ratio()
            if likeness >= ALIKE:
                candidates.append((likeness + bonus, at_old, at_new, likeness))
    pairs: list[SentencePair] = []
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, at_old, at_new, likeness in sorted(candidates, key=lambda one: (-one[0], one[1], one[2])):
        if at_old not in used_old and at_new not in used_new:
            used_old.add(at_old)
            used_new.add(at_new)
            pairs.append(SentencePair(old[at_old], new[at_new], round(likeness, 4)))
    return sorted(pairs, key=lambda pair: (pair.old.span.line, pair.old.span.start))


def _details(old: Plan, new: Plan) -> tuple[Detail, ...]:
    found = [
        Detail(what, "", before, after)
        for what, before, after in (
            ("title", old.title, new.title),
            ("addressee", old.addressee, new.addressee),
            ("number", old.number, new.number),
            ("issued", _day(old.issued), _day(new.issued)),
            ("begins", _day(old.validity and old.validity.begins), _day(new.validity and new.validity.begins)),
            ("until", _day(old.validity and old.validity.until), _day(new.validity and new.validity.until)),
            ("all-tasks", "、".join(one.name for one in old.all_tasks), "、".join(one.name for one in new.all_tasks)),
        )
        if normalised(before) != normalised(after)
    ]
    tasks_new = {task.anchor: task for task in new.tasks}
    for task in old.tasks:
        other = tasks_new.get(task.anchor)
        if other is None:
            found.append(Detail("task-removed", task.anchor, task.heading, ""))
            continue
        if normalised(task.heading) != normalised(other.heading):
            found.append(Detail("heading", task.anchor, task.heading, other.heading))
        if set(task.departments) != set(other.departments) or task.open_ended != other.open_ended:
            found.append(
                Detail(
                    "departments",
                    task.anchor,
                    _listed(task.departments, task.open_ended),
                    _listed(other.departments, other.open_ended),
                )
            )
    known = {task.anchor for task in old.tasks}
    found += [Detail("task-added", task.anchor, "", task.heading) for task in new.tasks if task.anchor not in known]
    return tuple(found)


def _day(day: object) -> str:
    return "" if day is None else str(day)


def _listed(names: tuple[str, ...], open_ended: bool) -> str:
    return "、".join(names) + ("等" if open_ended else "")
