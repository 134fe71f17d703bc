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
from worker.json_kinds import json_kind
from worker.opening import opened
from worker.submit import Submitted, from_json

_JSON_LINES: Final = frozenset({".jsonl", ".ndjson", ".json"})
_BINARY: Final = (
    (b"%PDF", "a PDF; extract its text first"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an Office file"),
    (b"{\\rtf", "an RTF file; save it as text first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "compressed; unpack it first"),
)
#: How a page or a feed begins, whose tags would be read for words.
_MARKUP: Final = ("<!doctype html", "<html", "<?xml")
_LONGEST_MARKUP: Final = max(map(len, _MARKUP))
#: Byte order marks of other encodings; the longer ones begin like the shorter ones.
_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
#: Share of the bytes 00 and 06, the upper halves of Latin and Arabic letters, in UTF-16 without a mark.
_UPPER_HALVES: Final = 1 / 3
#: A character takes at most twelve bytes in JSON ("\\ud83d\\ude00"), an Arabic letter six instead of two.
_JSON_GROWTH: Final = 6
_BOM: Final = b"\xef\xbb\xbf"
#: Share of Arabic letters in what an encoding makes of bytes from which they are taken to be in it.
_ARABIC_ENOUGH: Final = 0.5
#: The article, the commonest pair of letters, in both encodings of one byte a letter; they share most other letters.
_ARTICLE_ISO: Final = "ال".encode("iso8859_6")
_ARTICLE_WINDOWS: Final = "ال".encode("cp1256")
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
            if name == "-":
                yield from _json_lines(standard_input or opened(name), name, limit, source)
            elif Path(name).suffix.lower() in _JSON_LINES:
                with opened(name) as file:
                    yield from _json_lines(file, name, limit, source)
            else:
                with opened(name) as file:
                    yield _plain_text(file.read(limit + len(_BOM) + 1), Path(name).name, limit, source)
        except InputError as error:
            yield Refused(where=name, reason=str(error))


def decoded(data: bytes) -> str:
    """UTF-8 text, or an :class:`InputError` that says what the bytes are instead.

    >>> decoded(b"\\xef\\xbb\\xbfok")
    'ok'
    """
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise InputError(f"binary data: {what}")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            raise InputError(_convert(encoding, encoding))
    uppers = data.count(b"\x06") + data.count(b"\x00")
    if uppers > _UPPER_HALVES * len(data):
        # Which half of each pair they are in says which comes first.
        little = 2 * (data[1::2].count(b"\x06") + data[1::2].count(b"\x00")) > uppers
        raise InputError(_convert("probably UTF-16", "UTF-16LE" if little else "UTF-16BE"))
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise InputError("binary data, not text") from None
        if _is_arabic(data, "iso8859_6") and data.count(_ARTICLE_ISO) > data.count(_ARTICLE_WINDOWS):
            raise InputError(_convert("probably ISO 8859-6", "ISO-8859-6")) from None
        if _is_arabic(data, "cp1256"):
            raise InputError(_convert("probably Windows-1256", "CP1256")) from None
        raise InputError(f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}") from None


def _convert(what: str, encoding: str) -> str:
    return f"not UTF-8 but {what}; convert it first (iconv -f {encoding} -t UTF-8)"


def _is_arabic(data: bytes, encoding: str) -> bool:
    """Whether bytes are mostly Arabic letters in an encoding of one byte a letter."""
    try:
        letters = [letter for letter in data.decode(encoding) if not letter.isspace()]
    except UnicodeDecodeError:
        return False
    return len(_ARABIC.findall("".join(letters))) > _ARABIC_ENOUGH * len(letters)


def _plain_text(data: bytes, name: str, limit: int, source: str) -> Submitted:
    if not data.strip():
        raise InputError("empty")
    if len(data.removeprefix(_BOM)) > limit:
        raise InputError(f"larger than {limit:,} bytes (BALAGH_MAX_RELEASE_BYTES)")
    text = decoded(data)
    if text.lstrip()[:_LONGEST_MARKUP].lower().startswith(_MARKUP):
        raise InputError("HTML or XML; extract its text first")
    if _is_json_line(text):
        raise InputError("JSON Lines, not text; name the file .jsonl")
    return Submitted(source=source, external_id=f"{name}#{sha256(data).hexdigest()[:12]}", text=text)


def _json_lines(file: IO[bytes], name: str, limit: int, source: str) -> Iterator[Submitted | Refused]:
    longest = longest_json(limit)
    number = seen = 0
    while line := file.readline(longest + 1):
        number += 1
        where = f"{name}:{number}"
        if number == 1:
            _refuse_document(line)
        if len(line) > longest:
            seen += 1
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


def _refuse_document(line: bytes) -> None:
    """Refuse a file by its first line, where every line of it would be refused for the same reason."""
    if b"\x00" in line[:4] or line.startswith(tuple(mark for mark, _ in _MARKS)):
        decoded(line)
    first = line.removeprefix(_BOM).strip()
    if first in {b"{", b"["}:
        filter_ = "." if first == b"{" else "'.[]'"
        raise InputError(f"JSON over several lines; one release a line is needed (jq -c {filter_})")


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
        advice = " (jq -c '.[]' makes lines of one)" if isinstance(row, list) else ""
        raise InputError(f"one JSON object a line is needed, not {json_kind(row)}{advice}")
    return {key: value for key, value in row.items() if value is not None}
