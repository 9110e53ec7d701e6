"""Forms as data: their lines in the form's order, what is missing, points with their lineage, own layouts."""

from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from cchc_lib.errors import InputErrors
from cchc_lib.exporters.catalogue import exported_parts
from cchc_lib.exporters.spreadsheet.form_sheets import HeadCell, head_cells
from cchc_lib.inputs.forms import form_names
from cchc_lib.inputs.project import Project
from cchc_lib.publication.ward_forms import fill_forms
from cchc_lib.report.blocks.form_block import Form
from cchc_lib.report.ward_report import WardReport
from tests.support.checkout import PERIOD, ROOT
from tests.support.editable_project import EditableProject
from tests.support.form_files import VariantProject
from tests.support.notebooks import block_cell, notebook

PROJECT = Project(ROOT, ROOT / "data", ROOT / "params")
HEAD = "title: Biểu thử\n"
LINES = (
    "number,label,unit,code,note\n"
    "1,Hồ sơ,,,\n"
    "1.2,Đã giải quyết,hồ sơ,procedures.resolved,\n"
    "1.1,Tiếp nhận,hồ sơ,procedures.received,kể cả kỳ trước\n"
    "1.3,Số cuộc đối thoại,cuộc,,\n"
    "1.4,Điểm trên Cổng,,score766.total,\n"
)
SCORES = "title: Tự chấm\nlayout: scores\n"


@pytest.fixture
def variants(editable_project: EditableProject) -> VariantProject:
    return VariantProject(editable_project)


def filled(variants: VariantProject, name: str) -> Form:
    (form,) = fill_forms(variants.copy.project, "luu-kiem", PERIOD, name)
    return form


@pytest.mark.parametrize("name", form_names(PROJECT))
def test_every_shipped_form_can_be_filled_and_keeps_all_its_lines(name: str) -> None:
    (form,) = fill_forms(PROJECT, "luu-kiem", PERIOD, name)
    lines = (ROOT / "params" / "forms" / f"{name}.csv").read_text(encoding="utf-8").strip().split("\n")[1:]
    assert len(form.table.rows) in (len(lines), len(lines) + 1)  # A form with points has a row of totals.


def test_shipped_forms_say_that_they_have_to_be_checked() -> None:
    for form in fill_forms(PROJECT, "luu-kiem", PERIOD):
        assert "kiểm lại với" in form.table.remark.lower()


def test_lines_stand_in_the_order_of_the_form_and_missing_figures_are_said_to_be_missing(
    variants: VariantProject,
) -> None:
    variants.add_form("thu", HEAD, LINES)
    form = filled(variants, "thu")
    assert list(form.row_texts()) == [
        ("1", "Hồ sơ", "", "", ""),
        ("1.2", "Đã giải quyết", "hồ sơ", "8.785", ""),
        ("1.1", "Tiếp nhận", "hồ sơ", "8.823", "kể cả kỳ trước"),
        ("1.3", "Số cuộc đối thoại", "cuộc", "chưa có số liệu", ""),
        ("1.4", "Điểm trên Cổng", "điểm", "94,63", ""),
    ]
    assert form.wanted == ("1.3 Số cuộc đối thoại",)


def test_a_form_of_another_authority_is_not_among_the_forms_of_a_ward(variants: VariantProject) -> None:
    variants.add_form("thu", f"{HEAD}authority: Đà Nẵng\n", LINES)
    assert "thu" not in {form.name for form in fill_forms(variants.copy.project, "luu-kiem", PERIOD)}
    variants.add_outline("kem", "forms: [thu]\n")
    with pytest.raises(InputErrors, match="found:    Đà Nẵng"):
        variants.report("kem")


def test_all_faults_of_a_form_are_reported_at_once(variants: VariantProject) -> None:
    variants.add_form(
        "thu",
        "layout: row\n",
        "number,label,unit,code,note\n1,A,hồ sơ,procedures.recieved,\n2,B,tỷ đồng,procedures.received,\n3,,,,\n",
    )
    with pytest.raises(InputErrors) as raised:
        filled(variants, "thu")
    message = str(raised.value)
    for part in ("did you mean 'procedures.received'?", "hồ sơ, the unit of procedures.received", "title", "'rows' or"):
        assert part in message, part
    assert len(raised.value.problems) == 5


def score(variants: VariantProject, lines: str) -> list[tuple[str, ...]]:
    header = "number,label,unit,code,note,max_points,rule,threshold,evidence\n"
    variants.add_form("thu", SCORES, header + lines)
    return list(filled(variants, "thu").row_texts())


