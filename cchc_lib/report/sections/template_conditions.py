"""The questions that a template of prose may ask of the data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from cchc_lib.indicators.results import Results
from cchc_lib.indicators.staff_groups import StaffGroup, staff_groups
from cchc_lib.quantities.figures import State
from cchc_lib.quantities.letter_case import within_sentence
from cchc_lib.quantities.value import Value
from cchc_lib.scenarios.baseline_comparison import changed_from_positive


@dataclass(frozen=True)
class TemplateConditions:
    """The conditions on the state and sign of values, by which a template chooses its sentences.

    No condition returns a number, so that a template cannot print one that the record does not know.
    """

    results: Results
    asked: set[str] = field(default_factory=set)
    """The codes of the figures on which the wording depends: those behind the values that the template asked for.

    It grows while the template is rendered, because Jinja calls the conditions and hands nothing back.
    """

    def template_names(self) -> Mapping[str, object]:
        """Return the names that a template may use."""
        return {
            "given": self.given,
            "nothing": self.nothing,
            "zero": self.zero,
            "positive": self.positive,
            "negative": self.negative,
            "cited": self.cited,
            "passage": self.passage,
            "overdue_fields": self.overdue_fields,
            "staff_groups": self.staff_groups,
            "on_time_base": self._base_of("procedures.on_time_rate"),
            "other_definitions": [
                definition.code
                for definition in self.results.inputs.catalogue.rate_definitions
                if definition.code in self.results.values
            ],
            "autonomy_groups": [part.code for part in self.results.inputs.catalogue.breakdowns["autonomy.units"]],
        }

    def _base_of(self, code: str) -> str:
        """Return the words for the base of a rate by its leading definition, such as `số hồ sơ đã giải quyết`."""
        return self.results.inputs.catalogue.definitions_of(code)[0].base

    def _value(self, code: str) -> Value:
        value = self.results.best_known(code)
        self.asked.update(figure.code for figure in value.quantity.figures())
        return value

    def given(self, code: str) -> bool:
        """Return whether the value is a number."""
        return self._value(code).state is State.STATED

    def nothing(self, code: str) -> bool:
        """Return whether the ward states that there was nothing to count (không phát sinh)."""
        return self._value(code).state is State.NONE_ARISEN

    def zero(self, code: str) -> bool:
        """Return whether the value is zero."""
        return self._value(code).number == 0

    def positive(self, code: str) -> bool:
        """Return whether the value is a number above zero."""
        return (self._value(code).number or 0) > 0

    def negative(self, code: str) -> bool:
        """Return whether the value is a number below zero."""
        return (self._value(code).number or 0) < 0

    def cited(self, role: str) -> bool:
        """Return whether a document is cited in this role."""
        return bool(self.results.inputs.register.cited_for(role))

    def passage(self, code: str) -> bool:
        """Return whether the ward has local prose for this passage."""
        return bool(self.results.inputs.content.passages.get(code))

    def staff_groups(self, condition: Callable[[str], bool]) -> list[StaffGroup]:
        """Return each main staff group whose vacancies fulfil a condition."""
        groups = staff_groups(self.results.inputs.catalogue)
        main = (group for group in groups if group.vacant and not group.main_name)
        return [group for group in main if condition(group.vacant)]

    def overdue_fields(self) -> list[tuple[str, str]]:
        """Return the code of the count and the name of each field of procedures with overdue cases."""
        names = {field.count: within_sentence(field.name) for field in self.results.overdue_fields()}
        # A field that a scenario brings to zero is still named, beside its baseline.
        return [
            (code, name)
            for code, name in names.items()
            if self.positive(code) or changed_from_positive(self.results, code)
        ]
