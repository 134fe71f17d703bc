"""Closed-class words and helping verbs, loaded once: what a word's key can be in a clause."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from tasks.errors import ConfigurationError
from tasks.extract.events.closed import (
    AUXILIARIES,
    CLITIC_NOUNS,
    DATA,
    DEMONSTRATIVES,
    FILE,
    MANNERS,
    NOUN_ALEF,
    NOUN_SEEN,
    NOUN_TEH,
    NOUN_YEH,
    OTHERS,
    PARTICLES,
    PLACE_NOUNS,
    PREPOSITION_HEADS,
    PREPOSITIONS,
    RELATIVES,
    SEEN_STEMS,
    SHORT_DEEDS,
    SHORT_VERBS,
    SKIPPED,
    SUBORDINATORS,
)
from tasks.extract.events.conjugation import Tense, Voice, active_participle, conjugate
from tasks.extract.events.lexicon import PRONOUN_ENDS, PRONOUNS, TABLE, WordKind, analyses
from tasks.extract.memo import Memo
from tasks.languages.ar_lexicon import lexicon
from tasks.text.fold import match_key


class Role(IntEnum):
    """What a word does in a clause."""

    NOUN = 0
    VERB = 1
    PREPOSITION = 2
    RELATIVE = 3
    SUBORDINATOR = 4
    PARTICLE = 5
    DEMONSTRATIVE = 6
    OTHERS = 7


#: The cost of a word that does not occur (ten times the negative decimal logarithm of its frequency).
_RARE: Final = 99


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Governor:
    """A helping verb and what its subject is to the event noun it carries.

    With ``topics`` it speaks of deeds as often as it tells them ("he spoke of the massacre"): only one that has somebody
    or something in it is an event.
    """

    gives: str
    by: frozenset[str] = frozenset()
    modality: str | None = None
    polarity: str | None = None
    topics: bool = False


@dataclass(slots=True, kw_only=True)
class Word:
    """One word's reading in a clause (never changed; a frozen value takes thrice as long to build).

    ``conjunction`` is whether و or ف is written onto it, ``preposition`` the one-letter preposition written onto it,
    ``cut`` the letters of both, ``article`` whether ال follows.
    """

    role: Role
    stem: str
    conjunction: bool = False
    preposition: str = ""
    cut: int = 0
    article: bool = False


def _verbs() -> tuple[dict[str, tuple[Governor, ...]], frozenset[str], frozenset[str], frozenset[str]]:
    """Governors by their written forms, the forms of plain verbs, and the governors' forms that are imperfect or passive only."""
    governors: dict[str, list[Governor]] = {}
    perfect: set[str] = set()
    imperfect: set[str] = set()
    passive: set[str] = set()
    active: set[str] = set()
    for row in DATA["verbs"]["governors"]:
        if row["gives"] not in {"actor", "target", "cause", "occurs", "apart", "place", "source"}:
            raise ConfigurationError(
                f"{FILE}: governor {row['root']} gives the unknown role {row['gives']!r}"
            )
        governor = Governor(
            gives=row["gives"],
            by=frozenset(match_key(word) for word in row.get("by", [])),
            modality=row.get("modality"),
            polarity=row.get("polarity"),
            topics=bool(row.get("topics")),
        )
        forms = conjugate(row["root"], row["form"], row.get("vowel", ""))
        for form in forms:
            (perfect if form.tense is Tense.PERFECT else imperfect).add(form.key)
            (passive if form.voice is Voice.PASSIVE else active).add(form.key)
        keys = {form.key for form in forms}
        keys.add(active_participle(row["root"], row["form"]) + "ا")
        for key in keys:
            governors.setdefault(key, []).append(governor)
    plain = {
        form.key
        for row in DATA["verbs"]["plain_verbs"]
        for form in conjugate(row["root"], row["form"], row.get("vowel", ""))
    }
    return (
        {key: tuple(found) for key, found in governors.items()},
        frozenset(plain),
        frozenset(imperfect - perfect),
        frozenset(passive - active),
    )


_GOVERNORS, _PLAIN, _IMPERFECT, _PASSIVE = _verbs()


def _find_governors(key: str) -> tuple[Governor, ...]:
    """The helping verbs a word may be, with conjunction, future particle or pronoun cut off."""
    for stem in _verb_stems(key):
        if stem in _GOVERNORS:
            return _GOVERNORS[stem]
    return ()


governors: Final = Memo(_find_governors).__getitem__


def _find_is_imperfect(key: str) -> bool:
    """Is the helping verb an imperfect (يشن, but not تمكن)?"""
    return any(stem in _IMPERFECT for stem in _verb_stems(key))