def test_points_follow_from_values_by_the_rule_of_the_line(variants: VariantProject) -> None:
    rows = score(
        variants,
        "1,Trực tuyến,%,procedures.online_rate,,2,linear,50,\n"
        "2,Kế hoạch,%,plan_tasks.completed_rate,,2,linear,100,\n"
        '3,Đúng hạn,%,procedures.on_time_rate,,3,steps,"90: 1; 99: 2; 100: 3",\n'
        "4,Cam kết,%,procedures.on_time_rate,,1,yes_no,100,\n"
        "5,Sau kiểm tra,%,legal.check_rate,,1,linear,100,\n"
        "6,Đối thoại,điểm,,,1,reported,,\n",
    )
    assert [row[2:6] for row in rows] == [
        ("2", "72,50%", "2", "0"),
        ("2", "63,64%", "1,27", "0,73"),
        ("3", "99,57%", "2", "1"),
        ("1", "99,57%", "0", "1"),
        ("1", "không phát sinh", "không phát sinh", "không phát sinh"),
        ("1", "chưa có số liệu", "chưa có số liệu", "chưa có số liệu"),
        ("8", "", "5,27", "2,73"),
    ]


def test_evidence_is_cited_by_number(variants: VariantProject) -> None:
    rows = score(variants, "1,Kế hoạch,%,plan_tasks.completed_rate,,2,linear,100,{documents:steering.plan}\n")
    assert rows[0][6] == "Quyết định số 464/QĐ-UBND"


def with_numbers(variants: VariantProject, *numbers: str) -> WardReport:
    """Return a report with a form whose lines have these numbers; those with a colon are headings."""
    lines = (f"{each.rstrip(':')},Dòng,{'' if each.endswith(':') else 'hồ sơ'},," for each in numbers)
    variants.add_form("numbered", "title: Biểu", "\n".join(("number,label,unit,code,note", *lines)))
    variants.add_outline("numbered", "forms: [numbered]")
    return variants.report("numbered")


@pytest.mark.parametrize("numbers", [("1.1", "1.1"), ("I:", "1", "1"), ("I:", "a:", "I:"), ("I:", "a:", "1", "a:")])
def test_a_number_that_two_lines_of_a_form_have_is_refused(variants: VariantProject, numbers: tuple[str, ...]) -> None:
    with pytest.raises(InputErrors) as raised:
        with_numbers(variants, *numbers)
    (problem,) = raised.value.problems
    assert (problem.row, problem.column, problem.found) == (len(numbers) + 1, "number", numbers[-1].rstrip(":"))
    assert problem.file.endswith("forms/numbered.csv")
    assert problem.repair.startswith(f"give this line or row {numbers.index(numbers[-1]) + 2} another number")


@pytest.mark.parametrize(
    "numbers",
    [
        ("I:", "1", "2", "II:", "1"),
        ("A:", "I:", "B:", "I:"),
        ("1:", "1.1:", "a", "1.2:", "a"),
        ("-", "-"),
        ("", ""),
    ],
)
def test_numbers_may_come_again_below_another_heading(variants: VariantProject, numbers: tuple[str, ...]) -> None:
    assert with_numbers(variants, *numbers).form("numbered").blocks


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("procedures.on_time_rate,,2,linear,,", "one threshold above 0"),
        ("procedures.on_time_rate,,2,linear,0,", "one threshold above 0"),
        ("procedures.on_time_rate,,2,steps,50: 1; 80: 3,", "the last of which are max_points"),
        ("procedures.on_time_rate,,2,steps,80: 1; 50: 2,", "rising order"),
        ("procedures.on_time_rate,,2,reported,80,", "nothing beside the rule reported"),
        (",,2,linear,80,", "the code that the rule linear scores"),
        ("procedures.on_time_rate,,,linear,80,", "the row has no max_points"),
        ("procedures.on_time_rate,,2,linear,80,{documents:stering.plan}", "did you mean 'steering.plan'?"),
    ],
)
def test_contradictory_scoring_is_refused(variants: VariantProject, cells: str, expected: str) -> None:
    with pytest.raises(InputErrors, match=expected.replace("?", r"\?")):
        score(variants, f"1,Tiêu chí,%,{cells}\n")


def test_the_record_leads_from_points_to_the_cells_of_the_form(luu_kiem_with_forms: WardReport) -> None:
    record = luu_kiem_with_forms.record().record
    points = record.numbers["forms.tu_cham_diem.row_3.points"]
    assert points.formula is not None
    codes = set(points.formula.codes())
    assert {"plan_tasks.completed", "plan_tasks.total", "forms.tu_cham_diem.row_3.most"} <= codes
    most = record.figures["forms.tu_cham_diem.row_3.most"]
    assert (record.files[most.file].path, most.row, most.column) == ("forms/tu-cham-diem.csv", 3, "max_points")


