"""Data and reports at an address: a real object store's protocol, on loopback."""

import json

import pytest

from tests.support.batch_project import BatchProject, outcome_counts
from tests.support.checkout import PERIOD
from tests.support.servers import Bucket


@pytest.mark.slow
def test_reports_from_and_to_an_address_have_the_bytes_of_local_ones(
    batch_project: BatchProject, bucket: Bucket
) -> None:
    batch_project.batch()
    local = batch_project.contents()
    bucket.upload(batch_project.root / "data")
    (batch_project.root / "data").rename(batch_project.root / "data-elsewhere")
    (batch_project.root / "data").mkdir()
    result = batch_project.batch(data=f"{bucket.address}/data", out=f"{bucket.address}/reports")
    assert outcome_counts(result) == (4, 0, 0), result.stdout + result.stderr
    assert bucket.contents("reports") == local


@pytest.mark.slow
def test_shards_at_an_address_join_there(batch_project: BatchProject, bucket: Bucket) -> None:
    reports = f"{bucket.address}/reports"
    for part in (1, 2):
        batch_project.batch("--shard", f"{part}/2", "--out", reports)
    parts = [f"{reports}/manifest-{part}-of-2.json" for part in (1, 2)]
    assert "4 reports" in batch_project.run("merge", *parts, "--out", f"{reports}/manifest.json").stdout
    batch_project.batch()
    assert bucket.contents("reports")["manifest.json"] == batch_project.contents()["manifest.json"]
    assert "There is no manifest" in batch_project.run("merge", f"{reports}/none.json", "--out", "joined.json").stderr


@pytest.mark.slow
def test_what_lies_at_an_address_unchanged_is_neither_fetched_nor_made_again(
    batch_project: BatchProject, bucket: Bucket
) -> None:
    bucket.upload(batch_project.root / "data")
    options = "--data", f"{bucket.address}/data", "--out", f"{bucket.address}/reports"
    batch_project.batch(*options)
    fetched = batch_project.root / "build" / "fetched"
    times = {path: path.stat().st_mtime_ns for path in fetched.rglob("*.csv")}
    assert outcome_counts(batch_project.batch(*options)) == (0, 4, 0)
    assert {path: path.stat().st_mtime_ns for path in fetched.rglob("*.csv")} == times
    figures = f"data/wards/b/{PERIOD}/figures.csv"
    bucket.put(figures, bucket.get(figures).replace(b"procedures.visits,9.875,", b"procedures.visits,9.876,"))
    for name in bucket.contents(f"data/wards/d/{PERIOD}"):
        bucket.remove(f"data/wards/d/{PERIOD}/{name}")
    bucket.remove(f"reports/a/{PERIOD}/report.html")
    bucket.put(f"reports/c/{PERIOD}/stray.txt", b"")
    again = batch_project.batch(*options, "--explain")
    assert outcome_counts(again) == (2, 1, 0), again.stdout + again.stderr
    assert f"b {PERIOD}: wards/b/{PERIOD}/figures.csv" in again.stderr
    assert f"c/{PERIOD}/stray.txt" in bucket.contents("reports")
    manifest = json.loads(bucket.contents("reports")["manifest.json"])
    assert [report["ward"] for report in manifest["reports"]] == ["a", "b", "c"]


@pytest.mark.slow
def test_other_commands_take_an_address_too(batch_project: BatchProject, bucket: Bucket) -> None:
    bucket.upload(batch_project.root / "data")
    data = "--data", f"{bucket.address}/data"
    assert batch_project.run("report", "a", PERIOD, *data, "--out", f"{bucket.address}/single").returncode == 0
    assert "report.html" in {name.rpartition("/")[2] for name in bucket.contents("single")}
    page = batch_project.root / "report.html"
    page.write_bytes(bucket.contents("single")[f"a/{PERIOD}/report.html"])
    assert "follows from this data" in batch_project.run("verify", page, *data).stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--data", "s3://nowhere/data"), "s3://nowhere/data"),
        (("--data", "s3://cchc/empty"), "There are no data at s3://cchc/empty"),
        (("--data", "nope://cchc/data"), "Protocol not known: nope"),
        (("--out", "s3://nowhere/reports"), "s3://nowhere/reports"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_a_traceback(
    batch_project: BatchProject, bucket: Bucket, options: tuple[str, str], told: str
) -> None:
    result = batch_project.batch(*options)
    said = result.stdout + result.stderr
    assert result.returncode in (1, 2)
    assert told in said
    assert "Traceback" not in said


@pytest.mark.slow
def test_a_name_that_leads_out_of_the_folder_is_refused(batch_project: BatchProject, bucket: Bucket) -> None:
    bucket.upload(batch_project.root / "data")
    bucket.put("data/wards/../../../../evil.txt", b"x")
    result = batch_project.batch("--data", f"{bucket.address}/data")
    assert result.returncode == 2
    assert "leads out of the folder" in result.stderr
    assert list(batch_project.root.parent.rglob("evil.txt")) == []
