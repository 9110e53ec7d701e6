"""Every published figure of the Lưu Kiếm report is printed in the HTML, in its section, in Vietnamese form."""

import csv
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.inputs.tables.stated_figures import Figures

FACTS = list(
    csv.DictReader((Path(__file__).parents[1] / "reference" / "facts.csv").read_text(encoding="utf-8").splitlines())
)
"""The 174 figures as published: section, label, as written, value, unit; `code` is where the product keeps it."""

SECTIONS = {
    "0.": ("heading",),
    "Phần I.": ("overview",),
    "II.I.1": ("steering",),
    "II.I.2": ("communication",),
    "II.I.3": ("reception",),
    "II.II.1": ("institutions",),
    "II.II.2": ("procedures",),
    "II.II.3": ("organisation", "organisation_review", "organisation_decentralisation"),
    "II.II.4": ("civil_service",),
    "II.II.5": ("finance",),
    "II.II.6": ("digital", "digital_programme", "digital_results"),
    "III.": ("assessment",),
    "IV.": ("next", "next_procedures"),
}
NONE_ARISEN = {
    "petitions.complaints": "Giải quyết khiếu nại, tố cáo: trong kỳ không phát sinh đơn.",
    "petitions.database_entries": "Cập nhật Cơ sở dữ liệu quốc gia về khiếu nại, tố cáo: không phát sinh.",
    "legal.council_documents": "HĐND phường không ban hành văn bản QPPL",
    "legal.feedback": "Phản ánh, kiến nghị (PAKN) về văn bản QPPL: không phát sinh.",
    "procedures.location_independent": "địa giới hành chính trong phạm vi thành phố: chưa phát sinh hồ sơ.",
    "conduct.violations": "không có cán bộ, công chức, viên chức vi phạm kỷ luật",
    "budget.investment_projects": "UBND phường không được giao làm chủ đầu tư dự án nào.",
}
"""The words of the report for each figure of which there was nothing to count."""


@pytest.fixture(scope="session")
def sections(built_report: Path) -> dict[str, Tag]:
    """The parts of the HTML between one heading and the next, by the heading's id."""
    soup = BeautifulSoup((built_report / "report.html").read_bytes(), "html.parser")
    parts: dict[str, Tag] = {}
    current = "heading"
    for child in list(soup.main.children):
        if isinstance(child, Tag):
            current = child.get("id", current) if child.name in ("h2", "h3", "h4", "h5") else current
            parts.setdefault(current, soup.new_tag("section")).append(child.extract())
    return parts


def in_vietnamese(value: str) -> str:
    """Return the expected form, made here and not by the library: 8823 is 8.823, 43.27 is 43,27."""
    whole, _, decimals = value.partition(".")
    groups = re.sub(r"(?<=\d)(?=(\d{3})+$)", ".", whole)
    return f"{groups},{decimals}" if decimals else groups


def expected(fact: dict[str, str]) -> str:
    match fact["unit"]:
        case "date":
            return fact["as_written"]
        case "text":
            return fact["as_written"] if fact["state"] != "not given" else "/BC-UBND"
        case "năm":
            return fact["value"]
        case "tháng":
            return fact["as_written"]
    if fact["state"] == "none arisen":
        return ""
    return "–".join(map(in_vietnamese, fact["value"].split("-")))


def printed(parts: list[Tag], code: str) -> list[str]:
    """Return the printed forms of the numbers of a code, or of the indicator that passes it on."""
    aliases = {
        indicator.code
        for indicator in national_catalogue().indicators.values()
        if indicator.formula(Figures({}, national_catalogue().figures)).formula() == code
    }
    return [data.text for part in parts for data in part.find_all("data") if code_of(data) in {code, *aliases}]


def code_of(data: Tag) -> str:
    """Return the code of a printed number, which the link around it names."""
    return data.parent.get("href", "").removeprefix("#nguon-")


def is_printed(fact: dict[str, str], parts: list[Tag]) -> bool:
    """Return whether parts of the report print a figure as it was published."""
    words = " ".join(text for part in parts for text in (part.get_text(" "), part.get_text())).replace("\xa0", " ")
    value, code = expected(fact), fact["code"]
    if fact["state"] == "none arisen":
        return NONE_ARISEN[code] in words
    if value == "0" and any("không có" in text for text in printed(parts, NO_GROUP_NO_PEOPLE.get(code, code))):
        return True
    if code in CLAIMED:
        return any(claim == f"{value}%" for claim in claimed(parts, code))
    if value and not re.search(rf"(?<![\d.,]){re.escape(value)}(?![\d]|[.,]\d)", words):
        return False
    if fact["state"] != "stated" or fact["unit"] in ("date", "text") or " " in code:
        return True
    return any(value in text.replace("\xa0", " ") for text in printed(parts, code))


def claimed(parts: list[Tag], code: str) -> list[str]:
    """Return the cells of the column «Đã công bố» in the rows that print a rate."""
    tables = [table for part in parts for table in part.find_all("table") if table.find("th", string="Đã công bố")]
    rows = [row for table in tables for row in table.find_all("tr") if code in map(code_of, row.find_all("data"))]
    return [row.find_all("td")[-1].text for row in rows]


NO_GROUP_NO_PEOPLE = {
    "reception.regular_large_group_people": "reception.regular_large_groups",
    "reception.regular_large_group_matters": "reception.regular_large_groups",
    "reception.chair_people": "reception.chair_visits",
    "reception.chair_matters": "reception.chair_visits",
}
"""Zeros that are not printed, since they follow from «không có» of another figure."""
CLAIMED = {
    fact["code"]
    for fact in FACTS
    if fact["unit"] == "%" and fact["code"].endswith("_rate") and fact["state"] == "stated"
}
"""Rates that the ward printed: they are in the column «Đã công bố», beside the computed ones."""


def test_all_published_figures_are_known_here() -> None:
    assert len(FACTS) == 174
    assert all(fact["code"] for fact in FACTS)


@pytest.mark.slow
def test_every_published_figure_is_printed_in_its_section(sections: dict[str, Tag]) -> None:
    missing = []
    for fact in FACTS:
        prefix = next(key for key in sorted(SECTIONS, key=len, reverse=True) if fact["section"].startswith(key))
        parts = [sections[name] for name in SECTIONS[prefix] if name in sections]
        if not is_printed(fact, parts):
            missing.append((fact["section"], fact["label"], fact["as_written"], fact["code"]))
    assert missing == []


def test_the_check_sees_a_figure_that_is_not_there(sections: dict[str, Tag]) -> None:
    fact = next(fact for fact in FACTS if fact["code"] == "procedures.received")
    assert not is_printed(fact | {"value": "8824"}, [sections["procedures"]])
    assert not is_printed(fact, [sections["finance"]])
