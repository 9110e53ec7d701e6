"""Cache files: one frozen model in each, written as JSON."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from cchc_lib.atomic_files import write_atomically

Model = TypeVar("Model", bound=BaseModel)


def read_cached(path: Path, model: type[Model]) -> Model | None:
    """Return the model that a cache file holds; None if there is no file, or one that another version wrote."""
    try:
        return model.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def write_cached(path: Path, model: BaseModel) -> None:
    """Write a model to its cache file.

    Raises:
        UserError: the file cannot be written.
    """
    write_atomically(path, model.model_dump_json(indent=1, by_alias=True))