def test_a_form_of_columns_is_handed_in_in_its_own_layout(variants: VariantProject) -> None:
    variants.add_form(
        "cot",
        "title: Biểu cột\nlayout: columns\ncolumns: [Đơn vị]\n",
        "number,label,unit,code,note\n(1),Tổng số,hồ sơ,procedures.received,\n"
        "(2),Trong đó › Trực tuyến,hồ sơ,procedures.received_online,\n"
        "(3),Trong đó › Bưu chính,hồ sơ,procedures.received_post,\n",
    )
    layout = filled(variants, "cot").in_own_layout()
    assert layout.head == (
        ("Đơn vị", "Tổng số", "Trong đó", "Trong đó"),
        ("Đơn vị", "Tổng số", "Trực tuyến", "Bưu chính"),
        ("", "(1)", "(2)", "(3)"),
    )
    (line,) = layout.rows
    assert [cell.runs[0].text for cell in line] == ["Phường Lưu Kiếm", "8.823", "6.397", "chưa có số liệu"]


def test_equal_neighbours_of_a_head_are_one_cell_unless_they_stand_below_different_groups() -> None:
    head = (("A", "B", "B", "C"), ("A", "x", "y", "y"))
    assert list(head_cells(head)) == [
        HeadCell("A", 0, 0, 1, 0),
        HeadCell("B", 0, 1, 0, 2),
        HeadCell("C", 0, 3, 0, 3),
        HeadCell("x", 1, 1, 1, 1),
        HeadCell("y", 1, 2, 1, 2),
        HeadCell("y", 1, 3, 1, 3),
    ]


def test_a_line_for_each_field_has_its_counts_and_the_totals_what_the_ward_states(variants: VariantProject) -> None:
    columns = ("received,received_online,received_direct,carried_over,resolved,resolved_early,resolved_on_time,"
               "resolved_overdue,pending,pending_in_time,pending_overdue")  # fmt: skip
    cases = variants.copy.project.data / "wards" / "luu-kiem" / PERIOD / "cases.csv"
    cases.write_text(f"code,field,{columns}\nho_tich,Hộ tịch,40,,,,30,,,,10,,\n", encoding="utf-8")
    variants.add_form(
        "linh-vuc",
        "title: Biểu lĩnh vực\nlayout: fields\n",
        "number,label,unit,code,case_column,note\n(1),Tiếp nhận,hồ sơ,procedures.received,received,\n"
        "(2),Dừng,hồ sơ,procedures.stopped,,\n",
    )
    form = filled(variants, "linh-vuc")
    assert form.table.columns == ("Cột", "Nội dung", "Hộ tịch", "Tổng số")
    assert list(form.row_texts()) == [
        ("(1)", "Tiếp nhận", "40", "8.823"),
        ("(2)", "Dừng", "chưa có số liệu", "chưa có số liệu"),
    ]


def workbooks(report: WardReport) -> dict[str, bytes]:
    shown = (report.letterhead(), *(report.form(form.name) for form in report.results.inputs.forms))
    return dict(exported_parts("xlsx", notebook(*map(block_cell, shown))))


def test_each_form_is_a_workbook_with_numbers_as_numbers_and_the_lines_to_ask_for(
    luu_kiem_with_forms: WardReport,
) -> None:
    made = workbooks(luu_kiem_with_forms)
    assert set(made) == {form.name for form in luu_kiem_with_forms.results.inputs.forms}
    book = openpyxl.load_workbook(BytesIO(made["phu-luc-thong-ke"]))
    form, wanted = book.worksheets
    by_number = {row[0].value: row for row in form.iter_rows()}
    online, rate = by_number["7.3.4"], by_number["7.3.5"]
    assert (online[3].value, online[3].number_format) == (6397, "#,##0")
    assert (Decimal(str(rate[3].value)), rate[3].number_format) == (Decimal("72.5"), "#,##0.00")
    assert by_number["1.2.1"][3].value == "chưa có số liệu"
    assert "1.2.1 Số cơ quan, đơn vị đã kiểm tra" in [row[0].value for row in wanted.iter_rows()]
    assert form.column_dimensions["F"].hidden
    assert online[5].value == "procedures.received_online"


def test_the_same_form_gives_the_same_bytes(luu_kiem_with_forms: WardReport) -> None:
    assert workbooks(luu_kiem_with_forms) == workbooks(luu_kiem_with_forms)


def test_text_that_looks_like_a_formula_is_text(variants: VariantProject) -> None:
    variants.add_form("thu", HEAD, 'number,label,unit,code,note\n1,"=HYPERLINK(""http://x"")",cuộc,,=1+1\n')
    variants.add_outline("kem", "forms: [thu]\n")
    book = openpyxl.load_workbook(BytesIO(workbooks(variants.report("kem"))["thu"]))
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [
        ('=HYPERLINK("http://x")', "s", None),
        ("=1+1", "s", None),
    ]
