"""Files of a store at a URL, such as ``s3://bucket/notes``, by way of fsspec."""

from __future__ import annotations

import math
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import CannotRunError, NotepressError
from pipeline.faults import translate_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUCKETS: Final = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs"}
"""The packages that the protocols of buckets need besides fsspec."""
_CHANGED: Final = ("mtime", "LastModified", "updated", "last_modified", "created")
"""The fields in which file systems say when a file was changed."""


class StoredURLs:
    """The files of a store at a URL, by name. All methods raise CannotRunError.

    An object of a bucket is there when all of it is. Where a machine that dies can leave half of a
    file, that is found by its size and its content, as all that is read from a store is.
    """

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        with self._reached():
            self._files, self._root = _file_system(self._url)

    def read(self, name: str) -> bytes | None:
        """The content of a file; None if there is none."""
        with self._reached():
            try:
                content: bytes = self._files.cat_file(self._place(name))
            except FileNotFoundError:
                return None
            return content

    def size(self, name: str) -> int | None:
        """The size of a file in bytes; None if there is none."""
        with self._reached():
            try:
                # What was listed earlier may have been written by another machine since.
                self._files.invalidate_cache()
                size: int = self._files.info(self._place(name))["size"]
            except FileNotFoundError:
                return None
            return size

    def write(self, name: str, content: bytes) -> None:
        """Write a file, or replace it."""
        with self._reached():
            place = self._place(name)
            if not self._is_bucket:
                self._files.makedirs(place.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(place, content)

    def remove(self, name: str) -> None:
        """Remove a file, if there is one."""
        with self._reached():
            if self._files.exists(self._place(name)):
                self._files.rm_file(self._place(name))

    def names(self, folder: str = "") -> Iterator[tuple[str, int, float]]:
        """Yield name, size in bytes and time of change of all files below a folder of the store.

        The time is in seconds since 1970.
        """
        with self._reached():
            self._files.invalidate_cache()
            place = self._place(folder).rstrip("/")
            found: dict[str, dict[str, Any]] = (
                self._files.find(place, detail=True) if self._files.exists(place) else {}
            )
        for path, told in sorted(found.items()):
            name = path.lstrip("/").removeprefix(self._root.lstrip("/")).lstrip("/")
            yield name, int(told["size"]), _changed(told)

    def is_empty(self) -> bool:
        """Whether there is nothing at the URL, whoever made it."""
        with self._reached():
            self._files.invalidate_cache()
            return not self._files.exists(self._root) or not self._files.find(self._root)

    @property
    def _is_bucket(self) -> bool:
        return self._url.partition("://")[0] in _BUCKETS

    def _place(self, name: str) -> str:
        return f"{self._root}/{name}"

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Turn what a file system or its client raises into one sentence."""
        try:
            with translate_errors():
                yield
        except ConnectionError as error:
            raise self._refused(error) from error
        except CannotRunError as error:
            raise error if error.__cause__ is None else self._refused(error.__cause__) from error
        except NotepressError as error:
            raise self._refused(error.__cause__ or error) from error

    def _refused(self, cause: BaseException) -> CannotRunError:
        scheme = self._url.partition("://")[0]
        if isinstance(cause, ImportError):
            packages = " ".join(filter(None, ("fsspec", _BUCKETS.get(scheme, ""))))
            return CannotRunError(
                f"the store {self._url} needs a package that is not installed: {cause}",
                hint=f"pip install {packages}",
            )
        # The first line alone: some clients tell all that they tried.
        why = (str(cause) or type(cause).__name__).splitlines()[0]
        return CannotRunError(
            f"the store {self._url} cannot be used: {why}",
            hint="see that it exists, and that this machine may read and write it",
        )


def _file_system(url: str) -> tuple[Any, str]:
    """The file system of a URL, and the path of the URL in it."""
    from fsspec.core import url_to_fs

    # Listings are not kept: other machines write as well.
    files, root = url_to_fs(url, use_listings_cache=False)
    return files, root.rstrip("/")


def _changed(told: dict[str, Any]) -> float:
    """When a file was changed, in seconds since 1970; infinite where nothing tells."""
    changed = next((told[name] for name in _CHANGED if told.get(name) is not None), None)
    if isinstance(changed, str):
        changed = datetime.fromisoformat(changed)
    if isinstance(changed, datetime):
        return (changed if changed.tzinfo else changed.replace(tzinfo=UTC)).timestamp()
    return float(changed) if isinstance(changed, int | float) else math.inf
