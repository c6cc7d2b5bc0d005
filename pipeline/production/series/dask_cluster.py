"""Workers of a Dask cluster that somebody has started: who they are, and how they get notes."""

from __future__ import annotations

import importlib
import logging
import warnings
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import CannotRunError, NotepressError
from pipeline.faults import translate_errors
from pipeline.production.series.elsewhere import Elsewhere
from pipeline.production.series.machine import Machine, refuse_other_machine, this_machine
from pipeline.production.store.contents import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Executor

_SCHEME: Final = "dask://"
_PORT: Final = 8786
_PATIENCE: Final = 10
"""Seconds in which a scheduler has to answer."""
_PATIENCE_WITH_WORKERS: Final = 60
"""Seconds in which there has to be a worker, as some clusters start them when they are needed."""
_RETRIES: Final = 3
"""How many times a note whose worker has died is given to another one."""
_LOGS: Final = ("distributed", "tornado", "asyncio", "bokeh")
"""The packages that write to the log of a client."""


@contextmanager
def workers_at(address: str, store: str) -> Iterator[Elsewhere]:
    """The workers of the Dask scheduler at an address such as ``dask://host:8786``.

    ``store`` is the address of a store that they all see. Raises CannotRunError if nobody answers,
    if there is no worker, or if one of them would make other bytes than this machine or does not
    see the store; its name is said.
    """
    client = _client(address)
    try:
        open_store(store)
        _wait_for_workers(client, address)
        _refuse_unfit(client, store)
        executor: Executor = client.get_executor(pure=False, retries=_RETRIES)
        yield Elsewhere(executor, store)
    finally:
        # A scheduler that has gone answers nothing any more.
        with suppress(OSError, TimeoutError, RuntimeError):
            client.close(timeout=1)


def keep_silent() -> None:
    """Let Dask write nothing in this process, for a command that tells all in its own words."""
    with suppress(ModuleNotFoundError):
        importlib.import_module("distributed")
    warnings.filterwarnings("ignore", module=r"distributed\b")
    for name in tuple(logging.root.manager.loggerDict):
        if name.partition(".")[0] in _LOGS:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def scheduler_address(address: str) -> str:
    """The address of a scheduler as Dask has it, with its port. Raises CannotRunError."""
    scheme, found, place = address.rstrip("/").partition("://")
    if not found or not place or scheme not in {"dask", "tcp", "tls"}:
        raise CannotRunError(
            f"{address} is no address of a Dask scheduler", hint=f"write {_SCHEME}host:{_PORT}"
        )
    host, _, port = place.rpartition(":")
    full = place if host and port.isdecimal() else f"{place}:{_PORT}"
    return f"{'tcp' if scheme == 'dask' else scheme}://{full}"


def look_around(store: str) -> tuple[Machine, NotepressError | None]:
    """What this machine makes outputs with, and why it cannot use a store, if it cannot.

    It runs on every worker before the first note.
    """
    try:
        with translate_errors():
            open_store(store, is_new=False)
    except NotepressError as error:
        return this_machine(), error
    except ConnectionError as error:
        return this_machine(), CannotRunError(f"a connection ended: {error}")
    return this_machine(), None


def _client(address: str) -> Any:
    place = scheduler_address(address)
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise CannotRunError(
            f"{error.name} is not installed, which a cluster needs",
            hint="pip install distributed",
        ) from error
    try:
        return Client(place, timeout=_PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise CannotRunError(
            f"no Dask scheduler answers at {address}", hint="start one with: dask scheduler"
        ) from error


def _wait_for_workers(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE_WITH_WORKERS)
    except TimeoutError as error:
        raise CannotRunError(
            f"the Dask scheduler at {address} has no workers",
            hint=f"start some with: dask worker {scheduler_address(address)} --nthreads 1",
        ) from error


def _refuse_unfit(client: Any, store: str) -> None:
    """Check that all workers make the bytes of this machine, and see the store."""
    found: Mapping[str, object] = client.run(look_around, store, on_error="return")
    for worker, told in sorted(found.items()):
        name = f"the worker {worker}"
        if isinstance(told, BaseException):
            why = (str(told) or type(told).__name__).splitlines()[0]
            raise CannotRunError(
                f"{name} cannot run notepress: {why}",
                hint="start it where notepress and distributed are installed as they are here",
            )
        if isinstance(told, tuple):
            machine, unfit = told
            refuse_other_machine(this_machine(), machine, name)
            if unfit is not None:
                raise CannotRunError(f"{name}: {unfit}", hint=getattr(unfit, "hint", ""))
