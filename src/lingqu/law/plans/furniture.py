"""What stands in a file beside the plan: a republisher's footer, a web page's furniture, a table of contents, an annex.

Its one law: such text is set aside with the reason by which it was recognised, never dropped.
It does not know where the plan begins and ends; the caller says where in the document a line stands.
"""

from __future__ import annotations

import re

from lingqu.law.plans.faults import Wording
from lingqu.law.plans.lines import SetAside

REASONS = {
    "copyright": Wording(
        "版权或网站备案标识，属转载方页脚", "a copyright or web-site registration mark: the footer of a republisher"
    ),
    "contact": Wording(
        "联系方式（地址、邮编、电话、QQ 等），属转载方页脚",
        "contact data (address, postcode, telephone, QQ …): the footer of a republisher",
    ),
    "page": Wording(
        "网页自身的文字（来源、浏览次数、分享等）", "a web page's own text (source, view count, sharing …)"
    ),
    "contents": Wording(
        "目录行，正文中另有其标题", "a line of the table of contents; the heading itself stands in the text"
    ),
    "annex": Wording("附件，不属方案正文语句", "an annex, no sentence of the plan itself"),
    "after-validity": Wording(
        "位于施行条款之后，且不是正文语句", "stands behind the validity clause and is no sentence of the plan"
    ),
    "running-head": Wording("各页重复的页眉或页脚", "a running head or foot, the same on page after page"),
}

_COPYRIGHT = re.compile(
    r"版权所有|©|\(c\)\s*\d{4}|copyright|all rights reserved|ICP备|ICP证|公网安备|网站标识码|技术支持[:：]",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"QQ\s*[:：]?\s*\d|微信(?:号|公众号)?[:：]|邮\s*编|邮政编码|(?:联系)?电话[:：]|传真[:：]|手机[:：]|邮箱|e-?mail|"
    r"[\w.+-]{1,64}@[\w-]{1,64}\.\w|https?://|www\.\w|(?:地|网)址[:：]|联系人[:：]|\d{3,4}[-—]\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"^(?:首页|当前位置|您的位置|返回顶部|关闭窗口|打印本页|上一篇|下一篇|分享到|扫一扫|相关(?:链接|阅读|文章)|免责声明)|"
    r"(?:信息)?来源[:：]|(?:发布|发表|更新)(?:时间|日期)[:：]|(?:浏览|阅读|点击)(?:次数|量|数)?[:：]|责任编辑[:：]|字体[:：]|字号[:：]"
)
_CONTENTS = re.compile(r"^\s*目\s*[录次]\s*$|(?:\.{3,}|…{2,}|·{4,}|．{3,}|\t)\s*\d{1,3}\s*$")
_ANNEX = re.compile(r"^\s*附\s*[件录表](?:\s*\d{0,2}|[一二三四五六七八九十]{1,2})\s*(?:[:：.．、]|$)")
_LONGEST_MARK_LINE = 300


def footer_reason(text: str) -> str:
    """Tell by what marks a line is a footer: `copyright`, `contact`, or "" for none.

    >>> (
    ...     footer_reason("某某公司 版权所有 2010-2019"),
    ...     footer_reason("联系电话：0000-0000000"),
    ...     footer_reason("支持研发。"),
    ... )
    ('copyright', 'contact', '')
    """
    if _COPYRIGHT.search(text):
        return "copyright"
    return "contact" if _CONTACT.search(text) else ""


def beside_the_text(text: str, *, in_body: bool) -> str:
    """Tell why a line belongs to no plan wherever it stands; in the body only plain marks count, never contact data."""
    if len(text) > _LONGEST_MARK_LINE:
        return ""
    if _CONTENTS.search(text):
        return "contents"
    if any(mark in text for mark in "。；;"):
        # sentences of the plan may stand on the same line; the closing clause is sorted out sentence by sentence
        return ""
    if _COPYRIGHT.search(text):
        return "copyright"
    if in_body:
        return ""
    if _PAGE.search(text):
        return "page"
    return "contact" if _CONTACT.search(text) else ""


def opens_annex(text: str) -> bool:
    """Say whether a line opens the annexes.

    >>> opens_annex("附件：1.任务分工表"), opens_annex("附加支持。")
    (True, False)
    """
    return bool(_ANNEX.match(text))


def put_aside(text: str, *, code: str, place: str) -> SetAside:
    """Set a text aside under one of the reasons this module knows."""
    return SetAside(text.strip(), code, REASONS[code], place)
