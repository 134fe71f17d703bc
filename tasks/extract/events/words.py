"""A release with its facts laid over the tokens: what each word is in its place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from typing import Final, Self

from tasks.extract.document import Document
from tasks.extract.events.closed import (
    ADVERBS,
    AGENCIES,
    COMPOUNDS,
    HONORIFICS,
    NUMBERS,
    PARTITIVES,
    PRONOUN_LIKE,
)
from tasks.extract.events.grammar import Governor, Role, Word, governors, is_verb, with_pronoun, word
from tasks.extract.facts import Mention, MentionType, Quantity, Quotation, Time
from tasks.text.fold import match_key
from tasks.text.span import Span
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_PERSON: Final = MentionType.PERSON
_NOUN: Final = Role.NOUN
_PARTICLE: Final = Role.PARTICLE
_PREPOSITION: Final = Role.PREPOSITION
_SUBORDINATOR: Final = Role.SUBORDINATOR
_VERB: Final = Role.VERB
_NUMBER: Final = TokenKind.NUMBER

#: Numbers that say which one, how old, or who won, and not how many.
_NO_AMOUNTS: Final = frozenset({"ordinal", "identifier", "score", "age"})
_FATHATAN: Final = "\N{ARABIC FATHATAN}"
_TEH_MARBUTA: Final = "\N{ARABIC LETTER TEH MARBUTA}"
_THAT: Final = frozenset({"ان", "بان", "وان"})
#: Prepositions that only a noun follows (من is "who" as well).
_BEFORE_NOUNS: Final = frozenset(
    map(match_key, ("على", "إلى", "في", "عن", "ضد", "قرب", "خلال", "بعد", "قبل", "منذ", "بسبب", "إثر", "عقب"))
)
_ALL: Final = match_key("كافة")
_IN, _THAT_WORD = match_key("في"), match_key("آن")
#: "And led" is spelled like "valley", but "to" follows it.
_LED, _TO = match_key("وأدى"), (match_key("إلى"),)


def _place(document: Document, spans: Sequence[Span], table: dict[int, tuple[int, int]]) -> None:
    """Lay facts over the tokens; of two that begin together the longer one counts."""
    starts, ends = document.tokens.starts, document.tokens.ends
    for index, (start, end) in enumerate(spans):
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        if first < last and (first not in table or table[first][0] < last):
            table[first] = (last, index)


def _dateline(document: Document) -> int:
    """Where an agency's name ends the dateline at the head of a release."""
    keys = document.tokens.keys
    for position in range(min(len(keys), 24)):
        if keys[position] in AGENCIES:
            return position
        if keys[position] == ".":
            break
    return -1


