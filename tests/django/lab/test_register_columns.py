"""The register of all subjects: what one organisation is answered alone is what it is answered among all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.django.assessments.made import DAY, organisation, platform, project, tell, the_pack

from lingqu.books.registers.models import Organisation
from lingqu.law.studies.whatif.standing import standing_of
from lingqu.law.studies.whatif.whatif import what_if
from lingqu.processes.assessments.judging import assessed
from lingqu.processes.assessments.register_columns import KINDS, register_of_day, stamp_of_registers

pytestmark = pytest.mark.django_db


def zone(count: int) -> None:
    """Organisations with facts, projects and platforms."""
    for number in range(count):
        one = organisation(f"第{number}家", size="small")
        project(one, "industrial")
        platform(one, "pilot_platform", level="regional")
        tell(one, "rd_expenditure_yuan", f"{number + 10}000000.00", year=2025)


def test_all_together_are_answered_as_each_alone(tmp_path: Path) -> None:
    zone(4)
    pack = the_pack()
    register = register_of_day(pack, DAY, folder=tmp_path, stamp=stamp_of_registers(pack, DAY))
    assert register is not None

    found = what_if(pack, (), register, day=DAY, standing=standing_of(pack, register, day=DAY, kinds=KINDS))

    alone: Counter[tuple[str, str]] = Counter()
    for each in Organisation.objects.all():
        for judged in assessed(each, day=DAY).judged:
            alone.update((outcome.measure, outcome.verdict.value) for outcome in judged.answer.outcomes)
    together = {each.measure.id: (each.before.eligible, each.before.undetermined) for each in found.measures}
    assert together == {id: (alone[id, "eligible"], alone[id, "undetermined"]) for id in together}
    assert any(undetermined for _, undetermined in together.values())


def test_queries_do_not_grow_with_organisations(tmp_path: Path, django_assert_num_queries: Any) -> None:
    zone(1)
    pack = the_pack()
    with django_assert_num_queries(11) as one:
        register_of_day(pack, DAY, folder=tmp_path, stamp="one")
    zone(5)

    with django_assert_num_queries(len(one)):
        register_of_day(pack, DAY, folder=tmp_path, stamp="more")

    assert [each.name for each in tmp_path.glob("*.parquet")] == ["subjects-more.parquet"]


def test_any_change_of_the_registers_gives_another_stamp() -> None:
    pack = the_pack()
    stamps = [stamp_of_registers(pack, DAY)]
    one = organisation()
    stamps.append(stamp_of_registers(pack, DAY))
    tell(one, "rd_expenditure_yuan", "1.00", year=2025)
    stamps.append(stamp_of_registers(pack, DAY))

    assert len(set(stamps)) == len(stamps)


def test_a_zone_without_organisations_has_no_register(tmp_path: Path) -> None:
    assert register_of_day(the_pack(), DAY, folder=tmp_path, stamp="none") is None
