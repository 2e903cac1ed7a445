"""Addresses of the registers: the same for each, made from its declaration.

Its one law: a right that a register does not grant to anybody has no address.
"""

from __future__ import annotations

from functools import partial
from itertools import chain

from django.urls import URLPattern

from lingqu.books.accounts.permissions import SITE_DESK, SITE_READ
from lingqu.books.registers.declaration import Register, Right
from lingqu.books.registers.declared.all_registers import registers
from lingqu.interfaces.web.registers import details, editing, imports, lists
from lingqu.interfaces.web.registers.loading import concern_of_row
from lingqu.interfaces.web.routes import page

_POST = ("POST",)
_FORM = ("GET", "HEAD", "POST")


def routes_of(register: Register) -> list[URLPattern]:
    """The routes of one register."""
    found = _routes_of_lists(register) + _routes_of_rows(register)
    if Right.MAKE in register.rights:
        name, allowed = f"registers-{register.name}-new", register.permission(Right.MAKE)
        view = partial(editing.new, register)
        found.append(page(f"registers/{register.name}/new/", view, name=name, permission=allowed, methods=_FORM))
    return found + (_routes_of_imports(register) if Right.IMPORT in register.rights else [])


def _routes_of_lists(register: Register) -> list[URLPattern]:
    at, name, see = f"registers/{register.name}/", f"registers-{register.name}", register.permission(Right.SEE)
    found = [
        page(at, partial(lists.rows, register), name=f"{name}-list", permission=see),
        page(f"{at}choices/<slug:field>/", partial(lists.choices, register), name=f"{name}-choices", permission=see),
        page(f"{at}views/", partial(lists.save, register), name=f"{name}-views", permission=SITE_DESK, methods=_POST),
        page(
            f"{at}views/<uuid:view>/drop/",
            partial(lists.drop, register),
            name=f"{name}-drop-view",
            permission=SITE_DESK,
            methods=_POST,
        ),
    ]
    if Right.EXPORT in register.rights:
        found.append(
            page(
                f"{at}export/<slug:form>/",
                partial(lists.export, register),
                name=f"{name}-export",
                permission=register.permission(Right.EXPORT),
            )
        )
    return found


def _routes_of_rows(register: Register) -> list[URLPattern]:
    at, name = f"registers/{register.name}/<uuid:key>/", f"registers-{register.name}"
    pages = (
        ("", "row", details.row, Right.SEE, ("GET", "HEAD")),
        ("edit/", "edit", editing.edit, Right.CHANGE, _FORM),
        ("retire/", "retire", editing.retire, Right.RETIRE, _FORM),
        ("restore/", "restore", editing.restore, Right.RETIRE, _POST),
        ("show/", "show", details.show, Right.SHOW, _POST),
    )
    return [
        page(
            at + end,
            partial(view, register),
            name=f"{name}-{short}",
            permission=register.permission(right),
            concerning=partial(concern_of_row, register),
            methods=methods,
        )
        for end, short, view, right, methods in pages
        if right is Right.SEE or right in register.rights
    ]


def _routes_of_imports(register: Register) -> list[URLPattern]:
    at, name, allowed = (
        f"registers/{register.name}/import/",
        f"registers-{register.name}-import",
        register.permission(Right.IMPORT),
    )
    pages = (
        ("", "", imports.bring, _FORM),
        ("template/", "-template", imports.template, ("GET", "HEAD")),
        ("faults/<slug:digest>/", "-faults", imports.faults, ("GET", "HEAD")),
        ("confirm/", "-confirm", imports.confirm, _POST),
        ("<uuid:batch>/undo/", "-undo", imports.undo, _POST),
    )
    return [
        page(at + end, partial(view, register), name=name + short, permission=allowed, methods=methods)
        for end, short, view, methods in pages
    ]


urlpatterns = [
    page("registers/", lists.home, name="registers", permission=SITE_READ),
    *chain.from_iterable(routes_of(register) for register in registers().values()),
]
