"""Formulas with the labels of their figures."""

from dataclasses import replace

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.quantities.figures import Quantity, substitute_figures


def formula_in_words(catalogue: Catalogue, quantity: Quantity) -> str:
    """Return a formula in which each figure is named by its label, such as `Đúng hạn ÷ Đã giải quyết`."""
    labelled = {
        figure.code: replace(figure, code=catalogue.figures[figure.code].label) for figure in quantity.figures()
    }
    return substitute_figures(quantity, labelled).formula()
