"""How far the work is, on standard error: one line that is written over, or a line now and then."""

from __future__ import annotations

import sys
import time
from typing import IO, Final

#: Seconds between lines where nobody watches a terminal.
_QUIET: Final = 5.0


class Progress:
    """Counts finished releases against a total and tells rate and time left."""

    def __init__(self, total: int, *, stream: IO[str] | None = None) -> None:
        self._total = total
        self._stream = sys.stderr if stream is None else stream
        self._live = self._stream.isatty()
        self._began = self._said = time.monotonic()
        self._width = 0

    def update(self, done: int, note: str = "") -> None:
        """Show the state; without a terminal only every few seconds."""
        now = time.monotonic()
        if not self._live and now - self._said < _QUIET:
            return
        self._said = now
        line = self._line(done, now - self._began, note)
        if self._live:
            self._stream.write("\r" + line.ljust(self._width))
            self._width = len(line)
        else:
            self._stream.write(line + "\n")
        self._stream.flush()

    def close(self) -> None:
        """Wipe the line that was written over."""
        if self._live and self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()

    def _line(self, done: int, seconds: float, note: str) -> str:
        rate = done / seconds if seconds > 0 else 0.0
        left = f", {(self._total - done) / rate:.0f} s left" if rate and done < self._total else ""
        return f"{done:,} of {self._total:,} releases, {rate:.0f}/s{left}{note}"
