"""What runs on the other side of `pipeline.press.engine`: import once, fork for every task."""

from __future__ import annotations

import gc
import os
import selectors
import shutil
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NoReturn

from pipeline.errors import NotepressError
from pipeline.press import frames
from pipeline.press.fontconfig import use_private_fontconfig
from pipeline.press.limits import Limits, apply_limits, explain_end, too_much_memory
from pipeline.press.shared_libraries import opened_by_file_name


@dataclass(frozen=True, slots=True)
class _Running:
    """A task: its process, and our copy of its line to the other side."""

    process: int
    connection: socket.socket


def serve(control: socket.socket) -> None:
    """Fork a process for every connection that comes, until nobody sends any more."""
    limits: Limits = frames.receive(control)
    use_private_fontconfig()
    # Nothing that is imported is garbage, and looking for some takes a tenth of the time.
    gc.disable()
    # Once, for all the processes to come; what nobody waits for meanwhile is read later.
    with opened_by_file_name():
        reading = import_module("pipeline.press.weasyprint").warm_up()
    watched = selectors.DefaultSelector()
    watched.register(control, selectors.EVENT_READ)
    while True:
        while not (ready := watched.select(timeout=0)) and next(reading, None):
            pass
        # What is here already is never collected, so that the copies share its memory.
        gc.freeze()
        for key, _ in ready or watched.select():
            if key.data is not None:
                watched.unregister(key.fd)
                _bury(key.fd, key.data, limits)
            elif not _fork(control, watched, limits):
                _stop(watched)
                # Whoever made this folder may have been killed and cannot take it away.
                shutil.rmtree(os.environ["TMPDIR"], ignore_errors=True)
                return


def _fork(control: socket.socket, watched: selectors.BaseSelector, limits: Limits) -> bool:
    message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
    if not message:
        return False
    connection = socket.socket(fileno=descriptors[0])
    process = os.fork()
    if process == 0:
        control.close()
        for running in _running(watched):
            running.connection.close()
        _work(connection, limits)
    watched.register(os.pidfd_open(process), selectors.EVENT_READ, _Running(process, connection))
    return True


def _running(watched: selectors.BaseSelector) -> list[_Running]:
    return [key.data for key in watched.get_map().values() if key.data is not None]


def _bury(watch: int, task: _Running, limits: Limits) -> None:
    """Tell the other side why a process ended that did not say it itself."""
    os.close(watch)
    status = os.waitstatus_to_exitcode(os.waitpid(task.process, 0)[1])
    with task.connection, suppress(OSError):
        if status:
            frames.send(task.connection, ("failed", explain_end(status, limits)))


def _stop(watched: selectors.BaseSelector) -> None:
    for task in _running(watched):
        os.kill(task.process, signal.SIGKILL)
        os.waitpid(task.process, 0)


def _work(connection: socket.socket, limits: Limits) -> NoReturn:
    apply_limits(limits)
    gc.enable()
    outcome = _outcome(connection, limits)
    with suppress(OSError):
        frames.send(connection, outcome)
    os._exit(0)


def _outcome(connection: socket.socket, limits: Limits) -> tuple[str, Any]:
    def ask(question: Any) -> Any:
        frames.send(connection, ("asks", question))
        return frames.receive(connection)

    try:
        name, argument = frames.receive(connection)
        module, _, function = name.partition(":")
        return "done", getattr(import_module(module), function)(argument, ask)
    except NotepressError as error:
        return "raised", error
    except MemoryError:
        return "failed", too_much_memory(limits)
    except RecursionError:
        return "failed", "its elements are nested too deeply"
    except (EOFError, ConnectionError):
        os._exit(0)
    except Exception as error:  # noqa: BLE001 - whatever the engine trips over is told in words
        return "failed", f"the layout engine failed: {type(error).__name__}: {error}"


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
