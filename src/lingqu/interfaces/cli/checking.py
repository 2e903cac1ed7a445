"""`lingqu check`: a policy's faults, what looks wrong in it, and all its examples run through the engine.

Its one law: everything is checked and told before the command ends: 2 for faults, 1 for examples that come out
otherwise, 0 where all is as it says. What only looks wrong is told and changes nothing.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, option
from lingqu.interfaces.cli.failures import FAILED, UNUSABLE, Refusal
from lingqu.interfaces.cli.policy_choice import folders_option
from lingqu.interfaces.cli.screen import Line, Part, Screen, flowed
from lingqu.law.engine.boundaries import BoundaryResult, run_boundaries
from lingqu.law.engine.examples import ExampleResult, facts_of, run_examples
from lingqu.law.lang.tree import Place
from lingqu.law.packs.cache import PackCache, cache_from
from lingqu.law.packs.findings import Grade, findings_of
from lingqu.law.packs.folders import PolicyFolder, UnableToLoadPack, find_policies, load_folder
from lingqu.law.packs.pack import Pack
from lingqu.reports.wording import Words

_OK = Words("通过", "passed")
_FAILED = Words("未通过", "failed")
_COUNTS = Words(
    "{}：措施 {}，示例 {}，边界示例 {}，注意 {}，提示 {}",
    "{}: {}, {}, {}, {}, {}",
)
_COUNTED = ("measure", "example", "boundary example", "warning", "remark")
_FAULTS = Words("{}：{} 处错误", "{}: {}")
_NO_SUCH = Words("{}：没有这样的文件夹或政策；已有：{}", "{}: no such folder or policy; there are: {}")
_GRADES = {Grade.WARNING: Words("注意", "warning"), Grade.REMARK: Words("提示", "remark")}
_EXAMPLE = Words("示例", "example")
_BOUNDARY = Words("边界示例", "boundary example")
_OTHERWISE = Words("应为{}，实为{}；所给：{}", "expected {}, found {}; given: {}")


@click.command(
    cls=BilingualCommand,
    help="""检查规则：错误（带位置和改法）、可疑之处、全部示例和由门槛生成的边界示例。

    FOLDER|POLICY 是文件夹或政策名；不写则检查找得到的全部。退出状态：0 通过，1 示例不符，2 有错误。""",
    english="""Check rules: faults with place and mend, what looks wrong, examples, also those made from the lines.

    FOLDER|POLICY is a folder or a policy's id; without any, all that can be found. Ends with 0 where all is well,
    1 where an example comes out otherwise, 2 for faults.""",
)
@folders_option
@option("--quiet", "-q", zh="不列出提示。", en="Leave remarks out.", flag=True)
@click.argument("targets", nargs=-1, metavar="[FOLDER|POLICY]…")
@click.pass_obj
def command(lang: str, policies: tuple[str, ...], quiet: bool, targets: tuple[str, ...]) -> int:
    """Check policies."""
    folders = _chosen(targets, [Path(each) for each in policies], lang)
    screen = Screen(sys.stdout)
    cache = cache_from(os.environ)
    return max(_checked(folder, cache, screen, lang, quiet) for folder in folders)


def _chosen(targets: Sequence[str], folders: list[Path], lang: str) -> list[PolicyFolder]:
    """The policy folders to check. Raises `Refusal` for a target that is neither a folder nor a policy."""
    try:
        named = [Path(each) for each in targets if Path(each).is_dir()]
        found = find_policies([*folders, *named])
    except UnableToLoadPack as error:
        raise Refusal([fault.said(lang) for fault in error.faults]) from None
    if not targets:
        return [*found]
    inside = {path.resolve() for path in named}
    chosen: dict[Path, PolicyFolder] = {}
    faults = []
    for target in targets:
        if Path(target).is_dir():
            continue
        those = [folder for folder in found if folder.id == target]
        if not those:
            faults.append(_NO_SUCH.said(lang).format(target, ", ".join(dict.fromkeys(each.id for each in found))))
        chosen.update({folder.path.resolve(): folder for folder in those})
    for folder in found:
        path = folder.path.resolve()
        if path in inside or path.parent in inside:
            chosen[path] = folder
    if faults:
        raise Refusal(faults)
    return [*chosen.values()]


def _checked(folder: PolicyFolder, cache: PackCache | None, screen: Screen, lang: str, quiet: bool) -> int:
    """Check one folder and tell the outcome; its exit status."""
    try:
        pack = load_folder(folder.path, cache=cache)
    except UnableToLoadPack as error:
        number = len(error.faults)
        counted = _counted(number, "fault") if lang == "en" else number
        screen.put([(Part(f"✗ {_FAULTS.said(lang).format(folder.id, counted)}", "bad"),)])
        for fault in error.faults:
            print(fault.said(lang), file=sys.stderr)
        return UNUSABLE
    lines: list[Line] = []
    counts = dict.fromkeys(Grade, 0)
    for finding in findings_of(pack):
        counts[finding.grade] += 1
        if not quiet or finding.grade is Grade.WARNING:
            text = finding.english if lang == "en" else finding.text
            head = f"{place_said(finding.at)} {_GRADES[finding.grade].said(lang)} {finding.about} "
            lines += flowed([Part(head, "quiet"), Part(text)], screen.width, indent=2, hanging=4)
    examples = [*run_examples(pack)]
    boundaries = [*run_boundaries(pack)]
    failures = [_example_lines(each, screen.width, lang) for each in examples if not each.passed]
    failures += [_boundary_lines(each, pack, screen.width, lang) for each in boundaries if not each.passed]
    screen.put(_verdict(pack, not failures, len(examples), len(boundaries), counts, screen.width, lang))
    screen.put([*lines, *(line for each in failures for line in each)])
    return FAILED if failures else 0


def _verdict(
    pack: Pack, passed: bool, examples: int, boundaries: int, counts: dict[Grade, int], width: int, lang: str
) -> list[Line]:
    numbers = (len(pack.measures), examples, boundaries, counts[Grade.WARNING], counts[Grade.REMARK])
    said = map(_counted, numbers, _COUNTED) if lang == "en" else numbers
    text = _COUNTS.said(lang).format(pack.id, *said)
    mark = ("✓ ", "good") if passed else ("✗ ", "bad")
    words = _OK if passed else _FAILED
    return flowed([Part(mark[0] + words.said(lang), mark[1]), Part(f"  {text}")], width, hanging=2)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _example_lines(result: ExampleResult, width: int, lang: str) -> list[Line]:
    head = f"✗ {place_said(result.example.at)} {_EXAMPLE.said(lang)} {result.measure} "
    return flowed([Part(head, "bad"), Part("；".join(result.differences))], width, indent=2, hanging=4)


def _boundary_lines(result: BoundaryResult, pack: Pack, width: int, lang: str) -> list[Line]:
    case = result.case
    given = json.dumps(facts_of(pack, case.given), ensure_ascii=False)
    head = f"✗ {place_said(case.at)} {_BOUNDARY.said(lang)} {case.measure} "
    text = _OTHERWISE.said(lang).format(result.expected, result.found, given)
    return flowed([Part(head, "bad"), Part(text)], width, indent=2, hanging=4)


def place_said(place: Place) -> str:
    """Say where something is written: file:line:column, as editors understand it."""
    return f"{place.file}:{place.line}:{place.column}" if place.line else place.file
