"""From candidates to mentions: which of overlapping names stand, and which name the same entity."""

from __future__ import annotations

from typing import Final

from tasks.extract.facts import Mention, MentionType
from tasks.extract.mentions.lexicon import marks_of
from tasks.extract.mentions.marks import DEFINITE, GIVEN, NATION
from tasks.extract.mentions.reader import Candidate, Reader, Words
from tasks.extract.mentions.spelling import spelling_form
from tasks.languages.gazetteers.loader import gazetteer
from tasks.text.fold import match_key

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_PERSON: Final = MentionType.PERSON


def standing(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that do not overlap a longer or weightier one, in the order of the text.

    >>> from tasks.extract.mentions.reader import Words
    >>> long, short = (Candidate(words=Words(0, last), type=_PERSON, rule="", weight=1) for last in (3, 1))
    >>> standing([short, long]) == [long]
    True
    """
    order = sorted(candidates, key=lambda c: (c.words.first - c.words.last, -c.weight, c.words.first))
    used: set[int] = set()
    chosen: list[Candidate] = []
    for candidate in order:
        covered = range(candidate.words.first, candidate.words.last)
        if used.isdisjoint(covered):
            used.update(covered)
            chosen.append(candidate)
    chosen.sort(key=lambda c: c.words.first)
    return chosen


#: The words of a compound first name ("عبد الله").
_COMPOUND: Final = 2
#: The rule that names organisations in no list.
_HEADED: Final = "organization.headed"
#: Titles and their abbreviations.
_ABBREVIATED: Final = {"د": "الدكتور", "م": "المهندس", "ا": "الاستاذ"}
#: Words after which a name is another's.
_LINKS: Final = frozenset({"بن", "ابن", "بنت", "ابو", "ابي", "ام", "عبد", "ال"})


class Resolver:
    """Gives every candidate its entity; names of one entity in one release get the same key."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known = gazetteer()
        self._people: dict[str, tuple[str, str]] = {}
        self._met: dict[str, tuple[str, str]] = {}
        self._person_count = 0
        self._titles: dict[str, list[Words]] = {}
        self._apart: dict[str, tuple[str, str]] = {}
        self._local: dict[str, str] = {}
        self._full: dict[str, str] = {}

    def mentions(self, candidates: list[Candidate], chosen: list[Candidate]) -> tuple[Mention, ...]:
        """All mentions; ``chosen`` are the candidates that antecedents are counted in."""
        people = [c for c in chosen if c.type is _PERSON]
        for candidate in sorted(people, key=lambda c: c.words.first - c.words.last):
            entity, _ = self._meet(self._reader.surface(candidate.words))
            long = candidate.words.last - candidate.words.first > _COMPOUND
            if candidate.title is not None and (
                long or " " in spelling_form(self._reader.surface(candidate.words))
            ):
                self._titles.setdefault(entity, []).append(candidate.title)
        self._learn_full_names(candidates)
        return tuple(
            self._mention(c, None if c.antecedent is None else chosen[c.antecedent]) for c in candidates
        )

    def _mention(self, candidate: Candidate, antecedent: Candidate | None) -> Mention:
        span = self._reader.span_of(candidate.words)
        of = antecedent or candidate
        if of.reference is not None:
            entity = self._known.entity(of.reference)
            return Mention(
                span=span, rule=candidate.rule, type=candidate.type, canonical=entity.canonical, entity=entity.key,
                english=entity.english, identifiers=entity.identifiers, country=entity.country,
                latitude=entity.latitude, longitude=entity.longitude,
            )  # fmt: skip
        if candidate.type is _PERSON:
            return self._person(candidate, of)
        surface = self._name(of)
        kind = candidate.type.value
        form = spelling_form(surface)
        if form in self._full:
            surface = self._full[form]
            form = spelling_form(surface)
        name = f"{kind}:{form}"
        entity_key = self._local.setdefault(name, f"{kind}:local-{len(self._local) + 1}")
        return Mention(
            span=span, rule=candidate.rule, type=candidate.type, canonical=surface, entity=of.entity or entity_key, country=of.country,
        )  # fmt: skip

    def _name(self, candidate: Candidate) -> str:
        """The name of what is in no list, with the article that a clitic has swallowed."""
        surface = candidate.canonical or self._reader.surface(candidate.words)
        head = candidate.head
        if head is not None and head.startswith("ال") and not match_key(surface).startswith("ال"):
            return "ال" + surface
        return surface

    def _learn_full_names(self, candidates: list[Candidate]) -> None:
        """Which short names of organisations are the beginning of just one full name in the release.

        "الاتحاد العماني" is "الاتحاد العماني لكرة الطاولة", if no other federation of the country is named.
        """
        longer: dict[str, set[str]] = {}
        names: dict[str, str] = {}
        headed = [
            candidate
            for candidate in candidates
            if candidate.rule == _HEADED and candidate.head is not None and candidate.head.startswith("ال")
        ]
        for candidate in headed if len(headed) > 1 else ():
            name = self._name(candidate)
            form = spelling_form(name)
            if form in names:
                continue
            names[form] = name
            words = form.split()
            for length in range(2, len(words)):
                following = words[length]
                if not following.startswith("ل") and not marks_of(following) & NATION:
                    continue
                longer.setdefault(" ".join(words[:length]), set()).add(form)
        for short in names.keys() & longer.keys():
            longest = max(longer[short], key=len)
            if all(longest.startswith(name) for name in longer[short]):
                self._full[short] = names[longest]

    def _person(self, candidate: Candidate, of: Candidate) -> Mention:
        reader = self._reader
        surface = reader.surface(of.words)
        entity, canonical = self._meet(surface)
        if of is candidate and canonical != surface and self._stranger(candidate, entity, canonical):
            entity, canonical = self._meet_apart(surface)
        title = reader.span_of(candidate.title) if candidate.title else None
        role = reader.span_of(candidate.role) if candidate.role else None
        text = reader.document.text
        return Mention(
            span=reader.span_of(candidate.words), rule=candidate.rule, type=_PERSON, canonical=canonical, entity=entity,
            title=title.of(text) if title else None, title_span=title, role=role.of(text) if role else None,
        )  # fmt: skip

    def _title(self, words: Words) -> tuple[str, ...]:
        return tuple(_ABBREVIATED.get(key, key) for key in self._reader.keys[words.first : words.last])

    def _stranger(self, candidate: Candidate, entity: str, canonical: str) -> bool:
        """Is a first name alone somebody else than the bearer of a full name that begins with it?

        "King Faisal" is not Prince Faisal, and a first name before a word with the article is most likely cut short.
        """
        last = candidate.words.last
        name = spelling_form(self._reader.surface(candidate.words))
        if " " in name or not marks_of(name) & GIVEN:
            return False
        if spelling_form(canonical).split()[0] != name:
            return False  # the family name
        if candidate.title is not None:
            known = {key for title in self._titles.get(entity, ()) for key in self._title(title)}
            return known.isdisjoint(self._title(candidate.title))
        return bool(self._reader.marks(last) & DEFINITE)

    def _meet_apart(self, surface: str) -> tuple[str, str]:
        """The entity of a first name that no full name in the release explains."""
        met = self._apart.get(surface)
        if met is None:
            self._person_count += 1
            met = self._apart[surface] = (f"person:local-{self._person_count}", surface)
        return met

    def _meet(self, surface: str) -> tuple[str, str]:
        """The entity and full name of a person, by the name as written; longer names are met first."""
        met = self._met.get(surface)
        if met is None:
            met = self._met[surface] = self._find(surface)
        return met

    def _find(self, surface: str) -> tuple[str, str]:
        name = spelling_form(surface)
        keys = name.split()
        known = self._people.get(name)
        if known is None:
            self._person_count += 1
            known = (f"person:local-{self._person_count}", surface)
            self._people[name] = known
        for length in range(1, len(keys)):
            if length > 1 or len(keys[0]) > 3:
                self._people.setdefault(" ".join(keys[:length]), known)
        for start in range(1, len(keys)):
            if len(keys[-1]) > 3 and not _fathers(keys, start):
                self._people.setdefault(" ".join(keys[start:]), known)
        return known


def _fathers(keys: list[str], start: int) -> bool:
    """Is the end of a name, from a word on, rather the name of its bearer's father?

    >>> _fathers(["فهد", "بن", "سلطان", "الصقر"], 2), _fathers(["حمد", "علي", "سالم", "نصار"], 1)
    (True, True)
    >>> _fathers(["فهد", "بن", "سلطان", "الصقر"], 3), _fathers(["محمد", "حسني", "مبارك"], 1)
    (False, False)
    """
    if keys[start - 1] in _LINKS:
        return keys[start - 1] != "ال" or start < len(keys) - 1
    return len(keys) - start >= 3 and bool(marks_of(keys[start]) & GIVEN)
