"""The groups of staff, and the staff whose qualifications wards state."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.catalogue.definitions import AnyDefinition, RowCell
from cchc_lib.catalogue.part_relations import whole_of
from cchc_lib.quantities.letter_case import first_upper


@dataclass(frozen=True)
class StaffGroup:
    """A group of staff: the posts that it was given and the people present, with the codes of its values."""

    name: str
    """The Vietnamese name within a sentence."""
    quota: str
    """The figure that states the posts given to the group."""
    present: str
    """The number of people; empty if no value is declared for it."""
    vacant: str
    """The posts that are not filled; empty if no value is declared for them."""
    vacancy_rate: str
    """Their share in the posts given; empty if no value is declared for it."""
    main_name: str = ""
    """The name of the group that this one is a part of; empty for a main group."""

    @property
    def label(self) -> str:
        """The name in the table: a part stands below its whole, whose name it does not repeat."""
        if not self.main_name:
            return first_upper(self.name)
        return f"– {self.name.removeprefix(f'{self.main_name} ')}"


def staff_groups(catalogue: Catalogue) -> tuple[StaffGroup, ...]:
    """Return the groups that a catalogue declares, each main group before its parts."""
    quotas = {code: known for code, known in catalogue.figures.items() if known.cell is RowCell.QUOTA}
    mains = [known for known in quotas.values() if whole_of(known) not in quotas]
    return tuple(group for main in mains for group in _with_parts(catalogue, main, quotas.values()))


def _with_parts(catalogue: Catalogue, main: AnyDefinition, quotas: Iterable[AnyDefinition]) -> Iterator[StaffGroup]:
    yield _group(catalogue, main)
    for part in quotas:
        if whole_of(part) == main.code:
            yield _group(catalogue, part, main.name)


def _group(catalogue: Catalogue, quota: AnyDefinition, main_name: str = "") -> StaffGroup:
    cells = catalogue.cells_of(quota.row)
    present, vacant, rate = (cells.get(cell, "") for cell in (RowCell.PRESENT, RowCell.VACANT, RowCell.VACANCY_RATE))
    return StaffGroup(quota.name, quota.code, present, vacant, rate, main_name)


STAFF_LABELS = {"committee_staff": "Cán bộ, công chức UBND", "employees": "Viên chức"}
"""The Vietnamese labels of the staff whose qualifications wards state, by the first word of the figures' codes."""
