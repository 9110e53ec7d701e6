"""Tables of the general assessment: results against targets."""

from cchc_lib.indicators.results import Assessment, Results, Standing
from cchc_lib.inputs.tables.performance_targets import Level, Target, target_text
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, Rows, TableDeclaration, counted, rated

STANDING_WORDS = {Standing.MET: "Đạt", Standing.MISSED: "Chưa đạt", Standing.UNKNOWN: "Chưa có số liệu"}
LEVEL_WORDS = {Level.WARD: "", Level.CITY: " (thành phố)", Level.NATIONAL: " (quốc gia)"}


def _standing(assessment: Assessment) -> tuple[str, ...]:
    target = assessment.target
    asked = target_text(target) + LEVEL_WORDS[target.level]
    return (f"label:{target.code}", f"={asked}", target.code, f"={STANDING_WORDS[assessment.standing]}")


def _rows(results: Results) -> Rows:
    assessments = tuple(results.assessments())
    asked_above = {_asked(each.target) for each in assessments if each.target.level is not Level.WARD}
    return tuple(
        _standing(each)
        for each in assessments
        if each.target.level is not Level.WARD or _asked(each.target) not in asked_above
    )


def _asked(target: Target) -> tuple[str, str]:
    """What is asked: a ward that takes over a target is not asked twice."""
    return target.code, target_text(target)


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
