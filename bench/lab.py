"""How long the Policy Lab works on one change, over both registers: by the clock, and in time of the processor.

Beside other work the clock tells how busy the machine is, the processor what the Lab costs (all its threads together).

Needs the settings and a data folder: DJANGO_SETTINGS_MODULE=lingqu.config.settings LINGQU_DATA=… python bench/lab.py
"""

from __future__ import annotations

import statistics
import time

from django.utils import timezone

import django

RUNS = 7


def main() -> None:
    """Change one rate again and again; print medians in milliseconds."""
    django.setup()
    from lingqu.books.rulebooks.draft_checks import checked, workspace_of
    from lingqu.books.rulebooks.version_folders import texts_of_version
    from lingqu.interfaces.web.lab.impact import impact_of
    from lingqu.interfaces.web.lab.panel import panel_of
    from lingqu.interfaces.web.lab.registers import MADE, REAL, NoRegister
    from lingqu.interfaces.web.today import pack_today

    force, day = pack_today(), timezone.localdate()
    texts = texts_of_version(force.id, force.digest)
    for choice in (REAL, MADE):
        took: dict[str, list[float]] = {"pack": [], "faults and examples": [], "impact": [], "panel": []}
        worked: list[float] = []
        for run in range(RUNS + 1):
            number = 1 + run + (RUNS + 1 if choice == MADE else 0)
            changed = texts["measures.lq"].replace("最高 100万元，每个", f"最高 {100 + number}万元，每个")
            files = {**texts, "measures.lq": changed}
            marks, busy = [time.perf_counter()], time.process_time()
            pack = workspace_of(force.id, files).pack
            assert pack is not None
            marks.append(time.perf_counter())
            checked(force.id, files)
            marks.append(time.perf_counter())
            try:
                found = impact_of(before=force, draft=pack, choice=choice, day=day, page="bench")
            except NoRegister:
                print(f"{choice}: no organisation")
                break
            marks.append(time.perf_counter())
            panel_of(found, "zh")
            marks.append(time.perf_counter())
            if run:  # the first one reads the register
                worked.append((time.process_time() - busy) * 1000)
                for name, begun, ended in zip(took, marks, marks[1:], strict=False):
                    took[name].append((ended - begun) * 1000)
        else:
            said = ", ".join(f"{name} {statistics.median(each):.0f} ms" for name, each in took.items())
            processor = f"processor {statistics.median(worked):.0f} ms in all"
            print(f"{choice}, {found.over.register.rows:,} subjects: {said}; {processor}")


if __name__ == "__main__":
    main()
