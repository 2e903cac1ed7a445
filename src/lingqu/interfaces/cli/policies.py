"""`lingqu policies`: every policy folder that can be found, with what is in it or how many faults it has.

Its one law: a folder with faults is listed, not hidden, and does not keep the others from being told.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand
from lingqu.interfaces.cli.columns import table
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.policy_choice import folders_option
from lingqu.interfaces.cli.screen import Screen
from lingqu.law.packs.cache import PackCache, cache_from
from lingqu.law.packs.folders import PolicyFolder, UnableToLoadPack, find_policies, load_folder
from lingqu.reports.wording import Words

_HEADS = (
    Words("政策", "policy"),
    Words("名称", "title"),
    Words("措施", "measures"),
    Words("施行", "in force"),
    Words("来处", "from"),
    Words("摘要", "digest"),
)
_BUILT_IN = Words("随附", "shipped")
_FAULTS = Words("有 {} 处错误，lingqu check 可看", "{} faults; see lingqu check")


@click.command(
    cls=BilingualCommand,
    help="列出找得到的政策：随附的，以及 --policies 所指文件夹里的。",
    english="List the policies that can be found: those shipped, and those in the folders named by --policies.",
)
@folders_option
@click.pass_obj
def command(lang: str, policies: tuple[str, ...]) -> None:
    """List the policies."""
    try:
        found = find_policies([Path(each) for each in policies])
    except UnableToLoadPack as error:
        raise Refusal([fault.said(lang) for fault in error.faults]) from None
    cache = cache_from(os.environ)
    screen = Screen(sys.stdout)
    rows = [_row(folder, cache, lang) for folder in found]
    screen.put(table([words.said(lang) for words in _HEADS], rows, screen.width, firm={0, 3, 5}))


def _row(folder: PolicyFolder, cache: PackCache | None, lang: str) -> list[str]:
    place = _BUILT_IN.said(lang) if folder.built_in else str(folder.path)
    try:
        pack = load_folder(folder.path, cache=cache)
    except UnableToLoadPack as error:
        return [folder.id, _FAULTS.said(lang).format(len(error.faults)), "", "", place, ""]
    policy = pack.policy
    title = policy.english if lang == "en" and policy.english else policy.title
    until = policy.until.iso if policy.until else ""
    return [policy.id, title, str(len(pack.measures)), f"{policy.since.iso} {until}", place, pack.digest[:12]]
