"""Runs cells as ipykernel runs them, in this very process: its shell and its messages, without sockets and threads."""

import asyncio
import builtins
import getpass
import logging
import os
import random
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, NoReturn

import comm
from ipykernel import zmqshell
from ipykernel.compiler import XCachingCompiler
from IPython.core.profiledir import ProfileDir
from jupyter_client.session import Session
from traitlets.config import Config

from cchc_lib.runner.captured_output import (
    STREAMS,
    DescriptorCapture,
    Emit,
    EmittingStream,
    Message,
    message,
    stream_message,
)

_INLINE_BACKEND = "module://matplotlib_inline.backend_inline"


class KernelRequired(BaseException):
    """The notebook needs a real kernel. A BaseException, so that no `except Exception` of a cell catches it."""


class _CallingSession(Session):
    """A session that calls the object in the place of a socket with each message, instead of sending it."""

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any) -> Any:
        sent = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content=content)
        stream(message(sent["msg_type"], sent["content"]))
        return sent


class ZMQInteractiveShell(zmqshell.ZMQInteractiveShell):
    """ipykernel's shell without its kernel. Libraries compare the name of its class, so it stays the same."""

    def init_profile_dir(self, _: Any) -> None:
        """Use no folder, so that neither the user's settings nor a history change the notebook."""
        self.profile_dir = ProfileDir()

    def ask_exit(self) -> NoReturn:
        """Refuse to end the kernel.

        Raises:
            KernelRequired: always.
        """
        raise KernelRequired("it ends its kernel")

    def enable_gui(self, gui: Any = None) -> None:
        """Refuse every event loop but that of inline pictures, which needs none.

        Raises:
            KernelRequired: the cell asks for another event loop.
        """
        if gui not in (None, "inline"):
            raise KernelRequired(f"it asks for the event loop of '{gui}'")


class InProcessShell:
    """A new Python session. It changes its process as a kernel changes its own, so create one per process."""

    def __init__(self) -> None:
        self._emit: Emit = lambda _: None
        _prepare_process()
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        silent = Config({"HistoryManager": {"enabled": False}})
        self._shell = ZMQInteractiveShell.instance(config=silent, user_ns={}, compiler_class=XCachingCompiler)
        session = _CallingSession(key=b"")
        publishers: tuple[Any, ...] = (self._shell.displayhook, self._shell.display_pub)
        for publisher in publishers:
            publisher.session, publisher.pub_socket, publisher.topic = session, self._forward, b""
        self._descriptors = DescriptorCapture()
        for name in STREAMS:
            setattr(sys, name, EmittingStream(name, self._forward))

    def _forward(self, sent: Message) -> None:
        # A method, since the receiver changes with each cell.
        self._emit(sent)

    def run(self, code: str, emit: Emit) -> Message:
        """Run one cell.

        Args:
            code: the source of the cell.
            emit: called with each output as it comes.

        Returns:
            The reply that a kernel would send: status, execution_count, and the error if there was one.

        Raises:
            KernelRequired: the cell asks for input, a widget, an event loop, or the end of the kernel.
        """
        self._emit = emit
        result = self._loop.run_until_complete(self._execute(code))
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        for name, text in self._descriptors.new_text():
            emit(stream_message(name, text))
        error = result.error_before_exec or result.error_in_exec
        if isinstance(error, KernelRequired):
            raise error
        return _reply(error, self._shell)

    async def _execute(self, code: str) -> Any:
        # As ipykernel's do_execute: inside a running loop, in which a cell may use `await`.
        shell: Any = self._shell
        try:
            transformed, fault = shell.transform_cell(code), None
        except Exception:  # The shell reports a fault of the syntax as the error of the cell.
            transformed, fault = code, sys.exc_info()
        prepared = {"transformed_cell": transformed, "preprocessing_exc_tuple": fault}
        if not shell.should_run_async(code, **prepared):
            return shell.run_cell(code, store_history=True)
        result = None
        try:
            result = await shell.run_cell_async(code, store_history=True, **prepared)
        finally:
            shell.events.trigger("post_execute")
            shell.events.trigger("post_run_cell", result)
        return result


def serve_cells(connection: Connection) -> None:
    """Run the cells that a parent process sends, and send their messages and replies, until the connection closes.

    The first message only says that the shell is ready.
    """
    shell = InProcessShell()
    connection.send(message("status", {"execution_state": "idle"}))
    while True:
        try:
            code = connection.recv()
        except EOFError:
            return
        connection.send(shell.run(code, connection.send))


def _reply(error: BaseException | None, shell: Any) -> Message:
    content = {"status": "ok", "execution_count": shell.execution_count - 1}
    if error or getattr(shell, "_last_traceback_during_displayhook", False):
        traceback = shell._last_traceback or []
        content |= {"status": "error", "ename": type(error).__name__, "evalue": str(error), "traceback": traceback}
    return message("execute_reply", content)


def _prepare_process() -> None:
    """Give this process what a new kernel has: inline pictures, the working folder on the path, new random seeds.

    Functions that ask a terminal are replaced by ones that raise KernelRequired.
    """
    os.environ.setdefault("MPLBACKEND", _INLINE_BACKEND)
    # matplotlib reads MPLBACKEND when it is imported, which the parent process may have done before the fork.
    if (matplotlib := sys.modules.get("matplotlib")) and "matplotlib.pyplot" not in sys.modules:
        matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]
    if "" not in sys.path:
        sys.path.insert(0, "")
    # Forked processes would otherwise all draw the same random numbers.
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
    builtins.input = _refusing("it asks for input")
    getpass.getpass = _refusing("it asks for a password")
    comm.create_comm = _refusing("it shows a widget")
    logging.root.handlers.clear()
    logging.root.setLevel(logging.WARNING)


def _refusing(reason: str) -> Callable[..., NoReturn]:
    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise KernelRequired(reason)

    return refuse
