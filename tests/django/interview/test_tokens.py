"""The answers in an address: they come back as they went, and a token is input like any other."""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64encode
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingqu.interfaces.web.interview.state import State, Wire
from lingqu.interfaces.web.interview.tokens import LONGEST, UnableToReadToken, read_token, token_of
from lingqu.law.packs.pack import Pack
from lingqu.processes.assessments.packs import POLICY, pack_of_day

DAY = date(2026, 11, 24)
MONEY = "99999999999.99"

codes = st.from_regex(r"[a-z][a-z0-9_]{0,40}", fullmatch=True)
years = st.dictionaries(st.integers(2000, 2099).map(str), st.integers() | st.text(max_size=20) | st.none(), max_size=5)
wires = st.none() | st.booleans() | st.integers() | st.text(max_size=40) | years
states = st.builds(
    State,
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    kind=st.sampled_from(["", "enterprise"]),
    measures=st.lists(st.sampled_from(["F01", "F11", "F19"]), unique=True).map(tuple),
    supplements=st.sampled_from([(), ("general_conditions",)]),
    digest=st.sampled_from(["", "0123456789ab"]),
    source=st.sampled_from(["", f"{0:032x}_organisation_{1:032x}"]),
    facts=st.dictionaries(codes, wires, max_size=12),
)


def packed(text: str) -> str:
    """A token with a right check sum around any text."""
    data = text.encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = zlib.crc32(data).to_bytes(4) + packer.compress(data) + packer.flush()
    return "1." + urlsafe_b64encode(body).decode().rstrip("=")


def most_answers(pack: Pack) -> State:
    """Every fact answered as lengthily as it can be."""
    long: dict[str, int | str] = {
        "DATE": "2026-11-24",
        "COUNT": 999_999_999,
        "YES_NO": True,
        "MONEY": MONEY,
        "RATIO": "0.123456",
    }
    facts: dict[str, Wire] = {}
    for fact in pack.facts:
        wire = long.get(fact.unit.name) or fact.choices[0][1]
        facts[fact.code] = {str(year): wire for year in range(2021, 2026)} if fact.yearly else wire
    every = tuple(measure.id for measure in pack.applicant_measures)
    return State(DAY, "research_institute", every, ("general_conditions",), pack.digest[:12], facts)


@given(states)
def test_a_state_comes_back_as_it_went(state: State) -> None:
    read = read_token(token_of(state))

    assert read.state == state
    assert list(read.state.facts) == list(state.facts)
    assert read.is_whole


def test_all_facts_fit_into_an_address() -> None:
    assert len(token_of(most_answers(pack_of_day(POLICY, day=DAY)))) < LONGEST


@given(st.integers(1, 1200))
def test_a_link_cut_off_gives_the_answers_before_the_cut(cut: int) -> None:
    state = most_answers(pack_of_day(POLICY, day=DAY))
    token = token_of(state)[:-cut]
    try:
        read = read_token(token)
    except UnableToReadToken:
        assert len(token) < 300
        return

    assert not read.is_whole
    assert list(read.state.facts.items()) == list(state.facts.items())[: len(read.state.facts)]


@pytest.mark.parametrize(
    "token",
    [
        "",
        "1.",
        "2.AAAA",
        "1.%00",
        "1." + "A" * 5000,
        "1.AAAAAAAAAAAA",
        packed(""),
        packed("\n"),
        packed("2026-02-30|||||\n"),
        packed("9999-12-31|||||\n"),
        packed("2026-11-24|<b>||||\n"),
        packed("2026-11-24||" + ",".join(f"F{number}" for number in range(99)) + "|||\n"),
        packed("2026-11-24|||||\n" + "a=y\n" * 20_000),
    ],
    ids=lambda token: token[:16],
)
def test_a_token_of_which_nothing_can_be_read_is_refused(token: str) -> None:
    with pytest.raises(UnableToReadToken):
        read_token(token)


@pytest.mark.parametrize(
    "line",
    [
        "is_enterprise",
        "is_enterprise=",
        "is_enterprise=1.5",
        "is_enterprise=NaN",
        "is_enterprise=[1]",
        'is_enterprise={"2025":{"a":1}}',
        'is_enterprise={"2025":1.5}',
        "is_enterprise=" + "[" * 9000,
        "is_enterprise=" + "9" * 9000,
        "<script>=y",
        "../../etc=y",
        "__class__=y",
    ],
    ids=lambda line: line[:30],
)
def test_a_line_that_is_no_answer_is_left_out_and_told(line: str) -> None:
    read = read_token(packed(f"2026-11-24|||||\nlocated_in_guilin=y\n{line}\nis_incubator=n\n"))

    assert read.state.facts == {"located_in_guilin": True, "is_incubator": False}
    assert not read.is_whole


def test_a_token_changed_by_one_letter_is_told_as_not_whole() -> None:
    token = token_of(State(DAY, facts={"is_enterprise": True, "rd_expenditure_yuan": {"2025": 20000000}}))
    wholes = 0
    for place in range(2, len(token)):
        for letter in "Aq_":
            changed = token[:place] + letter + token[place + 1 :]
            if changed == token:
                continue
            try:
                wholes += read_token(changed).is_whole and read_token(changed).state != read_token(token).state
            except UnableToReadToken:
                continue

    assert wholes == 0
