"""Rules on printed changes since an earlier period: the size, and the word for the direction."""

import re
from collections.abc import Iterator
from fractions import Fraction

from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observation
from cchc_lib.audit.written_ranges import Range, WrittenNumber, written_range
from cchc_lib.indicators.results import Results
from cchc_lib.inputs.tables.claims import Claim
from cchc_lib.quantities.printing import direction_word
from cchc_lib.quantities.value import Value
from cchc_lib.quantities.value_key import Aspect, ValueKey

_BEFORE = {Aspect.PREVIOUS_CHANGE: Aspect.PREVIOUS, Aspect.YEAR_BEFORE_CHANGE: Aspect.YEAR_BEFORE}
_DIRECTIONS = re.compile(r"\b(tăng|giảm)\b", re.IGNORECASE)


def _wrong_changes(results: Results) -> Iterator[Observation]:
    for code, claim in results.inputs.printed_changes.items():
        change = results.values.get(code)
        if change is None or change.number is None:
            continue
        after, before = _sides(code, results)
        is_wrong_way = _states_other_direction(claim, before, after)
        size = written_range(WrittenNumber(claim.value, claim.unit, claim.as_written, claim.qualifier))
        # The two printed rates may each be off by half a unit of their last place.
        if is_wrong_way or not size.meets(_rounded(change)):
            yield observation(
                code,
                after.code,
                sources=(claim.source,),
                value=after,
                written=claim.as_written or str(claim.value),
                way=direction_word((after.number or Fraction(0)) - (before.number or Fraction(0))),
                change=Amount(change.number, change.unit),
                before=before,
            )


def _sides(code: str, results: Results) -> tuple[Value, Value]:
    key = ValueKey.parse(code)
    before = ValueKey(key.base, key.scope, (_BEFORE[key.aspects[0]],))
    return results[key.base], results[str(before)]


def _rounded(change: Value) -> Range:
    exact, places = change.number or Fraction(0), change.unit.decimals
    margin = Fraction(1, change.unit.scale * 10**places) if places else Fraction(0)
    return Range(max(exact - margin, Fraction(0)), exact + margin)


def _states_other_direction(claim: Claim, before: Value, after: Value) -> bool:
    word = _DIRECTIONS.search(claim.as_written)
    if word is None or before.number is None or after.number is None or before.number == after.number:
        return False
    return (word[1].lower() == "tăng") is not (after.number > before.number)


RULES = (
    Rule(
        "earlier.change",
        Severity.WARNING,
        "Mức tăng, giảm công bố phải khớp với số liệu hai kỳ.",
        _wrong_changes,
        message="«{value.label}» công bố «{written}» so với kỳ trước, nhưng từ {before} đến {value} là {way} {change}.",
        actual="{written}",
        expected="{way} {change}",
        repair="Tính lại mức tăng, giảm từ số liệu hai kỳ; mức chênh của tỷ lệ tính bằng điểm phần trăm.",
    ),
)
"""The rules of this family."""
