"""One turn of one contender over a register: the process that `bulk.py` starts, not meant for people.

Its one law: what is timed is done `times` over, the result of each let go before the next; figures go out as JSON,
and a contender that cannot do the step says so instead.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

Timed = dict[str, list[float]]


def main() -> None:
    """Do one step and tell how long it took."""
    parser = argparse.ArgumentParser(prog="bench turn", description=main.__doc__)
    parser.add_argument("step", choices=sorted(STEPS))
    parser.add_argument("contender")
    parser.add_argument("register", type=Path)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--out", type=Path, default=None)
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    choices = parser.parse_args()
    try:
        told = STEPS[choices.step](choices)
    except (NotImplementedError, ImportError) as refusal:
        told = {"refused": f"{type(refusal).__name__}: {refusal}"}
    sys.stdout.write(json.dumps(told) + "\n")


def _made(choices: argparse.Namespace) -> dict[str, Any]:
    from registers import write_register

    write_register(count=choices.rows, seed=choices.seed, path=choices.register)
    return {"bytes": choices.register.stat().st_size}


def _wide(choices: argparse.Namespace) -> dict[str, Any]:
    from peers.wide_contenders import contender

    peer = contender(choices.contender)
    build = _timed(peer.build, 3)
    load = _timed(lambda: peer.load(choices.register), 1)
    return {"build": build, "load": load, "compute": _timed(peer.compute, choices.times)}


def _long(choices: argparse.Namespace) -> dict[str, Any]:
    from peers.wide_contenders import contender

    peer = contender(choices.contender)
    peer.build()
    peer.load(choices.register)
    taken = _timed(lambda: peer.write_long(choices.out), choices.times)
    size = choices.out.stat().st_size
    choices.out.unlink()
    return {"long": taken, "bytes": size}


def _totals(choices: argparse.Namespace) -> dict[str, Any]:
    from peers.wide import Totals, pool_once
    from peers.wide_contenders import contender

    peer = contender(choices.contender)
    peer.build()
    found: list[Totals] = []
    taken = _timed(lambda: found.append(peer.totals(choices.register)), choices.times)
    return {"totals": taken, "found": pool_once(found[-1])}


def _rows(choices: argparse.Namespace) -> dict[str, Any]:
    """Write the rows of `lingqu bulk --out`: more than the long form that everybody writes."""
    from peers.ours_bulk import Lingqu

    ours = Lingqu(choices.contender.partition(" ")[2])
    ours.build()
    ours.load(choices.register)
    taken = _timed(lambda: ours.write_rows(choices.out), choices.times)
    size = choices.out.stat().st_size
    choices.out.unlink()
    return {"long": taken, "bytes": size}


def _what_if(choices: argparse.Namespace) -> dict[str, Any]:
    from peers.ours_bulk import WhatIf

    return {"whatif": _timed(WhatIf(choices.register).run, choices.times)}


def _answers(choices: argparse.Namespace) -> dict[str, Any]:
    """Write the answers in the shared columns, for the agreement."""
    from peers.wide_contenders import contender

    peer = contender(choices.contender)
    peer.build()
    peer.load(choices.register)
    frame = peer.frame(peer.compute())
    frame.write_parquet(choices.out)
    return {"rows": frame.height}


def _oracle(choices: argparse.Namespace) -> dict[str, Any]:
    """Write the answers of the plain computation for the first rows."""
    import polars
    from peers.wide_plain import frame

    frame(polars.read_parquet(choices.register, n_rows=choices.rows)).write_parquet(choices.out)
    return {"rows": choices.rows}


def _compared(choices: argparse.Namespace) -> dict[str, Any]:
    """Hold answers (`--out`) to those in the register's place, cell by cell, as far as the shorter reaches."""
    import polars
    from peers.wide import COLUMNS, MEASURES

    expected, said = polars.read_parquet(choices.register), polars.read_parquet(choices.out)
    rows = min(expected.height, said.height)
    expected, said = expected.head(rows), said.head(rows)
    lines: list[str] = []
    differing = 0
    for name in COLUMNS:
        other = said[name].cast(expected[name].dtype)
        unlike = ~expected[name].eq_missing(other)
        differing += int(unlike.sum())
        places = unlike.arg_true().head(3).to_list()
        lines += [f"{expected['id'][row]} {name}: {other[row]}, expected {expected[name][row]}" for row in places]
    verdicts = [
        int(sum(int(expected[code].eq_missing(truth).sum()) for code in MEASURES)) for truth in (True, False, None)
    ]
    return {"cells": rows * len(COLUMNS), "differing": differing, "lines": lines[:12], "verdicts": verdicts}


STEPS: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
    "register": _made, "wide": _wide, "long": _long, "totals": _totals, "answers": _answers, "oracle": _oracle,
    "compare": _compared, "rows": _rows, "whatif": _what_if,
}  # fmt: skip


def _timed(call: Callable[[], Any], times: int) -> Timed:
    wall, processor = [], []
    for _ in range(times):
        began, worked = perf_counter(), process_time()
        result = call()
        wall.append(perf_counter() - began)
        processor.append(process_time() - worked)
        del result
    return {"wall": wall, "processor": processor}


if __name__ == "__main__":
    main()
