"""Formulas of indicators: a small grammar over codes, which is parsed and never evaluated as code.

    formula := term (("+" | "-") term)*
    term    := operand ("/" operand)?
    operand := code | "(" formula ")"

A code is that of a figure, or of an indicator that stands above. A formula may also be the name of a calculation of
`named_formulas.py`, which needs more than sums, differences and shares.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from cchc_lib.errors import nearest
from cchc_lib.quantities.figures import Quantity, total

Calculation = Callable[[Mapping[str, Quantity]], Quantity]
"""A function from what a ward states, by the codes of figures, to a value."""

_TOKEN = re.compile(r"\s*([a-z0-9_]+(?:\.[a-z0-9_]+)*|[-+/()−÷])")
_SIGNS = {"−": "-", "÷": "/"}
"""The signs that the report prints, as they are typed."""
_MAX_TOKENS = 200


@dataclass(frozen=True)
class Combination:
    """A sum, a difference or a share of parts of a formula."""

    sign: str
    """`+`, `-` or `/`."""
    operands: tuple["Expression", ...]
    """What is added up; otherwise two, of which the first is lessened or divided."""


Expression = str | Combination
"""A formula as it is understood: a code, or an operation."""


class FormulaError(ValueError):
    """A text is no formula.

    Attributes:
        expected: what a formula holds at the place where it fails.
    """

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"{found}; expected {expected}")
        self.found = found
        self.expected = expected


@dataclass(frozen=True)
class Formula:
    """The calculation of an indicator."""

    text: str
    """The formula as the catalogue states it."""
    calculation: Calculation = field(compare=False)
    """The function that computes the value."""
    follows_data: bool = False
    """Whether the calculation depends on which figures a ward states, as that of the pending cases does."""
    divided: tuple[str, str] | None = None
    """The codes of numerator and denominator, if the formula is the share of one code in another."""
    expression: Expression | None = field(default=None, compare=False)
    """The formula as it is understood; None for a calculation that has a name."""
    codes: frozenset[str] = frozenset()
    """The codes in the formula; empty for a calculation that has a name."""

    def __call__(self, ward: Mapping[str, Quantity]) -> Quantity:
        """Return the value for what a ward states, by the codes of figures."""
        return self.calculation(ward)


@dataclass(frozen=True)
class Known:
    """What a formula may refer to."""

    figures: frozenset[str]
    """The codes of the figures."""
    formulas: Mapping[str, Formula]
    """The formulas of the indicators above, by code."""
    named: Mapping[str, Calculation]
    """The calculations that have a name."""


def parse_formula(text: str, known: Known) -> Formula:
    """Return the formula that a text states.

    Raises:
        FormulaError: the text is none, or names an unknown code.
    """
    if text in known.named:
        return Formula(text, known.named[text], follows_data=True)
    parser = _Parser(tuple(_tokens(text)), known)
    expression = parser.formula()
    parser.end()
    codes = [token for token in parser.tokens if token[0].isalnum()]
    follows_data = any(code in known.formulas and known.formulas[code].follows_data for code in codes)
    is_share = len(parser.tokens) == 3 and parser.tokens[1] == "/"
    divided = (codes[0], codes[1]) if is_share else None
    return Formula(text, _calculation(expression, known), follows_data, divided, expression, frozenset(codes))


def _tokens(text: str) -> Iterator[str]:
    place = 0
    while text[place:].strip():
        match = _TOKEN.match(text, place)
        if match is None:
            raise FormulaError(f"'{text[place:].strip()}'", "codes, +, -, / and brackets alone")
        yield _SIGNS.get(match[1], match[1])
        place = match.end()


class _Parser:
    """A recursive descent over the tokens of one formula."""

    def __init__(self, tokens: tuple[str, ...], known: Known) -> None:
        if not 0 < len(tokens) <= _MAX_TOKENS:
            raise FormulaError(f"{len(tokens)} codes and signs", f"a formula of 1 to {_MAX_TOKENS} codes and signs")
        self.tokens = tokens
        self._known = known
        self._place = 0

    def formula(self) -> Expression:
        """Return the sum or difference of terms."""
        addends = [self._term()]
        while (sign := self._next_if("+", "-")) is not None:
            term = self._term()
            addends = [*addends, term] if sign == "+" else [Combination("-", (_sum(addends), term))]
        return _sum(addends)

    def end(self) -> None:
        """Raise FormulaError if the formula goes on."""
        if self._place < len(self.tokens):
            raise FormulaError(f"'{self.tokens[self._place]}'", "+, -, / or the end of the formula")

    def _term(self) -> Expression:
        part = self._operand()
        return Combination("/", (part, self._operand())) if self._next_if("/") else part

    def _operand(self) -> Expression:
        if self._next_if("("):
            inner = self.formula()
            if not self._next_if(")"):
                raise FormulaError("an open bracket", "a closing bracket")
            return inner
        return self._code()

    def _code(self) -> Expression:
        token = self.tokens[self._place] if self._place < len(self.tokens) else "the end of the formula"
        self._place += 1
        if token in self._known.formulas or token in self._known.figures:
            return token
        hint = nearest(token, (*self._known.figures, *self._known.formulas))
        raise FormulaError(f"'{token}'", f"the code of a figure, or of an indicator above{'; ' if hint else ''}{hint}")

    def _next_if(self, *signs: str) -> str | None:
        """Return the next token and go past it if it is one of some signs; otherwise None."""
        if self._place == len(self.tokens) or self.tokens[self._place] not in signs:
            return None
        self._place += 1
        return self.tokens[self._place - 1]


def _sum(addends: list[Expression]) -> Expression:
    return addends[0] if len(addends) == 1 else Combination("+", tuple(addends))


def _calculation(expression: Expression, known: Known) -> Calculation:
    if isinstance(expression, str):
        return known.formulas[expression].calculation if expression in known.formulas else _stated(expression)
    operands = tuple(_calculation(operand, known) for operand in expression.operands)
    return _total(operands) if expression.sign == "+" else _BY_SIGN[expression.sign](*operands)


def _stated(code: str) -> Calculation:
    return lambda ward: ward[code]


def _total(addends: tuple[Calculation, ...]) -> Calculation:
    return lambda ward: total(*(addend(ward) for addend in addends))


def _difference(left: Calculation, right: Calculation) -> Calculation:
    return lambda ward: left(ward) - right(ward)


def _share(part: Calculation, whole: Calculation) -> Calculation:
    return lambda ward: part(ward) / whole(ward)


_BY_SIGN = {"-": _difference, "/": _share}
