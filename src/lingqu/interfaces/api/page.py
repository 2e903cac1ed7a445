"""The page that describes the API to people, made on the server from the same description that programs read.

Its one law: nothing is told here that the description does not say; it needs no script and nobody else's server.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from lingqu.interfaces.api.fair_use import RATES
from lingqu.interfaces.api.openapi import description
from lingqu.interfaces.api.problems import TITLES
from lingqu.interfaces.api.repeating import FORM
from lingqu.reports.wording import Words

_METHODS = ("get", "post", "patch", "put", "delete")
_FACTS = {"application_date": "2027-06-30", "located_in_guilin": True, "is_enterprise": True}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing an operation is asked by."""

    name: str
    where: Words
    kind: str
    words: Words
    is_required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as it is shown."""

    name: str
    method: str
    path: str
    words: Words
    scope: str
    is_public: bool
    parameters: tuple[Parameter, ...]
    body: tuple[Parameter, ...]
    curl: str
    answers: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Operations that belong together."""

    name: str
    words: Words
    operations: tuple[Operation, ...]


_WHERE = {
    "query": Words("查询", "query"),
    "path": Words("地址", "path"),
    "header": Words("头", "header"),
    "body": Words("正文", "body"),
}


def page(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    address = f"{request.scheme}://{request.get_host()}"
    return render(
        request,
        "api/page.html",
        {
            "parts": _parts(),
            "address": address,
            "rates": RATES,
            "problems": [(status, words) for status, words in TITLES.items() if status != 400],
            "is_english": (translation.get_language() or "").startswith("en"),
        },
    )


@cache
def _parts() -> tuple[Part, ...]:
    found: dict[str, list[Operation]] = {}
    for path, methods in description()["paths"].items():
        for method in _METHODS:
            if method in methods:
                found.setdefault(_part_of(path, methods[method]), []).append(_operation(path, method, methods[method]))
    return tuple(Part(f"part-{number}", _words(name), tuple(each)) for number, (name, each) in enumerate(found.items()))


def _part_of(path: str, details: dict[str, Any]) -> str:
    """The tag; of registers each has a part of its own, called by what its operations have in common."""
    pieces = path.strip("/").split("/")
    if pieces[2] == "registers" and len(pieces) > 3:
        zh, en = details["summary"].split("：")[0], details["description"].split(":")[0]
        return f"{zh} / {en}"
    return str(details["tags"][0])


def _operation(path: str, method: str, details: dict[str, Any]) -> Operation:
    return Operation(
        name=details["operationId"],
        method=method.upper(),
        path=path,
        words=Words(details["summary"], details["description"]),
        scope=details["x-scope"],
        is_public={} in details["security"],
        parameters=tuple(_parameter(each) for each in details["parameters"] if each["name"] != "lang"),
        body=tuple(_body(details)),
        curl=_curl(path, method, details),
        answers=tuple((status, _words(each["description"])) for status, each in details["responses"].items()),
    )


def _parameter(each: dict[str, Any]) -> Parameter:
    return Parameter(
        each["name"], _WHERE[each["in"]], _kind(each["schema"]), _words(each.get("description", "")), each["required"]
    )  # fmt: skip


def _body(details: dict[str, Any]) -> Iterator[Parameter]:
    schema = _schema_of_body(details)
    required = set(schema.get("required", ()))
    for name, each in schema.get("properties", {}).items():
        yield Parameter(name, _WHERE["body"], _kind(each), _words(each.get("description", "")), name in required)
        if name == "values":
            inner = _resolved(each)
            for field, about in inner.get("properties", {}).items():
                yield Parameter(f"values.{field}", _WHERE["body"], _kind(about), _words(about["description"]), False)


def _schema_of_body(details: dict[str, Any]) -> dict[str, Any]:
    if "requestBody" not in details:
        return {}
    schema: dict[str, Any] = next(iter(details["requestBody"]["content"].values()))["schema"]
    return _resolved(schema["anyOf"][0] if "anyOf" in schema else schema)


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = description()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return found


def _kind(schema: dict[str, Any]) -> str:
    """The type of a value in a few words."""
    if "enum" in schema:
        return " | ".join(str(each) for each in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    if "anyOf" in schema:
        return " | ".join(kind for each in schema["anyOf"] if (kind := _kind(each)) != "null")
    if schema.get("type") == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    if "$ref" in schema:
        return "object"
    kind = schema.get("type", "any")
    return str(schema.get("format") or (kind if isinstance(kind, str) else " | ".join(kind)))


def _curl(path: str, method: str, details: dict[str, Any]) -> str:
    filled = path.replace("{code}", "F11" if "measures" in path else "rd_expenditure_yuan")
    filled = filled.replace("{name}", "organisation_kinds")
    for part in ("key", "fact", "file"):
        filled = filled.replace(f"{{{part}}}", part.upper())
    # the address stands in a variable: the page is made once, whatever name the server is called by
    lines = ["curl" + (f" -X {method.upper()}" if method != "get" else "") + f' "$LINGQU{filled}"']
    if {} not in details["security"]:
        lines.append("  -H 'Authorization: Bearer lq_…'")
    if FORM in details.get("requestBody", {}).get("content", ()):
        return " \\\n".join([*lines, "  -F 'file=@report.pdf'"])
    example = _example(path, details)
    if example is not None:
        lines.append("  -H 'Content-Type: application/json'")
        lines.append(f"  -d '{json.dumps(example, ensure_ascii=False)}'")
    return " \\\n".join(lines)


def _example(path: str, details: dict[str, Any]) -> Any:
    if "requestBody" not in details:
        return None
    if path.endswith("/assess"):
        return [{"id": "A1", "facts": _FACTS}]
    if path.endswith("/next-question"):
        return {"facts": _FACTS}
    schema = _schema_of_body(details)
    found: dict[str, Any] = {}
    for name, each in schema.get("properties", {}).items():
        if name == "values":
            fields = _resolved(each).get("properties", {})
            found[name] = {field: _first(about, "…") for field, about in list(fields.items())[:2]}
        else:
            found[name] = _first(each, "…")
    return found


def _first(schema: dict[str, Any], otherwise: Any) -> Any:
    return next(iter(schema.get("examples", ())), otherwise)


def _words(text: str) -> Words:
    zh, slash, en = text.partition(" / ")
    return Words(zh, en) if slash else Words(text, text)
