"""A project declares its units of measure in a file. An undeclared unit is refused, with the nearest known one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_lib.catalogue.catalogue import Catalogue, national_catalogue
from cchc_lib.catalogue.units_of_measure import Units, national_units, read_units_of_measure, units_text
from cchc_lib.file_formats.text_files import TextFile
from cchc_lib.quantities.units import PERCENT, Unit, ValueKind
from cchc_lib.record.content_hash import record_data, with_content_hash
from cchc_lib.record.model import Record
from cchc_lib.record.reading import read_record
from cchc_lib.verification.recompute import recomputed
from tests.support.checkout import WARD_FOLDER
from tests.support.editable_project import EditableProject

HEADER = "name,kind,decimals,scale,of"
MEMBER = "đảng viên,count,,,người"
PER_THOUSAND = "cuộc/1.000 dân,measure,1,1000,"
CATALOGUE = """\
code,label,unit,section,formula,sentence
party.members,Số đảng viên,đảng viên,civil_service,,Đảng bộ có {party.members}.
party.share,Tỷ lệ đảng viên trên dân số,%,civil_service,party.members / ward.population,
dialogue.meetings,Số cuộc đối thoại,cuộc,reception,,
dialogue.density,Số cuộc đối thoại trên 1.000 dân,cuộc/1.000 dân,reception,dialogue.meetings / ward.population,
"""


def units(*rows: str) -> Units:
    """Return the national units and those of a file, which must have no faults."""
    declared, problems = read_units_of_measure(TextFile("units.csv", "\n".join((HEADER, *rows))), national_units())
    assert problems == ()
    return declared


def faults(*rows: str) -> list[str]:
    """Return the faults of a file with the rows."""
    _, problems = read_units_of_measure(TextFile("units.csv", "\n".join((HEADER, *rows))), national_units())
    return [str(problem) for problem in problems]


def extended(*rows: str, catalogue: str = CATALOGUE) -> tuple[Catalogue, list[str]]:
    """Return the national catalogue with the units of the rows and a ward's definitions, and the faults."""
    with_units, first = national_catalogue().with_units(TextFile("units.csv", "\n".join((HEADER, *rows))))
    added, second = with_units.with_file(TextFile("catalogue.csv", catalogue))
    return added, [str(problem) for problem in (*first, *second)]


def test_a_declared_unit_counts_the_things_of_another_one() -> None:
    unit = units(MEMBER)["đảng viên"]
    assert (unit.kind, unit.counted, unit.with_number("812")) == (ValueKind.COUNT, "người", "812\u00a0đảng viên")


def test_a_declared_measure_has_decimals_and_a_factor() -> None:
    unit = units(PER_THOUSAND)["cuộc/1.000 dân"]
    assert (unit.kind, unit.decimals, unit.scale) == (ValueKind.MEASURE, 1, 1000)


def test_a_short_row_declares_a_unit_of_things_that_no_other_unit_counts() -> None:
    assert units("xe,count")["xe"].counted == "xe"


def test_an_unknown_unit_is_refused_with_the_nearest_one_and_with_the_place_to_declare_another() -> None:
    catalogue = CATALOGUE.replace(",đảng viên,", ",dảng viên,")
    (fault,) = [each for each in extended(MEMBER, PER_THOUSAND, catalogue=catalogue)[1] if "column unit" in each]
    assert "found:    dảng viên\n  expected: a unit of measure that is declared" in fault
    assert "did you mean 'đảng viên'? A unit that is missing is declared in params/units_of_measure.csv" in fault


