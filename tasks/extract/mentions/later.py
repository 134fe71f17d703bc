"""Later mentions: a surname alone, a head noun alone, forces with a possessive."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from itertools import compress
from typing import Final, NamedTuple

from tasks.extract.facts import MentionType
from tasks.extract.memo import Memo
from tasks.extract.mentions.lexicon import Opening, lexicon
from tasks.extract.mentions.marks import (
    ADJECTIVE,
    COMMON,
    DEFINITE,
    LINK,
    NATION,
    NISBA,
    SURNAME,
)
from tasks.extract.mentions.reader import Candidate, Reader, Words
from tasks.languages.gazetteers.loader import gazetteer, nationalities
from tasks.text.fold import match_key

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_ORGANIZATION: Final = MentionType.ORGANIZATION
_PERSON: Final = MentionType.PERSON
_PLACE: Final = MentionType.PLACE

_CLITICS: Final = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب", "فل")
#: Heads of forces with a pronoun ("its partner forces"), by the definite head they stand for.
_POSSESSED: Final = {
    possessed + suffix: definite
    for possessed, definite in (("قوات", "القوات"), ("حلفاي", "الحلفاء"), ("قواتنا", "القوات"))
    for suffix in ("ه", "ها", "هم", "نا", "")
    if possessed != "قوات" or suffix
}


#: "Partner" and "allied", as the word after.
_ALLIED: Final = frozenset({(match_key("الشريكة"),), (match_key("الحليفة"),)})


class Antecedent(NamedTuple):
    """Who or what short forms stand for: the position of the candidate among the chosen ones, and the letters to cut off each."""

    candidate: int
    forms: dict[str, int]
    titled: bool = False  # only behind a title: the name is an everyday word


def with_later_mentions(reader: Reader, chosen: list[Candidate]) -> list[Candidate]:
    """The chosen candidates and the short later mentions of the same people and organisations.

    >>> from tasks.extract.document import Document
    >>> from tasks.extract.mentions.people import find_people
    >>> reader = Reader(Document.of("حضر الدكتور رامي شقلوف الدرس. ثم غادر شقلوف القاعة."))
    >>> [reader.surface(candidate.words) for candidate in with_later_mentions(reader, find_people(reader))]
    ['رامي شقلوف', 'شقلوف']
    """
    people, heads = _people(reader, chosen), _heads(reader, chosen)
    found: list[Candidate] = []
    wanted = set(_ALWAYS).union(*[name.forms for name in people], *[name.forms for name in heads])
    kingdom: int | None = None
    looked = False
    firsts = [candidate.words.first for candidate in chosen]
    for position in compress(range(reader.size), map(wanted.__contains__, reader.keys)):
        before = bisect_right(firsts, position)
        if before and chosen[before - 1].words.last > position:
            continue  # part of a name
        key = reader.keys[position]
        person, head = _first(people, key), _first(heads, key)
        if (
            person is not None
            and person.titled
            and reader.title(position - 1, Opening.RANK, Opening.STYLE) is None
        ):
            person = None
        if key in _KINGDOM:
            if not looked:
                kingdom, looked = _only_kingdom(reader, chosen), True
            candidate = None if kingdom is None else _kingdom(reader, position, kingdom)
        elif person is not None:
            candidate = _person(chosen, position, person, person.forms[key])
        elif head is not None or key in _COALITION:
            candidate = _organization(reader, chosen, position, head)
        elif key in _POSSESSED_KEYS:
            candidate = _possessed(reader, position)
        else:
            continue
        if candidate is not None:
            found.append(candidate)
    return sorted([*chosen, *found], key=lambda candidate: candidate.words.first) if found else chosen


def _first(names: list[Antecedent], key: str) -> Antecedent | None:
    """Whom a key stands for: the first who has it."""
    return next((name for name in names if key in name.forms), None)


def _find_variants(key: str) -> dict[str, int]:
    """A key with every clitic that may be written onto it, and the letters to cut again."""
    forms = {clitic + key: len(clitic) for clitic in _CLITICS}
    if key.startswith("ال"):
        forms |= {"لل" + key[2:]: 2, "ولل" + key[2:]: 3}
    return forms


_variants: Final = Memo(_find_variants).__getitem__

_POSSESSED_KEYS: Final = {
    form: (definite, cut) for key, definite in _POSSESSED.items() for form, cut in _variants(key).items()
}


_COALITION: Final = _variants("التحالف")
_KINGDOM: Final = _variants("المملكه")
#: Kingdoms that their own press calls nothing but that, by the key of a name of theirs.
_KINGDOMS: Final = {"SA": "السعوديه", "JO": "الاردن", "MA": "المغرب", "BH": "البحرين"}
#: Short forms that stand for someone whether or not the release has named them.
_ALWAYS: Final = frozenset(_COALITION) | frozenset(_POSSESSED_KEYS) | frozenset(_KINGDOM)


def _people(reader: Reader, chosen: list[Candidate]) -> list[Antecedent]:
    """The last words of full names."""
    names: list[Antecedent] = []
    for index, candidate in enumerate(chosen):
        first, last, _ = candidate.words
        if candidate.type is not _PERSON or last - first < 2:
            continue
        key = reader.keys[last - 1]
        marks = reader.marks(last - 1)
        everyday = bool(marks & COMMON and not marks & (SURNAME | NISBA))
        if len(key) < 4 or (everyday and not marks & DEFINITE) or reader.marks(last - 2) & LINK:
            continue
        names.append(Antecedent(index, _variants(key), everyday))
    return names


def _heads(reader: Reader, chosen: list[Candidate]) -> list[Antecedent]:
    """Definite heads for which the release has one organisation only ("الهيئة" after "هيئة سوق المال")."""
    owners: dict[str, dict[object, int]] = {}
    short = lexicon().short
    for index, candidate in enumerate(chosen):
        if candidate.type is not _ORGANIZATION or candidate.words.last - candidate.words.first < 2:
            continue
        key = reader.keys[candidate.words.first][candidate.words.cut :]
        definite = key if key.startswith("ال") else "ال" + key
        if definite in short:
            identity = (
                candidate.reference if candidate.reference is not None else reader.surface(candidate.words)
            )
            owners.setdefault(definite, {}).setdefault(identity, index)
    return [
        Antecedent(next(iter(identities.values())), _variants(definite))
        for definite, identities in owners.items()
        if _one(identities)
    ]


def _one(identities: dict[object, int]) -> bool:
    """Is it one organisation, named in full or in short ("الاتحاد العماني", "الاتحاد العماني لكرة الطاولة")?"""
    if len(identities) == 1:
        return True
    names = [name for name in identities if isinstance(name, str)]
    longest = max(names, key=len, default="")
    return len(names) == len(identities) and all(longest.startswith(name) for name in names)


def _person(chosen: list[Candidate], position: int, antecedent: Antecedent, cut: int) -> Candidate | None:
    if chosen[antecedent.candidate].words.first > position:
        return None
    return Candidate(
        words=Words(position, position + 1, cut), type=_PERSON, rule="person.later", weight=50,
        antecedent=antecedent.candidate,
    )  # fmt: skip


def _organization(
    reader: Reader, chosen: list[Candidate], position: int, antecedent: Antecedent | None
) -> Candidate | None:
    if _described(reader, position + 1):
        return None
    key = reader.keys[position]
    if antecedent is None or chosen[antecedent.candidate].words.first > position:
        if key not in _COALITION:
            return None
        cut = _COALITION[key]
        coalition = next(
            (
                i
                for i, c in enumerate(chosen)
                if c.reference is not None and gazetteer().kind_of(c.reference) == "coalition"
            ),
            None,
        )
        return Candidate(
            words=Words(position, position + 1, cut),
            type=_ORGANIZATION,
            rule="organization.short",
            weight=40,
            head="التحالف",
            antecedent=coalition,
        )
    return Candidate(
        words=Words(position, position + 1, antecedent.forms[key]),
        type=_ORGANIZATION,
        rule="organization.short",
        weight=40,
        antecedent=antecedent.candidate,
    )


def _kingdom(reader: Reader, position: int, reference: int) -> Candidate | None:
    if _described(reader, position + 1):
        return None
    words = Words(position, position + 1, _KINGDOM[reader.keys[position]])
    return Candidate(words=words, type=_PLACE, rule="place.short", weight=40, reference=reference)


def _only_kingdom(reader: Reader, chosen: list[Candidate]) -> int | None:
    """The kingdom that "the kingdom" is: the only one named, itself or by a place or body of it ("أنحاء المملكة")."""
    known = gazetteer()
    owners = {known.entity(name.reference).country for name in chosen if name.reference is not None}
    owners.update(_nisbas()[key] for key in _nisbas().keys() & set(reader.keys))
    named = [key for country, key in _KINGDOMS.items() if country in owners]
    if len(named) != 1:
        return None
    names = known.names[named[0]]
    return next((n.reference for n in names if not n.rest and known.kind_of(n.reference) == "country"), None)


@cache
def _nisbas() -> dict[str, str]:
    """The adjectives of these kingdoms, with and without the article."""
    return {
        article + key: country
        for key, country in nationalities().items()
        if country in _KINGDOMS
        for article in ("", "ال")
    }


def _described(reader: Reader, position: int) -> bool:
    """Does a definite adjective stand here, with which a head is another's name?"""
    marks = reader.marks(position)
    return bool(marks & DEFINITE and marks & (NATION | ADJECTIVE))


def _possessed(reader: Reader, position: int) -> Candidate | None:
    """Forces that belong to someone named before ("قواته الشريكة")."""
    if reader.keys[position + 1 : position + 2] not in _ALLIED:
        return None
    definite, cut = _POSSESSED_KEYS[reader.keys[position]]
    adjective = reader.letters_of(position + 1)
    return Candidate(
        words=Words(position, position + 2, cut), type=_ORGANIZATION, rule="organization.possessed", weight=45,
        canonical=f"{definite} {adjective}",
    )  # fmt: skip
