"""Tables and charts of the appendices: where they go, and how their sections refer to them by number."""

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.exporters.document.arrangement import Arrangement, arranged
from cchc_lib.report.model.document_nodes import (
    AppendixNode,
    ChartNode,
    DocumentNode,
    DocumentParagraph,
    HeadingNode,
    ListedLine,
    Placement,
    ProseNode,
    TableCell,
    TableNode,
)
from cchc_lib.report.model.runs import Note, NotedDocument, Number, Text, line_text

ROW = (TableCell((Text("Hồ sơ tiếp nhận"),), header=True), TableCell((Number("7", "a.b", "stated"),), numeric=True))
LISTED = ListedLine(0, "Hồ sơ tiếp nhận", "hồ sơ", 1)


def table(caption: str, place: Placement = Placement.BODY, *, listed: bool = False) -> TableNode:
    return TableNode(caption, ("Chỉ tiêu", "Số liệu"), (ROW,), place=place, listed=(LISTED,) if listed else ())


def chart(caption: str, place: Placement = Placement.APPENDIX) -> ChartNode:
    return ChartNode(caption, "mô tả", "<svg/>", place)


def prose(text: str) -> ProseNode:
    return ProseNode((DocumentParagraph((Text(text),)),))


def texts(nodes: Sequence[DocumentNode]) -> list[str]:
    """Return captions, titles and paragraphs in reading order."""
    found: list[str] = []
    for node in nodes:
        match node:
            case ProseNode():
                found += [line_text(paragraph.runs) for paragraph in node.paragraphs]
            case TableNode() | ChartNode():
                found.append(node.caption)
            case HeadingNode():
                found.append(node.title)
    return [text.replace("\u00a0", " ") for text in found]


HEADING, NEXT = HeadingNode(2, "I.", "Một"), HeadingNode(2, "II.", "Hai")


def test_a_section_refers_to_what_stays_and_to_what_is_moved_before_its_first_table() -> None:
    nodes = [
        HEADING,
        prose("Đoạn văn."),
        table("Trong bài"),
        table("Liệt kê", Placement.APPENDIX, listed=True),
        chart("Hình"),
        NEXT,
        table("Liệt kê nữa", Placement.APPENDIX, listed=True),
    ]
    found = arranged(nodes)
    assert texts(found.body) == [
        "Một",
        "Đoạn văn.",
        "Số liệu chi tiết tại Bảng 1; mục 1 Phụ lục I; Biểu đồ 1 Phụ lục II.",
        "Trong bài",
        "Hai",
        "Số liệu chi tiết tại mục 2 Phụ lục I.",
    ]
    assert [appendix.title for appendix in found.appendices] == ["Biểu số liệu", "Biểu đồ"]


def test_a_table_without_lines_follows_the_list_and_goes_on_with_the_numbers_of_the_body() -> None:
    nodes = [table("Trong bài"), table("Riêng", Placement.APPENDIX), table("Liệt kê", Placement.APPENDIX, listed=True)]
    found = arranged(nodes)
    assert texts(found.body)[0] == "Số liệu chi tiết tại Bảng 1; mục 1 Phụ lục; Bảng 2 Phụ lục."
    (appendix,) = found.appendices
    assert texts(appendix.nodes) == ["", "Riêng"]


def test_what_is_for_the_page_alone_or_has_no_rows_is_neither_printed_nor_referred_to() -> None:
    empty = TableNode("Trống", ("Chỉ tiêu",), (), place=Placement.APPENDIX)
    found = arranged([prose("Đoạn."), table("Trên trang", Placement.PAGE), chart("Hình", Placement.PAGE), empty])
    assert found == Arrangement((prose("Đoạn."),), ())


def test_all_that_follows_the_head_of_an_appendix_belongs_to_it_and_its_title_is_printed_once() -> None:
    nodes = [prose("Đoạn."), AppendixNode("Biểu mẫu"), table("Biểu mẫu"), prose("Ghi chú."), AppendixNode("Sau", True)]
    first, second = arranged(nodes).appendices
    assert (first.name, first.title, texts(first.nodes)) == ("Phụ lục I", "Biểu mẫu", ["", "Ghi chú."])
    assert (second.name, second.landscape, second.nodes) == ("Phụ lục II", True, ())


