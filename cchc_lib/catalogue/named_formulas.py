"""The calculations that formulas of the catalogue may name: those that depend on what a ward states."""

from collections.abc import Mapping

from cchc_lib.catalogue.case_flow import cases_to_handle, new_cases, pending_cases
from cchc_lib.catalogue.formulas import Calculation
from cchc_lib.quantities.figures import Quantity, State


def completed_city_tasks(ward: Mapping[str, Quantity]) -> Quantity:
    """Return the number of tasks given by the city that are completed, on time or late."""
    # Most wards state the tasks that were completed on time and late, but not their sum; some only the sum.
    done = ward["city_tasks.done"]
    return ward["city_tasks.on_time"] + ward["city_tasks.late"] if done.state is State.NOT_GIVEN else done


NAMED_FORMULAS: Mapping[str, Calculation] = {
    formula.__name__: formula for formula in (completed_city_tasks, cases_to_handle, new_cases, pending_cases)
}
"""The calculations by the name that the column `formula` holds."""
