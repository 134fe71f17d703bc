"""Arabic word forms with their frequencies, and the short word lists that normalization reads.

The frequencies are derived from wordfreq (CC BY-SA 4.0, see NOTICE) by ``benchmarks/normalize_lexicon.py``; they are read
at first use, about a tenth of a second.
"""

from __future__ import annotations

import lzma
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from tasks.errors import ConfigurationError
from tasks.text.fold import match_key

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


def word_lists(name: str, keys: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """The folded words under each key of a TOML file in this folder; ConfigurationError names file and key.

    >>> "قالت" in word_lists("ar_lexicon_sentences.toml", ("said", "ambiguous"))["said"]
    Traceback (most recent call last):
        ...
    tasks.errors.ConfigurationError: tasks/languages/ar_lexicon_sentences.toml: unknown or missing: abbreviations, ambiguous, initials, never_last, openers
    """
    try:
        data: dict[str, Any] = tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"tasks/languages/{name} cannot be read: {error}") from error
    if set(data) != set(keys):
        wrong = ", ".join(sorted(set(data) ^ set(keys)))
        raise ConfigurationError(f"tasks/languages/{name}: unknown or missing: {wrong}")
    lists: dict[str, frozenset[str]] = {}
    for key, words in data.items():
        if not isinstance(words, str) or not words.split():
            raise ConfigurationError(f"tasks/languages/{name}: {key}: must be words separated by spaces")
        lists[key] = frozenset(match_key(word) for word in words.split())
    return lists
