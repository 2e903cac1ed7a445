"""Code lists that only the registers have, beside those of the law.

Its one law: a list of the law is never doubled here.
"""

from __future__ import annotations

from lingqu.law.codes.code_list import CodeList, Entry, Title
from lingqu.law.codes.lists import code_list

SUBJECT_KINDS = CodeList(
    "subject_kinds",
    Title("支持对象", "Kinds of subject"),
    [
        Entry("organisation", Title("单位", "organisation")),
        Entry("project", Title("项目", "project")),
        Entry("platform", Title("平台", "platform")),
        Entry("recognition", Title("认定", "recognition")),
        Entry("team", Title("团队", "team")),
        Entry("consortium", Title("联合体", "consortium")),
    ],
)

_OWN = {each.name: each for each in (SUBJECT_KINDS,)}


def list_named(name: str) -> CodeList:
    """Find a list, of the registers or of the law. Raises `UnableToFindCode`."""
    return _OWN[name] if name in _OWN else code_list(name)
