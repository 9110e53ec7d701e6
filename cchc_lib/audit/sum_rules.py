"""Sums: parts against their wholes, wherever the model declares them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from cchc_lib.audit.amounts import added, amount, is_exact, is_stated, values
from cchc_lib.audit.declaration import Amount, Observation, Rule, Severity, observation
from cchc_lib.indicators.identities import CARRY_OVER, PARTIAL_SUMS, Identity, form_sums, sums
from cchc_lib.indicators.results import Results
from cchc_lib.quantities.value_key import ValueKey

_FORM = "Thông tư số 01/2020/TT-VPCP ngày 21/10/2020, biểu II.06a"
_NAMED = 4
"""Parts that the name of a finding can bear; of more, the first and the last."""


def _judgeable(results: Results, identities: Iterable[Identity]) -> Iterator[Identity]:
    """Those of which the whole and at least one part are stated."""
    for identity in identities:
        known = [part for part in identity.parts if is_stated(results, part)]
        if known and is_stated(results, identity.whole) and is_exact(results, (identity.whole, *known)):
            yield identity


@dataclass(frozen=True)
class _Broken:
    """An identity that does not hold, and what its parts come to."""

    identity: Identity
    sum: Amount


def _broken(results: Results, identities: Iterable[Identity]) -> Iterator[_Broken]:
    """Wholes that their parts do not add up to; where a part is unknown, wholes that the others already exceed.

    Of cases left over the part alone is judged elsewhere: resolved within received (`plausibility.part`).
    """
    for identity in _judgeable(results, identities):
        whole, parts = results[identity.whole], values(results, identity.parts)
        together, complete = added(parts, whole), all(is_stated(results, part) for part in identity.parts)
        stated = amount(whole) or 0
        exceeded = together.number > stated and identity != CARRY_OVER
        if exceeded or (complete and identity not in PARTIAL_SUMS and together.number != stated):
            yield _Broken(identity, together)


def corrections(results: Results) -> frozenset[tuple[str, Fraction]]:
    """Wholes that a broken sum says should be another number, with that number."""
    return frozenset((each.identity.whole, each.sum.number) for each in _broken(results, sums(results.inputs)))


def _unequal(results: Results, identities: Iterable[Identity]) -> Iterator[Observation]:
    """Return one observation for each whole, even if several sums contradict it."""
    once = {(each.identity.whole, each.sum.number): each for each in reversed(tuple(_broken(results, identities)))}
    for broken in reversed(once.values()):
        whole = results[broken.identity.whole]
        yield observation(
            _subject(broken.identity),
            broken.identity.whole,
            *broken.identity.parts,
            whole=whole,
            parts=values(results, broken.identity.parts),
            sum=broken.sum,
            difference=Amount(abs(broken.sum.number - (amount(whole) or 0)), whole.unit),
        )


def _subject(identity: Identity) -> str:
    names = [ValueKey.parse(part).name for part in identity.parts]
    return f"{identity.whole}=" + "+".join(names if len(names) <= _NAMED else (names[0], "...", names[-1]))


def _unknown(results: Results) -> Iterator[Observation]:
    broken = [each.identity for each in _broken(results, sums(results.inputs))]
    for identity in (each for each in _judgeable(results, sums(results.inputs)) if each not in broken):
        missing = [part for part in identity.parts if not is_stated(results, part)]
        if missing:
            yield observation(
                identity.whole,
                identity.whole,
                *identity.parts,
                whole=results[identity.whole],
                missing=tuple(f"«{results[part].label}»" for part in missing),
            )


RULES = (
    Rule(
        "sums.parts",
        Severity.ERROR,
        "Các số thành phần phải cộng lại bằng tổng số; lệch thì ít nhất một số sai.",
        lambda results: _unequal(results, (*sums(results.inputs), *PARTIAL_SUMS, CARRY_OVER)),
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
        lambda results: _unequal(results, form_sums(results.inputs)),
        message="Biểu II.06a: «{whole.label}» ghi {whole}, nhưng {parts} cộng lại là {sum}.",
        actual="{whole}",
        expected="{sum}",
        repair="Đối chiếu dòng này của cases.csv với Hệ thống thông tin giải quyết TTHC; chênh lệch {difference}.",
        reference=_FORM,
        numbers_only=True,
    ),
    Rule(
        "sums.unjudged",
        Severity.NOTE,
        "Tổng số chỉ kiểm tra được khi mọi thành phần đều có số liệu.",
        _unknown,
        message="Chưa kiểm tra được tổng «{whole.label}» ({whole}) vì thiếu số liệu của: {missing}.",
        actual="{whole}",
        expected="đủ các thành phần",
        repair="Bổ sung các số còn thiếu, hoặc ghi trạng thái không phát sinh.",
        numbers_only=True,
    ),
)
"""The rules of this family."""
