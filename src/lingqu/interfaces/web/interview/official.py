"""The official words behind measures, where the document of the plan has been imported.

Its one law: words are shown only where they still agree with the rule; without the document none are made up. They are
read once a minute at most, so that the result of a visitor asks no database.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.core.cache import cache

from lingqu.books.rulebooks.queries import official_text
from lingqu.law.packs.pack import Pack

_KEPT_SECONDS = 60


def official_words(pack: Pack) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each measure its sentences as (anchor, words); empty where no document is in use."""
    key = f"interview_official_{pack.digest}"
    found: dict[str, tuple[tuple[str, str], ...]] | None = cache.get(key)
    if found is None:
        found = _read(pack)
        cache.set(key, found, _KEPT_SECONDS)
    return found


def _read(pack: Pack) -> dict[str, tuple[tuple[str, str], ...]]:
    official = official_text(pack)
    if official is None:
        return {}
    words: dict[str, tuple[tuple[str, str], ...]] = {}
    for measure in pack.applicant_measures:
        told = []
        for anchor in map(str, measure.cites):
            sentence = official.sentence(anchor)
            if sentence is not None and official.mismatch(anchor) is None:
                told.append((anchor, sentence.text))
        words[measure.id] = tuple(told)
    return words
