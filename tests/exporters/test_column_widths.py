"""Columns of a table that is too wide for its page share the page by how much text each holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.exporters.document.column_widths import column_widths
from cchc_lib.report.model.document_nodes import TableCell, TableNode
from cchc_lib.report.model.runs import Text

PAGE = 16.0
NOTE = "Theo Kế hoạch số 61/KH-UBND ngày 16/10/2025 của Ủy ban nhân dân phường, tính cả nhiệm vụ bổ sung trong kỳ."


def table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> TableNode:
    cells = tuple(tuple(TableCell((Text(text),), header=not at) for at, text in enumerate(row)) for row in rows)
    return TableNode(caption="", columns=columns, rows=cells)


def test_labels_keep_their_width_beside_a_column_with_a_few_long_notes() -> None:
    label = "Số văn bản quy phạm pháp luật do Hội đồng nhân dân ban hành"
    rows = [("nhiệm vụ", label, "chưa có số liệu", NOTE if at < 3 else "") for at in range(40)]
    unit, labels, _, notes = column_widths(table(("Đơn vị tính", "Chỉ tiêu", "Số liệu", "Ghi chú"), rows), PAGE)
    assert labels > 1.8 * notes
    assert labels > 2 * unit


def test_notes_get_the_width_where_every_row_has_one() -> None:
    rows = [("Hồ sơ giải quyết đúng hạn trong kỳ", NOTE) for _ in range(10)]
    labels, notes = column_widths(table(("Chỉ tiêu", "Ghi chú"), rows), PAGE)
    assert notes > 1.5 * labels


WORDS = st.text(st.sampled_from("aăbcd "), max_size=120)


@given(st.integers(1, 7).flatmap(lambda columns: st.lists(st.tuples(*[WORDS] * columns), min_size=1, max_size=6)))
def test_a_table_fills_its_page_and_breaks_a_word_only_where_not_all_have_room(rows: list[tuple[str, ...]]) -> None:
    names = tuple("Cột" for _ in rows[0])
    widths = column_widths(table(names, rows), PAGE)
    longest = [max(len(word) for row in rows for word in (*row[at].split(" "), "Cột")) for at in range(len(names))]
    unbroken = [0.6 + 0.22 * letters for letters in longest]
    assert sum(widths) <= PAGE + 0.001
    if sum(unbroken) <= PAGE:
        assert sum(widths) == pytest.approx(PAGE, abs=0.001)
        assert all(width > min(word, 0.6 + 0.22 * 60) - 0.001 for width, word in zip(widths, unbroken, strict=True))
