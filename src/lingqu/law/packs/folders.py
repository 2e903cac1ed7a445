"""Where policies are found and how one becomes a pack: folders inside the package and folders that the caller names.

Its one law: a folder becomes a Pack without a single fault or raises UnableToLoadPack with all of them. A folder that
the caller names outranks a built-in one of the same policy. It does not know what a fault in a rule is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import lingqu
from lingqu.law.lang.faults import Fault, fault_at, nearest
from lingqu.law.lang.tree import Place
from lingqu.law.packs.cache import PackCache
from lingqu.law.packs.lean import without_examples
from lingqu.law.packs.pack import Pack
from lingqu.law.packs.sources import FolderSource, read_folder, rule_files_in
from lingqu.law.packs.versions import UnableToChooseVersion, version_on

BUILT_IN = Path(lingqu.__file__).parent / "policies"
"""Package data beside the package's own code: reading the path is 100 times quicker than importlib.resources."""

HEADER = re.compile(r"^政策[ \t\u3000]+([A-Za-z][A-Za-z0-9_]*)", re.MULTILINE)
HEADER_BYTES = 4096


@dataclass(frozen=True, slots=True)
class PolicyFolder:
    """A folder that holds one version of one policy."""

    id: str
    path: Path
    built_in: bool = False


class UnableToLoadPack(Exception):
    """A policy that is not there, or has faults: all of them, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(self.said())

    def said(self, lang: str = "zh") -> str:
        """Say all faults, one after the other."""
        return "\n".join(fault.said(lang) for fault in self.faults)


def load_pack(
    policy: str,
    *,
    folders: Sequence[Path] = (),
    day: date | None = None,
    cache: PackCache | None = None,
    examples: bool = True,
) -> Pack:
    """Load the one version of a policy there is, or of several the one in force on the day.

    Whoever only answers does without examples (and the places of the text): they are most of what has to be loaded.
    Raises UnableToLoadPack: no such policy, faults in it, or no single version to choose.
    """
    packs = load_versions(policy, folders=folders, cache=cache, examples=examples)
    if len(packs) == 1:
        return packs[0]
    try:
        return version_on(packs, day)
    except UnableToChooseVersion as error:
        raise UnableToLoadPack([error.fault]) from None


def load_versions(
    policy: str, *, folders: Sequence[Path] = (), cache: PackCache | None = None, examples: bool = True
) -> tuple[Pack, ...]:
    """Load every version of a policy, the faults of all told together."""
    found = find_policies(folders)
    named = [folder for folder in found if folder.id == policy]
    chosen = [folder for folder in named if not folder.built_in] or named
    if not chosen:
        raise UnableToLoadPack([_no_such_policy(policy, found)])
    packs: list[Pack] = []
    faults: list[Fault] = []
    for folder in chosen:
        try:
            packs.append(load_folder(folder.path, cache=cache, examples=examples))
        except UnableToLoadPack as error:
            faults += error.faults
    known = {folder.id for folder in found}
    for pack in packs:
        unknown = [each for each in pack.policy.supplements if each not in known]
        faults += [_no_such_policy(each, found, pack.policy.at) for each in unknown]
    if faults:
        raise UnableToLoadPack(faults)
    return tuple(packs)


def load_folder(path: Path, *, cache: PackCache | None = None, examples: bool = True) -> Pack:
    """Load one policy folder, from the cache where the very same bytes were compiled by this very code before."""
    source = read_folder(path)
    if cache is not None and not source.faults:
        kept = cache.load(source.fingerprint, examples=examples)
        if kept is not None:
            return kept
    pack = _compiled(source)
    if cache is not None:
        cache.store(source.fingerprint, pack)
    return pack if examples else without_examples(pack)


def find_policies(folders: Sequence[Path] = ()) -> tuple[PolicyFolder, ...]:
    """List the policy folders among those named and inside the package.

    Each named path is a policy folder or holds some. Raises UnableToLoadPack where one is no folder at all.
    """
    found: dict[Path, PolicyFolder] = {}
    faults: list[Fault] = []
    for path in folders:
        try:
            inside = _folders_in(path)
        except OSError:
            faults += read_folder(path).faults
            continue
        if not inside:
            faults.append(_no_policies(path))
        for each in inside:
            found.setdefault(_settled(each), PolicyFolder(_id_of(each), each))
    if faults:
        raise UnableToLoadPack(faults)
    for each in _folders_in(BUILT_IN) if BUILT_IN.is_dir() else ():
        found.setdefault(_settled(each), PolicyFolder(_id_of(each), each, built_in=True))
    return tuple(found.values())


def _folders_in(path: Path) -> list[Path]:
    """List the path itself where it holds rule files, else the folders in it that do. Raises OSError."""
    if rule_files_in(path):
        return [path]
    inside = []
    for child in sorted(path.iterdir()):
        try:
            if child.is_dir() and not child.name.startswith(".") and rule_files_in(child):
                inside.append(child)
        except OSError:
            continue  # a neighbour that may not be read, or a loop of links, is no policy
    return inside


def _id_of(path: Path) -> str:
    """Read the policy's id from its header without parsing; the folder's name where there is none."""
    try:
        with open(path / "policy.lq", "rb") as file:
            head = file.read(HEADER_BYTES).decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError:
        return path.name
    found = HEADER.search(head)
    return found.group(1) if found else path.name


def _settled(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _compiled(source: FolderSource) -> Pack:
    # imported only here: the parser brings lark, which takes ten times as long as loading a kept pack
    from lingqu.law.packs.compiling import compile_folder

    pack, faults = compile_folder(source)
    if pack is None:
        raise UnableToLoadPack(faults)
    return pack


def _no_such_policy(policy: str, found: Sequence[PolicyFolder], at: Place | None = None) -> Fault:
    known = tuple(dict.fromkeys(folder.id for folder in found))
    near = nearest(policy, known)
    return fault_at(
        at or Place(policy, 1, 1),
        code="no-such-policy",
        given=policy,
        expected=(f"已有的政策：{'、'.join(known) or '无'}", f"a policy there is: {', '.join(known) or 'none'}"),
        example=near or "",
    )


def _no_policies(path: Path) -> Fault:
    return fault_at(
        Place(path.name or str(path), 1, 1),
        code="no-policies",
        given=path.name or str(path),
        expected=(
            "含 policy.lq 的文件夹，或放有这种文件夹的文件夹",
            "a folder with policy.lq, or one that holds such folders",
        ),
        example="policies/guilin2026",
    )
