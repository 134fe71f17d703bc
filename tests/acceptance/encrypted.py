"""TLS in front of servers that have none compiled in: what a client sees is a server with a certificate."""

from __future__ import annotations

import asyncio
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

#: What a PostgreSQL client asks before it says anything else (protocol, "SSL session encryption").
_SSL_REQUEST: Final = 80_877_103
_GSS_REQUEST: Final = 80_877_104


class TlsFront:
    """Takes TLS connections on a port and passes their content on to a Unix socket; others are refused."""

    def __init__(self, upstream: Path, context: ssl.SSLContext, *, asks_first: bool) -> None:
        self._upstream = upstream
        self._context = context
        self._asks_first = asks_first
        self._stop = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.port = 0
        self.encrypted = 0
        """Connections that spoke TLS so far."""

    def run(self, ready: threading.Event) -> None:
        """Serve until :meth:`end` is called."""
        asyncio.run(self._serve(ready))

    def end(self) -> None:
        """Close every connection; from any thread."""
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._stop.set)

    async def _serve(self, ready: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._stop.wait()
        server.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers = [writer]
        try:
            if not self._asks_first or await _asked(reader, writer):
                await writer.start_tls(self._context, ssl_handshake_timeout=10)
                self.encrypted += 1
                back, forth = await asyncio.open_unix_connection(str(self._upstream))
                writers.append(forth)
                await asyncio.gather(_pass_on(reader, forth), _pass_on(back, writer))
        except (OSError, EOFError, asyncio.CancelledError):
            pass  # the client has gone, does not trust us, does not encrypt, or the test is over
        finally:
            for one in writers:
                one.transport.abort()


async def _asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Whether a PostgreSQL client wants TLS."""
    while True:
        _, code = struct.unpack("!II", await reader.readexactly(8))
        if code != _GSS_REQUEST:
            if code == _SSL_REQUEST:
                writer.write(b"S")
                await writer.drain()
            return bool(code == _SSL_REQUEST)
        writer.write(b"N")
        await writer.drain()


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    while data := await source.read(65_536):
        target.write(data)
        await target.drain()
    target.close()


@contextmanager
def tls_front(upstream: Path, context: ssl.SSLContext, *, asks_first: bool = False) -> Iterator[TlsFront]:
    """A front for a server on a Unix socket; ``asks_first`` for PostgreSQL, whose clients ask before they encrypt."""
    front = TlsFront(upstream, context, asks_first=asks_first)
    ready = threading.Event()
    thread = threading.Thread(target=front.run, args=(ready,), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield front
    finally:
        front.end()
        thread.join(10)
