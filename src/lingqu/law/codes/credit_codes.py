"""Unified social credit codes of GB 32100: read as people type them, checked by both check characters.

Its one law: a code is returned only if every character is right; otherwise each fault says which character, what was
given and what it should be. It does not know whether such a body exists.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum.cn.uscc import calc_check_digit

from lingqu.law.codes.bodies import REGISTRARS, body_kind, pairs_of
from lingqu.law.codes.code_list import Entry, Title
from lingqu.law.codes.regions import Region, regions

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100 leaves out I, O, S, V and Z
LENGTH = 18
EXAMPLE = "91450300HCQ0J1XK5B"
_TAKEN_FOR = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_SEPARATORS = frozenset(" -_·.\t\r\n\u3000\u00a0\u200b\ufeff")


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A code whose check characters are right. `region` is None where the division is not on our list."""

    text: str
    registrar: Entry
    kind: Entry
    division: str
    region: Region | None

    @property
    def body(self) -> str:
        """The nine characters of GB 11714 that name the body itself."""
        return self.text[8:17]


@dataclass(frozen=True, slots=True)
class CodeFault:
    """One thing wrong: `place` counts characters from 1, None where no one character is to blame."""

    place: int | None
    given: str
    expected: str
    words: Title


class UnableToReadCreditCode(ValueError):
    """A text that is no credit code, with every fault found."""

    def __init__(self, given: str, faults: tuple[CodeFault, ...]) -> None:
        super().__init__("; ".join(fault.words.en for fault in faults))
        self.given = given
        self.faults = faults

    def said(self, lang: str) -> str:
        """All faults in one language."""
        return ("; " if lang == "en" else "；").join(fault.words.said(lang) for fault in self.faults)


def check_credit_code(text: str) -> CreditCode:
    """Read a code, in full width or lower case and with separators if need be. Raises `UnableToReadCreditCode`.

    >>> check_credit_code("91 4503 00HC Q0J1 XK5B".lower()).kind.title.zh
    '企业'
    """
    code = tidy(text)
    faults = tuple(_faults(code))
    if faults:
        raise UnableToReadCreditCode(text, faults)
    kind = body_kind(code[:2])
    assert kind is not None, "an unknown pair is a fault"
    return CreditCode(code, REGISTRARS.entry(code[0]), kind, code[2:8], regions().get(code[2:8]))


def tidy(text: str) -> str:
    """The code as it is stored: half width, capitals, no separators.

    >>> tidy(" ９１ａ-b ")
    '91AB'
    """
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(each for each in folded if each not in _SEPARATORS)


def body_check(body: str) -> str:
    """The check character of GB 11714 for the eight characters of a body.

    >>> body_check("D2143569")
    'X'
    """
    total = sum(int(each, 36) * weight for each, weight in zip(body, _BODY_WEIGHTS, strict=True))
    return "0X987654321"[total % 11]


def _faults(code: str) -> Iterator[CodeFault]:
    if len(code) != LENGTH:
        yield _fault(
            None, code, str(LENGTH),
            Title(
                f"长度：给出 {len(code)} 个字符；应为 {LENGTH} 个，例如 {EXAMPLE}",
                f"length: given {len(code)} characters; expected {LENGTH}, e.g. {EXAMPLE}",
            ),
        )  # fmt: skip
    strange = list(_strange(code))
    yield from strange
    if strange or len(code) != LENGTH:
        return
    yield from _wrong_pair(code)
    yield from _wrong_checks(code)


def _strange(code: str) -> Iterator[CodeFault]:
    for place, each in enumerate(code[:LENGTH], 1):
        if 3 <= place <= 8 and not (each.isascii() and each.isdigit()):
            yield _at(place, each, _TAKEN_FOR.get(each, "0-9"), "行政区划只有数字", "a division has digits only")
        elif each not in ALPHABET:
            yield _at(
                place, each, _TAKEN_FOR.get(each, "0-9 A-Z"), "代码不用 I、O、S、V、Z", "codes have no I, O, S, V or Z"
            )


def _wrong_pair(code: str) -> Iterator[CodeFault]:
    if code[0] not in REGISTRARS:
        expected = " ".join(entry.code for entry in REGISTRARS)
        yield _at(1, code[0], expected, "没有这样的登记管理部门", "there is no such registrar")
    elif body_kind(code[:2]) is None:
        expected = " ".join(pair[1] for pair in pairs_of(code[0]))
        yield _at(2, code[1], expected, "该部门不登记这一类", "this registrar has no such kind of body")


def _wrong_checks(code: str) -> Iterator[CodeFault]:
    of_body, of_code = body_check(code[8:16]), calc_check_digit(code[:17])
    swapped = _swapped(code) if (code[16], code[17]) != (of_body, of_code) else None
    hint = _swap_hint(swapped) if swapped else Title("", "")
    if code[16] != of_body:
        yield _at(
            17, code[16], of_body,
            f"由第 9 至 16 位“{code[8:16]}”算出，若它们无误{hint.zh}",
            f"computed from characters 9 to 16, “{code[8:16]}”, if those are right{hint.en}",
        )  # fmt: skip
    elif code[17] != of_code:
        yield _at(
            18, code[17], of_code,
            f"由前 17 位算出，第 9 至 17 位相符，所以错在前 8 位或末位{hint.zh}",
            "computed from the first 17 characters; 9 to 17 agree, so the fault lies in the first 8 or in the last"
            + hint.en,
        )  # fmt: skip


def _swap_hint(place: int) -> Title:
    return Title(f"；可能是第 {place}、{place + 1} 位颠倒", f"; perhaps characters {place} and {place + 1} are swapped")


def _swapped(code: str) -> int | None:
    """The place of two neighbours that, put the other way round, make all of the code right; None if not just one."""
    found = [
        place + 1
        for place in range(LENGTH - 1)
        if code[place] != code[place + 1]
        and _is_right(code[:place] + code[place + 1] + code[place] + code[place + 2 :])
    ]
    return found[0] if len(found) == 1 else None


def _is_right(code: str) -> bool:
    shaped = code[2:8].isdigit() and body_kind(code[:2]) is not None
    return shaped and code[16] == body_check(code[8:16]) and code[17] == calc_check_digit(code[:17])


def _at(place: int, given: str, expected: str, zh: str, en: str) -> CodeFault:
    words = Title(
        f"第 {place} 位：给出“{given}”；应为“{expected}”（{zh}）",
        f"character {place}: given “{given}”; expected “{expected}” ({en})",
    )
    return _fault(place, given, expected, words)


def _fault(place: int | None, given: str, expected: str, words: Title) -> CodeFault:
    return CodeFault(place, given, expected, words)