def test_a_share_of_a_declared_unit_is_a_rate_only_of_things_of_its_kind() -> None:
    assert extended(MEMBER, PER_THOUSAND)[1] == []
    (fault,) = extended("đảng viên,count", PER_THOUSAND)[1]
    assert "party.members / ward.population, with a value in đảng viên per người" in fault


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("hồ sơ,count", "column name\n  found:    hồ sơ\n  expected: a unit that is not known yet"),
        ("xe,share", "column kind\n  found:    share\n  expected: 'count' or 'measure'"),
        ("xe,count,2", "column decimals\n  found:    2\n  expected: nothing: a count is a whole number"),
        ("xe,count,,1000", "column scale\n  found:    1000\n  expected: nothing: a count is a whole number"),
        ("lít,measure,hai", "column decimals\n  found:    hai\n  expected: a whole number from 0 to 6"),
        ("lít,measure,7", "column decimals\n  found:    7\n  expected: a whole number from 0 to 6"),
        ("lít,measure,,0", "column scale\n  found:    0\n  expected: a whole number from 1 to 1000000"),
        ("xe,count,,,ngừoi", "found:    ngừoi\n  expected: another unit that counts, for a unit that counts"),
        ("xe,count,,,xe", "found:    xe\n  expected: another unit that counts"),
        ("lít,measure,,,người", "found:    người\n  expected: another unit that counts, for a unit that counts"),
        ("xe,count,,,trường", "found:    trường\n  expected: đơn vị, as trường counts things of that kind itself"),
        ("xe", "expected: 5 cells"),
    ],
)
def test_a_fault_is_told_with_its_place_and_what_was_expected(row: str, expected: str) -> None:
    (fault,) = faults(row)
    assert "units.csv, row 2" in fault
    assert expected in fault


def test_a_unit_is_declared_once() -> None:
    (fault,) = faults(MEMBER, MEMBER)
    assert "row 3, column name" in fault
    assert "keep either this row or row 2" in fault


NAMES = st.text(st.sampled_from('aăđ ,/²"1'), min_size=1).map(str.strip).filter(lambda name: name and name != "a")
DECLARED = st.one_of(
    st.builds(Unit, NAMES, st.just(ValueKind.COUNT), of=st.sampled_from(("", "người", "hồ sơ"))),
    st.builds(Unit, NAMES, st.just(ValueKind.MEASURE), scale=st.integers(1, 10**6), decimals=st.integers(0, 6)),
)


@given(st.lists(DECLARED, unique_by=lambda unit: unit.name))
def test_units_are_the_same_when_written_and_read_again(declared: list[Unit]) -> None:
    text = units_text([*declared, PERCENT])
    again, problems = read_units_of_measure(TextFile("units.csv", text), national_units()) if text else ({}, ())
    assert problems == ()
    assert {unit for name, unit in again.items() if name not in national_units()} == set(declared)


@pytest.fixture
def record(editable_project: EditableProject) -> Record:
    """Return the record of a ward that reports in units that its project declares."""
    root = editable_project.root
    rows = "\n".join((HEADER, MEMBER, PER_THOUSAND, "trạm,count,,,đơn vị"))
    (root / "params" / "units_of_measure.csv").write_text(f"{rows}\n", encoding="utf-8")
    (root / "data" / WARD_FOLDER).parent.joinpath("catalogue.csv").write_text(CATALOGUE, encoding="utf-8")
    figures = root / "data" / WARD_FOLDER / "figures.csv"
    stated = "party.members,812,đảng viên,stated,,,,,\ndialogue.meetings,40,cuộc,stated,,,,,\n"
    figures.write_text(figures.read_text(encoding="utf-8") + stated, encoding="utf-8")
    return editable_project.report().record().record


def test_a_report_prints_and_proves_values_in_declared_units(record: Record) -> None:
    assert "Đảng bộ có 812\u00a0đảng viên." in "".join(record.page_text.values())
    assert record.numbers["dialogue.density"].text[-1].startswith("0,8")
    assert record.numbers["party.share"].value == "1.64"
    assert "units_of_measure.csv" in record.hashes
    again = read_record("record.json", record_data(record))
    assert list(recomputed(again)) == []


def test_a_record_holds_the_units_that_it_needs_and_no_others(record: Record) -> None:
    assert record.units_of_measure == f"{HEADER}\n{PER_THOUSAND}\n{MEMBER}\n"


def test_a_record_whose_units_are_exchanged_does_not_verify(record: Record) -> None:
    exchanged = record.units_of_measure.replace(",1,1000,", ",1,100,")
    node = record.units["cuộc/1.000 dân"].model_copy(update={"scale": 100})
    changes = {"units_of_measure": exchanged, "units": {**record.units, "cuộc/1.000 dân": node}}
    forged = with_content_hash(record.model_copy(update=changes))
    found = list(recomputed(read_record("record.json", record_data(forged))))
    assert any("dialogue.density" in str(each) for each in found)
