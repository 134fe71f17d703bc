"""Reading releases out of files: plain text, one release a file, or JSON Lines, one release a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Final

from tasks.errors import InputError
from worker.submit import Submitted, from_json

_JSON_LINES: Final = frozenset({".jsonl", ".ndjson", ".json"})
_BINARY: Final = ((b"%PDF", "a PDF; extract its text first"), (b"PK\x03\x04", "a ZIP or Office file"))
#: A character takes at most twelve bytes in JSON ("\\ud83d\\ude00"), an Arabic letter six instead of two.
_JSON_GROWTH: Final = 6
_BOM: Final = b"\xef\xbb\xbf"
#: Share of Arabic letters in what Windows-1256 makes of bytes from which they are taken to be Windows-1256.
_ARABIC_ENOUGH: Final = 0.5
_ARABIC: Final = re.compile("[\N{ARABIC LETTER HAMZA}-\N{ARABIC LETTER YEH}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file, or a line of one, that was not taken, and why."""

    where: str
    reason: str


def releases_in(
    paths: Iterable[str], *, limit: int, source: str = "files", standard_input: IO[bytes] | None = None
) -> Iterator[Submitted | Refused]:
    """Every release in these files, in order; what cannot be read is named and the rest goes on.

    ``-`` is standard input, read as JSON Lines. ``limit`` is the largest text in bytes. A text file's key is its name
    and a digest of its content, so the same file is the same release wherever it lies, and an edited one is a new one.
    """
    for name in paths:
        try:
            if name == "-" and standard_input is not None:
                yield from _json_lines(standard_input, "-", limit, source)
            elif Path(name).suffix.lower() in _JSON_LINES:
                with _opened(name) as file:
                    yield from _json_lines(file, name, limit, source)
            else:
                with _opened(name) as file:
                    yield _plain_text(file.read(limit + len(_BOM) + 1), Path(name).name, limit, source)
        except InputError as error:
            yield Refused(where=name, reason=str(error))


def _opened(name: str) -> IO[bytes]:
    path = Path(name)
    try:
        if path.is_dir():
            raise InputError("a folder; name the files in it")
        if not path.is_file() and path.exists() and not path.is_fifo():
            raise InputError("not a regular file")
        return path.open("rb")
    except FileNotFoundError:
        raise InputError("no such file") from None
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None


def decoded(data: bytes) -> str:
    """UTF-8 text, or an :class:`InputError` that says what the bytes are instead.

    >>> decoded(b"\\xef\\xbb\\xbfok")
    'ok'
    """
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise InputError(f"binary data: {what}")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("not UTF-8 but UTF-16; convert it first (iconv -f UTF-16 -t UTF-8)")
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise InputError("binary data, not text") from None
        if _looks_like_windows_1256(data):
            reason = "not UTF-8 but probably Windows-1256; convert it first (iconv -f CP1256 -t UTF-8)"
            raise InputError(reason) from None
        raise InputError(f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}") from None


def _looks_like_windows_1256(data: bytes) -> bool:
    letters = [letter for letter in data.decode("cp1256") if not letter.isspace()]
    return len(_ARABIC.findall("".join(letters))) > _ARABIC_ENOUGH * len(letters)


def _plain_text(data: bytes, name: str, limit: int, source: str) -> Submitted:
    if not data.strip():
        raise InputError("empty")
    if len(data.removeprefix(_BOM)) > limit:
        raise InputError(f"larger than {limit:,} bytes (BALAGH_MAX_RELEASE_BYTES)")
    text = decoded(data)
    if _is_json_line(text):
        raise InputError("JSON Lines, not text; name the file .jsonl")
    return Submitted(source=source, external_id=f"{name}#{sha256(data).hexdigest()[:12]}", text=text)


def _json_lines(file: IO[bytes], name: str, limit: int, source: str) -> Iterator[Submitted | Refused]:
    longest = longest_json(limit)
    number = seen = 0
    while line := file.readline(longest + 1):
        number += 1
        where = f"{name}:{number}"
        if len(line) > longest:
            yield Refused(where=where, reason=f"longer than {longest:,} bytes (BALAGH_MAX_RELEASE_BYTES)")
            while line and not line.endswith(b"\n"):
                line = file.readline(longest)
            continue
        if not line.strip():
            continue
        seen += 1
        try:
            yield from_json({"source": source, **_object(decoded(line))})
        except InputError as error:
            yield Refused(where=where, reason=str(error))
    if seen == 0:
        raise InputError("empty")


def _is_json_line(text: str) -> bool:
    """Whether a text begins with a line that is a release in JSON."""
    if not text.startswith("{"):
        return False
    try:
        return "text" in _object(text.splitlines()[0])
    except InputError:
        return False


def longest_json(limit: int) -> int:
    """How many bytes a release takes as JSON at most, whose text has ``limit`` bytes at most.

    >>> longest_json(2_000_000)
    12065536
    """
    return limit * _JSON_GROWTH + 65_536


def json_value(text: str) -> object:
    """What a text is in JSON; raises :class:`InputError` where it is none, or one made to be a burden."""
    try:
        return json.loads(text)
    except RecursionError:
        raise InputError("nested too deeply") from None
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON: {error}") from None
    except ValueError:
        raise InputError("a number has more digits than can be read") from None


def _object(line: str) -> dict[str, object]:
    row = json_value(line)
    if not isinstance(row, dict):
        raise InputError(f"one JSON object a line is needed, not a {type(row).__name__}")
    return {key: value for key, value in row.items() if value is not None}
