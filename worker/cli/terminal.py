"""Showing words that came from outside on a terminal that believes everything."""

from __future__ import annotations

import re
from typing import Final

#: Control characters (escape sequences begin with one) and characters that turn the direction of what follows.
_DANGEROUS: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f"
    "\N{LEFT-TO-RIGHT EMBEDDING}-\N{RIGHT-TO-LEFT OVERRIDE}"
    "\N{LEFT-TO-RIGHT ISOLATE}-\N{POP DIRECTIONAL ISOLATE}"
    "\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}]"
)


def plain(text: str) -> str:
    r"""One line that cannot steer a terminal: every control character is shown as a replacement.

    >>> plain("a\x1b[31mb")
    'a�[31mb'
    """
    return _DANGEROUS.sub("\N{REPLACEMENT CHARACTER}", text)