is_imperfect: Final = Memo(_find_is_imperfect).__getitem__


def _find_is_passive(key: str) -> bool:
    """Is the helping verb spelled as a passive (أعيد), so that nobody before it is its subject?"""
    return any(stem in _PASSIVE for stem in _verb_stems(key))


is_passive: Final = Memo(_find_is_passive).__getitem__


def _verb_stems(key: str) -> list[str]:
    """The key without و, ف and س, ل, and without a suffixed pronoun."""
    stems = [key]
    if len(key) > 2 and key[0] in "وف":
        stems.append(key[1:])
    stems.extend([s[1:] for s in stems if len(s) > 4 and s[0] in "سل" and s[1] in "يتن"])
    if key[-1:] not in PRONOUN_ENDS:
        return stems
    for stem in tuple(stems):
        for pronoun in PRONOUNS:
            if stem.endswith(pronoun) and stem[: -len(pronoun)] in SHORT_VERBS:
                stems.append(stem[: -len(pronoun)])  # شنه
                break
            if stem.endswith(pronoun) and len(stem) - len(pronoun) >= 3:
                stems.append(stem[: -len(pronoun)])
                if stem[-len(pronoun) - 1] == "و":
                    stems.append(stem[: -len(pronoun)] + "ا")
                break
    return stems


#: Verbs that begin like the article (التقى, ألقت).
_LIKE_ARTICLE: Final = frozenset(
    ("و" if joined else "") + key
    for key, forms in TABLE.items()
    if key.startswith("ال") and any(form.kind is WordKind.VERB for form in forms)
    for joined in (False, True)
)


def _find_is_verb(key: str) -> bool:
    """Is the word surely or most likely a finite verb? Words spelled like a noun of the lexicon are not."""
    if key in SHORT_VERBS:
        return True
    if key in _LIKE_ARTICLE:
        return True
    if len(key) < 3 or key.startswith("ال") or key in CLITIC_NOUNS["و"] or key in NOUN_SEEN:
        return False
    found = analyses(key)
    if key[-1] == "ا" and len(key) > 4 and any(a.form.kind is WordKind.NOUN for a in found):
        return False  # "a gathering" in the accusative (تجمعا) far more often than a dual verb
    for stem in _verb_stems(key):
        if stem in _GOVERNORS or stem in _PLAIN:
            return True
    if found:
        if found[0].form.kind is WordKind.VERB:
            return not any(a.form.kind is WordKind.NOUN for a in found)
        return False
    body = key[1:] if key[0] in "وف" and len(key) > 4 and key not in CLITIC_NOUNS["و"] else key
    if body[0] == "س" and len(body) > 4 and body[1] in "يت":
        body = body[1:]
        return body[0] == "ي" and body not in NOUN_YEH and not body.startswith(SEEN_STEMS)
    if body[0] == "ي" and len(body) >= 4 and body not in NOUN_YEH:
        return True
    if body.endswith("وا") and len(body) >= 5:
        return True
    if (
        body[0] == "ن"
        and len(body) >= 4
        and ("ي" + body[1:] in _PLAIN or "ي" + body[1:] in _GOVERNORS or _imperfect("ي" + body[1:]))
    ):
        return True
    if _spelled_like_verb(body):
        return True
    return body.endswith("ت") and not body.endswith(("ات", "يت")) and len(body) >= 4 and body not in NOUN_TEH


is_verb: Final = Memo(_find_is_verb).__getitem__


def is_form(key: str) -> bool:
    """Is the word as it stands a form of a verb we know (وجهت, فتحت), so that its first letter is no clitic?"""
    return key in _GOVERNORS or key in _PLAIN or any(f.kind is WordKind.VERB for f in TABLE.get(key, ()))


def _spelled_like_verb(body: str) -> bool:
    """Do the forms that occur in Arabic at large make the word a verb: conjugated, and (almost) never with the article?"""
    costs = lexicon().costs
    nominal = costs.get("ال" + body, _RARE)
    if len(body) >= 4 and body[0] == "ت" and "ي" + body[1:] in costs:
        return nominal > costs["ي" + body[1:]] + 5
    if len(body) < 3 or body[-1] in "هاتي" or body not in costs:
        return False
    return body + "ت" in costs and body + "وا" in costs and nominal > costs[body] + 12


def _imperfect(key: str) -> bool:
    return any(a.form.kind is WordKind.VERB for a in analyses(key))


