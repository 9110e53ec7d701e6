"""Writing simulated wards as a data folder, which commands read in place of the project's own."""

import csv
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

from cchc_lib.catalogue.catalogue import Catalogue, national_catalogue
from cchc_lib.errors import UserError
from cchc_lib.file_formats.text_files import TextFile
from cchc_lib.inputs.added_catalogues import WARD_CATALOGUE
from cchc_lib.inputs.comparison_periods import CONTENT_FILE
from cchc_lib.inputs.national_units import AdministrativeUnit
from cchc_lib.inputs.report_inputs import WARD_FILE
from cchc_lib.inputs.tables.case_counts import CASES_TABLE
from cchc_lib.inputs.tables.catalogue import input_tables
from cchc_lib.inputs.tables.claims import CLAIMS_TABLE
from cchc_lib.inputs.tables.performance_targets import TARGETS_TABLE
from cchc_lib.inputs.tables.register import ANNOUNCEMENTS_TABLE, CITATIONS_TABLE, DOCUMENTS_TABLE
from cchc_lib.inputs.tables.stated_figures import FIGURES_TABLE
from cchc_lib.quantities.dates import format_date
from cchc_lib.quantities.numbers import format_number
from cchc_lib.simulation.added_figures import added_figures, own_catalogue
from cchc_lib.simulation.faults import FAULTS
from cchc_lib.simulation.figure_model import StatedValue, random_ward
from cchc_lib.simulation.random_draws import seeded_random
from cchc_lib.simulation.simulated_units import SimulatedUnit
from cchc_lib.simulation.ward_data import WardData, simulate_ward_data

_CONTENT = """# Made by `cchc simulate`: no figure of this is a ward's.
document:
  origin: simulated
"""
_README = """# DỮ LIỆU MÔ PHỎNG
Số liệu giả định do `cchc simulate --seed {seed}` tạo ra, không phải số liệu của đơn vị nào.
"""
_TARGETS = (
    ("procedures.on_time_rate", "at least", "95", "%", "", "tối thiểu 95%", "IV"),
    ("procedures.city_system_rate", "at least", "100", "%", "", "duy trì 100%", "IV"),
)

Rows = Iterable[Sequence[object]]


@dataclass(frozen=True)
class SimulationPlan:
    """The wards and periods to simulate."""

    units: tuple[SimulatedUnit, ...]
    """The wards with their periods."""
    seed: int
    """The seed of all random numbers: the same plan gives the same bytes."""
    faults: int = 0
    """The number of faults to plant, each in another ward and period."""


def simulate(plan: SimulationPlan, out: Path) -> int:
    """Write a data folder, completely or not at all.

    The file `faults.csv` in it lists the planted faults with the rules that find them.

    Args:
        plan: the wards and periods.
        out: the folder to write, which must not exist.

    Returns:
        The number of pairs of a ward and a period.

    Raises:
        UserError: the folder exists, cannot be written, or has too few wards and periods for the faults.
    """
    pairs = [(ward.slug, period.name) for ward in plan.units for period in ward.periods]
    if plan.faults > len(pairs):
        raise UserError(
            f"{plan.faults} faults are too many: each is planted in another ward and period, of which there are "
            f"{len(pairs)}.",
            "faults",
        )
    if out.exists():
        raise UserError(f"{out} exists already; name another folder, or remove it.")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        # Beside the target, so that moving it into place is a rename within one file system.
        with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as temporary:
            folder = Path(temporary) / out.name
            _write_data_folder(plan, pairs, folder)
            shutil.move(folder, out)
    except OSError as error:
        raise UserError(f"{out} cannot be written: {error.strerror}.") from error
    return len(pairs)


def _write_data_folder(plan: SimulationPlan, pairs: Sequence[tuple[str, str]], folder: Path) -> None:
    planted = dict(_planted_rules(plan, pairs))
    for simulated in plan.units:
        unit, ward = simulated.unit, random_ward(simulated.unit, plan.seed)
        ward_folder = folder / "wards" / simulated.slug
        ward_folder.mkdir(parents=True)
        (ward_folder / WARD_FILE).write_text(ward_text(unit), encoding="utf-8")
        catalogue = _write_own_catalogue(simulated, ward_folder, plan.seed)
        for period in simulated.periods:
            data = simulate_ward_data(ward, period, plan.seed)
            added = added_figures(catalogue, unit, period, plan.seed)
            data = replace(data, figures={**data.figures, **added}, catalogue=catalogue)
            rule = planted.get((simulated.slug, period.name))
            _write_period(ward_folder / period.name, unit, FAULTS[rule](data, period) if rule else data)
    (folder / "README.md").write_text(_README.format(seed=plan.seed), encoding="utf-8")
    rows = ((*pair, rule) for pair, rule in planted.items())
    _write_table(folder / "faults.csv", ("ward", "period", "rule"), sorted(rows))


