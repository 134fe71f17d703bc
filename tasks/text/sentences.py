"""Sentence and paragraph boundaries."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from tasks.languages.ar_lexicon import word_lists
from tasks.text.fold import match_key
from tasks.text.span import Span

_CLOSERS: Final = "\"”»“’')\\]"
#: Places where a sentence may end: stops with what closes after them, line breaks, closing quotation marks.
#: The pattern begins with one class of rare characters, and its repeats are bounded: quick, and linear on any input.
_CANDIDATE = re.compile(
    r"[.!؟?…\n\"”»](?:(?<=\n)"
    r"|(?<=[\"”»])(?<=[^\s(].)(?= [^\s،,.؛)-])"
    rf"|(?<=[.!؟?…])[.!؟?…]{{0,9}}[{_CLOSERS}]{{0,9}}[.؟!]?(?=\s|$|[“«]))"
)
_WORD_BEFORE = re.compile(r"[^\s\"“”«»()\[\]]*$")
_WORD_AFTER = re.compile(r"\s*[\"“«(]?(\S*)")
_FIRST_STOP = re.compile(r"[.؟!:\n]")
_FIRST_WORDS = re.compile(r"\S+")
_NUMBER = re.compile(r"\(?[0-9\u0660-\u0669]{1,3}")

_FILE: Final = "ar_lexicon_sentences.toml"
_KEYS: Final = (
    "said", "ambiguous", "openers", "connectors", "complements", "no_subject", "initials", "abbreviations",
)  # fmt: skip
_FUTURE = re.compile("وس[يتنا]")
#: A quotation of at least so many letters is a sentence of its own, not a name or a word set off.
_LONG_QUOTATION: Final = 30
#: How far a headline joined to its text by a mere space may reach.
_HEADLINE: Final = 160
_SHORTEST_HEADLINE: Final = 20


class _Cues(NamedTuple):
    """Folded words that tell where a sentence begins or ends; each list is explained in the data file."""

    said: frozenset[str]
    ambiguous: frozenset[str]
    openers: frozenset[str]
    connectors: frozenset[str]
    complements: frozenset[str]
    no_subject: frozenset[str]
    initials: frozenset[str]
    abbreviations: frozenset[str]


@cache
def _cues() -> _Cues:
    return _Cues(**word_lists(_FILE, _KEYS))


def split_paragraphs(text: str) -> tuple[Span, ...]:
    """The stretches between line breaks.

    >>> split_paragraphs("a b\\nc")
    (Span(start=0, end=3), Span(start=4, end=5))
    """
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        _add(spans, text, start, start + len(line))
        start += len(line) + 1
    return tuple(spans)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Sentences of a normalized text, ascending, without the space between them.

    A stop ends a sentence unless it is a decimal point, follows a title or an initial, or numbers a list item. A closing
    quotation mark ends one when what was quoted is long and what follows begins a sentence ("... وأضاف"). A headline that
    a feed has joined to the text ends before the verb of saying and its subject.

    >>> [s.of("قال د. سامي نعم. ثم 7.5 كم؟ لا") for s in split_sentences("قال د. سامي نعم. ثم 7.5 كم؟ لا")]
    ['قال د. سامي نعم.', 'ثم 7.5 كم؟', 'لا']
    """
    spans: list[Span] = []
    start = 0
    headline = _headline_end(text)
    if headline:
        _add(spans, text, 0, headline)
        start = headline
    for match in _CANDIDATE.finditer(text, start):
        mark = match.group()
        if mark != "\n" and not _ends(text, start, match, mark):
            continue
        end = match.end()
        _add(spans, text, start, end)
        start = end
    _add(spans, text, start, len(text))
    return tuple(spans)


def _ends(text: str, start: int, match: re.Match[str], mark: str) -> bool:
    """Does the sentence that began at start end with this mark?"""
    end = match.end()
    if mark in '"”»':
        return _quotation_ends(text, start, match.start(), end)
    if mark == ".":
        before = _word_before(text, start, match.start())
        if _is_short_form(before):
            return False
        if len(before) == 1 and before.isupper() and text[end + 1 : end + 2].isupper():
            return False
        if _NUMBER.fullmatch(before) and text[start : match.start()].strip() == before:
            return False
    if mark[-1] in '"”»' and mark[0] in "؟!":
        return _next_key(text, end) not in _cues().said
    return True


def _quotation_ends(text: str, start: int, quote: int, end: int) -> bool:
    """Does the sentence end with a closing quotation mark that has no stop beside it?"""
    window = text[max(start, quote - 400) : quote]
    opened = max(window.rfind('"'), window.rfind("“"), window.rfind("”"), window.rfind("«"))
    if opened < 0 or len(window) - opened < _LONG_QUOTATION:
        return False
    if text[end + 1] in '"“«':
        return True
    key = _next_key(text, end)
    return (
        key in _cues().openers
        or (key.startswith("و") and key[1:] in _cues().said)
        or _FUTURE.match(key) is not None
    )


def _headline_end(text: str) -> int:
    """Where a headline ends that no stop and no line break separates from the text; 0 where there is none."""
    first = _FIRST_STOP.search(text, 0, _HEADLINE)
    if first and first.start() < _SHORTEST_HEADLINE:
        return 0
    if _cues().said.isdisjoint(map(match_key, text[: 2 * _HEADLINE].split())):
        return 0
    words = [(m.start(), match_key(m.group())) for m in _FIRST_WORDS.finditer(text, 0, 2 * _HEADLINE)]
    if not words or words[0][1].startswith("و") or words[0][1] in _cues().said:
        return 0
    for i in range(4, len(words) - 2):
        position, key = words[i]
        if (
            position > _HEADLINE
            or words[i - 1][1][-1:] in ".:!؟؛"
            or "\n" in text[words[i - 1][0] : position]
        ):
            return 0
        if (
            key not in _cues().said
            or key in _cues().ambiguous
            or words[i - 1][1] in _cues().connectors
            or words[i - 1][1][-1:] in '،,"(«“'
        ):
            continue
        if words[i + 1][1] in _cues().no_subject:
            continue
        for _, later in words[i + 2 : i + 13]:
            if later in _cues().complements or later.endswith(":"):
                return position
            if later[-1:] in ".؟!":
                break
    return 0


@lru_cache(maxsize=16384)
def _is_short_form(word: str) -> bool:
    """Does a stop behind this word belong to it: a title, an initial, an abbreviation?"""
    key = match_key(word)
    return key in _cues().abbreviations or key.removeprefix("و") in _cues().initials


def _word_before(text: str, start: int, position: int) -> str:
    word = text[max(start, position - 12) : position].rpartition(" ")[2]
    if word.isalpha():
        return word
    found = _WORD_BEFORE.search(word)
    return found.group() if found else ""


def _next_key(text: str, position: int) -> str:
    found = _WORD_AFTER.match(text[position : position + 40])
    return match_key(found.group(1).rstrip("،:؛.")) if found else ""


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    """Add a stretch without the white space at its ends; a normalized text has single spaces only."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))
