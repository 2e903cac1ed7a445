"""A checker of credit codes written from the two standards, apart from what makes them."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def has_right_checks(code: str) -> bool:
    """Check a code by the two standards: GB 11714 for its ninth to seventeenth character, GB 32100 for all of it."""
    if len(code) != 18 or set(code) - set(ALPHABET):
        return False
    body = sum(int(each, 36) * weight for each, weight in zip(code[8:16], (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    of_body = {10: "X", 11: "0"}.get(11 - body % 11, str(11 - body % 11))
    whole = sum(ALPHABET.index(each) * pow(3, place, 31) for place, each in enumerate(code[:17]))
    return code[16] == of_body and code[17] == ALPHABET[(31 - whole % 31) % 31]
