"""Lines out of a body that comes in pieces of any size, with no more than one line in memory."""

from __future__ import annotations

from collections.abc import Iterator


class Lines:
    """Cuts pieces into lines; of a line that is longer than ``longest`` bytes nothing is kept but that it was there.

    >>> lines = Lines(longest=4)
    >>> [*lines.feed(b"one\\nt"), *lines.feed(b"wo\\nthree\\n4"), *lines.end()]
    [b'one', b'two', None, b'4']
    """

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._begun = bytearray()
        self._too_long = False

    def feed(self, piece: bytes) -> Iterator[bytes | None]:
        """The lines that end in this piece; None stands for one that is too long."""
        start = 0
        while (stop := piece.find(b"\n", start)) >= 0:
            self._take(piece[start:stop])
            yield self._cut()
            start = stop + 1
        self._take(piece[start:])

    def end(self) -> Iterator[bytes | None]:
        """The last line, where no line feed ended it."""
        if self._begun or self._too_long:
            yield self._cut()

    def _take(self, piece: bytes) -> None:
        if self._too_long or len(self._begun) + len(piece) > self._longest:
            self._too_long = True
            self._begun.clear()
        else:
            self._begun += piece

    def _cut(self) -> bytes | None:
        line = None if self._too_long else bytes(self._begun)
        self._begun.clear()
        self._too_long = False
        return line
