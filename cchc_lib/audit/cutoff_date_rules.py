"""Rules on the days for which figures are stated: the cut-off day of the period, and the period in the heading."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from cchc_lib.audit.declaration import Observation, Rule, Severity, observation
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.claims import Claim
from cchc_lib.quantities.figures import Figure
from cchc_lib.quantities.value_key import ValueKey


def _figures_of_another_day(results: Results) -> Iterator[Observation]:
    """Yield one observation for the figures and claims of one subject that are stated for one other day.

    Periodic reports have one cut-off day for all figures (Nghị định số 09/2019/NĐ-CP, Điều 8 khoản 5).
    """
    inputs, end = results.inputs, results.inputs.period.end
    stated: list[Figure | Claim] = [*inputs.figures.values(), *inputs.claims.values()]
    by_subject: dict[tuple[str, date], list[Figure | Claim]] = defaultdict(list)
    for item in stated:
        if item.as_of and item.as_of != end:
            # One finding names all figures of a subject, since a finding for each would repeat the same fault.
            by_subject[ValueKey.parse(item.code).group, item.as_of].append(item)
    for (subject, day), items in by_subject.items():
        codes = [item.code for item in items]
        sources = tuple(item.source for item in items if item.source)
        labels = tuple(results[code].label for code in codes)
        yield observation(f"{subject}@{day}", *codes, sources=sources, labels=labels, day=day, end=end)


def _period_in_heading(results: Results) -> Iterator[Observation]:
    period = results.inputs.period
    for code, day in (("heading.period_from", period.start), ("heading.period_to", period.end)):
        figure = results.inputs.figures[code]
        if isinstance(figure.value, date) and figure.value != day:
            yield observation(code, code, label=figure.label, stated=figure.value, day=day)


RULES = (
    Rule(
        "dates.as_of",
        Severity.WARNING,
        "Số liệu của một báo cáo phải chốt cùng một ngày.",
        _figures_of_another_day,
        message="Số liệu tính đến ngày {day}, khác ngày kết thúc kỳ ({end}): {labels}.",
        actual="{day}",
        expected="{end}",
        repair="Lấy lại số liệu đến ngày {end}.",
    ),
    Rule(
        "dates.period",
        Severity.ERROR,
        "Kỳ báo cáo ghi ở đầu báo cáo phải là kỳ của số liệu.",
        _period_in_heading,
        message="«{label}» ghi {stated}, nhưng kỳ của số liệu này có ngày ấy là {day}.",
        actual="{stated}",
        expected="{day}",
        repair="Sửa figures.csv, hoặc đặt dữ liệu vào đúng thư mục của kỳ.",
    ),
)
"""The rules of this family."""
