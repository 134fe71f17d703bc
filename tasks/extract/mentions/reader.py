"""A release as the name grammars read it: its tokens with what the lexicon knows of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from tasks.extract.beginnings import beginnings
from tasks.extract.document import Document
from tasks.extract.facts import MentionType
from tasks.extract.mentions.lexicon import Opening, Phrase
from tasks.extract.mentions.marks import (
    NATION,
    NONE,
)
from tasks.extract.mentions.word import NOTHING, ByNext, Word
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


@dataclass(slots=True, kw_only=True)
class Candidate:
    """A name that one of the grammars proposes; overlapping ones compete by length and weight.

    It is never changed; a frozen value of as many fields takes five times as long to build.
    """

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
        #: The key after each word, empty after the last.
        self.nexts = (*tokens.keys[1:], "")
        begun = beginnings(tokens.keys)
        self.words = begun.words
        #: Where a name may begin: no grammar looks anywhere else.
        self.busy = begun.names
        #: Where quotations stop: verbs of saying among them.
        self.telling = begun.telling
        #: Where known names may begin, by their first two words, and those names.
        self.named: list[tuple[int, tuple[tuple[int, Name], ...]]] = []
        #: Where people may begin: at titles and at words that a name begins with. Then heads of organisations and of places.
        self.personal: list[int] = []
        self.organized: list[int] = []
        self.placed: list[int] = []
        self._divide()

    def _divide(self) -> None:
        """Tell the grammars apart that may begin at each word: few words begin more than one."""
        words, nexts = self.words, self.nexts
        for position in self.busy:
            word = words[position]
            names = word.names_by_next
            found = names.under.get(nexts[position], names.alone) if names.under else names.alone
            if found:
                self.named.append((position, found))
            if word.begins_person or word.titles is not None:
                self.personal.append(position)
            if word.heads is not None:
                self.organized.append(position)
            if word.head or word.group:
                self.placed.append(position)

    @cached_property
    def countries(self) -> Counter[str]:
        """How often the release names each country, by a nationality or by a name that is no one else's."""
        known = gazetteer()
        named: Counter[str] = Counter()
        for key, word in zip(self.keys, self.words, strict=True):
            if word.marks & NATION:
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
        return self.words[position].marks if 0 <= position < self.size else NONE

    def follows(self, position: int, rest: tuple[str, ...]) -> bool:
        """Do just these keys follow the token?"""
        return not rest or self.keys[position + 1 : position + 1 + len(rest)] == rest

    def names(self, position: int) -> tuple[tuple[int, Name], ...]:
        """The known names that may begin at a word, longest first: those of one word, and those its next word goes on with.

        Further words are still to be compared with :meth:`follows`.
        """
        names = self.words[position].names_by_next
        return names.under.get(self.nexts[position], names.alone) if names.under else names.alone

    def title(self, position: int, *wanted: Opening) -> tuple[Opening, int, int] | None:
        """The longest title that begins here: its kind (only ``wanted`` ones, if given), its end, the letters cut before it."""
        titles = self.words[position].titles
        return None if titles is None else self._opening(titles, position, wanted)

    def organization(self, position: int) -> tuple[Opening, int, int] | None:
        """The same for the longest phrase that heads the name of an organisation."""
        heads = self.words[position].heads
        return None if heads is None else self._opening(heads, position, ())

    def titles(self, position: int) -> tuple[tuple[int, Phrase], ...]:
        """The titles that may begin at a word, as :meth:`names` has the names."""
        titles = self.words[position].titles
        return () if titles is None else titles.under.get(self.nexts[position], titles.alone)

    def _opening(
        self, phrases: ByNext[Phrase], position: int, wanted: tuple[Opening, ...]
    ) -> tuple[Opening, int, int] | None:
        for letters, (rest, opening) in phrases.under.get(self.nexts[position], phrases.alone):
            if wanted and opening not in wanted:
                continue
            end = position + 1 + len(rest)
            if not rest or self.keys[position + 1 : end] == rest:
                return opening, end, letters
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
