"""An invented plan, in the shape of a real one, and the same text as txt, docx, pdf and html made on the spot.

No place, body or sum in it is real.
"""

from __future__ import annotations

import html
import io
import zlib

import docx

LETTER = (
    "白石市人民政府，省人民政府各部门：",
    "《蓝湾海洋科技试验区（白石）实施方案》业经省里批准，现予发出，请照办。",
    "2027年3月5日",
    "（此件公开发布）",
)
TITLE = "蓝湾海洋科技试验区（白石）实施方案"
BODY = (
    "为让白石市的海洋科技走得更远，制定本方案。",
    "一、总体要求",
    "坚持陆海并重，走“近海试验—远海应用”的路子。到2031年，白石市海洋研发投入年均增速12%以上，"
    "新建省级海洋平台20家以上；年海洋技术成交额突破7亿元。",
    "二、重点任务",
    "（一）实施港口更新行动",
    "1.更新旧港区。以东港、西港为核心区，建设“一港一品”（每港一个主打产品。两年一评）的格局。"
    "东港重点做船用电池；西港重点做海藻材料。（白石市人民政府，省科技厅、工业和信息化厅，海关总署白石海关等"
    "分工负责。下列均由白石市人民政府落实，各条不另写）",
    "2.壮大海洋企业。对年度研发投入300万元以上的企业，每家最高给予20万元补助。支持企业牵头“揭榜”。"
    "（省科技厅、财政厅、市场监管局等分工负责）",
    "（二）实施成果上岸行动",
    "3.建设验证码头。每年安排40万元，择优支持验证项目。提到“先试后买。”的做法，应当推广。(省委金融办,省财政厅负责)",
    "三、保障措施",
    "省科技厅牵头开展评估。白石市落实投入责任。",
    "本方案自印发之日起实施，有效期至2031年12月31日。期间国家另有规定的，从其规定。",
)
FOOTER = ("某某信息咨询有限公司 版权所有 2011-2020 某ICP备00000000号", "白石市海滨路1号 邮编000000", "QQ：000000")
LINES = (*LETTER, TITLE, *BODY, *FOOTER)
TEXT = "\n".join(LINES) + "\n"

ANCHORS = (
    "引言第1句",
    "总体要求第1句",
    "总体要求第2句",
    "第1条第1句",
    "第1条第2句",
    "第2条第1句",
    "第2条第2句",
    "第3条第1句",
    "第3条第2句",
    "保障措施第1句",
    "保障措施第2句",
    "施行第1句",
    "施行第2句",
)


def as_docx(lines: tuple[str, ...] = LINES) -> bytes:
    """The lines as paragraphs of a Word document."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return _saved(document)


def as_html(lines: tuple[str, ...] = LINES) -> bytes:
    """The lines as paragraphs of a web page with navigation, a script and a style of its own."""
    paragraphs = "\n".join(f"<p>&nbsp;&nbsp;{html.escape(line)}</p>" for line in lines)
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>页面</title><style>p {color: red}</style></head><body>"
        "<nav><a href='/'>首页</a> &gt; <a href='/x'>政策</a></nav><!-- 注释 <p>不是正文</p> -->"
        f"<div id=content>{paragraphs}</div><script>var page = '<p>不是正文。</p>';</script></body></html>"
    ).encode()


def as_pdf(lines: tuple[str, ...] = LINES, *, across: int = 34, down: int = 40) -> bytes:
    """The lines set on pages `across` characters wide, with an indent, a centred title and page numbers."""
    rows: list[tuple[float, str]] = []
    for line in lines:
        if line == TITLE:
            rows.append((72 + (across - len(line)) * 6, line))
            continue
        words = "　　" + line if line not in LETTER[:1] else line
        rows += [(72.0 + (24 if begin == 0 and words[0] == "　" else 0), words[begin : begin + across].strip("　"))
                 for begin in range(0, len(words), across)]  # fmt: skip
    pages = [rows[begin : begin + down] for begin in range(0, len(rows), down)]
    return pdf_of([[*page, (290.0, f"— {number} —")] for number, page in enumerate(pages, start=1)])


def pdf_of(pages: list[list[tuple[float, str]]]) -> bytes:
    """A small PDF: each page a list of (left edge, text), every character twelve points wide."""
    used = sorted(
        {ord(character) for page in pages for _, text in page for character in text if ord(character) < 65536}
    )
    chunks = [used[begin : begin + 100] for begin in range(0, len(used), 100)]
    mapped = "\n".join(
        f"{len(chunk)} beginbfchar\n" + "\n".join(f"<{code:04x}> <{code:04x}>" for code in chunk) + "\nendbfchar"
        for chunk in chunks
    )
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{mapped}\nendcmap end end"
    )
    first_page = 6
    kids = " ".join(f"{first_page + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R]"
        b" /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000"
        b" /FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4 /Ascent 880"
        b" /Descent -120 /FontBBox [0 -120 1000 880] >> >>",
        _stream(unicode_map.encode()),
    ]
    for number, page in enumerate(pages):
        shown = [
            f"BT /F 12 Tf {left:.1f} {780 - 18 * row} Td <{text.encode('utf-16-be').hex()}> Tj ET"
            for row, (left, text) in enumerate(page)
        ]
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first_page + 2 * number + 1} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        objects.append(_stream("\n".join(shown).encode()))
    return _written(objects)


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream"


def _written(objects: list[bytes]) -> bytes:
    written = b"%PDF-1.4\n"
    offsets: list[int] = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return (
        written
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n" % (size, len(written))
        + b"%%EOF\n"
    )


def _saved(document: object) -> bytes:
    saved = io.BytesIO()
    document.save(saved)  # type: ignore[attr-defined]
    return saved.getvalue()
