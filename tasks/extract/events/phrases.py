"""Noun phrases by tokens: where one begins, how far it goes, and which mention or quantity it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tasks.extract.document import Document
from tasks.extract.events.grammar import (
    AGENCIES,
    ARMED,
    BODIES,
    COMPASS,
    EVENT_ADJECTIVES,
    HUMANS,
    NOON_WORDS,
    NUMBERS,
    PARTITIVES,
    PLACE_NOUNS,
    PRONOUN_LIKE,
    WEAPONS,
    Governor,
    Role,
    Word,
    governors,
    is_verb,
    word,
)
from tasks.extract.events.lexicon import WordKind, analyses
from tasks.extract.facts import Mention, MentionType, Quantity, Quotation, Time
from tasks.text.span import Span
from tasks.text.tokens import TokenKind

#: A noun phrase longer than this is cut: no press release has names of more words.
LONGEST: Final = 14
#: Indefinite nouns that begin a phrase of their own after an adjective.
_NOUNS: Final = WEAPONS | ARMED | HUMANS | BODIES
_TEH_MARBUTA: Final = "\N{ARABIC LETTER TEH MARBUTA}"
_QUOTES: Final = frozenset("«»“”\"'‘’")
_OPENING: Final = frozenset("«“\"'‘(")
_CLOSING: Final = frozenset("»”\"'’)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase from token ``first`` to ``last`` (exclusive), without clitics in ``span``."""

    first: int
    last: int
    span: Span
    head: str
    definite: bool
    mention: int | None = None
    quantity: int | None = None
    counted: bool = False


def _place(document: Document, spans: Sequence[Span], table: dict[int, tuple[int, int]]) -> None:
    """Lay facts over the tokens; of two that begin together the longer one counts."""
    for index, span in enumerate(spans):
        tokens = document.tokens_of(span)
        if tokens and (tokens.start not in table or table[tokens.start][0] < tokens.stop):
            table[tokens.start] = (tokens.stop, index)


