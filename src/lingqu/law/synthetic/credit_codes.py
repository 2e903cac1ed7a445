"""Unified social credit codes of GB 32100 by the million, with the check characters of GB 11714 and GB 32100.

Its one law: each number of a row gives another code, up to `MOST`, and both check characters are right. The body begins
with HC (合成), which no series known to us uses; nobody promises that it never will be.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # carries no types

Bytes = npt.NDArray[np.uint8]
Whole = npt.NDArray[np.int64]

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100 leaves out I, O, S, V and Z
LENGTH = 18
MOST = 31**6  # six free characters after HC
ENTERPRISE, PUBLIC_INSTITUTION, PRIVATE_NON_ENTERPRISE = "91", "12", "52"

_STEP = 612_847_127  # prime to 31: neighbouring rows get distant codes, and no two rows the same
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_LETTERS = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)
_PLACE = np.zeros(128, dtype=np.uint8)  # the value of a character in GB 32100
_PLACE[_LETTERS] = np.arange(31, dtype=np.uint8)
_VALUE = np.zeros(128, dtype=np.uint8)  # the value of a character in GB 11714: letters count on from ten without a gap
_VALUE[[ord(each) for each in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"]] = np.arange(36, dtype=np.uint8)
_BODY_CHECKS = np.frombuffer(b"0X987654321", dtype=np.uint8)  # by the sum modulo eleven


def credit_codes(*, numbers: Whole, registrars: Bytes, divisions: Whole) -> pa.Array:
    """Give a code for each row: `registrars` n × 2 characters, `divisions` six digits, `numbers` below `MOST`."""
    rows = len(numbers)
    codes = np.empty((rows, LENGTH), dtype=np.uint8)
    codes[:, 0:2] = registrars
    for place in range(6):
        codes[:, 2 + place] = divisions // 10 ** (5 - place) % 10 + ord("0")
    codes[:, 8:10] = np.frombuffer(b"HC", dtype=np.uint8)
    scattered = numbers * _STEP % MOST
    for place in range(6):
        codes[:, 10 + place] = _LETTERS[scattered // 31 ** (5 - place) % 31]
    codes[:, 16] = _body_check(codes[:, 8:16])
    codes[:, 17] = _code_check(codes[:, :17])
    return as_text(codes)


def as_text(characters: Bytes) -> pa.Array:
    """Give the rows of a matrix of ASCII characters as text, without copying each."""
    rows, width = characters.shape
    offsets = np.arange(0, (rows + 1) * width, width, dtype=np.int64)
    data = np.ascontiguousarray(characters)
    return pa.Array.from_buffers(pa.large_string(), rows, [None, pa.py_buffer(offsets), pa.py_buffer(data)])


def _body_check(body: Bytes) -> Bytes:
    total = np.zeros(len(body), dtype=np.int32)
    for place, weight in enumerate(_BODY_WEIGHTS):
        total += _VALUE[body[:, place]] * np.int32(weight)
    return _BODY_CHECKS[total % 11]


def _code_check(code: Bytes) -> Bytes:
    total = np.zeros(len(code), dtype=np.int32)
    for place, weight in enumerate(_CODE_WEIGHTS):
        total += _PLACE[code[:, place]] * np.int32(weight)
    return _LETTERS[-total % 31]
