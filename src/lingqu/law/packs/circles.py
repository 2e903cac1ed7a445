"""Circles: facts derived from themselves, and amounts that are multiples of themselves.

Its one law: a circle is told once, whole, in the order in which it runs, at the place where it was met first.
It does not know what the facts or amounts come to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lingqu.law.lang.faults import Fault
from lingqu.law.lang.tree import Multiple, Override, Place
from lingqu.law.packs.program import Program, fault_at
from lingqu.law.packs.walk import facts_named_in

Edges = Mapping[str, tuple[str, ...]]


def no_circles(program: Program) -> Program:
    """Find circular derivations and circular multiples or overrides."""
    derived = {
        fact.name: tuple(dict.fromkeys(name for name, _ in facts_named_in(fact.derivation))) for fact in program.facts
    }
    of_facts = {fact.name: fact.at for fact in reversed(program.facts)}
    resting = {
        measure.id: (measure.award.amount.measure,)
        for measure in program.measures
        if measure.award and isinstance(measure.award.amount, Multiple | Override)
    }
    of_measures = {measure.id: measure.at for measure in reversed(program.measures)}
    return program.with_faults(
        [
            *_circles("推算", "derivation", derived, of_facts),
            *_circles("依据另一条的支持额", "amount by another measure", resting, of_measures),
        ]
    )


def circles_in(edges: Edges) -> Iterator[tuple[str, ...]]:
    """List the circles of a graph, each once, beginning with the node met first.

    >>> list(circles_in({"a": ("b",), "b": ("c",), "c": ("a",), "d": ("d",)}))
    [('a', 'b', 'c'), ('d',)]
    """
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        stack: list[tuple[str, int]] = [(start, 0)]
        while stack:
            node, nth = stack.pop()
            if nth == 0:
                if node in done:
                    continue
                path.append(node)
            onward = edges.get(node, ())
            if nth < len(onward):
                stack.append((node, nth + 1))
                if onward[nth] in path:
                    yield tuple(path[path.index(onward[nth]) :])
                else:
                    stack.append((onward[nth], 0))
            else:
                done.add(node)
                path.pop()


def _circles(kind: str, english: str, edges: Edges, places: Mapping[str, Place]) -> Iterator[Fault]:
    for circle in circles_in(edges):
        whole = " → ".join((*circle, circle[0]))
        yield fault_at(
            places[circle[0]],
            whole,
            (f"{kind}不绕回自身", f"no circular {english}"),
            (f"断开其中一环：{whole}", f"break the circle at one link: {whole}"),
        )