class Readings(dict[int, Word]):
    """How each token reads, read when it is first asked for; the start of a mention settles which clitics are cut."""

    __slots__ = ("document", "mention_at", "mentions", "quantity_at")

    def __init__(
        self,
        document: Document,
        mentions: Sequence[Mention],
        mention_at: dict[int, tuple[int, int]],
        quantity_at: dict[int, tuple[int, int]],
    ) -> None:
        super().__init__()
        self.document = document
        self.mentions = mentions
        self.mention_at = mention_at
        self.quantity_at = quantity_at

    def __missing__(self, token: int) -> Word:
        key = self.document.tokens.keys[token]
        reading = word(key)
        if reading.role is not _NOUN or token in self.mention_at or key == _LED:  # most words are nouns
            reading = self._read(token, key, reading)
        self[token] = reading
        return reading

    def _read(self, token: int, key: str, reading: Word) -> Word:
        """How a token reads here whose word reads otherwise elsewhere."""
        if reading.role is not _NOUN or key == _LED:
            if token and (self.document.tokens.keys[token - 1].removeprefix("ب"), key) in COMPOUNDS:
                return Word(role=_NOUN, stem=key)
            if reading.role is _VERB and (
                (token and self.document.tokens.keys[token - 1] in _BEFORE_NOUNS and no_helper(key))
                or indicative_after_that(self.document, token)
            ):
                return Word(role=_NOUN, stem=key)
            if key == _THAT_WORD and reading.role is _SUBORDINATOR and at_once(self.document, token):
                return Word(role=_PARTICLE, stem=key)
            if key == _LED and self.document.tokens.keys[token + 1 : token + 2] == _TO:
                return Word(role=_VERB, stem=key[1:], conjunction=True, cut=1)
            if (
                reading.role is _PREPOSITION
                and reading.stem in PARTITIVES
                and (
                    token + 1 < len(self.document.tokens.keys)
                    and numeric(self.document, self.quantity_at, token + 1)
                )
            ):
                return Word(role=_NOUN, stem=reading.stem, conjunction=reading.conjunction, cut=reading.cut)
            if reading.role is _PARTICLE and reading.stem == _ALL and self._with_article(token + 1):
                return Word(role=_NOUN, stem=_ALL, conjunction=reading.conjunction, cut=reading.cut)
            if (
                reading.role is _PARTICLE
                and key[:1] == "ب"
                and reading.stem not in ADVERBS
                and self.document.text[self.document.tokens.ends[token] - 1] == _TEH_MARBUTA
            ):
                reading = Word(role=_NOUN, stem=key[1:], preposition="ب", cut=1)
            if (
                reading.role is _VERB or (reading.role is _PARTICLE and with_pronoun(reading.stem))
            ) and self.document.text[self.document.tokens.ends[token] - 1] == _TEH_MARBUTA:
                reading = Word(
                    role=_NOUN, stem=reading.stem, conjunction=reading.conjunction, cut=reading.cut
                )
        at = self.mention_at.get(token)
        if at is not None:
            start = self.mentions[at[1]].span.start
            begin = self.document.tokens.starts[token]
            if start <= begin:
                article = key.startswith("ال")
                return Word(role=_NOUN, stem=key[2:] if article else key, article=article)
            prefix = key[: start - begin]
            rest = key[len(prefix) :]
            article = rest.startswith("ال") or prefix.endswith("لل")
            return Word(
                role=_NOUN,
                stem=rest,
                conjunction=prefix[:1] in ("و", "ف"),
                preposition=prefix.lstrip("وف")[:1],
                cut=len(prefix),
                article=article,
            )
        return reading

    def _with_article(self, token: int) -> bool:
        """Does a word with the article stand there ("all the sites", كافة المواقع)?"""
        keys = self.document.tokens.keys
        return token < len(keys) and keys[token].startswith("ال") and len(keys[token]) > 3


def indicative_after_that(document: Document, token: int) -> bool:
    """Is the word in ـون and right after أن? The subjunctive has no ن, so that it is a noun or a name."""
    keys = document.tokens.keys
    return token > 0 and keys[token].endswith("ون") and keys[token - 1] in _THAT


def no_helper(key: str) -> bool:
    """Is the word behind a preposition no finite verb ("at a gathering", على تجمع)? "After being exposed to …" carries a deed."""
    return not any(helper.gives == "target" for helper in governors(key))


def at_once(document: Document, token: int) -> bool:
    """Is it آن in "at one time"?"""
    return token > 0 and document.tokens.keys[token - 1] == _IN


def numeric(document: Document, quantity_at: Container[int], token: int) -> bool:
    """Is the token a number, in digits or words?"""
    tokens = document.tokens
    return tokens.kinds[token] is _NUMBER or tokens.keys[token] in NUMBERS or token in quantity_at


