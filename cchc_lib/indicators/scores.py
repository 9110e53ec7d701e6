"""The points of a self-assessment as values, so that each has its lineage: the value scored, and cells of the form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cchc_lib.inputs.form_scoring import Scoring, ScoringRule, Step
from cchc_lib.inputs.forms import DeclaredForm, FormLine
from cchc_lib.quantities.figures import Figure, Quantity, State, total
from cchc_lib.quantities.scoring import Product, Reached, Smaller
from cchc_lib.quantities.units import SCORE, Unit
from cchc_lib.quantities.value import Value

_GROUP = "forms"
"""The first word of the codes of all values of forms."""


@dataclass(frozen=True)
class ScoreCodes:
    """The codes of the points of one line of a form, or of their totals."""

    most: str
    """The most points."""
    points: str
    """The points reached."""
    lost: str
    """The points that are missing to the most."""


def score_codes(form: DeclaredForm, line: FormLine | None = None) -> ScoreCodes:
    """Return the codes of the points of a line; without a line, those of the totals of the lines with points."""
    start = f"{_GROUP}.{form.name.replace('-', '_')}.{f'row_{line.source.row}' if line else 'total'}"
    return ScoreCodes(f"{start}.most", f"{start}.points", f"{start}.lost")


def score_values(form: DeclaredForm, values: Mapping[str, Value]) -> Iterator[Value]:
    """Yield the points of every scored line of a form, and their totals over the lines whose points are known.

    Args:
        form: a form with scored lines.
        values: the values of the ward, by code.
    """
    known: list[tuple[Quantity, Quantity, Quantity]] = []
    for line in form.lines:
        if line.scoring is None:
            continue
        codes, most = score_codes(form, line), _most(form, line, line.scoring)
        points = _points(line.scoring, most, _Scored(form, line, values.get(line.code)))
        # What did not arise has no points that could be lost.
        lost = points if points.state is State.NONE_ARISEN else most - points
        yield from _triple(codes, line.label, (most, points, lost))
        if points.state is State.STATED:
            known.append((most, points, lost))
    if known:
        totals = tuple(total(*column) for column in zip(*known, strict=True))
        yield from _triple(score_codes(form), "các tiêu chí đã có số liệu", totals)


def _triple(codes: ScoreCodes, label: str, quantities: tuple[Quantity, ...]) -> Iterator[Value]:
    words = ("Điểm tối đa", "Điểm tự chấm", "Điểm mất")
    for code, word, quantity in zip((codes.most, codes.points, codes.lost), words, quantities, strict=True):
        yield Value(code, f"{word}: {label}", SCORE, quantity)


def _most(form: DeclaredForm, line: FormLine, scoring: Scoring) -> Figure:
    code = score_codes(form, line).most
    return _form_figure(line, code, f"Điểm tối đa: {line.label}", SCORE, (scoring.max_points, "max_points"))


def _form_figure(line: FormLine, code: str, label: str, unit: Unit, cell: tuple[Decimal, str]) -> Figure:
    """Return a number of the form's file as a figure, so that its lineage leads to its cell."""
    value, column = cell
    source = type(line.source)(line.source.file, line.source.row, column)
    return Figure(code, label, unit, value, source=source)


@dataclass(frozen=True)
class _Scored:
    """A line with the value that it scores; None if the ward has no such value."""

    form: DeclaredForm
    line: FormLine
    value: Value | None

    @property
    def unknown(self) -> Figure:
        """The points of a line that nobody has stated."""
        return Figure(
            score_codes(self.form, self.line).points, f"Điểm tự chấm: {self.line.label}", SCORE, None, State.NOT_GIVEN
        )

    def threshold(self, step: Step, at: int) -> Figure:
        """Return the threshold of a step in the unit of the value."""
        code = f"{score_codes(self.form, self.line).most}_threshold_{at}"
        unit = self.value.unit if self.value else SCORE
        return _form_figure(self.line, code, f"Ngưỡng: {self.line.label}", unit, (step.threshold, "threshold"))

    def gain(self, step: Step, before: Decimal, at: int) -> Figure:
        """Return the points that a step adds to those of the step before."""
        code = f"{score_codes(self.form, self.line).most}_step_{at}"
        label = f"Điểm thêm của ngưỡng: {self.line.label}"
        return _form_figure(self.line, code, label, SCORE, (step.points - before, "threshold"))


def _points(scoring: Scoring, most: Figure, scored: _Scored) -> Quantity:
    if scored.value is None:
        return scored.unknown
    quantity = scored.value.quantity
    if scoring.rule is ScoringRule.REPORTED or quantity.state is State.NONE_ARISEN:
        return quantity
    thresholds = [scored.threshold(step, at) for at, step in enumerate(scoring.steps, start=1)]
    match scoring.rule:
        case ScoringRule.LINEAR:
            return Smaller(Product(most, quantity) / thresholds[0], most)
        case ScoringRule.YES_NO:
            return Product(most, Reached(quantity, thresholds[0]))
        case ScoringRule.STEPS:
            before = (Decimal(0), *(step.points for step in scoring.steps))
            gains = [scored.gain(step, before[at], at + 1) for at, step in enumerate(scoring.steps)]
            pairs = zip(gains, thresholds, strict=True)
            return total(*(Product(gain, Reached(quantity, threshold)) for gain, threshold in pairs))
