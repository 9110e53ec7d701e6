"""Access to an address through fsspec, the library that knows the protocols of object stores."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from cchc_lib.errors import UserError

_FINGERPRINT_FIELDS = (
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
"""Details of a file that change with its content. Each store has its own names for them."""


def load_filesystem(address: str) -> None:
    """Import the library for the protocol of an address, so that children forked later need not import it.

    Raises:
        UserError: fsspec is not installed, or knows no such protocol.
    """
    with _store_errors(address):
        # The protocol may be chained, as in simplecache::s3://bucket; the last one is the store's.
        _fsspec().get_filesystem_class(address.partition("://")[0].rpartition("::")[2])


@contextmanager
def open_address(address: str) -> Iterator[tuple[Any, str]]:
    """Return the fsspec file system of an address, and the path within it.

    Raises:
        UserError: the address cannot be used, or an operation within the context fails.
    """
    with _store_errors(address):
        filesystem, root = _fsspec().core.url_to_fs(address)
        # Other processes write to the store too, and fsspec would answer from its cached listings.
        filesystem.invalidate_cache()
        yield filesystem, root.rstrip("/")


@contextmanager
def _store_errors(address: str) -> Iterator[None]:
    try:
        yield
    except UserError:
        raise
    # Each store's library has its own exceptions, without a common base class.
    except Exception as error:
        reason = str(error).rstrip(".") or type(error).__name__
        raise UserError(
            f"{address} cannot be used: {reason}. Check that the address exists and that the store's settings are set."
        ) from error


def _fsspec() -> Any:
    try:
        import fsspec  # noqa: PLC0415 - an optional dependency, which only addresses need
    except ModuleNotFoundError as error:
        raise UserError("Addresses need fsspec; install it with: pip install 'cchc[remote]'") from error
    return fsspec


def file_fingerprints(filesystem: Any, root: str, under: str = "") -> dict[str, str]:
    """Return the fingerprint of every file below a path, by its name relative to `root`.

    Args:
        filesystem: a file system of fsspec.
        root: the path within it.
        under: the folder below `root` to list; empty for all.
    """
    listing = filesystem.find(f"{root}/{under}".rstrip("/"), detail=True)
    return {path.removeprefix(f"{root}/"): _fingerprint(details) for path, details in listing.items()}


def _fingerprint(details: Mapping[str, Any]) -> str:
    return " ".join(f"{field}={details[field]}" for field in _FINGERPRINT_FIELDS if details.get(field) is not None)