#: Words that are what they are as a whole, whatever their first letter.
_CLOSED: Final = (
    (Role.RELATIVE, RELATIVES),
    (Role.SUBORDINATOR, SUBORDINATORS),
    (Role.OTHERS, OTHERS),
    (Role.PARTICLE, MANNERS),
)


def _find_word(key: str) -> Word:
    """How a single word reads, clitics cut off where they are certain."""
    for role, words in _CLOSED:
        if key in words:
            return Word(role=role, stem=key)
    conjunction = False
    rest, cut = key, 0
    if (
        len(key) > 2
        and key[0] in "وف"
        and key not in CLITIC_NOUNS["و"]
        and not is_form(key)
        and not _keeps_feh(key)
    ):
        conjunction, rest, cut = True, key[1:], 1
    if key == "و":
        return Word(role=Role.PARTICLE, stem=key, conjunction=True)
    if rest in RELATIVES:
        return Word(role=Role.RELATIVE, stem=rest, conjunction=conjunction, cut=cut)
    if rest in SUBORDINATORS:
        return Word(role=Role.SUBORDINATOR, stem=rest, conjunction=conjunction, cut=cut)
    if rest in DEMONSTRATIVES:
        return Word(role=Role.DEMONSTRATIVE, stem=rest, conjunction=conjunction, cut=cut)
    if rest in PREPOSITION_HEADS and (rest,) in PREPOSITIONS:
        return Word(role=Role.PREPOSITION, stem=rest, conjunction=conjunction, cut=cut)
    if rest in PARTICLES or rest in SKIPPED or rest in OTHERS or with_pronoun(rest):
        return Word(role=Role.PARTICLE, stem=rest, conjunction=conjunction, cut=cut)
    if is_verb(key):
        return Word(role=Role.VERB, stem=rest, conjunction=conjunction, cut=cut)
    preposition = ""
    if len(rest) >= 3:
        if len(rest) >= 5 and rest.startswith(("بال", "كال")) and rest not in CLITIC_NOUNS["ب"]:
            preposition = rest[0]
            return Word(
                role=Role.NOUN,
                stem=rest[3:],
                conjunction=conjunction,
                preposition=preposition,
                cut=cut + 1,
                article=True,
            )
        if len(rest) >= 4 and rest.startswith("لل"):
            return Word(
                role=Role.NOUN,
                stem=rest[2:],
                conjunction=conjunction,
                preposition="ل",
                cut=cut + 2,
                article=True,
            )
        if rest[0] in "بل" and (_keeps_preposition(rest) or rest[1:] in SHORT_DEEDS):
            preposition, rest, cut = rest[0], rest[1:], cut + 1
    article = rest.startswith("ال") and len(rest) >= 4 and rest not in NOUN_ALEF
    return Word(
        role=Role.NOUN,
        stem=rest[2:] if article else rest,
        conjunction=conjunction,
        preposition=preposition,
        cut=cut,
        article=article,
    )


word: Final = Memo(_find_word).__getitem__


def with_pronoun(rest: str) -> bool:
    """Is the word a preposition with a suffixed pronoun (خلالها)?"""
    return rest in _WITH_PRONOUN


_WITH_PRONOUN: Final = frozenset(
    keys[0] + pronoun for keys in PREPOSITIONS if len(keys) == 1 and len(keys[0]) > 1 for pronoun in PRONOUNS
)


def _keeps_feh(key: str) -> bool:
    """ف before a noun is hardly ever a conjunction; only before verbs, the article and function words."""
    if key[0] != "ف":
        return False
    rest = key[1:]
    costs = lexicon().costs
    if key in costs and costs[key] <= costs.get(rest, _RARE) and not rest.startswith("ال"):
        return True  # an idea (فكرة) is no "and he hated it"
    if (
        rest in DEMONSTRATIVES
        or is_verb(rest)
        or any(a.form.kind is WordKind.VERB and a.proclitics == "ف" for a in analyses(key))
    ):
        return False
    return not (
        rest.startswith("ال") or rest in SUBORDINATORS or (rest,) in PREPOSITIONS or rest in AUXILIARIES
    )


def _keeps_preposition(rest: str) -> bool:
    """Is the first letter ب or ل a preposition rather than a letter of the word?"""
    if rest[1:] in PLACE_NOUNS and rest not in CLITIC_NOUNS[rest[0]]:
        return True
    if rest in CLITIC_NOUNS[rest[0]] or len(rest) < 4:
        return False
    found = analyses(rest)
    if found:
        return bool(found[0].proclitics)
    costs = lexicon().costs
    return rest[1:] in costs and costs[rest[1:]] <= costs.get(rest, _RARE) + 5
