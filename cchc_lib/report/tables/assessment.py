"""Tables of the general assessment: results against targets."""

from cchc_lib.catalogue.catalogue import Catalogue
from cchc_lib.indicators.results import Assessment, Results, Standing
from cchc_lib.inputs.tables.performance_targets import Level, Target, target_text
from cchc_lib.report.model.document_nodes import Placement
from cchc_lib.report.tables.declaration import COUNT_COLUMNS, TableDeclaration
from cchc_lib.report.tables.rows import LabelCell, Row, TextCell, ValueCell, labelled_rows

_STANDING_LABELS = {
    Standing.MET: "Đạt",
    Standing.MISSED: "Chưa đạt",
    Standing.UNKNOWN: "Chưa có số liệu",
    Standing.DOUBTFUL: "Cần kiểm tra",
}
_LEVEL_SUFFIXES = {Level.WARD: "", Level.CITY: " ({province})", Level.NATIONAL: " (quốc gia)"}


def _target_rows(results: Results) -> tuple[Row, ...]:
    assessments = tuple(results.assessments())
    levels_above = [assessment.target for assessment in assessments if assessment.target.level is not Level.WARD]
    # A ward often takes over a target of the city or the nation word for word. It is printed once.
    asked_above = {_requirement(target) for target in levels_above}
    return tuple(
        _target_row(assessment, results.inputs.catalogue)
        for assessment in assessments
        if assessment.target.level is not Level.WARD or _requirement(assessment.target) not in asked_above
    )


def _requirement(target: Target) -> tuple[str, str]:
    return target.code, target_text(target)


def _target_row(assessment: Assessment, catalogue: Catalogue) -> Row:
    target = assessment.target
    return (
        LabelCell(target.code),
        TextCell(target_text(target) + catalogue.in_words(_LEVEL_SUFFIXES[target.level])),
        ValueCell(target.code),
        TextCell(_STANDING_LABELS[assessment.standing]),
    )


def _remark_on_sources(results: Results) -> str:
    """Return the sources of the targets that the ward did not set itself; empty if there are none."""
    sources = dict.fromkeys(target.source for target in results.inputs.targets if target.level is not Level.WARD)
    # A decision that sets several targets is named once.
    places: dict[str, list[str]] = {}
    for document, _, place in (source.partition(", ") for source in sources):
        places.setdefault(document, []).extend([place] if place else [])
    named = (f"{document}{': ' if found else ''}{', '.join(found)}" for document, found in places.items())
    return f"Mục tiêu không ghi cấp là của đơn vị. Nguồn khác: {'; '.join(named)}." if sources else ""


TABLES: tuple[TableDeclaration, ...] = (
    TableDeclaration(
        id="centre",
        section="assessment",
        caption="Diện tích Trung tâm Phục vụ hành chính công",
        columns=COUNT_COLUMNS,
        rows=labelled_rows(
            "centre.area",
            "centre.area_guideline_min",
            "centre.area_guideline_max",
            "centre.area_gap",
            "centre.area_rate",
        ),
    ),
    TableDeclaration(
        id="targets",
        place=Placement.BODY,
        section="assessment",
        caption="Kết quả so với mục tiêu",
        columns=("Chỉ tiêu", "Mục tiêu", "Kết quả trong kỳ", "Đánh giá"),
        rows=_target_rows,
        remark=_remark_on_sources,
        # A claim is shown in the table of the section to which its rate belongs.
        shows_claims=False,
    ),
)
