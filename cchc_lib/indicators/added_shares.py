"""The shares of parts that an authority or a ward adds to a whole without declaring them."""

from collections.abc import Iterator, Mapping

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.quantities.figures import Quantity
from cchc_lib.quantities.letter_case import within_sentence
from cchc_lib.quantities.units import PERCENT
from cchc_lib.quantities.value import Value


def added_shares(catalogue: Catalogue, quantities: Mapping[str, Quantity]) -> Iterator[Value]:
    """Yield the shares that no row of the catalogue defines.

    Args:
        catalogue: the figures with their parts.
        quantities: the figures and indicators by code.
    """
    for share in catalogue.shares_of_added_parts.values():
        if share.code not in catalogue.definitions:
            counted = catalogue.figures[share.part].label.removeprefix("Số ")
            quotient = quantities[share.part] / quantities[share.whole]
            yield Value(share.code, f"Tỷ lệ {within_sentence(counted)}", PERCENT, quotient)