@dataclass(slots=True, kw_only=True)
class Words:
    """A document with its facts laid over the tokens.

    ``word`` tells how a token reads (it looks a :class:`Readings` up, without a call in Python for a token read before).
    """

    document: Document
    quantities: Sequence[Quantity]
    times: Sequence[Time]
    mentions: Sequence[Mention]
    quotations: Sequence[Quotation]
    mention_at: dict[int, tuple[int, int]] = field(default_factory=dict)
    quantity_at: dict[int, tuple[int, int]] = field(default_factory=dict)
    time_at: dict[int, tuple[int, int]] = field(default_factory=dict)
    #: The same tokens in their order.
    time_tokens: list[int] = field(default_factory=list)
    #: Where the title of a person's name begins: the token after the name (and the office behind it), and the name.
    titled: dict[int, tuple[int, int]] = field(default_factory=dict)
    #: The token after the office that follows a person's name, by the mention.
    offices: dict[int, int] = field(default_factory=dict)
    inside: dict[int, int] = field(default_factory=dict)
    timed: set[int] = field(default_factory=set)
    counted: set[int] = field(default_factory=set)
    #: Tokens settled as verbs, and tokens that begin a phrase of their own, as the pass goes on.
    verbs: set[int] = field(default_factory=set)
    barriers: set[int] = field(default_factory=set)
    word: Callable[[int], Word] = field(init=False)
    cuts: list[int] = field(default_factory=list)
    #: The last token of the dateline ("Riyadh 25 Shawwal … SPA"), -1 where there is none.
    dateline: int = -1

    def __post_init__(self) -> None:
        self.word = Readings(self.document, self.mentions, self.mention_at, self.quantity_at).__getitem__

    @classmethod
    def of(
        cls,
        document: Document,
        quantities: Sequence[Quantity],
        times: Sequence[Time],
        mentions: Sequence[Mention],
        quotations: Sequence[Quotation],
    ) -> Self:
        """Index every fact by its first token; of two that begin together the longer one counts."""
        reader = cls(
            document=document,
            quantities=quantities,
            times=times,
            mentions=mentions,
            quotations=quotations,
            dateline=_dateline(document),
        )
        _place(
            document,
            [Span(0, 0) if q.dimension in _NO_AMOUNTS else q.span for q in quantities],
            reader.quantity_at,
        )
        _place(document, [fact.span for fact in times], reader.time_at)
        reader.time_tokens.extend(sorted(reader.time_at))
        _place(document, [fact.span for fact in mentions], reader.mention_at)
        inside = reader.inside
        for first, (last, index) in reader.mention_at.items():
            for token in range(first, last):
                inside[token] = index
            mention = mentions[index]
            if mention.type is not _PERSON:
                continue  # only people have titles and offices
            title, role = mention.title_span, mention.role
            if title is not None:
                reader.titled[document.token_at(title.start)] = (last, index)
            if role is not None:
                after = document.text.find(role, mention.span.end, mention.span.end + len(role) + 4)
                if after >= 0:
                    reader.offices[index] = document.token_at(after + len(role) - 1) + 1
        for first, (last, _) in reader.time_at.items():
            reader.timed.update(range(first, last))
        for first, (last, _) in reader.quantity_at.items():
            reader.counted.update(range(first, last))
        return reader

    def mention_type(self, index: int) -> MentionType:
        """The type of a mention."""
        return self.mentions[index].type

    def is_verb(self, token: int) -> bool:
        """Is the token a finite verb (no word in ة is)?"""
        if not is_verb(self.document.tokens.keys[token]):
            return False
        text = self.document.text
        role = self.word(token).role
        return (
            role is not _PREPOSITION
            and role is not _NOUN
            and not indicative_after_that(self.document, token)
            and text[self.document.tokens.ends[token] - 1] != _TEH_MARBUTA
        )

    def governors(self, token: int) -> tuple[Governor, ...]:
        """The helping verbs the token may be."""
        if self.document.text[self.document.tokens.ends[token] - 1] == _TEH_MARBUTA:
            return ()
        return governors(self.document.tokens.keys[token])

    def numeric(self, token: int) -> bool:
        """Is the token a number, in digits or words?"""
        return token < len(self.document.tokens.keys) and numeric(self.document, self.quantity_at, token)

    def skip_group(self, token: int, end: int) -> int:
        """The token after a short group in brackets that opens at ``token``, or ``token`` when it does not close."""
        keys = self.document.tokens.keys
        for position in range(token + 1, min(end, token + 12)):
            if keys[position] == ")":
                return position + 1
        return token

    def tanween(self, token: int) -> bool:
        """Is the word written with the tanween of the accusative, as an object is?"""
        tokens = self.document.tokens
        return _FATHATAN in self.document.text[tokens.starts[token] : tokens.ends[token]]

    def possessed(self, token: int) -> bool:
        """Does the noun end in a pronoun, which makes it definite (مشاركته)?"""
        key = self.document.tokens.keys[token]
        if key in HONORIFICS:
            return True
        if len(key) < 5 or key in PRONOUN_LIKE:
            return False
        if key.endswith("ه"):
            return self.document.text[self.document.tokens.ends[token] - 1] != _TEH_MARBUTA
        return key.endswith(("ها", "هم", "هما"))
