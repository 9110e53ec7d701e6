"""The folders at the top of the site, from which the paths of its pages are made."""

from enum import StrEnum


class TopFolder(StrEnum):
    """A folder at the top of the site; templates know these names as `folders`."""

    PERIODS = "ky"
    """The tables of all wards, by period."""
    WARDS = "don-vi"
    """The wards and their reports."""
    INDICATORS = "chi-tieu"
    """The indicators, by code."""
    COMPARISONS = "so-sanh"
    """The comparisons of wards, by period."""
    DATA = "du-lieu"
    """The data set of all reports."""
    REJECTED = "chua-cong-bo"
    """The documents that are not published, with the reasons."""
    CITIES = "thanh-pho"
    """The cities and their overviews."""
    SEARCH = "tim-kiem"
    """The search page and its index."""
