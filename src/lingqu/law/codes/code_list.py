"""A code list: entries with a code, a title in both languages and perhaps a parent.

Its one law: a code names one entry, and a code that is not on the list is refused by name, never guessed. It knows no
particular list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cached_property
from typing import NamedTuple


class Title(NamedTuple):
    """What something is called in both languages."""

    zh: str
    en: str

    def said(self, lang: str) -> str:
        """The title in one language."""
        return self.en if lang == "en" else self.zh


class Entry(NamedTuple):
    """A row of a code list; `parent` is the code it belongs under, `note` says what the reader has to know of it."""

    code: str
    title: Title
    parent: str | None = None
    note: Title = Title("", "")


class UnableToFindCode(LookupError):
    """A code that is not on the list; `words` says so in both languages, with the nearest codes."""

    def __init__(self, code: str, code_list: CodeList) -> None:
        self.code = code
        self.nearest = tuple(get_close_matches(code, [entry.code for entry in code_list.entries], n=3, cutoff=0.6))
        known = self.nearest or tuple(entry.code for entry in code_list.entries[:3])
        self.words = Title(
            f"{code_list.title.zh}里没有代码“{code}”；应为表中的代码，例如 {'、'.join(known)}",
            f"{code_list.title.en} has no code “{code}”; expected one of the list, e.g. {', '.join(known)}",
        )
        super().__init__(self.words.en)


class CodeList:
    """A named list of codes.

    >>> colours = CodeList("colours", Title("颜色", "Colours"), [Entry("r", Title("红", "red"))])
    >>> colours.entry("r").title.said("en"), "g" in colours
    ('red', False)
    """

    def __init__(self, name: str, title: Title, entries: Iterable[Entry]) -> None:
        self.name = name
        self.title = title
        self.entries = tuple(entries)
        self._by_code = {entry.code: entry for entry in self.entries}
        if len(self._by_code) != len(self.entries):
            raise ValueError(f"{name}: a code stands twice")
        orphans = [entry.code for entry in self.entries if entry.parent and entry.parent not in self._by_code]
        if orphans:
            raise ValueError(f"{name}: no parent on the list for {', '.join(orphans)}")

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def entry(self, code: str) -> Entry:
        """Find an entry. Raises `UnableToFindCode`."""
        if code not in self._by_code:
            raise UnableToFindCode(code, self)
        return self._by_code[code]

    def said(self, code: str, lang: str) -> str:
        """What a code is called. Raises `UnableToFindCode`."""
        return self.entry(code).title.said(lang)

    def children(self, code: str | None = None) -> tuple[Entry, ...]:
        """The entries right under one, or those under none. Raises `UnableToFindCode`."""
        if code is not None:
            self.entry(code)
        return self._by_parent.get(code, ())

    def path(self, code: str) -> tuple[Entry, ...]:
        """The entries from the top down to this one. Raises `UnableToFindCode`."""
        entry = self.entry(code)
        return (*(self.path(entry.parent) if entry.parent else ()), entry)

    def path_name(self, code: str, lang: str = "zh", *, between: str = "›") -> str:
        """The titles from the top down. Raises `UnableToFindCode`."""
        mark = f" {between} "
        return mark.join(entry.title.said(lang) for entry in self.path(code))

    def is_within(self, code: str, ancestor: str) -> bool:
        """Whether a code is another one or stands under it. Raises `UnableToFindCode`."""
        return any(entry.code == ancestor for entry in self.path(code))

    def search(self, words: str, *, most: int = 50) -> tuple[Entry, ...]:
        """Find the entries that hold every word in code or title; a code that begins so comes first.

        >>> pear, peach = Entry("1", Title("梨", "pear")), Entry("2", Title("桃", "peach"))
        >>> fruit = CodeList("f", Title("果", "fruit"), [pear, peach])
        >>> [entry.code for entry in fruit.search("pe")], fruit.search("桃")[0].code
        (['1', '2'], '2')
        """
        wanted = words.casefold().split()
        if not wanted:
            return ()
        found = [entry for entry in self.entries if all(word in _text(entry) for word in wanted)]
        found.sort(key=lambda entry: not entry.code.casefold().startswith(wanted[0]))
        return tuple(found[:most])

    @cached_property
    def _by_parent(self) -> dict[str | None, tuple[Entry, ...]]:
        rows: dict[str | None, list[Entry]] = {}
        for entry in self.entries:
            rows.setdefault(entry.parent, []).append(entry)
        return {parent: tuple(entries) for parent, entries in rows.items()}


def _text(entry: Entry) -> str:
    return f"{entry.code} {entry.title.zh} {entry.title.en}".casefold()
