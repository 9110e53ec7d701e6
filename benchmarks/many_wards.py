"""A project of many wards for measuring: the Lưu Kiếm data under other names, so that every way makes the same."""

import shutil
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
WARD, PERIOD = "luu-kiem", "2025-07-01_2025-10-20"
BIN = ROOT / ".venv" / "bin"


def copy_wards(root: Path, wards: int) -> Path:
    """The project's folder, with as many wards."""
    for name in ("notebooks", "params"):
        shutil.copytree(ROOT / name, root / name)
    for at in range(1, wards + 1):
        place = root / "data" / "wards" / f"w{at:04d}"
        shutil.copytree(ROOT / "data" / "wards" / WARD, place)
        head = place / "ward.yaml"
        head.write_text(head.read_text(encoding="utf-8").replace("Lưu Kiếm", f"Kiếm {at}"), encoding="utf-8")
    return root


def run_file(root: Path, wards: int | str = "all") -> Path:
    """A run file for some of the wards."""
    names = wards if isinstance(wards, str) else [f"w{at:04d}" for at in range(1, wards + 1)]
    path = root / "params" / "runs" / f"bench-{wards}.yaml"
    path.write_text(yaml.safe_dump({"wards": names, "periods": [PERIOD], "formats": ["html"]}), encoding="utf-8")
    return path
