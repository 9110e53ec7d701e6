"""Reading and merging the manifests of a batch's shards."""

from collections.abc import Iterable

from cchc_lib.errors import UserError
from cchc_lib.publication.batch.manifest import Manifest, merged, read_manifest
from cchc_lib.publication.storage.store_location import file_at


def merge_manifests(places: Iterable[str], target: str) -> Manifest:
    """Join the manifests of shards, which lie in files or at addresses, and write the whole.

    Raises:
        UserError: one is not there or is no manifest, a shard is missing, or the whole cannot be written.
    """
    joined = merged(map(_manifest_at, places))
    shelf, name = file_at(target)
    shelf.write(name, joined.text())
    return joined


def _manifest_at(place: str) -> Manifest:
    shelf, name = file_at(place)
    content = shelf.read(name)
    if content is None:
        raise UserError(f"There is no manifest {place}; name those that `cchc batch --shard` wrote.")
    return read_manifest(place, content)
