"""A release as the name grammars read it: its tokens with what the lexicon knows of each."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Final, NamedTuple

from tasks.extract.document import Document
from tasks.extract.facts import MentionType
from tasks.extract.mentions.lexicon import Mark, Opening, Phrase
from tasks.extract.mentions.word import NOTHING, WORDS, Word
from tasks.languages.gazetteers.loader import Name, gazetteer, nationalities
from tasks.text.span import Span
from tasks.text.tokens import TokenKind

#: Asked so often that looking it up in its enum would show.
_WORD: Final = TokenKind.WORD


class Words(NamedTuple):
    """A stretch of tokens, without so many letters of clitics before it."""

    first: int
    last: int
    cut: int = 0


class Candidate(NamedTuple):
    """A name that one of the grammars proposes; overlapping ones compete by length and weight."""

    words: Words
    type: MentionType
    rule: str
    weight: int
    reference: int | None = None
    title: Words | None = None
    role: Words | None = None
    head: str | None = None
    canonical: str | None = None
    entity: str | None = None
    country: str | None = None
    antecedent: int | None = None


class Reader:
    """The tokens of one release and their words, with a few questions that several grammars ask."""

    def __init__(self, document: Document) -> None:
        tokens = document.tokens
        self.document = document
        self.keys = tokens.keys
        self.kinds = tokens.kinds
        self.size = len(tokens.keys)
        #: Does the writer tell alef maksura from yeh? Some presses never do.
        self.maksura = "\N{ARABIC LETTER ALEF MAKSURA}" in document.text
        self.words = list(map(WORDS.__getitem__, tokens.keys))
        #: Where a name may begin: no grammar looks anywhere else.
        self.busy = [position for position, word in enumerate(self.words) if word.busy]

    @cached_property
    def countries(self) -> Counter[str]:
        """How often the release names each country, by a nationality or by a name that is no one else's."""
        known = gazetteer()
        named: Counter[str] = Counter()
        for key, word in zip(self.keys, self.words, strict=True):
            if word.marks & Mark.NATION:
                named[nationalities().get(key.removeprefix("ال"), "-")] += 1
        for position in self.busy:
            names = self.words[position].names
            if len(names) == 1 and known.kind_of(names[0][1].reference) == "country":
                named[known.entity(names[0][1].reference).country or "-"] += 1
        return named

    def is_word(self, position: int) -> bool:
        """Is there an Arabic word at the position?"""
        return 0 <= position < self.size and self.kinds[position] is _WORD

    def key(self, position: int) -> str:
        """The key at a position; empty outside the text."""
        return self.keys[position] if 0 <= position < self.size else ""

    def words_at(self, position: int) -> Word:
        """What is known of the word at a position; nothing outside the text."""
        return self.words[position] if 0 <= position < self.size else NOTHING

    def marks(self, position: int) -> int:
        """The marks of the word at a position; none outside the text."""
        return self.words[position].marks if 0 <= position < self.size else Mark.NONE

    def follows(self, position: int, rest: tuple[str, ...]) -> bool:
        """Do just these keys follow the token?"""
        return not rest or self.keys[position + 1 : position + 1 + len(rest)] == rest

    def names(self, position: int) -> tuple[tuple[int, Name], ...]:
        """The known names that may begin at a word, longest first: those of one word, and those its next word goes on with.

        Further words are still to be compared with :meth:`follows`.
        """
        under, alone = self.words[position].names_by_next
        return under.get(self.key(position + 1), alone) if under else alone

    def phrases(self, position: int) -> tuple[tuple[int, Phrase], ...]:
        """The same for known phrases."""
        under, alone = self.words[position].phrases_by_next
        return under.get(self.key(position + 1), alone) if under else alone

    def opening(self, position: int, *wanted: Opening) -> tuple[Opening, int, int] | None:
        """The longest phrase of one of the kinds that begins here: its kind, its end, the letters cut before it."""
        for letters, phrase in self.phrases(position):
            if phrase.opening in wanted and self.follows(position, phrase.rest):
                return phrase.opening, position + 1 + len(phrase.rest), letters
        return None

    def span_of(self, words: Words) -> Span:
        """The span of words in the text, without the letters that are cut."""
        tokens = self.document.tokens
        start = (
            self.document.after_letters(words.first, words.cut) if words.cut else tokens.starts[words.first]
        )
        return Span(start, tokens.ends[words.last - 1])

    def surface(self, words: Words) -> str:
        """The words as written, with single spaces."""
        return " ".join(self.span_of(words).of(self.document.text).split())

    def letters_of(self, position: int) -> str:
        """The word as written."""
        tokens = self.document.tokens
        return self.document.text[tokens.starts[position] : tokens.ends[position]]
