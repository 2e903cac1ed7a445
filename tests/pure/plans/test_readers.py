"""The same plan in every format and encoding is the same plan."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from lingqu.law.plans import UnableToReadPlan, compare_plans, read_document, read_plan, read_plan_file
from pure.plans.invented import ANCHORS, BODY, LETTER, LINES, TEXT, TITLE, as_docx, as_html, as_pdf, pdf_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PLAIN = read_plan(content=TEXT.encode(), name="plan.txt")
EVERY_FORM = {
    "utf-8": TEXT.encode(),
    "utf-8 with its mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "utf-16": TEXT.encode("utf-16"),
    "utf-16, big end first": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "gb18030": TEXT.encode("gb18030"),
    "lines ending in CR LF": TEXT.replace("\n", "\r\n").encode(),
    "indented, blank lines between": "\n\n".join("　　" + line for line in LINES).encode(),
    "half-width marks": TEXT.translate(str.maketrans("，；：（）", ",;:()")).encode(),
    "docx": as_docx(),
    "html": as_html(),
    "html in gb18030": as_html().decode().replace("utf-8", "gb18030").encode("gb18030"),
    "html, one div with br": ("<div>" + "<br/>".join(LINES) + "</div>").encode(),
    "pdf": as_pdf(),
    "pdf, narrow": as_pdf(across=23, down=20),
}


@pytest.mark.parametrize("form", EVERY_FORM)
def test_every_form_of_a_document_gives_the_same_plan(form: str) -> None:
    plan = read_plan(content=EVERY_FORM[form], name="plan.html" if "html" in form else "plan")

    assert compare_plans(old=PLAIN, new=plan).same
    assert tuple(sentence.anchor for sentence in plan.sentences) == ANCHORS
    assert [aside.code for aside in plan.set_aside] == ["copyright", "contact", "contact"]
    assert not plan.partial


@pytest.mark.parametrize("width", [25, 31, 40])
def test_a_text_wrapped_at_a_fixed_width_is_unwrapped(width: int) -> None:
    wrapped = "\n".join(line[at : at + width] for line in LINES for at in range(0, len(line), width))

    plan = read_plan(content=wrapped.encode(), name="plan.txt")

    assert tuple(sentence.digest for sentence in plan.sentences) == tuple(
        sentence.digest for sentence in PLAIN.sentences
    )
    assert "unwrapped" in {note.code for note in plan.notes}


def test_page_numbers_are_left_out_and_running_heads_set_aside() -> None:
    rows = [[(72.0, line[:20]) for line in BODY[begin : begin + 4]] for begin in (0, 4, 8)]
    pages = [[(72.0, "白石政策汇编"), *page, (290.0, f"第 {number} 页")] for number, page in enumerate(rows, start=1)]

    document = read_document(content=pdf_of(pages), name="plan.pdf")

    assert not [line for line in document.lines if "页" in line.text or "汇编" in line.text]
    assert [aside.code for aside in document.set_aside] == ["running-head"] * 3
    assert [note.code for note in document.notes] == ["page-numbers"]


def test_automatic_numbers_of_word_are_written_out() -> None:
    document = docx.Document()
    _add_list(document, "7", [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")])
    for depth, text in (
        (0, "总体要求"),
        (None, "坚持创新。"),
        (0, "重点任务"),
        (1, "港口行动"),
        (2, "更新港区。建设新港。"),
        (2, "壮大企业。支持企业。"),
        (1, "上岸行动"),
        (2, "建设码头。建设旧港。"),
    ):
        _add_numbered(document, text, depth, "7")

    plan = read_plan(content=_saved(document), name="plan.docx")

    assert [part.title for part in plan.parts] == ["总体要求", "重点任务"]
    assert [group.number for group in plan.parts[1].groups] == [1, 2]
    assert [(task.number, task.heading) for task in plan.tasks] == [(1, "更新港区"), (2, "壮大企业"), (1, "建设码头")]
    assert len({sentence.anchor for sentence in plan.sentences}) == len(plan.sentences) == 4


def test_tables_of_word_are_read_row_by_row_and_a_frame_of_one_cell_as_text() -> None:
    document = docx.Document()
    frame = document.add_table(rows=1, cols=1)
    frame.cell(0, 0).text = "一、总体要求"
    table = document.add_table(rows=2, cols=2)
    for row, texts in enumerate((("指标", "数值"), ("平台", "20家"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text

    lines = read_document(content=_saved(document), name="plan.docx").lines

    assert [line.text for line in lines if line.text] == ["一、总体要求", "指标 | 数值", "平台 | 20家"]
    assert [line.place for line in lines if "|" in line.text] == ["表2第1行", "表2第2行"]


def test_tracked_changes_of_word_are_read_as_accepted_and_said_to_be() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("支持")
    paragraph._p.append(parse_xml(f"<w:ins {W}><w:r><w:t>企业</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>个人</w:delText></w:r></w:del>"))
    paragraph.add_run("研发。")

    read = read_document(content=_saved(document), name="plan.docx")

    assert [line.text for line in read.lines] == ["支持企业研发。"]
    assert [note.code for note in read.notes] == ["tracked-changes"]


def test_a_title_over_two_lines_is_joined_by_the_name_in_the_notice() -> None:
    lines = (*LETTER, TITLE[:12], TITLE[12:], *BODY)

    plan = read_plan(content="\n".join(lines).encode(), name="plan.txt")

    assert plan.title == TITLE


def test_navigation_that_is_never_closed_does_not_swallow_the_page() -> None:
    page = as_html().replace(b"</nav>", b"")

    plan = read_plan(content=page, name="plan.html")

    assert [sentence.digest for sentence in plan.sentences] == [sentence.digest for sentence in PLAIN.sentences]
    assert "navigation-unclosed" in {note.code for note in plan.notes}


def test_the_content_decides_the_format_not_the_name() -> None:
    assert read_plan(content=as_docx(), name="plan.pdf").format == "docx"
    assert read_plan(content=as_pdf(), name="plan.txt").format == "pdf"
    assert read_plan(content=as_html(), name="plan.txt").format == "html"


def test_a_file_is_read_from_its_path_and_a_missing_one_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(TEXT, encoding="gb18030")

    assert read_plan_file(path=file).encoding == "gb18030"
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(UnableToReadPlan) as refused:
            read_plan_file(path=path)
        assert refused.value.faults[0].code == "unopened"


@given(st.text(alphabet="支持企业研发，。；、“”（）一二三1.第条\n桂林㐀🙂", max_size=200))
def test_gb18030_and_utf8_of_one_text_read_alike(text: str) -> None:
    # a handful of bytes can be sound in both encodings; a whole line of Chinese cannot
    text = f"白石市支持企业开展研发活动。{text}"

    in_utf8 = read_document(content=text.encode(), name="a.txt")
    in_gb18030 = read_document(content=text.encode("gb18030"), name="a.txt")

    assert (in_utf8.encoding, in_gb18030.encoding) == ("utf-8", "gb18030")
    assert in_gb18030.lines == in_utf8.lines


def _add_list(document: object, number: str, levels: list[tuple[str, str]]) -> None:
    numbering = document.part.numbering_part.element  # type: ignore[attr-defined]
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(levels)
    )
    abstract = parse_xml(f'<w:abstractNum {W} w:abstractNumId="9{number}">{inner}</w:abstractNum>')
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="9{number}"/></w:num>'))
    for other in list(numbering.findall(abstract.tag.replace("abstractNum", "num")))[:-1]:
        if other.get(abstract.tag.replace("abstractNum", "numId")) == number:
            numbering.remove(other)


def _add_numbered(document: object, text: str, depth: int | None, number: str) -> None:
    paragraph = document.add_paragraph(text)  # type: ignore[attr-defined]
    if depth is not None:
        asked = f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(asked))


def _saved(document: object) -> bytes:
    saved = io.BytesIO()
    document.save(saved)  # type: ignore[attr-defined]
    return saved.getvalue()
