"""Cells run as an ipykernel runs them, in this very process: its shell and messages, no sockets, no threads."""

import asyncio
import builtins
import getpass
import io
import logging
import os
import random
import sys
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any, NoReturn

import comm
from ipykernel import zmqshell
from ipykernel.compiler import XCachingCompiler
from IPython.core.profiledir import ProfileDir
from jupyter_client.session import Session
from traitlets.config import Config

Message = dict[str, Any]
Emit = Callable[[Message], None]

_HELD = 0.5
"""Seconds that printed text is held back at most while a cell prints."""
_INLINE = "module://matplotlib_inline.backend_inline"
_STREAMS = ("stdout", "stderr")


class NeedsKernel(BaseException):
    """The notebook asks for what only a real kernel gives; no `except Exception` of a cell may catch it."""


class _Session(Session):
    """Calls what stands in the place of a socket with each message, instead of sending it."""

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any) -> Any:
        message = msg_or_type if isinstance(msg_or_type, dict) else self.msg(msg_or_type, content=content)
        stream(_message(message["msg_type"], message["content"]))
        return message


class _Stream(io.TextIOBase):
    """sys.stdout or sys.stderr of the cells."""

    encoding = "utf-8"
    errors = "strict"

    def __init__(self, name: str, emit: Emit) -> None:
        super().__init__()
        self.name = f"<{name}>"
        self._kind = name
        self._emit = emit
        self._held: list[str] = []
        self._since = 0.0

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._since = self._since if self._held else monotonic()
        self._held.append(text)
        if monotonic() - self._since > _HELD:
            self.flush()
        return len(text)

    def flush(self) -> None:
        if text := "".join(self._held):
            self._held.clear()
            self._emit(_printed(self._kind, text))

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False


def _message(kind: str, content: dict[str, Any]) -> Message:
    return {"msg_type": kind, "header": {"msg_type": kind}, "parent_header": {}, "content": content}


def _printed(name: str, text: str) -> Message:
    return _message("stream", {"name": name, "text": text})


class ZMQInteractiveShell(zmqshell.ZMQInteractiveShell):
    """ipykernel's shell without its kernel; libraries know it by its name."""

    def init_profile_dir(self, _: Any) -> None:
        self.profile_dir = ProfileDir()  # No folder: neither a user's settings nor a history enter a report.

    def ask_exit(self) -> NoReturn:
        raise NeedsKernel("it ends its kernel")

    def enable_gui(self, gui: Any = None) -> None:
        if gui not in (None, "inline"):
            raise NeedsKernel(f"it asks for the event loop of '{gui}'")


class Shell:
    """A fresh Python session; one a process, which it changes as a kernel would change its own."""

    def __init__(self) -> None:
        self._emit: Emit = lambda _: None
        _prepare_process()
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        silent = Config({"HistoryManager": {"enabled": False}})
        self._shell = ZMQInteractiveShell.instance(config=silent, user_ns={}, compiler_class=XCachingCompiler)
        session = _Session(key=b"")
        publishers: tuple[Any, ...] = (self._shell.displayhook, self._shell.display_pub)
        for publisher in publishers:
            publisher.session, publisher.pub_socket, publisher.topic = session, self._say, b""
        self._descriptors = _Descriptors()
        for name in _STREAMS:
            setattr(sys, name, _Stream(name, self._say))

    def _say(self, message: Message) -> None:
        self._emit(message)

    def run(self, code: str, emit: Emit) -> Message:
        """Run one cell; its outputs go to `emit` as they come.

        Returns:
            The reply that a kernel would send: status, execution_count, and the error if there was one.

        Raises:
            NeedsKernel: the cell asked for input, a widget, a GUI, or the end of the kernel.
        """
        self._emit = emit
        result = self._loop.run_until_complete(self._execute(code))
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        for name, text in self._descriptors.written():
            emit(_printed(name, text))
        error = result.error_before_exec or result.error_in_exec
        if isinstance(error, NeedsKernel):
            raise error
        return _reply(error, self._shell)

    async def _execute(self, code: str) -> Any:
        """As ipykernel does it: inside a running loop, in which cells that await are awaited."""
        shell: Any = self._shell
        try:
            transformed, fault = shell.transform_cell(code), None
        except Exception:
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
    """Run cell after cell that a parent sends, and say what they say, until it has no more."""
    shell = Shell()
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
    return _message("execute_reply", content)


class _Descriptors:
    """File descriptors 1 and 2, to which programs write that a cell starts; read after each cell."""

    def __init__(self) -> None:
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream:
                stream.flush()
        self._files = {name: os.memfd_create(name) for name in _STREAMS} if hasattr(os, "memfd_create") else {}
        self._read = dict.fromkeys(self._files, 0)
        for at, file in enumerate(self._files.values(), 1):
            os.dup2(file, at)

    def written(self) -> Iterator[tuple[str, str]]:
        for name, file in self._files.items():
            size = os.fstat(file).st_size
            if size > self._read[name]:
                content = os.pread(file, size - self._read[name], self._read[name])
                self._read[name] = size
                yield name, content.decode(errors="replace")


def _prepare_process() -> None:
    """What a new kernel has: the inline backend, the working folder on the path, fresh seeds, no terminal to ask."""
    os.environ.setdefault("MPLBACKEND", _INLINE)
    if (matplotlib := sys.modules.get("matplotlib")) and "matplotlib.pyplot" not in sys.modules:
        matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]
    if "" not in sys.path:
        sys.path.insert(0, "")
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
    builtins.input = _refusing("it asks for input")
    getpass.getpass = _refusing("it asks for a password")
    comm.create_comm = _refusing("it shows a widget")
    logging.root.handlers.clear()
    logging.root.setLevel(logging.WARNING)


def _refusing(why: str) -> Callable[..., NoReturn]:
    def refuse(*_: Any, **__: Any) -> NoReturn:
        raise NeedsKernel(why)

    return refuse
