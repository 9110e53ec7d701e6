"""The catalogue: every definition by its code, that of the nation and what an authority and a ward add to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from cchc_lib.catalogue.added_part_shares import AddedShare, shares_of_added_parts
from cchc_lib.catalogue.catalogue_file import read_catalogue_file
from cchc_lib.catalogue.definitions import (
    ANY_PROVINCE,
    CITY,
    AnyDefinition,
    Direction,
    FigureDefinition,
    Indicator,
    RowCell,
    in_words_of,
)
from cchc_lib.catalogue.rate_definitions import RateDefinition, led_by, read_rate_definitions
from cchc_lib.catalogue.units_of_measure import national_units, read_units_of_measure
from cchc_lib.errors import InputErrors, Problem
from cchc_lib.file_formats.text_files import TextFile, read_text
from cchc_lib.quantities.units import PERCENT, Unit
from cchc_lib.quantities.value_key import ValueKey

_FOLDER = Path(__file__).parents[2]
_RATE_DEFINITIONS = "cchc_lib/catalogue/rate_definitions.csv"
_NATIONAL_FILES = ("cchc_lib/catalogue/figures.csv", "cchc_lib/catalogue/indicators.csv")


@dataclass(frozen=True)
class Catalogue:
    """The definitions of one report: those of the nation first, in the report's order."""

    definitions: Mapping[str, AnyDefinition]
    """Every figure and indicator by its code."""
    additions: Mapping[str, AnyDefinition] = field(default_factory=dict)
    """Those that an authority or a ward added."""
    rate_definitions: tuple[RateDefinition, ...] = ()
    """The definitions of rates; the first one of an indicator leads."""
    province_kind: str = CITY
    """The kind of the province, `thành phố` or `tỉnh`, that the labels name."""
    units: Mapping[str, Unit] = field(default_factory=national_units)
    """The units of measure by name: those of the nation, and those that the project declares."""

    def in_words(self, text: str) -> str:
        """Return a label or title with the kind of the province in place of `{province}`."""
        return in_words_of(self.province_kind, text)

    @cached_property
    def figures(self) -> Mapping[str, FigureDefinition]:
        """Every figure that a ward may state, by code."""
        return {code: known for code, known in self.definitions.items() if isinstance(known, FigureDefinition)}

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every indicator by code."""
        return {code: known for code, known in self.definitions.items() if isinstance(known, Indicator)}

    @cached_property
    def indicator_units(self) -> Mapping[str, Unit]:
        """The unit of each indicator, in which claims and targets of it are stated."""
        return {code: indicator.unit for code, indicator in self.indicators.items()}

    @cached_property
    def compared_counts(self) -> tuple[str, ...]:
        """The counts that are compared between periods of similar length and added up over a city."""
        return tuple(code for code, figure in self.figures.items() if figure.is_compared)

    @cached_property
    def complement_pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs of rates that make 100% together, that which declares the pair last."""
        return tuple((known.complement, code) for code, known in self.indicators.items() if known.complement)

    @cached_property
    def complements(self) -> Mapping[str, str]:
        """Each rate that improves downwards with its complement that improves upwards, as overdue with on time.

        A report describes only one of the two, since they say the same.
        """
        directions = {code: known.direction for code, known in self.indicators.items()}
        wanted = (Direction.HIGHER, Direction.LOWER)
        return {low: high for high, low in self.complement_pairs if (directions[high], directions[low]) == wanted}

    def direction_of(self, code: str) -> Direction:
        """Return the direction in which a value improves; NEUTRAL for figures."""
        declared = self.definitions.get(code)
        return declared.direction if isinstance(declared, Indicator) else Direction.NEUTRAL

    @cached_property
    def breakdowns(self) -> Mapping[str, tuple[FigureDefinition, ...]]:
        """The parts of each whole by its code, with the name of the breakdown if the whole has several."""
        parts = [figure for figure in self.figures.values() if figure.part_of]
        names = dict.fromkeys(part.part_of for part in parts)
        return {name: tuple(part for part in parts if part.part_of == name) for name in names}

    def cells_of(self, row: str) -> Mapping[RowCell, str]:
        """Return the codes of the values of a group of staff, or of a line of the budget."""
        return {known.cell: code for code, known in self.definitions.items() if known.cell and known.row == row}

    @cached_property
    def _shares(self) -> Mapping[str, str]:
        divided = ((known.formula.divided, code) for code, known in self.indicators.items())
        return {pair[0]: code for pair, code in divided if pair and self.is_part(*pair)}

    def is_part(self, part: str, whole: str) -> bool:
        """Return whether a figure is declared as a part of another."""
        return part in self.figures and self.figures[part].part_of.partition("#")[0] == whole

    def share_of(self, part: str) -> str:
        """Return the code of the share of a part in its whole; empty if there is none.

        An added part for which no share is declared has one if another part of its whole has.
        """
        added = self.shares_of_added_parts.get(part)
        return self._shares.get(part, added.code if added else "")

    @cached_property
    def shares_of_added_parts(self) -> Mapping[str, AddedShare]:
        """The shares of added parts whose siblings have shares, by the code of the part."""
        rates = ((known.formula.divided, code) for code, known in self.indicators.items() if known.unit is PERCENT)
        declared = {divided: code for divided, code in rates if divided}
        shares = shares_of_added_parts(self.breakdowns, self.additions.keys(), declared)
        # A code that means something else is not used for the share.
        is_free = {share.code for share in shares.values()}.difference(self.definitions).union(declared.values())
        return {part: share for part, share in shares.items() if share.code in is_free}

    def definition_of(self, code: str) -> AnyDefinition | None:
        """Return the definition behind a value, whatever its scope and aspects.

        Returns:
            None for counts of cases by field, which have no definition.
        """
        return self.definitions.get(ValueKey.parse(code).base)

    def with_file(self, file: TextFile) -> tuple["Catalogue", tuple[Problem, ...]]:
        """Return the catalogue with the definitions that a file adds, and the faults of the file."""
        read = read_catalogue_file(file, self.definitions, self.units)
        return self.with_additions(read.definitions), read.problems

    def with_additions(self, added: Iterable[AnyDefinition]) -> "Catalogue":
        """Return the catalogue with further definitions, and with their units."""
        by_code = {definition.code: definition for definition in added}
        definitions, additions = {**self.definitions, **by_code}, {**self.additions, **by_code}
        units = {definition.unit.name: definition.unit for definition in by_code.values()}
        return replace(self, definitions=definitions, additions=additions, units={**self.units, **units})

    def with_units(self, file: TextFile) -> tuple["Catalogue", tuple[Problem, ...]]:
        """Return the catalogue with the units of measure that a file declares, and the faults of the file."""
        units, problems = read_units_of_measure(file, self.units)
        return replace(self, units=units), problems

    def definitions_of(self, code: str) -> tuple[RateDefinition, ...]:
        """Return the definitions of a rate, the leading one first; empty for rates that have one alone."""
        return tuple(definition for definition in self.rate_definitions if definition.of == code)

    def with_rate_definitions(self, added: Iterable[RateDefinition]) -> "Catalogue":
        """Return the catalogue with further definitions of rates."""
        return replace(self, rate_definitions=(*self.rate_definitions, *added))

    def led_by(self, id_: str) -> "Catalogue":
        """Return the catalogue in which a definition leads.

        Raises:
            KeyError: there is no such definition.
        """
        leading = {definition.id: definition for definition in self.rate_definitions}[id_]
        if self.definitions_of(leading.of)[0] == leading:
            return self
        # Rates over different bases make no 100% together.
        indicators = {
            code: replace(known, complement="") if known.complement == leading.of else known
            for code, known in self.indicators.items()
        }
        indicators[leading.of] = replace(led_by(self.indicators[leading.of], leading), complement="")
        others = tuple(definition for definition in self.rate_definitions if definition != leading)
        return replace(self, definitions={**self.definitions, **indicators}, rate_definitions=(leading, *others))


