"""What a value is called in JSON, for messages to those who wrote it."""

from __future__ import annotations

from typing import Final

_NAMES: Final = {
    "NoneType": "null",
    "bool": "boolean",
    "int": "number",
    "float": "number",
    "str": "string",
    "list": "array",
    "dict": "object",
}


def json_kind(value: object) -> str:
    """The word of RFC 8259 for a value that came out of JSON.

    >>> json_kind(None), json_kind([1]), json_kind(7)
    ('null', 'array', 'number')
    """
    name = type(value).__name__
    return _NAMES.get(name, name)
