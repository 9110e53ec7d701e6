"""Rules on sums: parts against their whole, for the identities that `indicators/identities.py` declares."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from cchc_lib.audit.amounts import known_number, sum_of_parts, values_of
from cchc_lib.audit.contradictions import Contradiction, SumTie, stated_ranges
from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observation
from cchc_lib.audit.report_ties import contradictions_of
from cchc_lib.audit.wording_comparison import is_contradicted
from cchc_lib.indicators.filled_sums import filled_sums
from cchc_lib.indicators.identities import Identity, flow_sum, form_sums, sums
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.numbers import Rounding, format_number, round_number
from cchc_lib.quantities.value_key import ValueKey

_CIRCULAR_ON_FORM = "Thông tư số 01/2020/TT-VPCP ngày 21/10/2020, biểu II.06a"
_MAX_NAMED_PARTS = 4
"""The number of parts up to which the subject of a finding names all; people copy subjects into acknowledgements."""


@dataclass(frozen=True)
class BrokenSum:
    """A sum that does not hold, with the number that is most probably wrong."""

    identity: Identity
    parts_sum: Amount
    """The sum of the parts."""
    contradiction: Contradiction


def broken_sums_of(results: Results, identities: Iterable[Identity]) -> Iterator[BrokenSum]:
    """Yield the contradictions that one of some identities describes."""
    described = set(identities)
    for contradiction in contradictions_of(results):
        identity = contradiction.described
        if identity in described and identity:
            parts = values_of(results, identity.parts)
            yield BrokenSum(identity, sum_of_parts(parts, results[identity.whole].unit), contradiction)


def corrections(results: Results) -> frozenset[tuple[str, Fraction]]:
    """Return the code of each whole that its parts contradict, with the number that they add up to."""
    closed = (identity for identity in sums(results.inputs) if not identity.is_open)
    return frozenset((broken.identity.whole, broken.parts_sum.number) for broken in broken_sums_of(results, closed))


def _sums_of_figures(results: Results) -> tuple[Identity, ...]:
    return (*sums(results.inputs), flow_sum(results.inputs), *filled_sums(results.inputs))


def _broken_sums(results: Results, identities: Iterable[Identity]) -> Iterator[Observation]:
    return (_observation(broken, results) for broken in broken_sums_of(results, identities))


def _observation(broken: BrokenSum, results: Results) -> Observation:
    identity, whole = broken.identity, results[broken.identity.whole]
    return observation(
        _subject(identity),
        identity.whole,
        *identity.parts,
        whole=whole,
        parts=values_of(results, identity.parts),
        sum=broken.parts_sum,
        difference=Amount(abs(broken.parts_sum.number - (known_number(whole) or 0)), whole.unit),
        advice=advice_on(broken.contradiction, results),
        consequences=consequences_of(broken, results),
    )


def advice_on(contradiction: Contradiction, results: Results) -> str:
    """Return the sentence that names the number that is most probably wrong; empty if none is more probable."""
    if not contradiction.root:
        return ""
    root, implied = results[contradiction.root], contradiction.implied
    named = f" Nhiều khả năng sai ở «{root.label}»"
    if not implied.is_exact:
        return f"{named}."
    right = implied.low * root.unit.scale
    places = 0 if right.denominator == 1 else root.unit.decimals
    number = root.unit.with_number(format_number(round_number(right, places, Rounding.HALF_UP)))
    return f"{named}: theo các số còn lại phải là {number}."


def consequences_of(broken: BrokenSum, results: Results) -> str:
    """Return the sentence that lists the further sums that the same wrong number breaks; empty if there are none.

    What the finding names already is no consequence of it.
    """
    named = {broken.identity.whole, *broken.identity.parts}
    wholes = (tie.identity.whole for tie in broken.contradiction.broken if isinstance(tie, SumTie))
    labels = dict.fromkeys(f"«{results[whole].label}»" for whole in wholes if whole not in named)
    return f" Cũng vì vậy mà {', '.join(labels)} không khớp." if labels else ""


def _subject(identity: Identity) -> str:
    """Return the subject of a finding: `procedures.received=received_online+received_direct`."""
    names = [ValueKey.parse(part).name for part in identity.parts]
    if len(names) > _MAX_NAMED_PARTS:
        names = [names[0], "...", names[-1]]
    return f"{identity.whole}={'+'.join(names)}"


def _sums_with_unknown_parts(results: Results) -> Iterator[Observation]:
    closed = tuple(identity for identity in sums(results.inputs) if not identity.is_open)
    broken = {broken.identity for broken in broken_sums_of(results, closed)}
    figures = results.inputs.figures
    ranges = stated_ranges(results, (code for identity in closed for code in (identity.whole, *identity.parts)))
    for identity in closed:
        tie = SumTie(identity)
        # What the form states in place of a figure is judged with it, as one of `filled_sums`.
        unknown = [part for part in identity.parts if part not in ranges and known_number(results[part]) is None]
        is_explained = any(is_contradicted(figures[code]) for code in unknown if code in figures)
        is_open = bool(unknown) and tie.is_judgeable(ranges) and not tie.is_filled(ranges)
        if is_open and not is_explained and identity not in broken:
            yield observation(
                identity.whole,
                identity.whole,
                *identity.parts,
                whole=results[identity.whole],
                missing=tuple(f"«{results[part].label}»" for part in unknown),
            )


RULES = (
    Rule(
        "sums.parts",
        Severity.ERROR,
        "Các số thành phần phải cộng lại bằng tổng số; lệch thì ít nhất một số sai.",
        lambda results: _broken_sums(results, _sums_of_figures(results)),
        message="«{whole.label}» ghi {whole}, nhưng các thành phần ({parts}) cộng lại là {sum}.{consequences}",
        actual="{whole}",
        expected="{sum}",
        repair="Đối chiếu lại tổng số và từng thành phần với nguồn; chênh lệch {difference}.{advice}",
        numbers_only=True,
    ),
    Rule(
        "sums.form",
        Severity.ERROR,
        "Biểu II.06a: (3) = (4) + (5) + (6) = (7) + (11), (7) = (8) + (9) + (10), (11) = (12) + (13); "
        "dòng tổng bằng các lĩnh vực cộng lại.",
        lambda results: _broken_sums(results, form_sums(results.inputs)),
        message="Biểu II.06a: «{whole.label}» ghi {whole}, nhưng {parts} cộng lại là {sum}.{consequences}",
        actual="{whole}",
        expected="{sum}",
        repair="Đối chiếu dòng này của cases.csv với Hệ thống thông tin giải quyết TTHC; "
        "chênh lệch {difference}.{advice}",
        reference=_CIRCULAR_ON_FORM,
        numbers_only=True,
    ),
    Rule(
        "sums.unjudged",
        Severity.NOTE,
        "Tổng số chỉ kiểm tra được khi mọi thành phần đều có số liệu.",
        _sums_with_unknown_parts,
        message="Chưa kiểm tra được tổng «{whole.label}» ({whole}) vì thiếu số liệu của: {missing}.",
        actual="{whole}",
        expected="đủ các thành phần",
        repair="Bổ sung các số còn thiếu, hoặc ghi trạng thái không phát sinh.",
        numbers_only=True,
    ),
)
"""The rules of this family."""
