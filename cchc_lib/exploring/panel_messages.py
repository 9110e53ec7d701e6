"""The messages of the what-if panel to its user, in Vietnamese and as HTML."""

from html import escape

from cchc_lib.errors import UserError
from cchc_lib.indicators.results import compute
from cchc_lib.inputs.report_inputs import ReportInputs
from cchc_lib.inputs.scenario import SCENARIO_NAME
from cchc_lib.inputs.scenario_file import MAX_REASON_LENGTH, MAX_TITLE_LENGTH
from cchc_lib.scenarios.violations import InfeasibleScenario

NO_CHANGES = "<p>Chưa thay đổi số liệu nào.</p>"
"""The message in the place of effects if no figure is changed."""
_NAME_REQUEST = "Hãy ghi tên tệp bằng chữ thường không dấu, chữ số, gạch nối."
_TITLE_REQUEST = f"Hãy ghi tên kịch bản, không quá {MAX_TITLE_LENGTH} chữ cái."
_REASON_REQUEST = f"Hãy ghi lý do thử kịch bản này, không quá {MAX_REASON_LENGTH} chữ cái."


def alert(text: str) -> str:
    """Return a text as an alert, which screen readers read out at once."""
    return f'<pre role="alert" style="color: #a63a00; white-space: pre-wrap">{escape(text)}</pre>'


def error_alert(error: UserError, inputs: ReportInputs, addition: str = "") -> str:
    """Return an alert with an error.

    Args:
        error: the error; violations of a scenario are worded with the labels of figures instead of their codes.
        inputs: the ward whose labels are used.
        addition: a sentence that follows the error.
    """
    lines = [str(error)]
    if isinstance(error, InfeasibleScenario):
        labels = {code: value.label for code, value in compute(inputs).values.items()}
        lines = [violation.vietnamese(labels) for violation in error.violations]
    return alert("\n".join(filter(None, (*lines, addition))))


def requests_for(name: str, title: str, reason: str) -> str:
    """Return the requests for missing or wrong texts, one on each line; empty if all are right."""
    requests = (
        "" if SCENARIO_NAME.fullmatch(name) else _NAME_REQUEST,
        "" if 0 < len(title) <= MAX_TITLE_LENGTH else _TITLE_REQUEST,
        "" if 0 < len(reason) <= MAX_REASON_LENGTH else _REASON_REQUEST,
    )
    return "\n".join(filter(None, requests))


def saved_message(path: str, command: str) -> str:
    """Return the message that a scenario is saved.

    Args:
        path: the path of the file.
        command: the command that makes a report of the scenario.
    """
    return f"<p>Đã lưu <b>{escape(path)}</b>. Làm báo cáo: <code>{escape(command)}</code></p>"
