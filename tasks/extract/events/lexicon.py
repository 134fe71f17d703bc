"""The lexicon of event triggers: loaded once, every written form of a lemma in one table."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from enum import IntEnum
from importlib.resources import files
from typing import Any, Final

from tasks.errors import ConfigurationError
from tasks.extract.events.conjugation import (
    Tense,
    VerbForm,
    Voice,
    active_participle,
    conjugate,
    noun_forms,
    verbal_nouns,
)
from tasks.extract.memo import Memo
from tasks.text.clitics import readings
from tasks.text.fold import match_key

_FILE: Final = "events.toml"
#: The type whose verb has its object in a pronoun or behind it, and never in both.
_CLAIM: Final = "responsibility_claim"


class WordKind(IntEnum):
    """How a trigger is worded."""

    VERB = 1
    NOUN = 2
    CONVERB = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trigger:
    """One lemma of the lexicon; field meanings stand at the top of ``events.toml``."""

    lemma: str
    type: str
    plover: str | None
    subject: str
    object: str
    genitive: str
    intransitive: bool
    passive: bool
    governed: bool
    people: bool
    loaded: bool
    violent: bool
    victim: bool
    hamza: bool
    own_subject: bool
    agent: bool
    pronoun: bool
    claims: bool
    unless_near: frozenset[str]
    compound: bool
    territorial: bool
    after: dict[str, str] = field(default_factory=dict)
    needs: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    needs_after: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    unless_before: frozenset[str] = frozenset()
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Form:
    """One written form of a lemma."""

    trigger: Trigger
    kind: WordKind
    tense: Tense | None = None
    voice: Voice = Voice.ACTIVE
    person: str = ""
    jussive: bool = False
    key_ends_weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Analysis:
    """One reading of a token as a trigger: the form and the clitics around it.

    ``cut`` is how many letters of conjunction, preposition and future particle stand before the form (the article
    belongs to it); ``pronoun`` the suffixed pronoun or empty.
    """

    form: Form
    proclitics: str
    article: bool
    cut: int
    pronoun: str = ""


_FIELDS: Final = frozenset(
    [
        "root",
        "form",
        "vowel",
        "nouns",
        "plurals",
        "masdar",
        "verb",
        "subject",
        "object",
        "genitive",
        "after",
        "intransitive",
        "passive",
        "governed",
        "people",
        "converb",
        "loaded",
        "violent",
        "hamza",
        "own_subject",
        "agent",
        "pronoun",
        "unless_near",
        "victim",
        "compound",
        "not_forms",
        "needs",
        "needs_after",
        "unless",
        "unless_before",
        "example",
    ]
)
_TYPE_FIELDS: Final = frozenset(["plover", "subject", "object", "territorial", "triggers"])
PRONOUNS: Final = ("هما", "هم", "هن", "ها", "نا", "ه", "كم")
PRONOUN_ENDS: Final = frozenset(pronoun[-1] for pronoun in PRONOUNS)


def load() -> dict[str, tuple[Form, ...]]:
    """Every written form of every lemma, by its match key."""
    return read((files("tasks.languages") / _FILE).read_text(encoding="utf-8"))


def read(source: str) -> dict[str, tuple[Form, ...]]:
    """The same for the text of a lexicon file; ConfigurationError names the entry that is wrong."""
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{_FILE} cannot be read: {error}") from error
    table: dict[str, list[Form]] = {}
    for name, entry in data.items():
        unknown = set(entry) - _TYPE_FIELDS
        if unknown:
            raise ConfigurationError(f"{_FILE}: [{name}] has unknown fields {sorted(unknown)}")
        for number, row in enumerate(entry["triggers"]):
            where = f"{_FILE}: [{name}] trigger {number + 1}"
            for key, form in _forms(name, entry, row, where):
                table.setdefault(key, []).append(form)
    return {key: tuple(forms) for key, forms in table.items()}


def _keys(words: list[str]) -> frozenset[str]:
    return frozenset(match_key(word) for word in words)


def _needs(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        words = tuple(match_key(word) for word in phrase.split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


def _root(row: dict[str, Any]) -> tuple[str, int, str]:
    return row["root"], row["form"], row.get("vowel", "")


def _verb_form(trigger: Trigger, verb: VerbForm) -> Form:
    return Form(
        trigger=trigger,
        kind=WordKind.VERB,
        tense=verb.tense,
        voice=verb.voice,
        person=verb.person,
        jussive=verb.jussive,
        key_ends_weak=verb.key.endswith("ي"),
    )


def _forms(name: str, entry: dict[str, Any], row: dict[str, Any], where: str) -> list[tuple[str, Form]]:
    unknown = set(row) - _FIELDS
    if unknown:
        raise ConfigurationError(f"{where}: unknown fields {sorted(unknown)}")
    if not row.get("example"):
        raise ConfigurationError(f"{where}: an example is missing")
    if "root" not in row and not row.get("nouns"):
        raise ConfigurationError(f"{where}: neither a root nor a noun")
    intransitive = bool(row.get("intransitive"))
    subject = row.get("subject", entry.get("subject", "actor"))
    target = row.get("object", entry.get("object", "target"))
    trigger = Trigger(
        lemma=row.get("root") or row["nouns"][0],
        type=name,
        plover=entry.get("plover"),
        subject=subject,
        object=target,
        genitive=row.get("genitive", subject if intransitive else target),
        intransitive=intransitive,
        passive=bool(row.get("passive")),
        governed=bool(row.get("governed")),
        people=bool(row.get("people")),
        loaded=bool(row.get("loaded")),
        violent=bool(row.get("violent")),
        victim=bool(row.get("victim")),
        hamza=bool(row.get("hamza")),
        own_subject=bool(row.get("own_subject")),
        agent=bool(row.get("agent")),
        pronoun=bool(row.get("pronoun")),
        claims=name == _CLAIM,
        unless_near=_keys(row.get("unless_near", [])),
        compound=bool(row.get("compound")),
        territorial=bool(entry.get("territorial")),
        after={match_key(word): role for role, words in row.get("after", {}).items() for word in words},
        needs=_needs(row.get("needs", [])),
        needs_after=_keys(row.get("needs_after", [])),
        unless=_keys(row.get("unless", [])),
        unless_before=_keys(row.get("unless_before", [])),
        example=row["example"],
    )
    found: list[tuple[str, Form]] = []
    nouns = list(row.get("nouns", []))
    if "root" in row:
        if "form" not in row:
            raise ConfigurationError(f"{where}: a root without its form")
        if row.get("verb", True):
            found.extend((verb.key, _verb_form(trigger, verb)) for verb in conjugate(*_root(row)))
        if row.get("masdar", True):
            nouns += verbal_nouns(row["root"], row["form"])
        if row.get("converb"):
            participle = active_participle(row["root"], row["form"])
            converb = Form(trigger=trigger, kind=WordKind.CONVERB)
            found.extend((participle + ending, converb) for ending in ("ا", "ين"))
    form = Form(trigger=trigger, kind=WordKind.NOUN)
    found.extend((key, form) for noun in nouns for key in noun_forms(noun))
    found.extend((match_key(noun) + ending, form) for noun in row.get("plurals", []) for ending in ("", "ا"))
    excluded = _keys(row.get("not_forms", []))
    return [(key, form) for key, form in found if key not in excluded]


TABLE: Final = load()


def _find_analyses(key: str) -> tuple[Analysis, ...]:
    """Every reading of a word's key as a trigger, verbs first.

    >>> [(a.form.trigger.type, a.form.kind.name, a.proclitics) for a in analyses("بتحرير")][:1]
    [('liberate', 'NOUN', 'ب')]
    """
    if len(key) < 2:
        return ()
    found: list[Analysis] = []
    for proclitics, article, stem, _, cut in readings(key):
        found += _read_stem(stem, proclitics, cut, article)
        future = stem[0] == "س" and not article and len(stem) >= 5 and stem[1] in "يتن"
        if future and proclitics in ("", "و", "ف"):
            found += _read_stem(stem[1:], proclitics + "س", cut + 1, article)
    if len(found) < 2:
        return tuple(found)
    first: dict[tuple[int, WordKind], Analysis] = {}
    for analysis in found:
        first.setdefault((id(analysis.form.trigger), analysis.form.kind), analysis)
    return tuple(sorted(first.values(), key=lambda analysis: (analysis.form.kind, len(analysis.proclitics))))


def _read_stem(stem: str, proclitics: str, cut: int, article: bool) -> list[Analysis]:
    """The readings of a stem behind its clitics."""
    if len(stem) < 3 and proclitics:
        return []  # وفر is "provided" far more often than "and fled"
    found: list[Analysis] = []
    for form, pronoun in _match(stem):
        if form.kind is WordKind.VERB:
            if article or not _verb_clitics(proclitics, form):
                continue
            if form.trigger.claims and bool(pronoun) is not form.trigger.pronoun:
                continue  # what is claimed is the pronoun, and an attack named behind it is something else
        elif form.kind is WordKind.CONVERB:
            if article or proclitics not in ("", "و") or pronoun:
                continue
        elif proclitics.endswith("س") or (article and pronoun):
            continue
        found.append(Analysis(form=form, proclitics=proclitics, article=article, cut=cut, pronoun=pronoun))
    return found


analyses: Final = Memo(_find_analyses).__getitem__


def _verb_clitics(proclitics: str, form: Form) -> bool:
    if proclitics in ("", "و", "ف"):
        return True
    return form.tense is Tense.IMPERFECT and proclitics.endswith(("ل", "س"))


def _match(stem: str) -> list[tuple[Form, str]]:
    """Forms spelled like the stem, with or without a suffixed pronoun."""
    if stem in TABLE:
        return [(form, "") for form in TABLE[stem]]
    found: list[tuple[Form, str]] = []
    if stem[-1] not in PRONOUN_ENDS:
        return found
    for pronoun in PRONOUNS:
        if not stem.endswith(pronoun) or len(stem) - len(pronoun) < 3:
            continue
        base = stem[: -len(pronoun)]
        options = [base]
        if base.endswith("ت"):
            options.append(base[:-1] + "ه")
        elif base.endswith("و"):
            options.append(base + "ا")
            options.append(base[:-1] + "ء")
        elif base.endswith("ي"):
            options.append(base[:-1] + "ء")
        elif base.endswith("ا"):
            options.append(base[:-1] + "ي")
        for option in options:
            for form in TABLE.get(option, ()):
                if form.kind is WordKind.CONVERB or (form.kind is WordKind.VERB and pronoun == "نا"):
                    continue
                # A verb that lost its ة to nothing: 3fs with an object pronoun is spelled like itself.
                found.append((form, pronoun))
        if found:
            return found
    return found
