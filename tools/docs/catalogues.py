"""The pages of indicators, figures and audit rules, read off their declarations."""

import re
from collections.abc import Iterable, Mapping

from cchc_lib.audit.catalogue import rules
from cchc_lib.audit.declaration import Rule, Severity
from cchc_lib.catalogue.catalogue import national_catalogue
from cchc_lib.catalogue.catalogue_file import CATALOGUE_COLUMNS, CatalogueColumn
from cchc_lib.catalogue.definitions import ANY_PROVINCE
from cchc_lib.catalogue.prose_lists import passage_definitions, role_labels
from cchc_lib.catalogue.units_of_measure import UNIT_COLUMNS, national_units
from cchc_lib.quantities.dates import format_date
from cchc_lib.quantities.national_calendar import NATIONAL
from cchc_lib.quantities.reporting_calendar import OfficialPeriod
from cchc_lib.report.indicator_reference import DIRECTION_SIGNS, IndicatorRow, catalogue_rows, section_titles
from tools.docs.markdown import code, page, table

_FACT = re.compile(r"\{[^}]*\}")
"""The name of a fact in a rule's sentence, which only a finding can fill in."""
_MEANING = {
    Severity.ERROR: "Two stated figures cannot both be true.",
    Severity.WARNING: "A claim, a date or a target does not hold.",
    Severity.NOTE: "A matter of form, or something that could not be judged.",
}


def indicators_page() -> str:
    """Return every indicator, by section, with its unit, formula and legal reference."""
    intro = (
        "An indicator is a value that the report computes. The formula uses codes of [figures](figures.md). "
        "↑ means that more is better, ↓ that less is better, · that neither is."
    )
    head = ("code", "label", "unit", "formula and legal reference")
    rows = catalogue_rows(national_catalogue(ANY_PROVINCE))
    sections = [
        f"## {section_titles()[section]} {{ #{section} }}\n\n"
        + table(head, (_indicator(row) for row in rows if row["section"] == section))
        for section in dict.fromkeys(row["section"] for row in rows)
    ]
    return page("Indicators", intro, *sections)


def _indicator(row: IndicatorRow) -> tuple[str, ...]:
    declared = national_catalogue(ANY_PROVINCE).indicators[row["code"]]
    formula = "<br>".join(filter(None, (code(row["formula"]), declared.reference)))
    return (
        f"{code(declared.code)} {DIRECTION_SIGNS[declared.direction]}",
        f"{declared.label}<br>*{declared.label_en}*",
        declared.unit.name,
        formula,
    )


def figures_page() -> str:
    """Return all that a ward may state: figures, passages of prose, and roles of documents."""
    figures = table(
        ("code", "label", "unit", "section"),
        (
            (code(each.code), each.label, each.unit.name, code(each.section))
            for each in national_catalogue(ANY_PROVINCE).figures.values()
        ),
    )
    passages = table(
        ("code", "what it tells", "section"),
        ((code(each.code), each.label, code(each.section)) for each in passage_definitions().values()),
    )
    roles = table(
        ("role", "what the document is cited for"), ((code(role), text) for role, text in role_labels().items())
    )
    return page(
        "Figures, passages, roles",
        "The [data folder](data.md) explains the files in which these codes are used.",
        f"## Figures {{ #figures }}\n\nIn `figures.csv`.\n\n{figures}",
        f"## Columns of the catalogue {{ #columns }}\n\n{_COLUMNS_INTRO}\n\n{_columns(CATALOGUE_COLUMNS)}",
        f"## Units of measure {{ #units }}\n\n{_UNITS_INTRO}\n\n{_columns(UNIT_COLUMNS)}\n\n{_units()}",
        f"## Passages {{ #passages }}\n\nIn `content.yaml`, below `passages`.\n\n{passages}",
        f"## Roles of documents {{ #roles }}\n\nIn `citations.csv` and `announcements.csv`.\n\n{roles}",
    )


def periods_page() -> str:
    """Return every kind of named period of the national calendar, with the days that it has in 2026."""
    intro = (
        "The named periods of the national calendar, with their days in 2026. An authority may set other days for the "
        "units that report to it: [Add a calendar](../how-to/add/calendar.md)."
    )
    head = ("name", "title", "days", "due", "set by")
    return page("Periods", intro, table(head, map(_period, NATIONAL.examples)))


def _period(period: OfficialPeriod) -> tuple[str, ...]:
    kind = period.kind
    names = (f"{period.year}-{code}" for code in kind.other_codes)
    days = f"{format_date(period.start)}–{format_date(period.end)}"
    due = format_date(period.due) if period.due else ""
    return ", ".join(map(code, (period.name, *names))), period.title, days, due, kind.set_by.source


_COLUMNS_INTRO = (
    "The library's figures are in `cchc_lib/catalogue/figures.csv`, its indicators in "
    "`cchc_lib/catalogue/indicators.csv`; provinces and wards [add to them](../how-to/add/catalogue.md). A header "
    "names the columns that a file uses, in this order."
)


_UNITS_INTRO = (
    "The library's units are in `cchc_lib/catalogue/units_of_measure.csv`; a project "
    "[declares others](../how-to/add/unit.md) in `units_of_measure.csv` of its params. Values of units "
    "that count or measure the same may be added and divided."
)


def _units() -> str:
    rows = ((each.name, each.kind.value, each.counted) for each in national_units().values())
    return table(("unit", "kind", "counts or measures"), rows)


def _columns(columns: Mapping[str, CatalogueColumn]) -> str:
    rows = (
        (code(name), column.description, "" if column.is_optional else "always") for name, column in columns.items()
    )
    return table(("column", "holds", "there"), rows)


def rules_page() -> str:
    """Return every rule of the audit, the errors first."""
    intro = (
        "`cchc check` applies these rules to a ward's data. The texts are Vietnamese, as the findings are. "
        "[Check the data](../how-to/check.md) explains how to read and acknowledge a finding."
    )
    parts = [_severity(severity, rules().values()) for severity in Severity]
    return page("Audit rules", intro, *parts)


def _severity(severity: Severity, declared: Iterable[Rule]) -> str:
    rows = (
        (code(rule.code), rule.rationale, _FACT.sub("…", rule.repair), rule.reference)
        for rule in declared
        if rule.severity is severity
    )
    listed = table(("rule", "what it checks", "how to repair", "reference"), rows)
    return f"## {severity.value.capitalize()}s {{ #{severity.value}s }}\n\n{_MEANING[severity]}\n\n{listed}"
