"""The kinds of applicants a visitor may begin as: what each already says, and what it is asked first.

Its one law: a kind says a fact only where the two mean the same; whatever else it suggests is asked. No kind excludes
another by law (an institute turned into a company is both): only the applicant says that it is nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lingqu.reports.wording import Words

LOCATED = "located_in_guilin"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of applicant."""

    code: str
    words: Words
    note: Words
    says: Mapping[str, bool] = field(default_factory=dict)
    asks_first: tuple[str, ...] = ()


KINDS = (
    Kind(
        "enterprise",
        Words("企业", "Enterprise"),
        Words("依法登记的企业", "a registered enterprise"),
        {"is_enterprise": True},
    ),
    Kind(
        "research_institute",
        Words("高校或科研院所", "University or institute"),
        Words("高校、科研院所、新型研发机构", "university, research institute, new-type R&D institution"),
        asks_first=("is_research_institute", "is_public_institution", "is_new_type_rd_institution"),
    ),
    Kind(
        "incubator",
        Words("孵化器", "Incubator"),
        Words("科技企业的孵化载体", "it incubates technology firms"),
        {"is_incubator": True},
    ),
    Kind(
        "platform",
        Words("创新或中试平台", "Platform"),
        Words("概念验证、中试、创新平台", "proof of concept, pilot scale, innovation"),
        asks_first=(
            "is_pilot_platform",
            "is_proof_of_concept_centre",
            "is_innovation_platform",
            "itbpsp_recognised",
        ),
    ),
    Kind(
        "team",
        Words("师生创业团队", "Founding team"),
        Words("由高校教师或学生组成", "of university staff or students"),
        {"is_university_staff_student_team": True},
    ),
    Kind(
        "project",
        Words("产业化项目", "Project"),
        Words("工业项目、重大产业项目、成果转化项目", "industrial, major or conversion project"),
        asks_first=(
            "is_industrial_project",
            "is_major_industrial_project",
            "is_enterprise_led_project",
            "is_proof_of_concept_project",
        ),
    ),
)
BODIES = (
    "is_enterprise",
    "is_research_institute",
    "is_public_institution",
    "is_new_type_rd_institution",
    "is_incubator",
    "is_university_staff_student_team",
)
"""What a recipient may itself be. Projects and platforms belong to one, so they say nothing about it."""
_BY_CODE = {kind.code: kind for kind in KINDS}


def kind_of(code: str) -> Kind | None:
    """The kind of a code; None where nobody said, or the code is none of ours."""
    return _BY_CODE.get(code)


def denied(code: str) -> tuple[str, ...]:
    """What an applicant says no to who is of this kind and nothing else; nothing where the kind is no body's own."""
    kind = kind_of(code)
    own = {*kind.says, *kind.asks_first} if kind else set()
    return tuple(each for each in BODIES if each not in own) if own & set(BODIES) else ()


def asked_first(code: str) -> tuple[str, ...]:
    """The facts asked before those that money chooses: where, then what."""
    kind = kind_of(code)
    return (LOCATED, *(kind.asks_first if kind else ()))
