"""Faults of figures.csv are reported with their place, all at once."""

import re

import pytest

from cchc_lib.errors import UserError
from cchc_lib.inputs.catalogue import figure_definitions, parse_figure_definitions

ROW = {
    "code": "centre.staff",
    "label": "Số người làm việc tại Trung tâm",
    "unit": "người",
    "section": "procedures",
    "may_exceed_whole": "",
    "compared": "",
    "outcome": "",
}


def test_a_row_defines_a_figure() -> None:
    definition = parse_figure_definitions([ROW | {"compared": "yes"}])["centre.staff"]
    assert (definition.unit.name, definition.is_compared, definition.may_exceed_whole) == ("người", True, False)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"unit": "nguoi"}, "column unit\n  found:    nguoi\n  expected: a unit of the catalogue\n  repair:   did you"),
        ({"unit": "hộ nghèo"}, "Or add the unit to UNITS in cchc_lib/quantities/units.py"),
        ({"code": "centre.high"}, "column code\n  found:    centre.high\n  expected: a code that is not reserved"),
        ({"compared": "no"}, "column compared\n  found:    no\n  expected: 'yes' or nothing"),
        ({"outcome": "lost"}, "expected: done, late, open, or nothing"),
    ],
)
def test_a_faulty_row_is_named_with_its_repair(changes: dict[str, str], expected: str) -> None:
    with pytest.raises(UserError, match=r"figures\.csv, row 2") as caught:
        parse_figure_definitions([ROW | changes])
    assert expected in str(caught.value)


def test_all_faults_are_reported_at_once() -> None:
    with pytest.raises(UserError) as caught:
        parse_figure_definitions([ROW, ROW | {"unit": "x"}, ROW | {"outcome": "x"}])
    assert re.findall(r"row (\d), column (\w+)", str(caught.value)) == [
        ("3", "code"),
        ("3", "unit"),
        ("4", "code"),
        ("4", "outcome"),
    ]


def test_the_figures_of_the_library_are_well_defined() -> None:
    assert len(figure_definitions()) > 100
