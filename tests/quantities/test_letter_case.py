"""The first letter of a text is capital or small, as its position in a sentence asks."""

import pytest

from cchc_lib.quantities.letter_case import first_lower, first_upper, within_sentence


@pytest.mark.parametrize(
    ("label", "within"),
    [("Tỷ lệ đúng hạn", "tỷ lệ đúng hạn"), ("TTHC đã công bố", "TTHC đã công bố"), ("Đơn", "đơn"), ("", "")],
)
def test_an_abbreviation_keeps_its_capitals_within_a_sentence(label: str, within: str) -> None:
    assert within_sentence(label) == within


def test_only_the_first_letter_changes() -> None:
    assert first_upper("phường Lưu Kiếm") == "Phường Lưu Kiếm"
    assert first_lower("Quý III năm 2026") == "quý III năm 2026"
