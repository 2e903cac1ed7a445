"""The registrars of GB 32100 and the bodies they register: the first two characters of a credit code.

Its one law: a pair that the standard does not give is refused. Written from memory of the standard's table and to be
compared with it; the meaning of a pair, not its validity, is what may be off. It computes no check character.
"""

from __future__ import annotations

from lingqu.law.codes.code_list import CodeList, Entry, Title

BODY_KINDS = CodeList(
    "body_kinds",
    Title("主体类型", "Kinds of body"),
    [
        Entry("enterprise", Title("企业", "Enterprise")),
        Entry("sole_trader", Title("个体工商户", "Sole trader")),
        Entry("cooperative", Title("农民专业合作社", "Farmers' cooperative")),
        Entry("state_organ", Title("机关", "State organ")),
        Entry("public_institution", Title("事业单位", "Public institution")),
        Entry("mass_organisation", Title("群众团体", "Mass organisation")),
        Entry("association", Title("社会团体", "Association")),
        Entry("private_non_enterprise", Title("民办非企业单位", "Private non-enterprise unit")),
        Entry("foundation", Title("基金会", "Foundation")),
        Entry("collective", Title("农村集体经济组织", "Rural collective")),
        Entry("legal_service", Title("法律服务机构", "Legal service body")),
        Entry("foreign_office", Title("境外机构", "Foreign or overseas office")),
        Entry("religious", Title("宗教机构", "Religious body")),
        Entry("union", Title("工会", "Trade union")),
        Entry("other", Title("其他", "Other")),
    ],
)

REGISTRARS = CodeList(
    "registrars",
    Title("登记管理部门", "Registrars"),
    [
        Entry("1", Title("机构编制", "Establishment of public bodies")),
        Entry("2", Title("外交", "Foreign affairs")),
        Entry("3", Title("司法行政", "Justice")),
        Entry("4", Title("文化", "Culture")),
        Entry("5", Title("民政", "Civil affairs")),
        Entry("6", Title("旅游", "Tourism")),
        Entry("7", Title("宗教", "Religious affairs")),
        Entry("8", Title("工会", "Trade unions")),
        Entry("9", Title("市场监管", "Market regulation")),
        Entry("A", Title("军队编制", "Establishment of the armed forces")),
        Entry("N", Title("农业农村", "Agriculture and rural affairs")),
        Entry("Y", Title("其他", "Other")),
    ],
)

_KINDS = {
    "11": "state_organ", "12": "public_institution", "13": "mass_organisation", "19": "other",
    "21": "foreign_office", "29": "other",
    "31": "legal_service", "32": "legal_service", "33": "legal_service", "34": "legal_service", "35": "legal_service",
    "39": "other",
    "41": "foreign_office", "49": "other",
    "51": "association", "52": "private_non_enterprise", "53": "foundation", "59": "other",
    "61": "foreign_office", "62": "foreign_office", "69": "other",
    "71": "religious", "72": "religious", "79": "other",
    "81": "union", "89": "other",
    "91": "enterprise", "92": "sole_trader", "93": "cooperative", "99": "other",
    "A1": "public_institution", "A9": "other",
    "N1": "collective", "N2": "collective", "N3": "collective", "N9": "other",
    "Y1": "other",
}  # fmt: skip


def body_kind(pair: str) -> Entry | None:
    """The kind of body that the first two characters name, or None where the standard has no such pair.

    >>> body_kind("91").title.en, body_kind("90")
    ('Enterprise', None)
    """
    code = _KINDS.get(pair)
    return None if code is None else BODY_KINDS.entry(code)


def pairs_of(registrar: str) -> tuple[str, ...]:
    """The pairs that a registrar gives."""
    return tuple(pair for pair in _KINDS if pair[0] == registrar)
