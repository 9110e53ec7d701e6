"""Charts measure their words the same in every process, however many are forked from one that has measured before."""

import subprocess
import sys

import pytest

SCRIPT = """
import os, sys
from cchc_lib.report.charts.surface import text_width
words = [chr(code) * 3 + str(code) for code in range(0xC0, 0x1EF9) if chr(code).isalpha()]
text_width("đã đo")
children = []
for _ in range(4):
    child = os.fork()
    if child == 0:
        try:
            widths = [text_width(word) for word in words]
        except RuntimeError:
            os._exit(1)
        os._exit(0 if sum(widths) > 0 and widths[0] > 5 else 2)
    children.append(child)
codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
sys.exit(codes != [0] * 4)
"""


@pytest.mark.slow
def test_forked_processes_do_not_share_a_font() -> None:
    assert subprocess.run([sys.executable, "-c", SCRIPT], check=False).returncode == 0
