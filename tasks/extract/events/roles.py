"""The roles of an event while they are being filled, and what a phrase can stand for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from tasks.extract.events.closed import (
    CLAIMERS,
    COMPASS,
    EXPLOSIVES,
    FORCES,
    PERSONS,
    PLACE_NOUNS,
    TITLES,
)
from tasks.extract.events.phrases import Phrase, Reader
from tasks.extract.facts import Argument, FactKind, MentionType
from tasks.text.fold import match_key
from tasks.text.span import Span

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_MENTION: Final = FactKind.MENTION
_QUANTITY: Final = FactKind.QUANTITY
_PERSON: Final = MentionType.PERSON


PLACES: Final = frozenset({MentionType.PLACE, MentionType.FACILITY})

_AGENTS: Final = frozenset({MentionType.PERSON, MentionType.ORGANIZATION, MentionType.GROUP})

#: What is rigged explodes, whatever it is (a bicycle, a house).
_RIGGED: Final = frozenset(map(match_key, ("مفخخ", "مفخخة", "ملغوم", "ملغومة", "ناسف", "ناسفة")))

_SPANS_OF_TIME: Final = frozenset(
    map(match_key, ("يوم", "يوما", "مرة", "ساعة", "لحظة", "دقيقة", "ثانية", "مجددا"))
)
_OTHERS: Final = frozenset({"آخرون", "آخرين", "أخرى", "اخرون", "اخرين"})

HARM: Final = frozenset({"killed", "injured", "died", "destroyed", "abducted", "displacement"})


@dataclass(slots=True, kw_only=True)
class Roles:
    """The roles of one event while they are being filled."""

    reader: Reader
    found: list[Argument] = field(default_factory=list)
    counted: bool = False
    #: Is the event the harm done to somebody, whose figure is the number of those harmed only?
    harm: bool = False

    def add(
        self, role: str, phrases: Iterable[Phrase], *, inherited: bool = False, bomb: bool = False
    ) -> None:
        """Fill a role with phrases; a phrase already used keeps its first role."""
        if role in ("none", "topic"):
            return
        for phrase in phrases:
            if role == "means" and phrase.head in _SPANS_OF_TIME:
                continue  # "will explode one day"
            if bomb and role == "target" and is_explosive(self.reader, phrase):
                self.add("means", [phrase], inherited=inherited)
                continue
            if self._taken(phrase.span):
                continue
            name = role == "opponent" and phrase.mention is not None
            self._keep(role, _name_only(self.reader, phrase) if name else phrase, inherited=inherited)

    def _taken(self, span: Span) -> bool:
        """Do the words fill a role already?"""
        start, end = span
        for argument in self.found:
            other = argument.span
            if other is not None and other[0] < end and start < other[1] and argument.role != "quantity":
                return True
        return False

    def _keep(self, role: str, phrase: Phrase, *, inherited: bool) -> None:
        """Append the phrase, linked to the mention or quantity it holds."""
        kind = index = None
        if phrase.mention is not None:
            kind, index = _MENTION, phrase.mention
        elif phrase.quantity is not None:
            kind, index = _QUANTITY, phrase.quantity
        self.counted = self.counted or phrase.counted
        span = self._who(phrase) if role in ("actor", "target", "opponent") else phrase.span
        self.found.append(Argument(role=role, span=span, kind=kind, index=index, inherited=inherited))
        counting = role == "target" or (role in ("actor", "means") and not self.harm)
        if phrase.quantity is not None and counting and not inherited:
            self.quantity(phrase.quantity)

    def _who(self, phrase: Phrase) -> Span:
        """The people or things without their figure, which is an argument of its own."""
        counted = None if phrase.quantity is None else self.reader.quantities[phrase.quantity].counted_span
        if counted is not None and counted.of(self.reader.document.text) in _OTHERS:
            return phrase.span
        if counted is None or not phrase.span.start < counted.start < phrase.span.end:
            return phrase.span
        return Span(counted.start, phrase.span.end)

    def quantity(self, index: int) -> None:
        """Add the figure of a phrase."""
        span = self.reader.quantities[index].span
        if not any(a.role == "quantity" and a.index == index for a in self.found):
            self.found.append(Argument(role="quantity", span=span, kind=_QUANTITY, index=index))

    def has(self, role: str) -> bool:
        """Is the role filled?"""
        return role in [argument.role for argument in self.found]

    def take(self, arguments: Iterable[Argument]) -> None:
        """Take arguments of another event over."""
        for argument in arguments:
            if not any(a.role == argument.role and a.span == argument.span for a in self.found):
                self.found.append(
                    Argument(
                        role=argument.role,
                        span=argument.span,
                        kind=argument.kind,
                        index=argument.index,
                        inherited=True,
                    )
                )


def is_place(reader: Reader, phrase: Phrase) -> bool:
    """Does the phrase name a place: a place mention, or a noun for one?"""
    if phrase.head in PLACE_NOUNS:
        return True
    if phrase.mention is None or reader.mention_type(phrase.mention) not in PLACES:
        return False
    # The name of a place makes the phrase one only from its beginning: جهود المملكة is no place.
    return (
        reader.mentions[phrase.mention].span.start <= phrase.span.start
        or reader.word(phrase.first).stem in COMPASS
    )


def is_agent(reader: Reader, phrase: Phrase) -> bool:
    """Does the phrase name a person, organisation or group?"""
    return phrase.mention is not None and reader.mention_type(phrase.mention) in _AGENTS


def is_explosive(reader: Reader, phrase: Phrase) -> bool:
    """Is it the thing that explodes, rather than what is blown up?"""
    stem = reader.word(phrase.first).stem
    if phrase.head in EXPLOSIVES or any(
        stem.startswith(word) for word in (phrase.head, stem) if word in EXPLOSIVES
    ):
        return True
    return not _RIGGED.isdisjoint(reader.document.tokens.keys[phrase.first : phrase.last])


def is_person(reader: Reader, phrase: Phrase) -> bool:
    """Does the phrase stand for a person?"""
    if phrase.mention is not None and reader.mention_type(phrase.mention) is _PERSON:
        return True
    return reader.word(phrase.first).stem in PERSONS


def whom(reader: Reader, phrase: Phrase) -> Phrase:
    """The person within what is said of one ("the measures of the commissioner whom …")."""
    if phrase.mention is None or phrase.counted or is_person_first(reader, phrase):
        return phrase
    for first in range(phrase.first + 1, min(phrase.last, phrase.first + 4)):
        inner = reader.phrase(first, phrase.last)
        if inner is not None and inner.last == phrase.last and is_person_first(reader, inner):
            return inner
    return phrase


def is_person_first(reader: Reader, phrase: Phrase) -> bool:
    """Does the phrase begin with a person's title or name, or with a word for people?"""
    if reader.word(phrase.first).stem in PERSONS | TITLES:
        return True
    if phrase.mention is None or reader.mention_type(phrase.mention) is not _PERSON:
        return phrase.mention is not None and reader.mention_type(phrase.mention) is MentionType.GROUP
    mention = reader.mentions[phrase.mention]
    return (mention.title_span or mention.span).start <= phrase.span.start


def people(reader: Reader, phrase: Phrase) -> bool:
    """Does the phrase stand for people?"""
    if phrase.counted or phrase.head.endswith(("ين", "ون")):
        return True
    return is_person(reader, phrase) or (
        phrase.mention is not None and reader.mention_type(phrase.mention) is MentionType.GROUP
    )


def acting_himself(reader: Reader, phrase: Phrase) -> bool:
    """Is the speaker somebody of whom "that he …" is said, not a source that tells what was found or done?"""
    return is_agent(reader, phrase) or reader.word(phrase.first).stem in CLAIMERS | FORCES


def _name_only(reader: Reader, phrase: Phrase) -> Phrase:
    """The name inside a phrase like "the oppression of …": the name is the opponent."""
    assert phrase.mention is not None
    span = reader.mentions[phrase.mention].span
    return Phrase(
        first=phrase.first, last=phrase.last, span=span, head=phrase.head, definite=True, mention=phrase.mention
    )  # fmt: skip
