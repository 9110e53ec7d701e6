"""Tables of the general assessment: results against targets."""

from cchc_lib.indicators.results import Assessment, Results, Standing
from cchc_lib.inputs.stated import Level, target_text
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, Rows, TableDeclaration, counted, rated

STANDING_WORDS = {Standing.MET: "Đạt", Standing.MISSED: "Chưa đạt", Standing.UNKNOWN: "Chưa có số liệu"}
LEVEL_WORDS = {Level.WARD: "", Level.CITY: " (thành phố)", Level.NATIONAL: " (quốc gia)"}


def _standing(assessment: Assessment) -> tuple[str, ...]:
    target = assessment.target
    asked = target_text(target) + LEVEL_WORDS[target.level]
    return (f"label:{target.code}", f"={asked}", target.code, f"={STANDING_WORDS[assessment.standing]}")


def _rows(results: Results) -> Rows:
    return tuple(_standing(assessment) for assessment in results.assessments())


def _sources(results: Results) -> str:
    """Where the targets come from that the ward did not set itself."""
    sources = dict.fromkeys(target.source for target in results.inputs.targets if target.level is not Level.WARD)
    return f"Mục tiêu không ghi cấp là của đơn vị. Nguồn khác: {'; '.join(sources)}." if sources else ""


centre = TableDeclaration(
    "centre",
    "assessment",
    "Diện tích Trung tâm Phục vụ hành chính công",
    COUNT_COLUMNS,
    (
        *counted("centre.area", "centre.area_guideline_min", "centre.area_guideline_max", "centre.area_gap"),
        rated("centre.area_rate"),
    ),
)

targets = TableDeclaration(
    "targets",
    "assessment",
    "Kết quả so với mục tiêu",
    ("Chỉ tiêu", "Mục tiêu", "Kết quả trong kỳ", "Đánh giá"),
    _rows,
    _sources,
    shows_claims=False,
)
