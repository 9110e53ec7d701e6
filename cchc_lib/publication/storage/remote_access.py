"""Access to an address of fsspec, such as s3://bucket/data."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from cchc_lib.errors import UserError

_MARKS = (
    "ETag",
    "etag",
    "md5Hash",
    "content_md5",
    "size",
    "mtime",
    "LastModified",
    "updated",
    "last_modified",
    "created",
)
"""What stores tell of a file that changes when it does, under the names that they give it."""


def load_store(address: str) -> None:
    """Load the library of an address's store, so that children need not."""
    with _store_faults(address):
        _fsspec().get_filesystem_class(address.partition("://")[0].rpartition("::")[2])


@contextmanager
def open_store(address: str) -> Iterator[tuple[Any, str]]:
    """A store and the name within it; whatever goes wrong with it is told with the address."""
    with _store_faults(address):
        store, root = _fsspec().core.url_to_fs(address)
        store.invalidate_cache()
        yield store, root.rstrip("/")


@contextmanager
def _store_faults(address: str) -> Iterator[None]:
    try:
        yield
    except UserError:
        raise
    except Exception as error:  # Each store has errors of its own, and all are of the place, not of this program.
        told = str(error).rstrip(".") or type(error).__name__
        raise UserError(
            f"{address} cannot be used: {told}. Check that it is there, and that the store's settings are."
        ) from error


def _fsspec() -> Any:
    try:
        import fsspec  # noqa: PLC0415 - an extra, which only addresses need
    except ModuleNotFoundError as error:
        raise UserError("Addresses need fsspec; install it with: pip install 'cchc[remote]'") from error
    return fsspec


def listing(store: Any, root: str, under: str = "") -> dict[str, str]:
    """The files below a place, with their stamps."""
    found = store.find(f"{root}/{under}".rstrip("/"), detail=True)
    return {name.removeprefix(f"{root}/"): _stamp(details) for name, details in found.items()}


def _stamp(details: Mapping[str, Any]) -> str:
    return " ".join(f"{mark}={details[mark]}" for mark in _MARKS if details.get(mark) is not None)
