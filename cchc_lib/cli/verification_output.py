"""Lines about the verification of a built file."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import cchc_lib
from cchc_lib.verification.files import Verified

ARITHMETIC_PROVED = "This proves the arithmetic, not where the figures come from."
DATA_PROVED = "This proves the arithmetic, and that the report follows from this data."


def verification_lines(path: Path, verified: Verified) -> Iterator[str]:
    """Yield the outcome of a verification: a summary, remarks, and each discrepancy."""
    count = len(verified.differences)
    outcome = f"{count} {'discrepancy' if count == 1 else 'discrepancies'}" if count else "all hold"
    yield f"{path}: {verified.numbers} numbers computed again, {outcome}."
    if scenario := verified.record.scenario:
        yield f"  It is a scenario, «{scenario.title}» ({scenario.name}), not what the ward did."
    for remark in verified.remarks:
        yield f"  {remark}"
    if verified.record.library != cchc_lib.__version__:
        yield (
            f"  Built by cchc {verified.record.library}; labels and formulas were not compared with "
            f"{cchc_lib.__version__}."
        )
    for difference in verified.differences:
        yield indent(str(difference), "  ")
