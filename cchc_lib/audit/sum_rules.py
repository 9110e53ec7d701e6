"""Rules on sums: parts against their whole, for the identities that `indicators/identities.py` declares."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from cchc_lib.audit.amounts import are_stated, is_exact, is_stated, known_number, sum_of_parts, values_of
from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observation
from cchc_lib.indicators.identities import Identity, flow_sum, form_sums, sums
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.value_key import ValueKey

_CIRCULAR_ON_FORM = "Thông tư số 01/2020/TT-VPCP ngày 21/10/2020, biểu II.06a"
_MAX_NAMED_PARTS = 4
"""The number of parts up to which the subject of a finding names all; people copy subjects into acknowledgements."""


def _judgeable(results: Results, identities: Iterable[Identity]) -> Iterator[Identity]:
    """Yield the identities of which the whole and at least one part are stated exactly."""
    # A sum without any stated part is not wrong: the ward reports the whole alone.
    for identity in identities:
        stated_parts = [part for part in identity.parts if is_stated(results, part)]
        is_whole_stated = is_stated(results, identity.whole)
        if stated_parts and is_whole_stated and is_exact(results, (identity.whole, *stated_parts)):
            yield identity


@dataclass(frozen=True)
class _BrokenSum:
    """An identity that does not hold."""

    identity: Identity
    parts_sum: Amount
    """The sum of the parts."""


def _broken(results: Results, identities: Iterable[Identity]) -> Iterator[_BrokenSum]:
    """Yield the identities that do not hold.

    If a part is unknown, or the sum is partial, the parts may add up to less than the whole, but never to more.
    """
    flow = flow_sum(results.inputs)
    for identity in _judgeable(results, identities):
        whole, parts = results[identity.whole], values_of(results, identity.parts)
        parts_sum, whole_number = sum_of_parts(parts, whole.unit), known_number(whole) or 0
        # More cases resolved than received are reported once, by plausibility.part.
        is_exceeded = parts_sum.number > whole_number and identity != flow
        is_complete = are_stated(results, identity.parts) and not identity.is_open
        if is_exceeded or (is_complete and parts_sum.number != whole_number):
            yield _BrokenSum(identity, parts_sum)


def corrections(results: Results) -> frozenset[tuple[str, Fraction]]:
    """Return the code of each whole that its parts contradict, with the number that they add up to."""
    closed = (identity for identity in sums(results.inputs) if not identity.is_open)
    broken_sums = _broken(results, closed)
    return frozenset((broken.identity.whole, broken.parts_sum.number) for broken in broken_sums)


def _broken_sums(results: Results, identities: Iterable[Identity]) -> Iterator[Observation]:
    """Yield one observation for each number that a whole should be, even if several sums ask for it."""
    unique: dict[tuple[str, Fraction], _BrokenSum] = {}
    for broken in _broken(results, identities):
        key = broken.identity.whole, broken.parts_sum.number
        # The first sum is described; the last one decides the order of findings.
        described = unique.pop(key, broken)
        unique[key] = described
    for broken in unique.values():
        whole = results[broken.identity.whole]
        yield observation(
            _subject(broken.identity),
            broken.identity.whole,
            *broken.identity.parts,
            whole=whole,
            parts=values_of(results, broken.identity.parts),
            sum=broken.parts_sum,
            difference=Amount(abs(broken.parts_sum.number - (known_number(whole) or 0)), whole.unit),
        )


def _subject(identity: Identity) -> str:
    """Return the subject of a finding: `procedures.received=received_online+received_direct`."""
    names = [ValueKey.parse(part).name for part in identity.parts]
    if len(names) > _MAX_NAMED_PARTS:
        names = [names[0], "...", names[-1]]
    return f"{identity.whole}={'+'.join(names)}"


def _sums_with_unknown_parts(results: Results) -> Iterator[Observation]:
    closed = tuple(identity for identity in sums(results.inputs) if not identity.is_open)
    broken = [broken.identity for broken in _broken(results, closed)]
    for identity in _judgeable(results, closed):
        unknown = [part for part in identity.parts if not is_stated(results, part)]
        if unknown and identity not in broken:
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
        lambda results: _broken_sums(results, (*sums(results.inputs), flow_sum(results.inputs))),
        message="«{whole.label}» ghi {whole}, nhưng các thành phần ({parts}) cộng lại là {sum}.",
        actual="{whole}",
        expected="{sum}",
        repair="Đối chiếu lại tổng số và từng thành phần với nguồn; chênh lệch {difference}.",
        numbers_only=True,
    ),
    Rule(
        "sums.form",
        Severity.ERROR,
        "Biểu II.06a: (3) = (4) + (5) + (6) = (7) + (11), (7) = (8) + (9) + (10), (11) = (12) + (13); "
        "dòng tổng bằng các lĩnh vực cộng lại.",
        lambda results: _broken_sums(results, form_sums(results.inputs)),
        message="Biểu II.06a: «{whole.label}» ghi {whole}, nhưng {parts} cộng lại là {sum}.",
        actual="{whole}",
        expected="{sum}",
        repair="Đối chiếu dòng này của cases.csv với Hệ thống thông tin giải quyết TTHC; chênh lệch {difference}.",
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
