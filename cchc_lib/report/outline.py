"""The sections of the report from heading to signature, in the order of the report as issued."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """A section of the report."""

    id: str
    """The name of the section in notebooks, templates and data."""
    level: int = 0
    """1 for a Phần, 2 for I., 3 for 1., 4 for a); 0 for a section without a heading."""
    number: str = ""
    title: str = ""


OUTLINE = (
    Section("heading"),
    Section("overview", 1, "Phần I", "Khái quát chung"),
    Section("results", 1, "Phần II", "Kết quả thực hiện công tác cải cách hành chính"),
    Section("direction", 2, "I.", "Công tác chỉ đạo, điều hành"),
    Section("steering", 3, "1.", "Công tác chỉ đạo, điều hành"),
    Section("communication", 3, "2.", "Thông tin, tuyên truyền cải cách hành chính"),
    Section("reception", 3, "3.", "Tiếp công dân, giải quyết khiếu nại, tố cáo, kiến nghị, phản ánh"),
    Section("contents", 2, "II.", "Kết quả thực hiện các nội dung cải cách hành chính"),
    Section("institutions", 3, "1.", "Cải cách thể chế"),
    Section("procedures", 3, "2.", "Cải cách thủ tục hành chính"),
    Section("organisation", 3, "3.", "Cải cách tổ chức bộ máy hành chính"),
    Section("organisation_review", 4, "a)", "Chức năng, nhiệm vụ, tổ chức bộ máy và biên chế"),
    Section("organisation_decentralisation", 4, "b)", "Phân cấp, ủy quyền"),
    Section("civil_service", 3, "4.", "Cải cách chế độ công vụ"),
    Section("finance", 3, "5.", "Cải cách tài chính công"),
    Section("digital", 3, "6.", "Xây dựng và phát triển chính quyền điện tử, chính quyền số"),
    Section("digital_programme", 4, "a)", "Ban hành và tổ chức thực hiện chương trình, kế hoạch"),
    Section("digital_results", 4, "b)", "Kết quả thực hiện"),
    Section("assessment", 2, "III.", "Đánh giá chung"),
    Section("next", 2, "IV.", "Nhiệm vụ, giải pháp trọng tâm trong thời gian tới"),
    Section("next_steering", 3, "1.", "Công tác chỉ đạo, điều hành"),
    Section("next_institutions", 3, "2.", "Cải cách thể chế"),
    Section("next_procedures", 3, "3.", "Cải cách thủ tục hành chính"),
    Section("next_organisation", 3, "4.", "Tổ chức bộ máy hành chính nhà nước"),
    Section("next_civil_service", 3, "5.", "Cải cách chế độ công vụ"),
    Section("next_finance", 3, "6.", "Cải cách tài chính công"),
    Section("next_digital", 3, "7.", "Xây dựng và phát triển chính quyền điện tử, chính quyền số"),
    Section("proposals", 2, "V.", "Kiến nghị, đề xuất"),
    Section("proposals_city", 3, "1.", "Với thành phố"),
    Section("proposals_ministries", 3, "2.", "Với bộ, ngành Trung ương"),
    Section("closing"),
)
"""All sections, in the order of the report."""
