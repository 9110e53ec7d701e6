"""Merging the manifests of a batch's shards."""

from collections.abc import Iterable, Mapping
from itertools import chain

from cchc_lib.errors import UserError
from cchc_lib.publication.batch.manifest import Manifest, ManifestEntry, parse_manifest
from cchc_lib.publication.storage.store_location import split_file_location


def merge_manifests(locations: Iterable[str], out: str) -> Manifest:
    """Merge the manifests of all shards and write the result.

    Args:
        locations: the files or addresses of the manifests.
        out: the file or address of the merged manifest.

    Raises:
        UserError: a manifest does not exist or is none, a shard is missing, two manifests contradict each other, or
            the result cannot be written.
    """
    merged = merged_manifest({location: _read_manifest(location) for location in locations})
    store, name = split_file_location(out)
    store.write(name, merged.text())
    return merged


def _read_manifest(location: str) -> Manifest:
    store, name = split_file_location(location)
    content = store.read(name)
    if content is None:
        raise UserError(f"There is no manifest {location}; name the manifests that the shards of the batch wrote.")
    return parse_manifest(location, content)


def merged_manifest(manifests: Mapping[str, Manifest]) -> Manifest:
    """Return the manifest that the undivided batch would have written.

    Args:
        manifests: the manifest of each shard by its location.

    Raises:
        UserError: a shard is missing, or two manifests state the same report differently.
    """
    _check_complete(manifests.values())
    entries: dict[str, ManifestEntry] = {}
    for location, manifest in manifests.items():
        for entry in manifest.reports:
            if entries.setdefault(entry.name, entry) != entry:
                raise UserError(
                    f"{location} states {entry.ward} {entry.period} differently than an earlier manifest; "
                    "run its shard again."
                )
    # A report that failed in one run of a shard may have been built in another one.
    failed = set(chain.from_iterable(manifest.failed for manifest in manifests.values())) - entries.keys()
    return Manifest(failed=tuple(sorted(failed)), reports=tuple(entries.values()))


def _check_complete(manifests: Iterable[Manifest]) -> None:
    shards = {manifest.shard for manifest in manifests}
    for parts in sorted({shard.parts for shard in shards}):
        missing = [f"{part}/{parts}" for part in range(1, parts + 1) if (part, parts) not in shards]
        if missing:
            raise UserError(
                f"The manifest of shard {', '.join(missing)} is missing; run that shard of the batch, or name its "
                "manifest."
            )