def _write_own_catalogue(simulated: SimulatedUnit, folder: Path, seed: int) -> Catalogue:
    """Write the catalogue of the ward itself, if it has one, and return that of its authority together with it."""
    text = own_catalogue(simulated.unit, seed)
    if not text:
        return simulated.catalogue
    (folder / WARD_CATALOGUE).write_text(text, encoding="utf-8")
    return simulated.catalogue.with_file(TextFile(WARD_CATALOGUE, text))[0]


def _planted_rules(plan: SimulationPlan, pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield ward, period name and rule of each fault: every kind in turn, in random places."""
    rng = seeded_random(plan.seed, "faults")
    rules = list(FAULTS)
    for index, pair in enumerate(rng.sample(pairs, plan.faults)):
        yield pair, rules[index % len(rules)]


def ward_text(unit: AdministrativeUnit) -> str:
    """Return the text of a unit's ward.yaml."""
    content = {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "province": unit.province,
        "province_kind": unit.province_kind,
    }
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


def _write_period(folder: Path, unit: AdministrativeUnit, data: WardData) -> None:
    folder.mkdir()
    for table in input_tables():
        rows = [*_ROWS[table.file_name](data, unit)] if table.file_name in _ROWS else []
        if rows or not table.is_optional:
            _write_table(folder / table.file_name, table.header, rows)
    (folder / CONTENT_FILE).write_text(_CONTENT, encoding="utf-8")


def _write_table(path: Path, header: Sequence[str], rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)


def _figure_rows(data: WardData, _: AdministrativeUnit) -> Rows:
    for code, value in data.figures.items():
        unit = data.catalogue.figures[code].unit
        printed = _printed(value)
        state = "none arisen" if value is None else "stated"
        words = "không phát sinh" if value is None else unit.with_number(printed).replace("\u00a0", " ")
        cell = str(value) if isinstance(value, date) else printed
        yield code, cell, unit.name, state, "", "", data.as_written.get(code, words), unit.name if value else "", "II"


def _printed(value: StatedValue) -> str:
    if isinstance(value, Decimal):
        return format_number(value)
    return format_date(value) if value else ""


def _claim_rows(data: WardData, _: AdministrativeUnit) -> Rows:
    for code, rate in data.claims.items():
        printed = format_number(rate)
        yield code, printed, "%", "", f"{printed}%", "II"


def _document_rows(data: WardData, unit: AdministrativeUnit) -> Rows:
    issuer = f"UBND {unit.kind} {unit.name}"
    for document in data.documents:
        yield document.id, document.type, document.number, document.date, issuer, document.title


def _citation_rows(data: WardData, _: AdministrativeUnit) -> Rows:
    for document in data.documents:
        same_role = [other for other in data.documents if other.role == document.role]
        order = same_role.index(document) + 1
        written = f"ngày {format_date(document.date)}"
        yield document.id, document.role, document.section, document.footnote, order, written


def _announcement_rows(data: WardData, _: AdministrativeUnit) -> Rows:
    for figure, words in data.announced.items():
        yield figure, "Quyết định", figure, "1", words, national_catalogue().figures[figure].section


def _case_rows(data: WardData, _: AdministrativeUnit) -> Rows:
    for row in data.cases:
        yield [row[column] for column in CASES_TABLE.header]


_ROWS: Mapping[str, Callable[[WardData, AdministrativeUnit], Rows]] = {
    FIGURES_TABLE.file_name: _figure_rows,
    CLAIMS_TABLE.file_name: _claim_rows,
    TARGETS_TABLE.file_name: lambda _, __: _TARGETS,
    DOCUMENTS_TABLE.file_name: _document_rows,
    CITATIONS_TABLE.file_name: _citation_rows,
    ANNOUNCEMENTS_TABLE.file_name: _announcement_rows,
    CASES_TABLE.file_name: _case_rows,
}
"""The rows of each table that the simulation fills. Other required tables are written with their header alone."""
