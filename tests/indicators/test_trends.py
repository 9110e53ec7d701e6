"""The change of a value since an earlier period."""

from decimal import Decimal

import pytest

from cchc_lib.catalogue.definitions import Direction
from cchc_lib.indicators.trends import Trend, Verdict
from cchc_lib.quantities.figures import Figure
from cchc_lib.quantities.numbers import Rounding
from cchc_lib.quantities.units import CASES, PERCENT
from cchc_lib.quantities.value import Value


def rate(part: int, whole: int) -> Value:
    numerator, denominator = (Figure(code, code, CASES, Decimal(n)) for code, n in (("x", part), ("y", whole)))
    return Value("x.rate", "Tỷ lệ", PERCENT, numerator / denominator)


@pytest.mark.parametrize(("rounding", "mismatch"), [(Rounding.HALF_UP, False), (Rounding.TRUNCATE, True)])
def test_a_mismatch_is_one_of_the_numbers_that_the_ward_prints(rounding: Rounding, mismatch: bool) -> None:
    assert Trend(rate(1000, 1007), rate(1003, 1007), Direction.HIGHER, rounding).has_rounding_mismatch is mismatch


def test_whether_a_value_is_unchanged_depends_on_how_the_ward_rounds() -> None:
    # 0,002% and 0,009% are both 0,00% where further places are cut off.
    before, after = rate(2_000, 100_000_000), rate(9_000, 100_000_000)
    assert Trend(before, after, Direction.HIGHER, Rounding.TRUNCATE).verdict is Verdict.UNCHANGED
    assert Trend(before, after, Direction.HIGHER, Rounding.HALF_UP).verdict is not Verdict.UNCHANGED
