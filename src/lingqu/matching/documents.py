"""What is matched: documents and queries of one shape, read from JSON lines.

Its one law: a file is read whole or refused with every fault in it, each with its line. A facet that is absent is
unknown: it neither agrees nor clashes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any

from lingqu.matching.texts import normalised, terms_of

MOST_FAULTS = 100
_LONGEST_ID = 200
_LONGEST_FACET = 200
_INDUSTRY = re.compile(r"[A-T](?:[0-9]{2,4})?")
_PLACE = re.compile(r"[0-9]{2}(?:[0-9]{2}){0,2}")
_TEXTS = ("text", "title", "applicants")
_KEYS = {"id", "text", "title", "keywords", "applicants", "facets"}

# the names that people and programs give to the steps from an idea to a product on sale
MATURITIES: Mapping[str, int] = {
    **dict.fromkeys(("idea", "concept", "概念", "思路", "正在研发", "研发"), 1),
    **dict.fromkeys(("laboratory", "lab", "实验室", "实验室成果", "小试", "通过小试"), 2),
    **dict.fromkeys(("prototype", "sample", "样品", "样机", "已有样品"), 3),
    **dict.fromkeys(("pilot", "中试", "通过中试"), 4),
    **dict.fromkeys(("small_batch", "小批量", "试生产"), 5),
    **dict.fromkeys(("mass", "production", "量产", "可以量产", "批量生产", "产业化"), 6),
}

# what forms offer where nothing is said: such a facet is unknown
UNSAID = frozenset(("", "其他", "其它", "面议", "不限", "无", "other", "any", "negotiable"))


@dataclass(frozen=True, slots=True)
class Facets:
    """What is known of a document beside its text; None is unknown.

    `industry` is a code of GB/T 4754 of any length (C, C39, C3921), `place` one of GB/T 2260 of 2, 4 or 6 digits,
    `maturity` a step (`MATURITIES`), `budget_fen` the most that is paid, `price_fen` what is asked. `others` are facets
    of any other name, which agree where they are equal.
    """

    industry: str | None = None
    technology: str | None = None
    maturity: str | None = None
    place: str | None = None
    cooperation: str | None = None
    budget_fen: int | None = None
    price_fen: int | None = None
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A result, a demand, a person's works, or a query of the same shape."""

    id: str
    text: str
    title: str = ""
    keywords: tuple[str, ...] = ()
    applicants: str = ""
    facets: Facets = field(default_factory=Facets)

    @property
    def whole(self) -> str:
        """Title, keywords and text in one, as a reader would see them."""
        return "\n".join(part for part in (self.title, " ".join(self.keywords), self.text) if part)

    @property
    def digest(self) -> str:
        """The SHA-256 of all that the index keeps of it: equal digests need no new entry."""
        return sha256(json.dumps(as_json(self), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one line of a file: what was given, what is expected, in both languages."""

    line: int
    zh: str
    en: str


class UnableToRead(Exception):
    """Lines that are no documents; `faults` holds all of them, at most `MOST_FAULTS`; `left` counts the rest."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults; the first: line {faults[0].line}: {faults[0].en}")
        self.faults = faults[:MOST_FAULTS]
        self.left = max(0, len(faults) - MOST_FAULTS)


def read_documents(lines: Iterable[bytes]) -> list[Document]:
    """Read documents, one JSON object a line in UTF-8; blank lines count but say nothing. Raises `UnableToRead`.

    >>> read_documents([b'{"id": "z1", "text": "\\\\u94a2"}'])[0].text
    '钢'
    """
    found: list[Document] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        reader = _LineReader(number)
        document = reader.document(line)
        if document is not None and document.id in seen:
            reader.refuse(
                f"编号 {document.id} 已在第 {seen[document.id]} 行用过；每个编号只用一次",
                f"id {document.id} stands in line {seen[document.id]} already; each id is used once",
            )
        elif document is not None:
            seen[document.id] = number
            found.append(document)
        faults += reader.faults
    if faults:
        raise UnableToRead(faults)
    return found


def document_from(stored: Mapping[str, Any]) -> Document:
    """The document that `as_json` wrote, taken as it stands: it was checked when it came."""
    facets = dict(stored["facets"])
    return Document(
        id=stored["id"],
        text=stored["text"],
        title=stored["title"],
        keywords=tuple(stored["keywords"]),
        applicants=stored["applicants"],
        facets=Facets(
            industry=facets.pop("industry", None),
            technology=facets.pop("technology", None),
            maturity=facets.pop("maturity", None),
            place=facets.pop("place", None),
            cooperation=facets.pop("cooperation", None),
            budget_fen=_fen(facets.pop("budget_yuan", None)),
            price_fen=_fen(facets.pop("price_yuan", None)),
            others=tuple(sorted(facets.items())),
        ),
    )


def as_json(document: Document) -> dict[str, Any]:
    """The document as its JSON line holds it; sums in yuan, absent facets left out."""
    facets = document.facets
    said: dict[str, Any] = {
        name: value
        for name in ("industry", "technology", "maturity", "place", "cooperation")
        if (value := getattr(facets, name)) is not None
    }
    for name in ("budget", "price"):
        fen = getattr(facets, f"{name}_fen")
        if fen is not None:
            said[f"{name}_yuan"] = fen // 100 if fen % 100 == 0 else fen / 100
    said |= dict(facets.others)
    return {
        "id": document.id,
        "title": document.title,
        "text": document.text,
        "keywords": list(document.keywords),
        "applicants": document.applicants,
        "facets": said,
    }


class _LineReader:
    def __init__(self, line: int) -> None:
        self.line = line
        self.faults: list[Fault] = []

    def refuse(self, zh: str, en: str) -> None:
        self.faults.append(Fault(self.line, zh, en))

    def document(self, line: bytes) -> Document | None:
        example = '{"id": "z1", "text": "…"}'
        try:
            value = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError as error:
            self.refuse(f"第 {error.start + 1} 字节不是 UTF-8", f"byte {error.start + 1} is not UTF-8")
            return None
        except (json.JSONDecodeError, RecursionError) as error:
            where = getattr(error, "colno", 1)
            self.refuse(f"第 {where} 列起不是 JSON；例如 {example}", f"no JSON from column {where}; e.g. {example}")
            return None
        if not isinstance(value, dict):
            self.refuse(f"应为一个对象；例如 {example}", f"an object is expected; e.g. {example}")
            return None
        return self.from_object(value)

    def from_object(self, value: dict[str, Any]) -> Document | None:
        identifier = self._identifier(value.get("id"))
        texts = {name: self._text(name, value.get(name, "")) for name in _TEXTS}
        keywords = self._keywords(value.get("keywords", []))
        facets = self._facets(value.get("facets"))
        if not self.faults and not terms_of("\n".join((texts["title"], *keywords, texts["text"]))).characters:
            self.refuse("text 与 title 里没有一个字", "neither text nor title holds a single word")
        if self.faults:
            return None
        return Document(identifier, texts["text"], texts["title"], keywords, texts["applicants"], facets)

    def _identifier(self, given: Any) -> str:
        if isinstance(given, str) and 0 < len(given) <= _LONGEST_ID and given.isprintable() and given == given.strip():
            return given
        self.refuse(
            f"id：给出 {_short(given)}；应为 1 至 {_LONGEST_ID} 个可见字符；例如 z1",
            f"id: given {_short(given)}; expected 1 to {_LONGEST_ID} visible characters; e.g. z1",
        )
        return ""

    def _text(self, name: str, given: Any) -> str:
        if isinstance(given, str):
            return given
        self.refuse(f"{name}：给出 {_short(given)}；应为一段文字", f"{name}: given {_short(given)}; expected a text")
        return ""

    def _keywords(self, given: Any) -> tuple[str, ...]:
        if isinstance(given, list) and all(isinstance(word, str) for word in given):
            return tuple(word for word in given if word.strip())
        self.refuse(
            f'keywords：给出 {_short(given)}；应为文字的列表；例如 ["石墨烯"]',
            f'keywords: given {_short(given)}; expected a list of texts; e.g. ["graphene"]',
        )
        return ()

    def _facets(self, given: Any) -> Facets:
        if given is None:
            return Facets()
        if not isinstance(given, dict):
            self.refuse(
                f'facets：给出 {_short(given)}；应为对象；例如 {{"industry": "C39"}}',
                f'facets: given {_short(given)}; expected an object; e.g. {{"industry": "C39"}}',
            )
            return Facets()
        rest = {name: value for name, value in given.items() if value is not None and value != ""}
        industry = self._coded(rest.pop("industry", None), "industry", _INDUSTRY, "C39")
        place = self._coded(rest.pop("place", None), "place", _PLACE, "450305")
        budget = self._sum(rest.pop("budget_yuan", None), "budget_yuan")
        price = self._sum(rest.pop("price_yuan", None), "price_yuan")
        words = {name: self._word(name, value) for name, value in rest.items()}
        words = {name: value for name, value in words.items() if value not in UNSAID}
        return Facets(
            industry=industry,
            technology=words.pop("technology", None),
            maturity=words.pop("maturity", None),
            place=place,
            cooperation=words.pop("cooperation", None),
            budget_fen=budget,
            price_fen=price,
            others=tuple(sorted((name, value) for name, value in words.items())),
        )

    def _coded(self, given: Any, name: str, shape: re.Pattern[str], example: str) -> str | None:
        if given is None:
            return None
        if isinstance(given, str) and shape.fullmatch(given.strip().upper()):
            return given.strip().upper()
        self.refuse(
            f"facets.{name}：给出 {_short(given)}；应为代码，例如 {example}",
            f"facets.{name}: given {_short(given)}; expected a code such as {example}",
        )
        return None

    def _sum(self, given: Any, name: str) -> int | None:
        if given is None:
            return None
        try:
            if isinstance(given, bool) or not isinstance(given, int | float | str):
                raise ValueError(given)
            fen = Decimal(str(given)) * 100
            if not fen.is_finite() or fen < 0 or fen != fen.to_integral_value() or fen >= 2**62:
                raise ValueError(given)
            return int(fen)
        except (ValueError, InvalidOperation):
            self.refuse(
                f"facets.{name}：给出 {_short(given)}；应为不小于 0 的元数，至多两位小数；例如 500000",
                f"facets.{name}: given {_short(given)}; expected yuan, 0 or more, two decimals at most; e.g. 500000",
            )
            return None

    def _word(self, name: str, given: Any) -> str:
        if isinstance(given, str) and len(given) <= _LONGEST_FACET:
            return " ".join(normalised(given).split())
        self.refuse(
            f"facets.{name}：给出 {_short(given)}；应为至多 {_LONGEST_FACET} 字的文字",
            f"facets.{name}: given {_short(given)}; expected a text of {_LONGEST_FACET} characters at most",
        )
        return ""


def _fen(yuan: int | float | None) -> int | None:
    return None if yuan is None else int(Decimal(str(yuan)) * 100)


def _short(given: Any) -> str:
    said = json.dumps(given, ensure_ascii=False, default=str)
    return said if len(said) <= 40 else said[:39] + "…"