def _dateline(document: Document) -> int:
    """Where an agency's name ends the dateline at the head of a release."""
    keys = document.tokens.keys
    for position in range(min(len(keys), 24)):
        if keys[position] in AGENCIES:
            return position
        if keys[position] == ".":
            break
    return -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A document with its facts laid over the tokens."""

    document: Document
    quantities: Sequence[Quantity]
    times: Sequence[Time]
    mentions: Sequence[Mention]
    quotations: Sequence[Quotation]
    mention_at: dict[int, tuple[int, int]] = field(default_factory=dict)
    quantity_at: dict[int, tuple[int, int]] = field(default_factory=dict)
    time_at: dict[int, tuple[int, int]] = field(default_factory=dict)
    inside: dict[int, int] = field(default_factory=dict)
    timed: set[int] = field(default_factory=set)
    counted: set[int] = field(default_factory=set)
    #: Tokens settled as verbs, and tokens that begin a phrase of their own, as the pass goes on.
    verbs: set[int] = field(default_factory=set)
    barriers: set[int] = field(default_factory=set)
    words: dict[int, Word] = field(default_factory=dict)
    cuts: list[int] = field(default_factory=list)
    #: The last token of the dateline ("Riyadh 25 Shawwal … SPA"), -1 where there is none.
    dateline: int = -1

    @staticmethod
    def of(
        document: Document,
        quantities: Sequence[Quantity],
        times: Sequence[Time],
        mentions: Sequence[Mention],
        quotations: Sequence[Quotation],
    ) -> Reader:
        """Index every fact by its first token; of two that begin together the longer one counts."""
        reader = Reader(
            document=document,
            quantities=quantities,
            times=times,
            mentions=mentions,
            quotations=quotations,
            dateline=_dateline(document),
        )
        _place(
            document,
            [q.span if q.dimension != "ordinal" else Span(0, 0) for q in quantities],
            reader.quantity_at,
        )
        _place(document, [fact.span for fact in times], reader.time_at)
        _place(document, [fact.span for fact in mentions], reader.mention_at)
        for first, (last, index) in reader.mention_at.items():
            for token in range(first, last):
                reader.inside[token] = index
        for first, (last, _) in reader.time_at.items():
            reader.timed.update(range(first, last))
        for first, (last, _) in reader.quantity_at.items():
            reader.counted.update(range(first, last))
        return reader

    def mention_type(self, index: int) -> MentionType:
        """The type of a mention."""
        return self.mentions[index].type

    def word(self, token: int) -> Word:
        """How a token reads; the start of a mention settles which clitics are cut."""
        known = self.words.get(token)
        if known is None:
            known = self.words[token] = self._read_word(token)
        return known

    def _read_word(self, token: int) -> Word:
        key = self.document.tokens.keys[token]
        reading = word(key)
        if reading.role is Role.PREPOSITION and reading.stem in PARTITIVES and self.numeric(token + 1):
            return Word(role=Role.NOUN, stem=reading.stem, conjunction=reading.conjunction, cut=reading.cut)
        if (
            reading.role is Role.PARTICLE
            and key[:1] == "ب"
            and self.document.text[self.document.tokens.ends[token] - 1] == _TEH_MARBUTA
        ):
            reading = Word(role=Role.NOUN, stem=key[1:], preposition="ب", cut=1)
        if (
            reading.role is Role.VERB
            and self.document.text[self.document.tokens.ends[token] - 1] == _TEH_MARBUTA
        ):
            reading = Word(
                role=Role.NOUN, stem=reading.stem, conjunction=reading.conjunction, cut=reading.cut
            )
        at = self.mention_at.get(token)
        if at is not None:
            start = self.mentions[at[1]].span.start
            begin = self.document.tokens.starts[token]
            if start <= begin:
                article = key.startswith("ال")
                return Word(role=Role.NOUN, stem=key[2:] if article else key, article=article)
            prefix = key[: start - begin]
            rest = key[len(prefix) :]
            article = rest.startswith("ال") or prefix.endswith("لل")
            return Word(
                role=Role.NOUN,
                stem=rest,
                conjunction=prefix[:1] in ("و", "ف"),
                preposition=prefix.lstrip("وف")[:1],
                cut=len(prefix),
                article=article,
            )
        return reading

    def is_verb(self, token: int) -> bool:
        """Is the token a finite verb (no word in ة is)?"""
        text = self.document.text
        return (
            is_verb(self.document.tokens.keys[token])
            and text[self.document.tokens.ends[token] - 1] != _TEH_MARBUTA
        )

    def governors(self, token: int) -> tuple[Governor, ...]:
        """The helping verbs the token may be."""
        if self.document.text[self.document.tokens.ends[token] - 1] == _TEH_MARBUTA:
            return ()
        return governors(self.document.tokens.keys[token])

    def numeric(self, token: int) -> bool:
        """Is the token a number, in digits or words?"""
        tokens = self.document.tokens
        if token >= len(tokens):
            return False
        return (
            tokens.kinds[token] is TokenKind.NUMBER
            or tokens.keys[token] in NUMBERS
            or token in self.quantity_at
        )

    def skip_group(self, token: int, end: int) -> int:
        """The token after a short group in brackets that opens at ``token``, or ``token`` when it does not close."""
        keys = self.document.tokens.keys
        for position in range(token + 1, min(end, token + 12)):
            if keys[position] == ")":
                return position + 1
        return token

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
        if kinds[first] is TokenKind.PUNCTUATION and keys[first] not in _OPENING:
            return None
        start = document.after_letters(first, opening.cut) if opening.cut else tokens.starts[first]
        head = opening.stem
        definite = False
        mention: int | None = None
        quantity: int | None = None
        position = first
        last = first
        previous = ""
        limit = min(end, first + LONGEST)
        while position < limit:
            key, kind = keys[position], kinds[position]
            if position > first and (position in self.barriers or position in self.verbs):
                break
            if position > first and self.new_figure(position, previous, limit):
                break
            if position in self.quantity_at and (position == first or (quantity is None and not definite)):
                stop, quantity_index = self.quantity_at[position]
                if quantity is None:
                    quantity = quantity_index
                position = last = min(self.after_counted(quantity_index, stop), limit)
                head = keys[position - 1]
                previous = head
                continue
            if kind is TokenKind.NUMBER:
                if definite and position != first:
                    break
                position = last = position + 1
                previous = key
                continue
            if kind is TokenKind.BREAK:
                break
            if kind is TokenKind.PUNCTUATION:
                if key == "(" and position > first:
                    after = self.skip_group(position, limit)
                    if after > position and after < limit and self.word(after).stem == "من":
                        position = after
                        continue
                    break
                if key in _OPENING and key != "(" and position + 1 < limit:
                    closing = self._closing(position, limit)
                    if closing is None or previous.endswith(("ون", "ين")):
                        break
                    position = last = closing
                    definite = True
                    continue
                break
            if position > first and position in self.time_at:
                break
            reading = opening if position == first else self.word(position)
            at = self.mention_at.get(position)
            if at is not None:
                if position > first and (reading.conjunction or reading.preposition):
                    break
                if position > first and definite and not self._apposition(at[1], previous):
                    break
                if mention is None:
                    mention = at[1]
                definite = True
                position = last = min(at[0], limit)
                previous = keys[position - 1]
                continue
            if reading.role is Role.DEMONSTRATIVE:
                if position > first:
                    break
                position += 1
                last = position
                start = tokens.starts[min(position, len(keys) - 1)]
                previous = key
                continue
            if position > first and (reading.conjunction or reading.preposition):
                break
            if (
                reading.stem in COMPASS
                and position > first
                and not definite
                and (previous in COMPASS or head in COMPASS or head in PLACE_NOUNS)
            ):
                previous = key
                position = last = position + 1
                continue
            if reading.role is not Role.NOUN and not (position == first and reading.stem in COMPASS):
                if (
                    (
                        reading.stem == "من"
                        and not reading.conjunction
                        and position > first
                        and self._partitive(position, previous)
                    )
                    and position + 1 < limit
                    and self._may_follow(position + 1)
                ):
                    position += 1
                    definite = False
                    quantity = quantity if quantity is not None else None
                    continue
                break
            if position > first:
                if self.is_verb(position):
                    break
                if (
                    previous.endswith("ون")
                    and len(previous) > 5
                    and previous not in NUMBERS
                    and self.word(position - 1).stem not in NOON_WORDS
                    and not key.endswith("ون")
                    and not (key.startswith("ال") and key[2:] in NUMBERS)
                ):
                    break  # a nominative plural ends its phrase: مسلحون عميدا
                if reading.stem in _NOUNS and previous.endswith("يه") and not reading.article:
                    break
                if reading.article:
                    if definite and not self._adjective(position, previous, head):
                        break
                    definite = True
                else:
                    if definite:
                        break
                    if (
                        self._accusative(key)
                        and not self._accusative(previous)
                        and not previous.isdigit()
                        and previous not in PARTITIVES
                    ):
                        break
            elif reading.article:
                definite = True
            definite = definite or (reading.role is Role.NOUN and self.possessed(position))
            if position == first or (previous in PARTITIVES or previous.isdigit()):
                head = reading.stem
            previous = key
            position = last = position + 1
        if last <= first or (last - first == 1 and len(keys[first]) < 2 and not keys[first].isdigit()):
            return None
        finish = tokens.ends[last - 1]
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
            counted=quantity is not None or any(self.numeric(t) for t in range(first, min(last, first + 3))),
        )

    def possessed(self, token: int) -> bool:
        """Does the noun end in a pronoun, which makes it definite (مشاركته)?"""
        key = self.document.tokens.keys[token]
        if len(key) < 5 or key in PRONOUN_LIKE:
            return False
        if key.endswith("ه"):
            return self.document.text[self.document.tokens.ends[token] - 1] != _TEH_MARBUTA
        return key.endswith(("ها", "هم", "هما"))

    def after_counted(self, index: int, stop: int) -> int:
        """The token after a figure's counted noun, before a hedge that follows it (على الأقل)."""
        counted = self.quantities[index].counted_span
        if counted is None:
            return stop
        return min(stop, self.document.token_at(counted.end - 1) + 1)

    def new_figure(self, position: int, previous: str, limit: int) -> bool:
        """Does a figure with its counted noun begin here, so that the phrase before it is over?"""
        if previous in PARTITIVES or previous in NUMBERS or previous[:1].isdigit():
            return False
        key = self.document.tokens.keys[position]
        if key.startswith("ال") and key[2:] in NUMBERS:
            return False  # "its ten years": the number is an adjective
        if position in self.quantity_at:
            return True
        if self.document.tokens.kinds[position] is not TokenKind.NUMBER or position + 1 >= limit:
            return False
        return self._may_follow(position + 1) and not self.word(position + 1).preposition

    def _closing(self, position: int, limit: int) -> int | None:
        """The token after a quoted name of at most three words."""
        keys = self.document.tokens.keys
        for token in range(position + 1, min(limit, position + 5)):
            if keys[token] in _CLOSING:
                return token + 1
        return None

    def _apposition(self, index: int, previous: str) -> bool:
        """May this mention continue a phrase that is already definite: a person's name after the title?"""
        return self.mentions[index].type is MentionType.PERSON or previous.startswith(("ال", "لل"))

    def _partitive(self, position: int, previous: str) -> bool:
        """Does من continue the phrase: after a quantity, a word like "some", or before an organisation?"""
        if previous in PARTITIVES or previous.isdigit():
            return True
        nxt = self.mention_at.get(position + 1)
        return nxt is not None and self.mentions[nxt[1]].type in (MentionType.ORGANIZATION, MentionType.GROUP)

    def _may_follow(self, position: int) -> bool:
        """Can a noun phrase go on at this token?"""
        if self.document.tokens.kinds[position] in (TokenKind.PUNCTUATION, TokenKind.BREAK):
            return False
        reading = self.word(position)
        return reading.role in (Role.NOUN, Role.DEMONSTRATIVE) and position not in self.time_at

    def _accusative(self, key: str) -> bool:
        """Is the word written with the alef of the indefinite accusative?"""
        return len(key) >= 4 and key.endswith("ا") and not key.endswith(("يا", "نا", "ها"))

    def _adjective(self, position: int, previous: str, head: str) -> bool:
        """Is a definite word after a definite word its adjective rather than the next noun phrase?"""
        key = self.document.tokens.keys[position]
        if key[2:] in NUMBERS:
            return True
        if key[2:] in _NOUNS and key[2:] not in EVENT_ADJECTIVES:
            return False
        found = analyses(key)
        if found and found[0].form.kind is WordKind.NOUN:
            return False
        if key.endswith(("ين", "ون")):
            return not head.endswith(("ه", "ات"))
        if key.endswith(("يه", "يتين", "يان")):
            return True
        if key.endswith("ات"):
            return False
        return not (previous.endswith(("يه",)) and not key.endswith("ه"))
