"""Sentences in which a firm speaks of itself instead of what it needs, cut before a query is ranked.

Its one law: only whole sentences go, never one that states a need, and never all of them. Stored documents stay whole.
How the cut was judged is in docs/matching.md.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lingqu.matching.documents import Document
from lingqu.matching.texts import sentences_of

_OF_ITSELF = re.compile(
    "成立于|创建于|始建于|创办于|注册资[本金]|占地(?:面积)?[约近]?[0-9一二三四五六七八九十百千万.]+|位于|坐落|座落"
    "|职工[0-9]|员工[0-9]|(?:拥有|现有)[^，,。]{0,12}(?:员工|职工|人员|队伍)"
    "|高新技术企业|龙头企业|重点企业|扶持企业|民营企业|股份制企业|专精特新|上市公司|集[^。]{2,20}于一[体身]"
    "|经营理念|企业精神|质量方针|服务理念|企业文化|宗旨|共同发展|新老客户|竭诚|欢迎[^。]{0,12}(?:洽谈|来电|光临|合作)"
    "|荣获|被评为|被授予|获得[^，。]{0,16}(?:称号|认证|奖)|年产值|销售额|年销售|远销|畅销|深受|喜得"
    "|主要从事|主营|主要经营|经营范围|专业从事|专业生产"
    "|联系(?:人|电话|方式)|电\\s*话[:：]|手\\s*机[:：]|邮\\s*箱[:：]|https?://|www\\."
)
_NEED = re.compile(
    "需要|需求|需解决|亟[需待]|急需|拟|希望|寻[求找]|要求|目标|解决|攻克|改[进善]|提[高升]|降低|减少|开发|研[发究制]|难[题点以]|瓶颈|问题|指标|实现|替代"
)


def without_self_description(query: Document) -> tuple[Document, list[str]]:
    """The query without sentences about the asker, and those sentences.

    >>> query = Document("d1", "我公司成立于2002年，占地50亩。需要一种耐高温涂层。")
    >>> without_self_description(query)[0].text
    '需要一种耐高温涂层。'
    """
    sentences = sentences_of(query.text)
    cut = [sentence for sentence in sentences if _OF_ITSELF.search(sentence) and not _NEED.search(sentence)]
    if not cut or len(cut) == len(sentences):
        return query, []
    left = "".join(sentence for sentence in sentences if sentence not in cut)
    return replace(query, text=left), cut
