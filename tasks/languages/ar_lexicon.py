"""Arabic word forms with their frequencies, for telling a word from two halves of words.

The data is derived from wordfreq (CC BY-SA 4.0, see NOTICE) by ``benchmarks/normalize_lexicon.py``; it is read at first
use, about a tenth of a second, and never for text that needs no word repair.
"""

from __future__ import annotations

import lzma
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from tasks.errors import ConfigurationError

_FILE: Final = "ar_lexicon.txt.xz"


class Lexicon(NamedTuple):
    """``costs`` maps a folded word to ten times the negative decimal logarithm of its frequency.

    ``maksura`` holds the words (not folded) whose last letter is ى where a Farsi font leaves ی.
    """

    costs: dict[str, int]
    maksura: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon; ConfigurationError when the installation lacks it.

    >>> lexicon().costs["في"] < lexicon().costs["هزيمه"]
    True
    >>> "إلى" in lexicon().maksura, "التي" in lexicon().maksura
    (True, False)
    """
    try:
        text = lzma.decompress(files(__package__).joinpath(_FILE).read_bytes()).decode()
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"tasks/languages/{_FILE} cannot be read: {error}") from error
    costs: dict[str, int] = {}
    maksura: frozenset[str] = frozenset()
    for line in text.splitlines():
        level, *words = line.split(" ")
        if level.isdigit():
            costs.update(dict.fromkeys(words, int(level)))
        elif level == "=":
            maksura = frozenset(words)
    if not costs or not maksura:
        raise ConfigurationError(f"tasks/languages/{_FILE}: no words in it")
    return Lexicon(costs, maksura)
