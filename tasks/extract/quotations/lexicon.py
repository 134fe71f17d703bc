"""The verbs of saying and the small words of the grammar of quotations, loaded once from their data files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from importlib import resources
from typing import Any, Final, NamedTuple

from tasks.errors import ConfigurationError
from tasks.extract.quotations.marks import MARKS, STOPS
from tasks.text.fold import match_key

_VERBS_FILE: Final = "speech.toml"
_GRAMMAR_FILE: Final = "speech_grammar.toml"


class Shape(IntEnum):
    """Which form of a verb of saying a word is."""

    PAST = 1
    PRESENT = 2
    PARTICIPLE = 3
    NOUN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """One verb of saying; the flags are explained at the head of the data file."""

    key: str
    unmarked: bool = False
    marked: bool = False
    addressed: bool = False
    source: str | None = None
    through: frozenset[str] = frozenset()
    nouns: bool = False
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Form:
    """A verb's form as it is written, with ``letters`` of conjunction before it.

    ``number`` is 1 for the singular and 2 for more; a verb before its subject is singular whatever the subject.
    """

    verb: Verb
    shape: Shape
    feminine: bool
    number: int
    letters: int
    ambiguous: bool
    impersonal: bool


class SourcePhrase(NamedTuple):
    """A phrase that names a source, without its first word.

    ``others`` are the words after the first; ``clitic`` says that the speaker's word itself begins with "ل", and
    ``clause`` that a verb of saying follows; ``letters`` of conjunction stand before the first.
    """

    others: tuple[str, ...]
    clitic: bool
    clause: bool
    letters: int
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything the grammar looks up; all words are match keys.

    ``telling`` are the keys of all tokens that a first pass must stop at.
    """

    telling: frozenset[str]
    forms: dict[str, Form]
    source_phrases: dict[str, tuple[SourcePhrase, ...]]
    not_said_before_that: frozenset[str]
    ends_phrase: frozenset[str]
    circumstances: frozenset[str]
    addressees: frozenset[str]
    roles: frozenset[str]
    sources: frozenset[str]
    named: frozenset[str]
    works: frozenset[str]
    auxiliaries: frozenset[str]
    opens_clause: frozenset[str]
    before_subject: frozenset[str]
    unsaid: frozenset[str]
    prayed_to: frozenset[str]
    title_adjectives: frozenset[str]
    roles_about: frozenset[str]
    roles_on: frozenset[str]
    broken_plurals: frozenset[str]
    counted: frozenset[str]
    last_or_next: frozenset[str]
    when: frozenset[str]
    before_ali: frozenset[str]
    masculine: frozenset[str]
    announces_list: frozenset[str]
    letters: frozenset[str]
    addressed: frozenset[str]
    not_speakers: frozenset[str]
    no_report: frozenset[str]
    reported_nouns: frozenset[str]
    asides: tuple[tuple[str, ...], ...]
    honorifics: dict[str, tuple[frozenset[str], ...]]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of Arabic quotations.

    >>> lexicon().forms[match_key("وقالت")].verb.key
    'say'

    Raises :class:`ConfigurationError` naming the file and the key of an entry that is wrong.
    """
    verbs = _load(_VERBS_FILE)
    grammar = _load(_GRAMMAR_FILE)
    forms = _forms(verbs.get("verb", []))
    phrases = _source_phrases(verbs.get("source", []))
    return Lexicon(
        telling=frozenset((*forms, *phrases, *MARKS, *STOPS, "\n")),
        forms=forms,
        source_phrases=phrases,
        not_said_before_that=_words(grammar, "not_said_before_that"),
        ends_phrase=_words(grammar, "ends_phrase"),
        circumstances=_words(grammar, "circumstances"),
        addressees=_words(grammar, "addressees"),
        roles=_declined(_words(grammar, "roles")),
        sources=_words(grammar, "sources"),
        named=_words(grammar, "named"),
        works=_words(grammar, "works"),
        auxiliaries=_words(grammar, "auxiliaries"),
        opens_clause=_words(grammar, "opens_clause"),
        before_subject=_words(grammar, "before_subject"),
        unsaid=_words(grammar, "unsaid"),
        prayed_to=_words(grammar, "prayed_to"),
        title_adjectives=_words(grammar, "title_adjectives"),
        roles_about=_words(grammar, "roles_about"),
        roles_on=_words(grammar, "roles_on"),
        broken_plurals=_words(grammar, "broken_plurals"),
        counted=_words(grammar, "counted"),
        last_or_next=_words(grammar, "last_or_next"),
        when=_words(grammar, "when"),
        before_ali=_words(grammar, "before_ali"),
        masculine=_words(grammar, "masculine"),
        announces_list=_words(grammar, "announces_list"),
        letters=_words(grammar, "letters"),
        addressed=_words(grammar, "addressed"),
        not_speakers=_words(grammar, "not_speakers"),
        no_report=_words(grammar, "no_report"),
        reported_nouns=_words(grammar, "reported_nouns"),
        honorifics=_honorifics(grammar),
        asides=tuple(tuple(map(match_key, phrase.split())) for phrase in _strings(grammar, "asides")),
    )


def _load(file: str) -> dict[str, Any]:
    text = resources.files("tasks.languages").joinpath(file).read_text(encoding="utf-8")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{file}: {error}") from error


def _strings(data: dict[str, Any], key: str) -> list[str]:
    words = data.get(key)
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise ConfigurationError(f"{_GRAMMAR_FILE}: {key} must be a list of words")
    return words


def _words(data: dict[str, Any], key: str) -> frozenset[str]:
    return frozenset(match_key(word) for word in _strings(data, key))


def _honorifics(data: dict[str, Any]) -> dict[str, tuple[frozenset[str], ...]]:
    """The words of titles that each form of address stands for ("سموه"), and those that it may stand for."""
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for entry in data.get("honorifics", {}).values():
        titles = (_words(entry, "title"), _words(entry, "also"))
        found.update(dict.fromkeys(_words(entry, "said"), titles))
    return found


def _declined(roles: frozenset[str]) -> frozenset[str]:
    """Nouns for people with their dual and sound plural forms, also those of a construct ("مسؤولو")."""
    found = set(roles)
    for role in roles:
        stem = role.removesuffix("ه")
        endings = ("تان", "تين", "ات", "تي") if stem != role else ("ان", "ين", "ون", "و")
        found.update(stem + ending for ending in endings if len(stem) > 2)
    return frozenset(found)


_STRINGS: Final = ("past", "present", "participle", "noun", "source", "example", "by", "says")
_FLAGS: Final = ("ambiguous", "unmarked", "marked", "addressed", "nouns")


def _forms(entries: list[dict[str, Any]]) -> dict[str, Form]:
    forms: dict[str, Form] = {}
    seen: set[str] = set()
    for entry in entries:
        key = entry.get("key")
        if not isinstance(key, str) or not key.isascii() or key in seen:
            raise ConfigurationError(f"{_VERBS_FILE}: every verb needs an ASCII key of its own, not {key!r}")
        seen.add(key)
        for name, value in entry.items():
            known = name == "key" or (
                isinstance(value, str)
                if name in _STRINGS
                else isinstance(value, bool)
                if name in _FLAGS
                else name in ("impersonal", "through", "unless") and isinstance(value, list)
            )
            if not known:
                raise ConfigurationError(f"{_VERBS_FILE}: verb {key}: {name} = {value!r} is not understood")
        if not {"past", "present", "participle"} & entry.keys():
            raise ConfigurationError(f"{_VERBS_FILE}: verb {key} has no form")
        source = entry.get("source")
        verb = Verb(
            key=key,
            source=None if source is None else match_key(source),
            through=frozenset(map(match_key, entry.get("through", ()))),
            unmarked=entry.get("unmarked", False),
            marked=entry.get("marked", False),
            addressed=entry.get("addressed", False),
            nouns=entry.get("nouns", False),
            unless=frozenset(map(match_key, entry.get("unless", ()))),
        )
        impersonal = {match_key(form) for form in entry.get("impersonal", ())}
        for word, shape, feminine, number in (*_inflected(entry), *_with_object(entry)):
            for conjunction in ("", "و", "ف"):
                ambiguous = (
                    shape is Shape.PAST and not feminine and number == 1 and entry.get("ambiguous", False)
                )
                form = Form(verb, shape, feminine, number, len(conjunction), ambiguous, word in impersonal)
                forms.setdefault(conjunction + word, form)
    return forms


def _inflected(entry: dict[str, Any]) -> list[tuple[str, Shape, bool, int]]:
    """Third-person forms of one entry as (match key, shape, feminine, number)."""
    found: list[tuple[str, Shape, bool, int]] = []
    if "past" in entry:
        past = match_key(entry["past"])
        stem = past[:-1] if past[-1] in "يا" else past
        found += [
            (past, Shape.PAST, False, 1), (stem + "ت", Shape.PAST, True, 1), (stem + "وا", Shape.PAST, False, 2),
        ]  # fmt: skip
    if "present" in entry:
        present = match_key(entry["present"])
        stem = present[:-1] if present[-1] in "يو" else present
        for feminine, word, short in ((False, present, stem), (True, "ت" + present[1:], "ت" + stem[1:])):
            found.append((word, Shape.PRESENT, feminine, 1))
            if not feminine:
                found += [(short + "ون", Shape.PRESENT, False, 2), (short + "وا", Shape.PRESENT, False, 2)]
    if "participle" in entry:
        participle = match_key(entry["participle"])
        plural = participle.removesuffix("ي") + "ين"
        found += [
            (participle + "ا", Shape.PARTICIPLE, False, 1), (participle + "ه", Shape.PARTICIPLE, True, 1),
            (plural, Shape.PARTICIPLE, False, 2),
        ]  # fmt: skip
    if "noun" in entry:
        noun = match_key(entry["noun"])
        for preposition in ("", "ب"):
            found += [
                (preposition + noun + "ه", Shape.NOUN, False, 1), (preposition + noun + "ها", Shape.NOUN, True, 1),
                (preposition + noun + "هم", Shape.NOUN, False, 2),
            ]  # fmt: skip
    return found


def _with_object(entry: dict[str, Any]) -> list[tuple[str, Shape, bool, int]]:
    """Finite forms of a verb that takes an object, with the pronouns written onto them ("أخبرها", "وصفته")."""
    if not entry.get("addressed", False):
        return []
    found: list[tuple[str, Shape, bool, int]] = []
    for word, shape, feminine, number in _inflected(entry):
        if shape in (Shape.PAST, Shape.PRESENT):
            stem = word.removesuffix("ا") if number > 1 else word
            pronouns = (
                ("ه", "ها", "هم", "نا", "ني")
                if word.endswith("ت") or shape is Shape.PRESENT
                else ("ها", "هم", "نا", "ني")
            )
            found += [(stem + pronoun, shape, feminine, number) for pronoun in pronouns]
    return found


def _source_phrases(
    entries: list[dict[str, Any]],
) -> dict[str, tuple[SourcePhrase, ...]]:
    """Source phrases by their first word, the longest first."""
    phrases: dict[str, list[SourcePhrase]] = {}
    for entry in entries:
        words = entry.get("words")
        if not isinstance(words, list) or not words:
            raise ConfigurationError(f"{_VERBS_FILE}: source {entry.get('key')!r} needs a list of words")
        for phrase in words:
            first, *rest = (match_key(word) for word in phrase.split())
            clitic = rest[-1:] == ["ل"]
            others = tuple(rest[:-1] if clitic else rest)
            for conjunction in ("", "و", "ف"):
                phrases.setdefault(conjunction + first, []).append(
                    SourcePhrase(others, clitic, entry.get("clause", False), len(conjunction), entry["key"])
                )
    return {
        first: tuple(sorted(found, key=lambda phrase: -len(phrase.others)))
        for first, found in phrases.items()
    }