def test_the_list_heads_the_lines_of_each_table_by_its_caption_and_numbers_them() -> None:
    (appendix,) = arranged([table("Liệt kê", Placement.APPENDIX, listed=True)]).appendices
    (listed,) = appendix.nodes
    assert isinstance(listed, TableNode)
    assert listed.columns == ("TT", "Chỉ tiêu", "Đơn vị tính", "Số liệu")
    assert [[line_text(cell.runs) for cell in row] for row in listed.rows] == [
        ["1. Liệt kê"],
        ["1.1", "Hồ sơ tiếp nhận", "hồ sơ", "7"],
    ]


def test_a_heading_of_an_analyst_does_not_move_the_headings_of_the_report() -> None:
    numbered = [HeadingNode(1, "Phần I", "A"), HeadingNode(2, "I.", "B"), HeadingNode(3, "1.", "C")]
    added = HeadingNode(1, "", "Nhận xét")
    assert levels([*numbered, added, HeadingNode(3, "2.", "D")]) == [1, 2, 3, 3, 3]
    assert levels([added, HeadingNode(3, "", "E")]) == [1, 2]


def levels(nodes: Sequence[DocumentNode]) -> list[int]:
    return [node.level for node in arranged(nodes).body if isinstance(node, HeadingNode)]


def noted(count: int, title: str) -> ProseNode:
    documents = tuple(
        NotedDocument(f"Quyết định số {at}/QĐ-UBND {title}", str(at), symbol=f"Quyết định số {at}/QĐ-UBND", title=title)
        for at in range(1, count + 1)
    )
    return ProseNode((DocumentParagraph((Text("ban hành quyết định"), Note(documents))),))


def test_a_short_footnote_stays_and_the_documents_of_a_long_one_become_a_list() -> None:
    assert arranged([noted(2, "về tổ chức")]) == Arrangement((noted(2, "về tổ chức"),), ())
    found = arranged([noted(12, "về tổ chức bộ máy của phường")])
    assert texts(found.body) == ["ban hành quyết định (mục 1–12 Phụ lục)"]
    (appendix,) = found.appendices
    assert appendix.title == "Danh mục văn bản"


KINDS = st.sampled_from(["heading", "prose", "body table", "listed", "unlisted", "chart", "diagram", "page"])


def node_of(kind: str, at: int) -> DocumentNode:
    match kind:
        case "heading":
            return HeadingNode(2, f"{at}.", f"đề mục {at}")
        case "prose":
            return prose(f"đoạn {at}")
        case "body table":
            return table(f"bảng {at}")
        case "listed" | "unlisted":
            return table(f"bảng {at}", Placement.APPENDIX, listed=kind == "listed")
        case "page":
            return table(f"bảng {at}", Placement.PAGE)
        case _:
            return chart(f"hình {at}", Placement.BODY if kind == "diagram" else Placement.APPENDIX)


@given(st.lists(KINDS, max_size=30))
def test_each_number_that_a_section_refers_to_is_printed_once(kinds: list[str]) -> None:
    found = arranged([node_of(kind, at) for at, kind in enumerate(kinds)])
    printed = [node for part in (found, *found.appendices) for node in (part.body if part is found else part.nodes)]
    referred = " ".join(text for text in texts(found.body) if text.startswith("Số liệu chi tiết tại"))
    for word, expected in (
        ("Bảng", sum(isinstance(node, TableNode) and bool(node.caption) for node in printed)),
        ("Biểu đồ", sum(isinstance(node, ChartNode) for node in printed)),
        ("mục", kinds.count("listed")),
    ):
        numbers = [int(at) for group in re.findall(rf"{word} ([\d, ]+)", referred) for at in re.findall(r"\d+", group)]
        assert sorted(numbers) == list(range(1, expected + 1))
