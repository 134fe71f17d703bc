"""Sentence and paragraph boundaries."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from tasks.languages.ar_lexicon import word_lists
from tasks.text.fold import match_key
from tasks.text.headlines import headline_end
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
_NUMBER = re.compile(r"\(?[0-9\u0660-\u0669]{1,3}")

_FILE: Final = "ar_lexicon_sentences.toml"
_KEYS: Final = ("said", "openers", "never_last", "initials", "abbreviations")
_FUTURE = re.compile("وس[يتنا]")
_CLOSING = re.compile('["”»]')
#: Ends in the letter V.
_TELEVISION: Final = "تي في"
#: Begins a sentence and never goes on with one.
_INDEED: Final = "لقد"
#: Words that may still belong to the quotation: "as he said", "this is what he said".
_AS_SAID: Final = frozenset({"كما", "هذا"})
#: A quotation of at least so many letters is a sentence of its own, not a name or a word set off.
_LONG_QUOTATION: Final = 30
#: One of fewer letters is a name or a word.
_NAME: Final = 15


class _Cues(NamedTuple):
    """Folded words that tell where a sentence begins or ends; each list is explained in the data file."""

    said: frozenset[str]
    openers: frozenset[str]
    never_last: frozenset[str]
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
    headline = headline_end(text)
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
        if before in _cues().never_last and not text.endswith(_TELEVISION, start, match.start()):
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
    if opened < 0:
        return False
    if text[end + 1] in '"“«' and text[quote - 1] not in ":،":
        following = _CLOSING.search(text, end + 2, end + 400)
        return len(window) - opened >= _LONG_QUOTATION or (
            len(window) - opened >= _NAME
            and following is not None
            and following.start() - end > _LONG_QUOTATION
        )
    key = _next_key(text, end)
    if key == _INDEED:
        return True
    if len(window) - opened < _LONG_QUOTATION:
        return False
    if key in _AS_SAID:
        return _next_key(text, text.find(" ", end + 2)) not in _cues().said | {"ما"}
    return (
        key in _cues().openers
        or (key.startswith("و") and key[1:] in _cues().said)
        or _FUTURE.match(key) is not None
    )


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
