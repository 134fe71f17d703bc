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


#: Those of them that mark up no lines.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def without_controls(text: str) -> str:
    r"""Text of several lines without control characters other than those that end lines and begin columns.

    >>> without_controls("a\x1b[31m\nb")
    'a�[31m\nb'
    """
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def plain(text: str) -> str:
    r"""One line that cannot steer a terminal: every control character is shown as a replacement.

    >>> plain("a\x1b[31mb")
    'a�[31mb'
    """
    return _DANGEROUS.sub("\N{REPLACEMENT CHARACTER}", text)
