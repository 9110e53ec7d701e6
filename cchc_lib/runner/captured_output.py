"""What cells print, as messages of a kernel: through sys.stdout and sys.stderr, and through their file descriptors."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

Message = dict[str, Any]
"""A message of the Jupyter protocol, reduced to the fields that nbclient reads."""
Emit = Callable[[Message], None]
"""A receiver of messages."""

STREAMS = ("stdout", "stderr")
"""The streams of a process that cells print to."""

_MAX_DELAY = 0.5
"""Seconds that printed text is held back at most; one message for each `print` would slow down loops."""


def message(kind: str, content: dict[str, Any]) -> Message:
    """Return a message of a kind."""
    return {"msg_type": kind, "header": {"msg_type": kind}, "parent_header": {}, "content": content}


def stream_message(name: str, text: str) -> Message:
    """Return the message that a cell printed text to a stream."""
    return message("stream", {"name": name, "text": text})


class EmittingStream(io.TextIOBase):
    """A replacement for sys.stdout or sys.stderr that emits printed text as messages."""

    encoding = "utf-8"
    errors = "strict"

    def __init__(self, name: str, emit: Emit) -> None:
        super().__init__()
        self.name = f"<{name}>"
        self._stream_name = name
        self._emit = emit
        self._held: list[str] = []
        self._held_since = 0.0

    def write(self, text: str) -> int:
        """Hold text back, and emit it if the oldest piece has waited long enough.

        Raises:
            TypeError: the argument is not a str.
        """
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._held_since = self._held_since if self._held else monotonic()
        self._held.append(text)
        if monotonic() - self._held_since > _MAX_DELAY:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Emit the text that is held back."""
        if text := "".join(self._held):
            self._held.clear()
            self._emit(stream_message(self._stream_name, text))

    def writable(self) -> bool:
        """Return that text can be written."""
        return True

    def isatty(self) -> bool:
        """Return that this is no terminal, so that programs print no colours."""
        return False


class DescriptorCapture:
    """The file descriptors 1 and 2, redirected to files in memory.

    Programs that a cell starts, and compiled libraries, write to the descriptors and not to sys.stdout.
    """

    def __init__(self) -> None:
        for stream in (sys.__stdout__, sys.__stderr__):
            if stream:
                stream.flush()
        self._files = {name: os.memfd_create(name) for name in STREAMS} if hasattr(os, "memfd_create") else {}
        self._read = dict.fromkeys(self._files, 0)
        for descriptor, file in enumerate(self._files.values(), 1):
            os.dup2(file, descriptor)

    def new_text(self) -> Iterator[tuple[str, str]]:
        """Yield the name of each stream that was written to since the last call, with the new text."""
        for name, file in self._files.items():
            size = os.fstat(file).st_size
            if size > self._read[name]:
                content = os.pread(file, size - self._read[name], self._read[name])
                self._read[name] = size
                yield name, content.decode(errors="replace")
