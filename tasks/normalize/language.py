"""Which language a release is in, and which passages of it are in another."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

from tasks.errors import ConfigurationError
from tasks.text.span import Span

_FILE: Final = "ar_lexicon_neighbours.toml"
_ARABIC: Final = "ar"
#: Letters that make one look closer: those of the neighbours that share the Arabic script.
_NEIGHBOURLY = re.compile("[\u0679-\u06d5]")
#: A passage between stops and quotation marks.
_SEGMENT = re.compile(r"[^.!?؟«»\"“”:؛\n()]+")
_LATIN = re.compile(
    r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’&-]*(?:[ ,]{1,2}[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f'’&-]*){2,400}"
)
_ANY_LETTER = re.compile(r"[^\W\d_]")
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d5]")
_ARTICLE: Final = ("ال", "وال", "بال", "لل", "فال", "كال")
#: Words of a neighbour that are needed to call a passage foreign.
_ENOUGH: Final = 2


class Neighbour(NamedTuple):
    """A language with the evidence for it."""

    tag: str
    script: str
    words: frozenset[str]
    letters: frozenset[str]


@cache
def neighbours() -> tuple[Neighbour, ...]:
    """The languages we tell apart; ConfigurationError names what is wrong with the file.

    >>> [neighbour.tag for neighbour in neighbours()][:4]
    ['ar', 'fa', 'ur', 'ckb']
    """
    try:
        data: dict[str, Any] = tomllib.loads(
            files("tasks.languages").joinpath(_FILE).read_text(encoding="utf-8")
        )
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"tasks/languages/{_FILE} cannot be read: {error}") from error
    found: list[Neighbour] = []
    for tag, entry in data.items():
        if (
            not isinstance(entry, dict)
            or set(entry) != {"script", "words", "letters"}
            or not entry["words"].split()
        ):
            raise ConfigurationError(f"tasks/languages/{_FILE}: {tag}: needs script, words and letters")
        found.append(
            Neighbour(tag, entry["script"], frozenset(entry["words"].split()), frozenset(entry["letters"]))
        )
    return tuple(found)


def foreign_passages(text: str) -> tuple[tuple[Span, str], ...]:
    """Passages of three words or more in another language than Arabic, in order, with their BCP 47 tags.

    >>> text = "قال الوزير: The council will meet on Monday. گفت این کشور باید آماده باشد"
    >>> [(tag, span.of(text)[:12]) for span, tag in foreign_passages(text)]
    [('en', 'The council '), ('fa', 'گفت این کشور')]
    """
    latin = ((Span(*match.span()), _latin(match.group())) for match in _LATIN.finditer(text))
    return tuple(sorted((*latin, *neighbour_passages(text))))


def neighbour_passages(text: str) -> list[tuple[Span, str]]:
    """Passages in another language of the Arabic script, in order, with their BCP 47 tags.

    >>> neighbour_passages("قال: گفت این کشور باید آماده باشد")
    [(Span(start=5, end=33), 'fa')]
    """
    found: list[tuple[Span, str]] = []
    if _NEIGHBOURLY.search(text) and _may_hold_neighbours(text):
        for match in _SEGMENT.finditer(text):
            tag = _arabic_script(match.group())
            if tag != _ARABIC:
                piece = match.group()
                start = match.start() + len(piece) - len(piece.lstrip())
                found.append((Span(start, start + len(piece.strip())), tag))
    return found


@cache
def _in_arabic_script() -> tuple[Neighbour, ...]:
    """The neighbours that share the script, without Arabic."""
    return tuple(each for each in neighbours() if each.script == "Arab" and each.tag != _ARABIC)


@cache
def _neighbours_words() -> frozenset[str]:
    return frozenset[str]().union(*(neighbour.words for neighbour in _in_arabic_script()))


@cache
def _neighbours_letters() -> frozenset[str]:
    return frozenset[str]().union(*(neighbour.letters for neighbour in _in_arabic_script()))


def is_neighbourly(piece: str) -> bool:
    """Is there a word or letter of one of the neighbours in a piece of text?

    >>> is_neighbourly("این"), is_neighbourly("العراقی")
    (True, False)
    """
    return not (_neighbours_letters().isdisjoint(piece) and _neighbours_words().isdisjoint(piece.split()))


def _may_hold_neighbours(text: str) -> bool:
    """Are there words or letters enough, anywhere in the text, for a passage in one of the neighbours?"""
    words = _neighbours_words().intersection(text.split())
    for neighbour in _in_arabic_script():
        hits = len(words & neighbour.words) + sum(letter in text for letter in neighbour.letters)
        if hits >= _ENOUGH:
            return True
    return False


def language_of(text: str, foreign: tuple[tuple[Span, str], ...]) -> str:
    """The language most of the letters are in; Arabic when there are none.

    >>> text = "The council met on Monday."
    >>> language_of(text, foreign_passages(text))
    'en'
    """
    if not foreign:
        return (
            _ARABIC if len(text) < 1 or _ARABIC_LETTER.search(text) or not _ANY_LETTER.search(text) else "und"
        )
    sizes: dict[str, int] = {}
    for span, tag in foreign:
        sizes[tag] = sizes.get(tag, 0) + span.end - span.start
    tag, size = max(sizes.items(), key=lambda item: item[1])
    return tag if size > (len(text) - sum(sizes.values())) and 2 * size > len(text.strip()) else _ARABIC


def _arabic_script(passage: str) -> str:
    """Arabic, or a neighbour in the same script for which there is more evidence."""
    if not _NEIGHBOURLY.search(passage):
        return _ARABIC
    words = passage.split()
    best = _ARABIC
    best_score = sum(word.startswith(_ARTICLE) for word in words) + 0.5
    for neighbour in neighbours():
        if neighbour.script == "Arab":
            hits = sum(word in neighbour.words for word in words)
            if neighbour.tag == _ARABIC:
                best_score += hits
                continue
            score = hits + 0.5 * sum(not neighbour.letters.isdisjoint(word) for word in words)
            if score > best_score and score >= _ENOUGH and len(words) > 2:
                best, best_score = neighbour.tag, score
    return best


def _latin(passage: str) -> str:
    """The language of a passage in Latin letters; ``und-Latn`` where the little words do not tell."""
    words = [word.strip(",") for word in passage.lower().split()]
    best, best_score = "und-Latn", 0.0
    for neighbour in neighbours():
        if neighbour.script == "Latn":
            score = 1.0 * sum(word in neighbour.words for word in words)
            score += 0.5 * sum(not neighbour.letters.isdisjoint(word) for word in words)
            if score > best_score:
                best, best_score = neighbour.tag, score
    return best
