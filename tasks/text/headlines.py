"""Where a headline ends that a feed has joined to the text, with no stop and no line break between."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice
from typing import Final, NamedTuple

from tasks.languages.ar_lexicon import word_lists
from tasks.text.fold import match_key

_FIRST_STOP = re.compile(r"[.؟!:\n]")
_WORDS = re.compile(r"\S+")
_FILE: Final = "ar_lexicon_headlines.toml"
_KEYS: Final = (
    "said", "ambiguous", "connectors", "complements", "no_subject", "past", "present", "unfinished", "idle",
)  # fmt: skip
#: How far a headline may reach, and how far its lead is read.
_LONGEST: Final = 160
_SHORTEST: Final = 20
_LEAD: Final = 20
_SHORTEST_WORD: Final = 3
_FEWEST_BEFORE: Final = 4
_FEWEST_BEHIND: Final = 6
#: So many words of the headline come again in its lead; more where the headline itself begins with the verb.
_REPEATED: Final = 2
_REPEATED_VERB: Final = 4
#: A text of fewer letters is a sentence or two, and has no headline.
_RELEASE: Final = 400
_SIGNS: Final = '«»"“”()،,.:؛؟!-–[]'
_CLITICS = re.compile("(?:[وفبلك]?ال|و?لل|[وفبلك](?=...))")
_ENDINGS: Final = ("ها", "هم", "ات", "ون", "ين", "ان", "ه", "ي")
_INNER_STOP = re.compile(r"[^\W\d][.؟!][^\W\d]")


class _Cues(NamedTuple):
    """Folded words that tell of headlines and leads; each list is explained in the data file."""

    said: frozenset[str]
    ambiguous: frozenset[str]
    connectors: frozenset[str]
    complements: frozenset[str]
    no_subject: frozenset[str]
    unfinished: frozenset[str]
    idle: frozenset[str]
    leads: frozenset[str]


@cache
def _cues() -> _Cues:
    lists = word_lists(_FILE, _KEYS)
    past, present = lists.pop("past"), lists.pop("present")
    feminine = (
        verb[:-1] + "ت" if len(verb) > _SHORTEST_WORD and verb[-1] in "اي" else verb + "ت" for verb in past
    )
    both = [verb for form in present for verb in (form, "ت" + form[1:])]
    return _Cues(leads=frozenset((*past, *feminine, *both, *("س" + verb for verb in both))), **lists)


def headline_end(text: str) -> int:
    """Where the headline ends; 0 where there is none.

    Two signs tell of one. A verb of saying with its subject and "that", where no clause goes on; anywhere. And the lead,
    which opens with its verb and says the headline's words again (the inverted pyramid: a lead restates the
    headline, cf. Zajic et al., *Headline Generation as Summarization*, DUC 2002); only in a text that
    came without any line break.

    >>> text = "الوزارة تبدأ ترميم الجسر القديم في المدينة أعلنت وزارة الأشغال أن الترميم سيستغرق عاما."
    >>> text[headline_end(text) :][:19]
    'أعلنت وزارة الأشغال'
    """
    keys = list(map(match_key, text[: 2 * _LONGEST].split()))
    cues = _cues()
    end = 0
    if not cues.said.isdisjoint(keys[_FEWEST_BEFORE:]):
        end = _end_before_saying(text, keys, cues)
    if (
        not end
        and "\n" not in text
        and len(text) >= _RELEASE
        and not cues.leads.isdisjoint(keys[_FEWEST_BEFORE:])
    ):
        end = _end_before_lead(text, keys, cues)
    return end


def _end_before_saying(text: str, keys: list[str], cues: _Cues) -> int:
    first = _FIRST_STOP.search(text, 0, _LONGEST)
    if first and first.start() < _SHORTEST:
        return 0
    if keys[0].startswith("و") or keys[0] in cues.said:
        return 0
    for i in range(_FEWEST_BEFORE, len(keys) - 2):
        before = keys[i - 1]
        if before[-1:] in ".:!؟؛":
            return 0
        if (
            keys[i] not in cues.said
            or keys[i] in cues.ambiguous
            or before in cues.connectors
            or before[-1:] in '،,"(«“'
            or keys[i + 1] in cues.no_subject
        ):
            continue
        for later in keys[i + 2 : i + 13]:
            if later in cues.complements or later.endswith(":"):
                return _place(text, i)
            if later[-1:] in ".؟!":
                break
    return 0


def _place(text: str, number: int) -> int:
    """Where the word of this number begins; 0 if that is too far, or if a line ends on the way from the fourth word."""
    words = list(islice(_WORDS.finditer(text, 0, 2 * _LONGEST), number + 1))
    position = words[number].start()
    return (
        0 if position > _LONGEST or "\n" in text[words[_FEWEST_BEFORE - 1].start() : position] else position
    )


def _end_before_lead(text: str, keys: list[str], cues: _Cues) -> int:
    """The place of the verb behind which most words of the headline come again."""
    words = [match.start() for match in _WORDS.finditer(text, 0, 2 * _LONGEST)]
    if len(words) < _FEWEST_BEFORE + _FEWEST_BEHIND or keys[0] in cues.unfinished:
        return 0
    contents = [_content(key) for key in keys]
    begins_with_verb = keys[0] in cues.leads or (keys[0][:1] == "و" and keys[0][1:] in cues.leads)
    best = best_repeated = 0
    for i in range(_FEWEST_BEFORE, len(words) - _FEWEST_BEHIND + 1):
        position, key = words[i], keys[i]
        before = keys[i - 1]
        if position > _LONGEST or before[-1:] in ".!؟؛" or _INNER_STOP.search(before):
            break
        if key not in cues.leads or keys[i + 1] in cues.no_subject or not _may_end(before, cues):
            continue
        subject = "" if before.startswith("ال") else contents[i - 1]
        if subject and subject in contents[: i - 1]:  # a verb behind its subject opens nothing
            continue
        end = i + 1
        while end < min(len(words), i + _LEAD) and keys[end - 1][-1:] not in ".؟!":
            end += 1
        repeated = len({*contents[:i]} & {*contents[i:end]} - {""})
        if end - i < _FEWEST_BEHIND or (begins_with_verb and (repeated < _REPEATED_VERB or key != keys[0])):
            continue
        if repeated >= _REPEATED and repeated > best_repeated:
            best, best_repeated = position, repeated
    return best


def _may_end(word: str, cues: _Cues) -> bool:
    """May a headline end with this word?"""
    if word[-1:] in "،,(«“:" or word in cues.connectors or word in cues.unfinished:
        return False
    return not (word[:1] in "وفبلك" and word[1:] in cues.unfinished)


@lru_cache(maxsize=16384)
def _content(key: str) -> str:
    """What is left of a folded word without signs, clitics and ending; nothing for a word that tells nothing."""
    word = key.strip(_SIGNS)
    if word in _cues().idle or word in _cues().unfinished:
        return ""
    found = _CLITICS.match(word)
    if found:
        word = word[found.end() :]
    if len(word) < _SHORTEST_WORD or word in _cues().idle:
        return ""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_WORD:
            return word[: -len(ending)]
    return word
