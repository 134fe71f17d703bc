"""Noun phrases by tokens: where one begins, how far it goes, and which mention or quantity it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tasks.extract.events.boundaries import NOBODIES, PRESENCES, Boundaries
from tasks.extract.events.closed import (
    ARMED,
    ASIDES,
    BELONGING,
    BODIES,
    CLOSING,
    COMPASS,
    HUMANS,
    LOCATED,
    NUMBERS,
    PARTITIVES,
    PLACE_NOUNS,
    TITLED_WORKS,
    TITLES,
    WEAPONS,
)
from tasks.extract.events.grammar import Role
from tasks.extract.facts import MentionType
from tasks.text.fold import match_key
from tasks.text.span import Span
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_ORGANIZATION: Final = MentionType.ORGANIZATION
_PERSON: Final = MentionType.PERSON
_DEMONSTRATIVE: Final = Role.DEMONSTRATIVE
_NOUN: Final = Role.NOUN
_BREAK: Final = TokenKind.BREAK
_NUMBER: Final = TokenKind.NUMBER
_PUNCTUATION: Final = TokenKind.PUNCTUATION

#: A noun phrase longer than this is cut: no press release has names of more words.
LONGEST: Final = 14
#: A title with its name is certain, and may be longer.
_LONGEST_TITLE: Final = 30
#: Indefinite nouns that begin a phrase of their own after an adjective.
_NOUNS: Final = WEAPONS | ARMED | HUMANS | BODIES
_ACTING: Final = HUMANS | BODIES | ARMED | TITLES
#: "Spokesman in the name of …".
_NAMED: Final = match_key("باسم")
_SPEAKERS: Final = tuple(map(match_key, ("متحدث", "متحدثة", "ناطق", "ناطقة", "الرسمي", "الرسمية", "العسكري")))
_ON: Final = match_key("على")
#: "Chargé (d'affaires of …)".
_DUTIES: Final = match_key("بأعمال")
_ACTING_FOR: Final = frozenset(map(match_key, ("القائم", "قائم", "القائمة", "والقائم")))
#: "Unmanned".
_WITHOUT: Final = frozenset(map(match_key, ("بدون", "دون")))
_PILOT: Final = (match_key("طيار"),)
_SLASH: Final = "/"
_QUOTES: Final = frozenset("«»“”\"'‘’")
_OPENING: Final = frozenset("«“\"'‘(")


@dataclass(slots=True, kw_only=True)
class Phrase:
    """A noun phrase from token ``first`` to ``last`` (exclusive), without clitics in ``span``.

    Phrases, clauses and the like are never changed. A release has some thirty of them, and a plain slotted class is quicker
    to build and to read than a frozen one or a tuple.
    """

    first: int
    last: int
    span: Span
    head: str
    definite: bool
    mention: int | None = None
    quantity: int | None = None
    counted: bool = False


@dataclass(slots=True, kw_only=True)
class Reader(Boundaries):
    """The same, and the noun phrases in it."""

    def phrase(self, first: int, end: int) -> Phrase | None:  # noqa: C901, PLR0915  a ladder of word classes
        """The noun phrase that begins at a token, or None when none does."""
        document = self.document
        tokens = document.tokens
        if first >= end:
            return None
        kinds, keys = tokens.kinds, tokens.keys
        opening = self.word(first)
        if first in self.time_at and first not in self.mention_at:
            return None
        if kinds[first] is _PUNCTUATION and keys[first] not in _OPENING:
            return None
        if keys[first] in NOBODIES and self.nobody(first, end):
            return None
        start = document.after_letters(first, opening.cut) if opening.cut else tokens.starts[first]
        head = opening.stem
        person = self._titled(first, end, start)
        if person is not None:
            return person
        definite = False
        mention: int | None = None
        quantity: int | None = None
        position = first
        last = first
        ended = 0
        #: "hundreds of the demonstrators": a noun without the article begins the next phrase.
        ended_by_noun = False
        of_office = False
        previous = ""
        limit = min(end, first + LONGEST)
        while position < limit:
            key, kind = keys[position], kinds[position]
            if position > first and (position in self.barriers or position in self.verbs or key in ASIDES):
                break
            figure = kind is _NUMBER or position in self.quantity_at
            if figure and position > first and self.new_figure(position, previous, limit):
                break
            if (
                figure
                and position in self.quantity_at
                and (position == first or (quantity is None and not definite))
            ):
                stop, quantity_index = self.quantity_at[position]
                if quantity is None:
                    quantity = quantity_index
                position = last = min(self.after_counted(quantity_index, stop), limit)
                head = keys[position - 1]
                previous = head
                ended_by_noun = position > first + 1 and self.word(position - 1).article
                continue
            if kind is _NUMBER:
                if definite and position != first:
                    break
                position = last = position + 1
                previous = key
                continue
            if kind is _BREAK:
                break
            if kind is _PUNCTUATION:
                if key == _SLASH and mention is None and self.name_after(position, first):
                    position += 1
                    continue
                if key == "(" and position > first:
                    after = self.skip_group(position, limit)
                    if after > position and after < limit and self.word(after).stem == "من":
                        position = after
                        continue
                    break
                if key in _OPENING and key != "(" and position + 1 < limit:
                    closing = self.closing(position, limit, 12 if previous in TITLED_WORKS else 5)
                    if closing is None or previous.endswith(("ون", "ين")):
                        break
                    position = last = closing
                    definite = True
                    if closing < limit and keys[closing].endswith(("ون", "ين")):
                        break  # "in «the name», the officials …"
                    continue
                break
            if position > first and position in self.time_at:
                break
            reading = opening if position == first else self.word(position)
            at = self.mention_at.get(position)
            if at is not None:
                joined = self.office_goes_on(first, position, previous)
                if (
                    position > first + 1
                    and not definite
                    and previous in CLOSING
                    and self.place_begins(position)
                ):
                    break
                if position > first and (reading.conjunction or reading.preposition) and not joined:
                    break
                if position > first + 1 and definite and mention is None and self.dweller(first, at[1]):
                    break  # "the district of X, So-and-so"
                if ended_by_noun and not reading.article:
                    break  # "dozens of the protesters (pelted) the police of …"
                if (
                    position > first
                    and definite
                    and not (
                        joined
                        or self.apposition(
                            at[1],
                            previous,
                            None if self.word(first).stem in TITLES else mention,
                            acting=self.word(first).stem in _ACTING
                            and self.word(position - 1).stem not in PLACE_NOUNS,
                            body=self._only_body(first, position),
                        )
                    )
                ):
                    break
                if (
                    mention is None
                    and not joined
                    and not (of_office and self.mentions[at[1]].type is not _PERSON)
                ):
                    mention = at[1]
                of_office = False
                definite = True
                position = last = min(at[0], limit)
                previous = keys[position - 1]
                continue
            if position > first and (
                (key == _NAMED and keys[position - 1].endswith(_SPEAKERS))
                or (key == _ON and self.supervises(first, position))
                or (key == _DUTIES and keys[position - 1] in _ACTING_FOR)
            ):
                position += 1
                definite = False
                of_office = True
                continue
            if key in _WITHOUT and position > first and keys[position + 1 : position + 2] == _PILOT:
                position = last = position + 2
                continue
            if reading.role is _DEMONSTRATIVE:
                if position > first:
                    if definite or not self.of_those(previous, position, limit):
                        break
                    position += 1  # "the people of that town"
                    continue
                position += 1
                last = position
                start = tokens.starts[min(position, len(keys) - 1)]
                previous = key
                continue
            if position > first and (reading.conjunction or reading.preposition):
                if not self.office_goes_on(first, position, previous):
                    break
                definite = definite and not reading.preposition  # "the general presidency of meteorology"
            if (
                reading.stem in COMPASS
                and position > first
                and not definite
                and (previous in COMPASS or head in COMPASS or head in PLACE_NOUNS)
            ):
                previous = key
                position = last = position + 1
                continue
            if reading.role is not _NOUN and not (position == first and reading.stem in COMPASS):
                if (
                    (
                        reading.stem == "من"
                        and not reading.conjunction
                        and position > first
                        and self.partitive(position, previous)
                    )
                    and position + 1 < limit
                    and self.may_follow(position + 1)
                ):
                    position += 1
                    definite = False
                    quantity = quantity if quantity is not None else None
                    continue
                break
            if position > first:
                if self.apart(first, position, previous, reading, definite=definite):
                    break
                if reading.article:
                    if (definite or ended_by_noun) and not self.adjective(position, previous, head):
                        break
                    if self.after_person(position):
                        break
                    if ended == 0 and mention is not None and self.others_adjective(first, position, mention):
                        if first and (first - 1 in self.verbs or self.is_verb(first - 1)):
                            break  # "the state freed the hostages"
                        ended = last
                    definite = True
                else:
                    if definite and self.holds(first, position):
                        definite = False
                    if definite or ended_by_noun:
                        break
                    if (
                        self.accusative(key)
                        and not self.accusative(previous)
                        and not previous.isdigit()
                        and previous not in PARTITIVES
                    ):
                        break
            elif reading.article:
                definite = True
            definite = definite or (reading.role is _NOUN and self.possessed(position))
            if position == first or (previous in PARTITIVES or previous.isdigit()):
                head = reading.stem
            previous = key
            position = last = position + 1
        if last <= first or (last - first == 1 and len(keys[first]) < 2 and not keys[first].isdigit()):
            return None
        if last - first > 1 and keys[last - 1] in BELONGING:
            owner = self.phrase(last, end) if last < end and self.word(last).preposition == "ل" else None
            if owner is not None:  # "three planes belonging to the army"
                last = owner.last
            elif ended == 0:
                ended = last - 1
        if ended == 0 and last - first > 1 and keys[last - 1] in LOCATED and keys[last - 2] != "من":
            ended = last - 1  # "the forces stationed in …": where they are is told behind
        finish = tokens.ends[(ended or last) - 1]
        while start < finish and self.document.text[start] in _QUOTES:
            start += 1
        while (
            finish > start
            and self.document.text[finish - 1] in _QUOTES
            and not (any(self.document.text[i] in _QUOTES for i in range(start, finish - 1)))
        ):
            finish -= 1
        while start < finish and self.document.text[start].isspace():
            start += 1
        if start >= finish:
            return None
        return Phrase(
            first=first,
            last=last,
            span=Span(start, finish),
            head=head,
            definite=definite,
            mention=mention,
            quantity=quantity,
            counted=quantity is not None or self._figures(first, min(last, first + 3)),
        )

    def _only_body(self, first: int, position: int) -> bool:
        """Is what stands before a token the name of an organisation and nothing else?"""
        at = self.mention_at.get(first)
        return at is not None and at[0] == position and self.mentions[at[1]].type is _ORGANIZATION

    def _figures(self, first: int, last: int) -> bool:
        """Is one of the tokens a number?"""
        keys, kinds, figures = self.document.tokens.keys, self.document.tokens.kinds, self.quantity_at
        for token in range(first, last):
            if kinds[token] is _NUMBER or keys[token] in NUMBERS or token in figures:
                return True
        return False

    def _titled(self, first: int, end: int, start: int) -> Phrase | None:
        """A person's title and name as one phrase ("minister of X in the republic of Y, Z")."""
        at = self.titled.get(first)
        if at is None and self.document.tokens.keys[first] in PRESENCES:
            at = self.titled.get(first + 1)  # "to the (presence of the) King"
        if at is None or at[0] > end or not first < at[0] <= first + _LONGEST_TITLE:
            return None
        if any(p in self.barriers or p in self.verbs for p in range(first + 1, at[0])):
            return None
        mention = self.mentions[at[1]]
        return Phrase(
            first=first, last=at[0], span=Span(start, mention.span.end), head=self.word(first).stem, definite=True,
            mention=at[1],
        )  # fmt: skip
