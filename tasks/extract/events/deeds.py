"""Words that name what happens: verbal nouns, and those of them that harm."""

from __future__ import annotations

from typing import Final

from tasks.extract.events.lexicon import WordKind, analyses
from tasks.extract.events.phrases import Reader
from tasks.extract.memo import Memo

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_WORD_KIND_NOUN: Final = WordKind.NOUN


#: Types of what is fired, thrown or blown up.
STRIKES: Final = frozenset({"shelling", "air_strike", "attack", "shooting", "explosion"})
_DISASTERS: Final = frozenset({"accident", "fire", "natural_disaster"})


def event_noun(reader: Reader, token: int) -> bool:
    """Is the word a verbal noun of the lexicon (and no part of a name)?"""
    if token in reader.inside:
        return False
    return _verbal_noun(reader.document.tokens.keys[token])


def _find_verbal_noun(key: str) -> bool:
    return any(a.form.kind is _WORD_KIND_NOUN for a in analyses(key))


_verbal_noun: Final = Memo(_find_verbal_noun).__getitem__


def harmful(reader: Reader, token: int) -> bool:
    """Is the word an event noun for what kills or destroys: an attack, an accident, a disaster?"""
    return token not in reader.inside and any(
        a.form.kind is _WORD_KIND_NOUN
        and (a.form.trigger.plover == "ASSAULT" or a.form.trigger.type in _DISASTERS)
        for a in analyses(reader.document.tokens.keys[token])
    )


def strike(reader: Reader, token: int) -> bool:
    """Is the word an event noun for an attack (not for the harm it does)?"""
    return token not in reader.inside and any(
        a.form.kind is _WORD_KIND_NOUN and a.form.trigger.type in STRIKES
        for a in analyses(reader.document.tokens.keys[token])
    )
