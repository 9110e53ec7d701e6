"""A project of many wards to measure with: copies of the data of Lưu Kiếm, so that all reports cost the same."""

import shutil
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
WARD, PERIOD = "luu-kiem", "2025-07-01_2025-10-20"
BIN = ROOT / ".venv" / "bin"


def copy_wards(root: Path, wards: int) -> Path:
    """Make a project with so many wards in a folder, and return the folder."""
    for name in ("notebooks", "params"):
        shutil.copytree(ROOT / name, root / name)
    for number in range(1, wards + 1):
        ward = root / "data" / "wards" / f"w{number:04d}"
        shutil.copytree(ROOT / "data" / "wards" / WARD, ward)
        profile = ward / "ward.yaml"
        profile.write_text(profile.read_text(encoding="utf-8").replace("Lưu Kiếm", f"Kiếm {number}"), encoding="utf-8")
    return root


def run_file(root: Path, wards: int | str = "all") -> Path:
    """Write a run file for the first `wards` wards, or all of them, and return its path."""
    names = wards if isinstance(wards, str) else [f"w{number:04d}" for number in range(1, wards + 1)]
    path = root / "params" / "runs" / f"bench-{wards}.yaml"
    path.write_text(yaml.safe_dump({"wards": names, "periods": [PERIOD], "formats": ["html"]}), encoding="utf-8")
    return path
