"""The record is a graph in which each thing is stored once, small, typed, and readable as W3C PROV."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from rdflib import Graph, Namespace

from cchc_lib.record.content_hash import record_data
from cchc_lib.record.file_format import record_text
from cchc_lib.record.graph_nodes import Calculation
from cchc_lib.record.model import Record
from cchc_lib.record.reading import read_record
from cchc_lib.record.values import RecordValues
from cchc_lib.report.ward_report import WardReport

PROV, IDS = Namespace("http://www.w3.org/ns/prov#"), Namespace("https://cchc.invalid/")
LARGEST_RECORD, LARGEST_PAGE = 180_000, 450_000
"""Bytes of the Lưu Kiếm record and page; a later addition may cost 15% more."""


@pytest.fixture(scope="module")
def record(luu_kiem: WardReport) -> Record:
    return luu_kiem.record().record


def test_record_and_page_of_luu_kiem_stay_small(built_report: Path) -> None:
    assert (built_report / "record.json").stat().st_size <= LARGEST_RECORD * 1.15
    assert (built_report / "report.html").stat().st_size <= LARGEST_PAGE * 1.15


def test_a_record_that_is_written_is_read_as_the_same_record(record: Record) -> None:
    assert read_record("record.json", json.loads(record_text(record))) == record


def test_a_record_is_valid_by_its_published_schema(record: Record) -> None:
    validator = Draft202012Validator(Record.model_json_schema(by_alias=True))
    data = json.loads(record_text(record))
    assert list(validator.iter_errors(data)) == []
    data["numbers"]["procedures.on_time_rate"]["formula"] = "a ÷ b"
    assert list(validator.iter_errors(data)) != []


def test_each_number_is_defined_once(record: Record) -> None:
    """A number that is a figure holds its printed forms alone; label, unit and value stand in the figure's node."""
    for code, number in record.numbers.items():
        if number.formula is None:
            assert (number.label, number.unit, number.value) == ("", "", None)
            assert code in record.figures
        else:
            assert code not in record.figures
    paths = [file.path for file in record.files.values()]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("ward", ["luu_kiem", "bach_long_vi"])
def test_every_printed_number_leads_back_to_cells(ward: str, request: pytest.FixtureRequest) -> None:
    report: WardReport = request.getfixturevalue(ward)
    record = report.record().record
    for code, number in record.numbers.items():
        for operand in number.formula.codes() if number.formula else [code]:
            figure = record.figures[operand]
            assert figure.state == "not given" or figure.file in record.files, operand


def test_the_values_of_a_record_are_those_of_the_report(luu_kiem: WardReport, record: Record) -> None:
    values = RecordValues(record)
    for code in record.numbers:
        stated, again = luu_kiem.results[code], values[code]
        assert (again.state, again.number, again.unit, again.label) == (
            stated.state,
            stated.number,
            stated.unit,
            stated.label,
        )
        assert again.quantity.formula() == stated.quantity.formula()


def test_a_rate_leads_to_its_target(record: Record) -> None:
    (target,) = [target for target in record.targets if target.code == "payments.online_rate"]
    assert (target.text, target.standing) == ("trên 90%", "met")


def test_a_linked_data_reader_walks_from_a_rate_to_the_file_of_its_figures(record: Record) -> None:
    graph = Graph().parse(data=record_text(record), format="json-ld")

    def derived_from(node: str) -> set[str]:
        found = graph.objects(IDS[node], PROV.wasDerivedFrom)
        return {str(name).removeprefix(str(IDS)) for name in found}

    assert derived_from("procedures.on_time_rate") == {"procedures.resolved_on_time", "procedures.resolved"}
    assert derived_from("procedures.resolved") == {record.figures["procedures.resolved"].file}


def test_depth_of_a_calculation_is_counted_without_recursion() -> None:
    node = Calculation(op="+", operands=("a", "b"))
    for _ in range(5):
        node = Calculation(op="+", operands=(node, "c"))
    assert node.depth() == 6
    assert list(node.codes()) == ["a", "b", "c", "c", "c", "c", "c"]


def test_default_values_are_left_out_of_the_file(record: Record) -> None:
    data = record_data(record)
    assert "scenario" not in data
    assert "state" not in data["figures"]["procedures.received"]
