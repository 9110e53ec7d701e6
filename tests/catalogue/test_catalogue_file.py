"""Files of the catalogue define figures and indicators; faults are reported with their place, all at once."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.catalogue.catalogue import Catalogue, catalogue_of_files, merged_catalogue, national_catalogue
from cchc_lib.catalogue.catalogue_text import catalogue_text, read_catalogue_text
from cchc_lib.catalogue.definitions import AnyDefinition, Direction, FigureDefinition, PartKind, RowCell
from cchc_lib.errors import InputErrors
from cchc_lib.file_formats.text_files import TextFile
from cchc_lib.quantities.units import CASES

HEADER = "code,label,unit,section,formula,direction,compared,part_of,part,expected,name"
FIGURE = "overdue.health,Hồ sơ quá hạn lĩnh vực y tế,hồ sơ,procedures,,,,procedures.resolved_overdue,optional,no,y tế"
SHARE = "overdue.health_share,Tỷ trọng y tế,%,procedures,overdue.health / procedures.resolved_overdue"


def added(*rows: str) -> Catalogue:
    """Return the national catalogue with the rows of a file, which must have no faults."""
    catalogue, problems = national_catalogue().with_file(TextFile("catalogue.csv", "\n".join((HEADER, *rows))))
    assert problems == ()
    return catalogue


def faults(*rows: str) -> list[str]:
    """Return the faults of a file with the rows."""
    _, problems = national_catalogue().with_file(TextFile("catalogue.csv", "\n".join((HEADER, *rows))))
    return [str(problem) for problem in problems]


def test_a_row_without_a_formula_defines_a_figure() -> None:
    figure = added(FIGURE).figures["overdue.health"]
    assert (figure.unit, figure.name, figure.is_expected) == (CASES, "y tế", False)
    assert (figure.part_of, figure.part) == ("procedures.resolved_overdue", PartKind.OPTIONAL)


def test_a_row_with_a_formula_defines_an_indicator_of_figures_and_of_indicators_above() -> None:
    rate = "overdue.health_of_all,Y tế trong hồ sơ,%,procedures,overdue.health / procedures.total_cases,lower"
    catalogue = added(FIGURE, SHARE, rate)
    assert catalogue.share_of("overdue.health") == "overdue.health_share"
    assert catalogue.indicators["overdue.health_of_all"].formula.follows_data  # Its whole depends on what is stated.
    assert catalogue.direction_of("overdue.health_of_all") is Direction.LOWER
    assert list(catalogue.additions) == ["overdue.health", "overdue.health_share", "overdue.health_of_all"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (FIGURE.replace("hồ sơ,proc", "ho so,proc"), "column unit\n  found:    ho so\n  expected: a unit"),
        (FIGURE.replace("overdue.health", "health.high"), "'health.high' ends in '.high', which is reserved"),
        (FIGURE.replace("overdue.health", "Overdue Health"), "column code\n  found:    Overdue Health"),
        (FIGURE.replace("overdue.health", "city.health"), "begins like that of a city or of one of its units"),
        (FIGURE.replace("overdue.health", "cases.health"), "choose another group than 'cases'"),
        (FIGURE.replace("overdue.health", "overdue.business"), "«Hồ sơ quá hạn lĩnh vực kinh doanh» has it"),
        (FIGURE.replace("resolved_overdue", "resolved_overdu"), "did you mean 'procedures.resolved_overdue'?"),
        (FIGURE.replace("optional", "maybe"), "expected: 'required' or 'optional' or 'open'"),
        (FIGURE.replace(",optional", ","), "required, optional, open beside part_of"),
        (FIGURE.replace(",,,,proc", ",,lower,,proc"), "column direction\n  found:    lower\n  expected: nothing"),
        (SHARE.replace("overdue.health /", "overdue.busines /"), "did you mean 'overdue.business'?"),
        (SHARE.replace(" / ", " * "), "found:    overdue.health * procedures.resolved_overdue, with '* procedures"),
        (SHARE.replace("overdue.health / ", "(overdue.business / "), "expected: a closing bracket"),
        (SHARE.replace("overdue.health /", "__import__('os') /"), "codes, +, -, / and brackets alone"),
    ],
)
def test_a_faulty_row_is_named_with_its_repair(row: str, expected: str) -> None:
    text = "\n".join(faults(row))
    assert "catalogue.csv, row 2" in text
    assert expected in text


def test_all_faults_are_reported_at_once() -> None:
    text = "\n".join(faults(FIGURE, FIGURE, FIGURE.replace("hồ sơ,proc", "x,proc"), SHARE.replace(" / ", " ")))
    assert re.findall(r"row (\d), column (\w+)", text) == [("4", "unit"), ("3", "code"), ("5", "formula")]


def part(code: str, whole: str, unit: str = "hồ sơ") -> str:
    """Return the row of a part of a figure."""
    return f"{code},Số {code},{unit},procedures,,,,{whole},optional,no,{code}"


def test_figures_that_are_parts_of_each_other_are_refused_once_with_the_whole_cycle() -> None:
    (fault,) = faults(part("a.w", "a.x"), part("a.x", "a.y"), part("a.y", "a.z#kind"), part("a.z", "a.x"))
    assert "row 3, column part_of" in fault
    assert "a.x part of a.y part of a.z part of a.x" in fault


def test_a_figure_that_is_a_part_of_itself_is_refused() -> None:
    (fault,) = faults(part("a.x", "a.x"))
    assert "a.x part of a.x" in fault


def test_parts_may_have_parts_themselves() -> None:
    assert faults(part("a.x", "a.y"), part("a.y", "procedures.resolved_overdue")) == []


@pytest.mark.parametrize(
    ("unit", "formula", "expected"),
    [
        ("hồ sơ", "procedures.received + ward.area", "expected: sums and differences of one kind of unit"),
        ("hồ sơ", "procedures.received - ward.population", "hồ sơ - người"),
        ("%", "procedures.received / ward.area", "a value in hồ sơ per km²\n  expected: for a rate in %, a share"),
        ("%", "procedures.received", "a value in hồ sơ\n"),
        ("%", "(procedures.received + ward.area) / procedures.received", "hồ sơ + km²"),
    ],
)
def test_a_formula_over_units_that_do_not_fit_is_refused(unit: str, formula: str, expected: str) -> None:
    (fault,) = faults(f"a.x,X,{unit},procedures,{formula}")
    assert "row 2, column formula" in fault
    assert expected in fault


@pytest.mark.parametrize(
    ("unit", "formula"),
    [
        ("hồ sơ", "procedures.received / ward.area"),
        ("%", "present.council / present.civil_servants"),
        ("%", "overview.primary_schools / overview.public_units"),
        ("%", "procedures.on_time_rate - procedures.overdue_rate"),
        ("%", "(procedures.received / ward.area) / (procedures.resolved / ward.area)"),
    ],
)
def test_a_formula_over_units_of_one_kind_or_a_ratio_in_another_unit_is_taken(unit: str, formula: str) -> None:
    assert faults(f"a.x,X,{unit},procedures,{formula}") == []


def test_a_part_is_measured_as_its_whole_is() -> None:
    (fault,) = faults(part("a.x", "ward.population"))
    assert "column unit\n  found:    hồ sơ\n  expected: the unit of ward.population, its whole: người" in fault
    assert faults(part("a.x", "ward.population", "biên chế")) == []


def test_a_header_may_leave_out_all_but_four_columns() -> None:
    catalogue, problems = national_catalogue().with_file(
        TextFile("catalogue.csv", "code,label,unit,section\nhealth.visits,Số lượt khám,lượt,procedures")
    )
    assert problems == ()
    assert catalogue.figures["health.visits"].is_expected


def test_an_unknown_column_is_refused_with_those_that_exist() -> None:
    _, (problem,) = national_catalogue().with_file(TextFile("catalogue.csv", "code,label,unit,section,colour\n"))
    assert problem.found == "code,label,unit,section,colour"
    assert problem.expected.startswith("code,label,[label_en],unit,section,[formula],")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("chỉ tiêu,Phục vụ,support,", "fill in both or neither"),
        ("chỉ tiêu,Phục vụ,contracts,quota", "quota.contracts is this cell of 'contracts'"),
        ("người,,support,present", "add a figure with the row 'support' and the cell quota"),
        ("chỉ tiêu,,support,quota", "fill in the name"),
        ("tỷ đồng,,balanced_revenue,attainment_rate", "choose another row"),
        ("tỷ đồng,Chi,new_line,vacancy", "'quota' or 'present'"),
    ],
)
def test_a_faulty_cell_of_a_row_of_staff_or_budget_is_named_with_its_repair(cells: str, expected: str) -> None:
    unit, _, others = cells.partition(",")
    row = f"quota.support,Phục vụ,{unit},civil_service,{others}"
    _, problems = national_catalogue().with_file(
        TextFile("catalogue.csv", f"code,label,unit,section,name,row,cell\n{row}")
    )
    assert any(expected in str(problem) for problem in problems), [str(problem) for problem in problems]


def test_an_attainment_is_stated_in_percent() -> None:
    rows = (
        "code,label,unit,section,name,row,cell",
        "budget.fees,Thu phí,tỷ đồng,finance,Thu phí,fees,amount",
        "budget.fees_attainment,Tỷ lệ đạt,tỷ đồng,finance,,fees,attainment",
    )
    _, (problem,) = national_catalogue().with_file(TextFile("catalogue.csv", "\n".join(rows)))
    assert (problem.row, problem.column, problem.repair) == (3, "unit", "write %")


def test_the_catalogue_of_the_library_is_well_defined() -> None:
    assert len(national_catalogue().figures) > 100
    assert len(national_catalogue().indicators) > 90
    assert national_catalogue().additions == {}


def test_a_faulty_catalogue_of_the_library_is_an_error() -> None:
    with pytest.raises(InputErrors, match="column unit"):
        catalogue_of_files([TextFile("figures.csv", f"{HEADER}\n{FIGURE.replace('hồ sơ,proc', 'x,proc')}")])


def test_a_code_that_wards_define_differently_is_not_merged() -> None:
    other = added(FIGURE.replace("Hồ sơ quá hạn", "Số hồ sơ trễ hạn"), SHARE)
    merged = merged_catalogue([added(FIGURE, SHARE), other])
    assert list(merged.additions) == ["overdue.health_share"]


CODES = st.from_regex(r"[a-z]{3,8}\.[a-z]{3,8}_x", fullmatch=True)
LABELS = st.text(st.sampled_from('aăâ đ",«»{}=+-@|'), min_size=1).map(str.strip).filter(bool)


@st.composite
def definitions(draw: st.DrawFn) -> list[AnyDefinition]:
    """Draw figures, of which some are parts of a national figure."""
    made: list[AnyDefinition] = []
    for code in draw(st.lists(CODES, unique=True, max_size=5)):
        is_part, is_row = draw(st.booleans()), draw(st.booleans())
        made.append(
            FigureDefinition(
                code=code,
                label=draw(LABELS),
                section="procedures",
                unit=CASES,
                name=draw(LABELS if is_row else st.one_of(st.just(""), LABELS)),
                may_exceed_whole=draw(st.booleans()),
                is_compared=draw(st.booleans()),
                part_of="procedures.received#place" if is_part else "",
                part=draw(st.sampled_from(PartKind)) if is_part else None,
                is_expected=draw(st.booleans()),
                row=code.replace(".", "_") if is_row else "",
                cell=RowCell.QUOTA if is_row else None,
            )
        )
    return made


@given(definitions())
def test_definitions_are_the_same_when_written_and_read_again(made: list[AnyDefinition]) -> None:
    catalogue, problems = read_catalogue_text(catalogue_text(made))
    assert problems == ()
    assert list(catalogue.additions.values()) == made