def merged_catalogue(catalogues: Iterable[Catalogue]) -> Catalogue:
    """Return the national catalogue with what several wards add to it.

    A code that wards define differently is left out, since its values cannot be compared. Where the wards belong to
    provinces of both kinds, the labels name both.
    """
    added: dict[str, AnyDefinition] = {}
    kinds: set[str] = set()
    different: set[str] = set()
    for catalogue in catalogues:
        kinds.add(catalogue.province_kind)
        for code, definition in catalogue.additions.items():
            if added.setdefault(code, definition) != definition:
                different.add(code)
    base = national_catalogue(kinds.pop() if len(kinds) == 1 else ANY_PROVINCE if kinds else CITY)
    return base.with_additions(known for code, known in added.items() if code not in different)


@cache
def national_catalogue(province_kind: str = CITY) -> Catalogue:
    """Return the catalogue that the library ships: what wards of the whole country report.

    Args:
        province_kind: the kind of the province that the labels name, `thành phố` or `tỉnh`.

    Raises:
        InputErrors: its files have faults.
    """
    shipped = _shipped_catalogue()
    definitions = {
        code: replace(known, label=in_words_of(province_kind, known.label))
        for code, known in shipped.definitions.items()
    }
    return replace(shipped, definitions=definitions, province_kind=province_kind)


@cache
def _shipped_catalogue() -> Catalogue:
    catalogue = catalogue_of_files(read_text(_FOLDER, name) for name in _NATIONAL_FILES)
    definitions, problems = read_rate_definitions(read_text(_FOLDER, _RATE_DEFINITIONS), catalogue.definitions)
    if problems:
        raise InputErrors(problems)
    return catalogue.with_rate_definitions(definitions)


def catalogue_of_files(files: Iterable[TextFile]) -> Catalogue:
    """Return the catalogue that consists of the rows of several files.

    Raises:
        InputErrors: the files have faults; all at once.
    """
    catalogue, problems = Catalogue({}), list[Problem]()
    for file in files:
        catalogue, found = catalogue.with_file(file)
        problems += found
    if problems:
        raise InputErrors(problems)
    return Catalogue(catalogue.definitions)
