"""Simulated data as a data folder that `--data` takes."""

import csv
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice, product
from pathlib import Path

from cchc_lib.errors import UserError
from cchc_lib.inputs.catalogue import figure_definitions
from cchc_lib.inputs.national_units import AdministrativeUnit, slugs, units_of_province
from cchc_lib.quantities.dates import Period, format_date
from cchc_lib.quantities.numbers import format_number
from cchc_lib.simulation.faults import FAULTS
from cchc_lib.simulation.figure_model import StatedValue, draw_ward, seeded_random
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
_HEADS = {
    "figures.csv": "code,value,unit,state,qualifier,as_of,as_written,unit_as_written,stated_in",
    "claims.csv": "code,value,unit,as_of,as_written,stated_in",
    "targets.csv": "code,relation,value,unit,wording,as_written,stated_in",
    "documents.csv": "id,type,number,date,issuer,title",
    "citations.csv": "document,role,section,footnote,order,date_as_written",
    "announcements.csv": "figure,type,role,footnote,as_written,section",
}


@dataclass(frozen=True)
class SimulationPlan:
    """What is to be simulated."""

    units: tuple[AdministrativeUnit, ...]
    periods: tuple[Period, ...]
    seed: int
    faults: int = 0
    """How many faults are planted, each in another ward and period."""


def simulate(wanted: SimulationPlan, out: Path) -> int:
    """Write a data folder, whole or not at all, and say for how many wards and periods.

    `faults.csv` in it lists the planted faults with the rules that find them.

    Raises:
        UserError: the folder is there already, cannot be written, or cannot hold so many faults.
    """
    places = list(product(wanted.units, wanted.periods))
    if wanted.faults > len(places):
        raise UserError(
            f"--faults {wanted.faults} is too many: each is planted in another ward and period, of which there are "
            f"{len(places)}."
        )
    if out.exists():
        raise UserError(f"{out} is there already; name another folder, or remove it.")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as private:
            folder = Path(private) / out.name
            _write_all(wanted, places, folder)
            shutil.move(folder, out)
    except OSError as error:
        raise UserError(f"{out} cannot be written: {error.strerror}.") from error
    return len(places)


def _write_all(wanted: SimulationPlan, places: Sequence[tuple[AdministrativeUnit, Period]], folder: Path) -> None:
    names = slugs(wanted.units)
    planted = dict(_planted(wanted, places))
    for unit in wanted.units:
        ward = draw_ward(unit, wanted.seed)
        place = folder / "wards" / names[unit.code]
        place.mkdir(parents=True)
        (place / "ward.yaml").write_text(_ward_text(unit), encoding="utf-8")
        for step, period in enumerate(wanted.periods):
            data = simulate_ward_data(ward, period, step, wanted.seed)
            rule = planted.get((unit.code, period.name))
            _write(place / period.name, unit, FAULTS[rule](data, period) if rule else data)
    (folder / "README.md").write_text(_README.format(seed=wanted.seed), encoding="utf-8")
    rows = ((names[code], period, rule) for (code, period), rule in planted.items())
    _write_table(folder / "faults.csv", "ward,period,rule", sorted(rows))


def _planted(
    wanted: SimulationPlan, places: Sequence[tuple[AdministrativeUnit, Period]]
) -> Iterator[tuple[tuple[str, str], str]]:
    """Which fault stands where: every kind in turn, in places drawn by the seed."""
    chance = seeded_random(wanted.seed, "faults")
    rules = list(FAULTS)
    for at, (unit, period) in enumerate(chance.sample(places, wanted.faults)):
        yield (unit.code, period.name), rules[at % len(rules)]


def _ward_text(unit: AdministrativeUnit) -> str:
    lines = {"code": f'"{unit.code}"', "name": f'"{unit.name}"', "kind": unit.kind, "province": unit.province}
    return "".join(f"{name}: {value}\n" for name, value in {**lines, "province_kind": unit.province_kind}.items())


def _write(folder: Path, unit: AdministrativeUnit, data: WardData) -> None:
    folder.mkdir()
    issuer = f"UBND {unit.kind} {unit.name}"
    tables: Mapping[str, Iterable[Sequence[object]]] = {
        "figures.csv": _figure_rows(data),
        "claims.csv": ((code, text, "%", "", f"{text}%", "II") for code, text in _texts(data.claims)),
        "targets.csv": _TARGETS,
        "documents.csv": ((each.id, each.type, each.number, each.date, issuer, each.title) for each in data.documents),
        "citations.csv": _citation_rows(data),
        "announcements.csv": (
            (figure, "Quyết định", figure, "1", words, figure.partition(".")[0])
            for figure, words in data.announced.items()
        ),
    }
    for name, rows in tables.items():
        _write_table(folder / name, _HEADS[name], rows)
    if data.cases:
        _write_table(folder / "cases.csv", ",".join(data.cases[0]), (list(row.values()) for row in data.cases))
    (folder / "content.yaml").write_text(_CONTENT, encoding="utf-8")


def _texts(rates: Mapping[str, Decimal]) -> Iterator[tuple[str, str]]:
    return ((code, format_number(rate)) for code, rate in rates.items())


def _figure_rows(data: WardData) -> Iterator[Sequence[object]]:
    for code, value in data.figures.items():
        unit = figure_definitions()[code].unit
        text = _text(value)
        state = "none arisen" if value is None else "stated"
        words = "không phát sinh" if value is None else unit.with_number(text).replace("\u00a0", " ")
        shown = str(value) if isinstance(value, date) else text
        yield code, shown, unit.name, state, "", "", data.as_written.get(code, words), unit.name if value else "", "II"


def _text(value: StatedValue) -> str:
    if isinstance(value, Decimal):
        return format_number(value)
    return format_date(value) if value else ""


def _citation_rows(data: WardData) -> Iterator[Sequence[object]]:
    for document in data.documents:
        same = [each for each in data.documents if each.role == document.role]
        order = same.index(document) + 1
        written = f"ngày {format_date(document.date)}"
        yield document.id, document.role, document.section, document.footnote, order, written


def _write_table(path: Path, head: str, rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(head.split(","))
        table.writerows(rows)


def first_units(units: Iterable[AdministrativeUnit], province: str, count: int) -> tuple[AdministrativeUnit, ...]:
    """So many units of a province by its name, slug or code; all of them for 0.

    Raises:
        UserError: there is no such province, or it has fewer.
    """
    there = units_of_province(units, province)
    if len(there) < count:
        raise UserError(f"{province} has {len(there)} units; {count} are asked for.")
    return tuple(islice(there, count or len(there)))
