"""Mutants of the engine and of the three-valued logic: a seeded sample, and how many of them the tests notice.

Its one law: a mutant lives in memory alone, in a process of its own that imports anew all that could keep what it made;
no file of the tree is changed. The mutants are those that mutmut makes. Run by hand, never as a test:
`./run bench mutation --sample 500 --seed 1`.
"""

# Why mutmut's generator and not its command line. `mutmut run NAME …` would take a seeded sample, but it switches
# mutants by trampolines in one process and forks from it after the tests have been collected. Our test modules compile
# their program when they are imported and keep it (`PROGRAM = compile_program(...)`): a mutant of a compiling function
# would then be switched on too late and counted as survived. Here the process forks before the engine is imported.

from __future__ import annotations

import argparse
import difflib
import importlib.abc
import importlib.machinery
import json
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import libcst
from mutmut.mutation.file_mutation import create_mutations, deep_replace

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
BELOW = "lingqu.law"
MUTATED = ("lingqu/law/engine/*.py", "lingqu/law/lang/truth.py")

# The tests that judge, the quickest first. Before all of them come the doctests of the mutated module and those pure
# tests that import it by name. What is slow among the quick ones is asked in the last stage.
SLOW = ("tests/pure/engine/test_records.py::test_no_json_makes_it_crash",)
LEFT_OUT = tuple(f"--deselect={test}" for test in SLOW)
PURE = ("tests/pure/lang/test_truth.py", "tests/pure/engine")
STAGES: tuple[tuple[str, ...], ...] = (
    (*PURE, *LEFT_OUT),
    (
        "tests/agreement/test_reasons.py",
        "tests/agreement/test_supplements.py",
        "tests/agreement/test_invented_policy.py",
        "tests/agreement/test_shipped_policies.py",
    ),
    ("tests/agreement/test_plain_computation.py", *SLOW),
)
QUIET = ("-x", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist")

CPU_SECONDS = 90  # several times what all stages take; a mutant that runs longer has been noticed
WALL_SECONDS = 400
MOST_MEMORY = 3 << 30


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where, and the lines before and after."""

    name: str  # module:function:number among the mutants of the module
    module: str
    line: int
    change: str
    source: str


@dataclass(frozen=True, slots=True)
class Result:
    """How one mutant fared: killed, survived or timeout; by which test; in how many seconds."""

    name: str
    line: int
    change: str
    outcome: str
    by: str
    seconds: float


def main() -> int:
    """Sample, run, report."""
    choices = _choices()
    os.chdir(ROOT)
    names = _all_names(choices.only)
    if choices.again:
        earlier = [json.loads(line) for line in choices.again.read_text(encoding="utf-8").splitlines()]
        picked = [each["name"] for each in earlier if each["outcome"] == "survived" and each["name"] in names]
    else:
        picked = sorted(names)  # shuffled whole: a larger sample of the same seed contains the smaller ones
        random.Random(choices.seed).shuffle(picked)
        picked = picked[: choices.sample]
    print(f"{len(names)} mutants in all, {len(picked)} of them run, seed {choices.seed}", flush=True)

    _warm_up()
    results = []
    with open(choices.out or os.devnull, "w", encoding="utf-8") as out:
        for number, name in enumerate(picked, 1):
            mutant = _made(name)
            result = _run(mutant)
            results.append(result)
            out.write(json.dumps(asdict(result), ensure_ascii=False) + "\n")
            out.flush()
            if result.outcome != "killed":
                print(f"[{number}/{len(picked)}] {result.outcome} {name} (line {result.line})", flush=True)
                print(result.change, flush=True)
    _report(results)
    return 0


def _choices() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench mutation", description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--sample", type=int, default=500, help="how many mutants are run")
    parser.add_argument("--seed", type=int, default=1, help="seed of the sample")
    parser.add_argument("--only", default="", metavar="WORD", help="only mutants whose name contains WORD")
    parser.add_argument("--out", type=Path, default=None, metavar="FILE", help="write each result to FILE (JSON lines)")
    parser.add_argument("--again", type=Path, default=None, metavar="FILE", help="run only those that survived in FILE")
    return parser.parse_args()


# ---------------------------------------------------------------------------------------------------------------------
# The mutants


def _files() -> dict[str, Path]:
    """The mutated files by the names of their modules."""
    found = (file for pattern in MUTATED for file in sorted(SOURCE.glob(pattern)))
    return {".".join(file.relative_to(SOURCE).with_suffix("").parts): file for file in found}


_kept: dict[str, tuple[libcst.Module, list[Any]]] = {}


def _mutations(module: str) -> tuple[libcst.Module, list[Any]]:
    """What mutmut would change inside the functions of a module (it leaves the module's own statements alone)."""
    if module not in _kept:
        file = _files()[module]
        parsed, mutations, _, _ = create_mutations(str(file), file.read_text(encoding="utf-8"))
        inside = [each for each in mutations if isinstance(each.contained_by_top_level_function, libcst.FunctionDef)]
        _kept[module] = (parsed, inside)
    return _kept[module]


def _all_names(only: str) -> set[str]:
    names = set()
    for module in _files():
        for number, each in enumerate(_mutations(module)[1]):
            names.add(f"{module}:{each.contained_by_top_level_function.name.value}:{number}")
    return {name for name in names if only in name}


def _made(name: str) -> Mutant:
    module, _, number = name.split(":")
    parsed, mutations = _mutations(module)
    mutation = mutations[int(number)]
    changed = deep_replace(parsed, mutation.original_node, mutation.mutated_node)
    assert isinstance(changed, libcst.Module)
    before, after = parsed.code.splitlines(), changed.code.splitlines()
    diff = list(difflib.unified_diff(before, after, n=0, lineterm=""))
    line = int(diff[2].split()[1].lstrip("-").split(",")[0])
    change = "\n".join(text for text in diff[3:] if not text.startswith("@@"))
    return Mutant(name, module, line, change, changed.code)


class _Replacing(importlib.abc.MetaPathFinder):
    """Finds the one mutated module, ahead of the file it was made from."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.mutant.module:
            return None
        file = str(_files()[fullname])
        return importlib.machinery.ModuleSpec(fullname, _Loader(fullname, file, self.mutant.source), origin=file)


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, fullname: str, file: str, source: str) -> None:
        super().__init__(fullname, file)
        self.mutated = source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.mutated, self.path, "exec", dont_inherit=True)


# ---------------------------------------------------------------------------------------------------------------------
# One mutant, one process


def _run(mutant: Mutant | None) -> Result:
    """Let the tests judge one mutant (None: the code as it is) in a forked process."""
    start = time.monotonic()
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        _judge(mutant, write_end)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as told:
        by = told.read().decode("utf-8", "replace")
    _, status = os.waitpid(child, 0)
    seconds = round(time.monotonic() - start, 2)
    if os.WIFSIGNALED(status):
        late = os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGALRM)
        outcome, by = ("timeout", by) if late else ("killed", f"signal {os.WTERMSIG(status)}")
    else:
        outcome = "killed" if os.WEXITSTATUS(status) else "survived"
    name, line, change = (mutant.name, mutant.line, mutant.change) if mutant else ("", 0, "")
    return Result(name, line, change, outcome, by, seconds)


def _judge(mutant: Mutant | None, write_end: int) -> None:
    """In the child: import the law with the mutant in its place, run the stages, leave with 1 at the first failure."""
    status = 1
    try:
        signal.alarm(WALL_SECONDS)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        if mutant is not None:
            if not mutant.module.startswith(f"{BELOW}.engine"):
                _forget_the_law()
            sys.meta_path.insert(0, _Replacing(mutant))
        by = _first_failure(mutant)
        os.write(write_end, by.encode())
        status = 1 if by else 0
    except BaseException as error:
        os.write(write_end, f"{type(error).__name__}: {error}".encode()[:500])
    finally:
        os._exit(status)


def _first_failure(mutant: Mutant | None) -> str:
    import doctest

    import pytest

    for name in [mutant.module] if mutant else list(_files()):
        module = import_module(name)
        if mutant is not None and not isinstance(module.__loader__, _Loader):
            raise RuntimeError("the mutant was not imported")
        if doctest.testmod(module).failed:
            return f"doctest of {name}"
    nearest = _tests_that_import(mutant.module) if mutant else []
    rest = [[*stage, *(f"--ignore={file}" for file in nearest)] for stage in STAGES]
    for stage in [[*nearest, *LEFT_OUT], *rest] if nearest else rest:
        witness = _Witness()
        code = pytest.main([*QUIET, *stage], plugins=[witness])
        if code != 0:
            return witness.first or f"exit status {int(code)}"
    return ""


def _tests_that_import(module: str) -> list[str]:
    """The pure test files that import a module by name."""
    files = sorted(file for place in PURE for file in (ROOT / place).glob("test_*.py"))
    return [str(file) for file in files if f"from {module} import" in file.read_text(encoding="utf-8")]


class _Witness:
    """Remembers the first test that failed, or the first module that could not be collected."""

    def __init__(self) -> None:
        self.first = ""

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed and not self.first:
            self.first = report.nodeid

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed and not self.first:
            self.first = f"collecting {report.nodeid}"


def _warm_up() -> None:
    """Import what no mutant touches, once for all; then run the tests on the code as it is, which they must pass."""
    for name in ("hypothesis", "chinese_calendar", "docx", "pdfplumber", "_pytest.doctest", f"{BELOW}.lang.grammar"):
        import_module(name)
    import_module(f"{BELOW}.lang.grammar").lark_parser()
    _load_policies_once()
    touched = [name for name in sys.modules if name.startswith(f"{BELOW}.engine") or name in ("peers", "subjects")]
    if touched:
        raise RuntimeError(f"imported before the mutant is in its place: {touched}")
    result = _run(None)
    print(f"without a mutant: {result.outcome} {result.by} in {result.seconds} s", flush=True)
    if result.outcome != "survived":
        sys.exit("the tests fail without any mutant; nothing can be said")


def _load_policies_once() -> None:
    """Keep the built-in policies as read: the loader stands below the engine and may not import it (`lint-imports`)."""
    folders = import_module(f"{BELOW}.packs.folders")
    load = folders.load_folder
    kept = {
        (each.path, full): load(each.path, examples=full) for each in folders.find_policies() for full in (True, False)
    }

    def load_kept(path: Path, *, cache: Any = None, examples: bool = True) -> Any:
        found = kept.get((path, examples)) if cache is None else None
        return load(path, cache=cache, examples=examples) if found is None else found

    folders.load_folder = load_kept


def _forget_the_law() -> None:
    """For a mutant below the engine: everything of the law is imported anew."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "lingqu"]:
        del sys.modules[name]


# ---------------------------------------------------------------------------------------------------------------------
# The report


def _report(results: Sequence[Result]) -> None:
    print()
    for module, each in sorted(_by_module(results)):
        noticed = sum(result.outcome != "survived" for result in each)
        print(f"{module:40} {noticed:4} of {len(each):4} noticed")
    killed = sum(result.outcome == "killed" for result in results)
    late = sum(result.outcome == "timeout" for result in results)
    share = (killed + late) / len(results) if results else 0.0
    took = sum(result.seconds for result in results)
    print(f"\n{len(results)} mutants: {killed} killed, {late} by running too long, ", end="")
    print(f"{len(results) - killed - late} survived; {share:.1%} noticed; {took / 60:.0f} minutes")


def _by_module(results: Sequence[Result]) -> Iterator[tuple[str, list[Result]]]:
    modules = {result.name.partition(":")[0] for result in results}
    return ((module, [each for each in results if each.name.partition(":")[0] == module]) for module in modules)


if __name__ == "__main__":
    sys.exit(main())
