"""Closed-class words of ``events_grammar.toml``, loaded once."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any, Final

from tasks.text.fold import match_key

FILE: Final = "events_grammar.toml"


def _load() -> dict[str, Any]:
    return tomllib.loads((files("tasks.languages") / FILE).read_text(encoding="utf-8"))


DATA: Final = _load()


def _single(group: str, name: str) -> frozenset[str]:
    return frozenset(match_key(word) for word in DATA[group][name] if " " not in word)


def _written(group: str, name: str) -> frozenset[str]:
    """The words with the article and the clitics that are written onto them, to look for in a row of keys."""
    words = _single(group, name)
    return frozenset(
        before + word for word in words for before in ("", "ال", "و", "وال", "ب", "بال", "ل", "لل", "ك")
    )


def _phrases(group: str, name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(match_key(w) for w in words.split()) for words in DATA[group][name])


#: Kind of every preposition, single words and phrases, by its keys.
PREPOSITIONS: Final[dict[tuple[str, ...], str]] = {
    tuple(match_key(word) for word in words.split()): kind
    for kind, entries in DATA["prepositions"].items()
    for words in entries
}

PREPOSITION_HEADS: Final = frozenset(keys[0] for keys in PREPOSITIONS)
RELATIVES: Final = _single("words", "relatives")
SUBORDINATORS: Final = _single("words", "subordinators")
PARTICLES: Final = _single("words", "pronouns")
DEMONSTRATIVES: Final = _single("words", "demonstratives")
AUXILIARIES: Final = _single("words", "auxiliaries")
ADVERBS: Final = _single("words", "adverbs")
SKIPPED: Final = AUXILIARIES | ADVERBS

REFLEXIVES: Final = _single("words", "reflexives")
PARTITIVES: Final = _single("words", "partitives")
TRANSPARENT: Final = _single("words", "transparent")
OTHERS: Final = _single("words", "others")
COMPASS: Final = _single("words", "compass")
PLACE_NOUNS: Final = _single("words", "place_nouns")
WEAPONS: Final = _single("words", "weapons")
EVENT_ADJECTIVES: Final = _single("words", "event_adjectives")
HUMANS: Final = _single("words", "human_nouns")
ASIDES: Final = _single("words", "asides")
PERSONS: Final = HUMANS | _single("words", "persons")
NUMBERS: Final = _single("words", "numbers")
AGENCIES: Final = _single("words", "agencies")
BODIES: Final = _single("words", "bodies")
ACCIDENTS: Final = _single("words", "accidents")
FORCES: Final = _single("words", "forces")
PARTICIPLES: Final = _single("words", "participles")
EXPLOSIVES: Final = _single("words", "explosives")
IDLE_HEADS: Final = _single("words", "idle_heads")
TITLES: Final = _single("words", "titles")
TITLED_WORKS: Final = _single("words", "titled_works")
FLAMES: Final = _single("words", "flames")
TITLE_ADJECTIVES: Final = _single("words", "title_adjectives")
VAGUE_PLACES: Final = _single("words", "vague_places")
LANDS: Final = _single("words", "lands")
PRONOUN_LIKE: Final = _single("words", "pronoun_like")
TIMES_OVER: Final = _single("words", "times_over")
NOON_WORDS: Final = _single("words", "noon_words")
MANNERS: Final = _single("words", "manners")
ARMED: Final = _single("words", "armed")
ARMIES: Final = _single("words", "armies")
CHARGED: Final = _single("words", "charged")
PROJECTILES: Final = _single("words", "projectiles")
HITTING: Final = PROJECTILES | _single("words", "hitting")
FICTION: Final = _written("words", "fiction")
FICTION_TELLS: Final = _written("words", "fiction_tells")
SPORT: Final = _written("words", "sport")
PRAYERS: Final = _single("words", "prayers")
HONOURS: Final = _single("words", "honours")
SECOND_ADJECTIVES: Final = _single("words", "second_adjectives")
PREDICATES: Final = _single("words", "predicates")
VEHICLES: Final = _single("words", "vehicles")
CLAIMERS: Final = _single("words", "claimers")
BELONGING: Final = _single("words", "belonging")

#: Plurals of people in the pattern of verbal nouns: adjectives all the same ("the Albanian demonstrators").
PEOPLES: Final = _single("words", "peoples")
CLOSING: Final = _single("words", "closing")
AMONG: Final = _single("words", "among")
PURPOSES: Final = _single("words", "purposes")
LOCATED: Final = _single("words", "located")
JUDGEMENTS: Final = _single("words", "judgements")

#: "His Highness" and the like, complete by themselves.
HONORIFICS: Final = frozenset(
    match_key(word) for word in ("سموه", "معاليه", "سعادته", "فخامته", "جلالته", "فضيلته", "سموها", "معاليها")
)

NEVER_ADJECTIVES: Final = _single("words", "never_adjectives")

#: Nouns of two words whose second is spelled like a verb.
COMPOUNDS: Final = _phrases("words", "compounds")
DEFEAT: Final = _single("words", "defeat")
LOADED: Final = _single("words", "loaded")

CLITIC_NOUNS: Final = {
    letter: _single("words", name)
    for letter, name in (("و", "noun_waw"), ("ب", "noun_beh"), ("ل", "noun_lam"), ("ك", "noun_kaf"))
}

#: Verbal nouns of two letters, which a preposition may be written onto.
SHORT_DEEDS: Final = frozenset(map(match_key, ("شن", "ضم", "صد", "رد", "بث", "سد")))
NOUN_SEEN: Final = _single("words", "noun_seen")

#: Verbs of two letters that are hardly anything else.
SHORT_VERBS: Final = frozenset({"ضم", "تم", "شن", "هز", "ظل"})

#: After س: the stems of سياسة, سيارة, سياحة, سيادة, سياق, سياج.
SEEN_STEMS: Final = ("ياس", "يار", "ياح", "ياد", "ياق", "ياج", "يناري")
NOUN_YEH: Final = _single("words", "noun_yeh")
NOUN_ALEF: Final = _single("words", "noun_alef")
NOUN_TEH: Final = _single("words", "noun_teh")

MODALITY: Final = {name: _phrases("modality", name) for name in DATA["modality"]}


def verbal_shape(stem: str) -> bool:
    """Is the word a noun by its pattern, and so no adjective: a verbal noun of the derived forms, or one of a list?

    >>> verbal_shape("تصعيد"), verbal_shape("استهداف"), verbal_shape("اتفاق"), verbal_shape("مسلح")
    (True, True, True, False)
    """
    if stem in NEVER_ADJECTIVES:
        return True
    if stem in PEOPLES:
        return False
    if len(stem) == 5 and stem[0] == "ت" and stem[3] == "ي" and stem[4] not in "هي":
        return True
    return (
        len(stem) >= 5
        and stem[0] == "ا"
        and stem[-2] == "ا"
        and stem[-1] not in "هء"
        and (stem.startswith("است") or len(stem) == 5 or (len(stem) == 6 and "ت" in stem[1:3]))
    )
