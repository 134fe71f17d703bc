"""A normalized release made ready for the grammars: tokenized once, folded once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import datetime

from tasks.text.span import Span
from tasks.text.tokens import Tokens, tokenize


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What every grammar reads.

    ``published`` is the reference time ("yesterday" counts from it), None when unknown. ``source`` is the producer's
    name for where the release comes from, None when unknown.
    """

    text: str
    tokens: Tokens
    sentences: tuple[Span, ...]
    published: datetime | None = None
    published_has_time: bool = False
    source: str | None = None

    @staticmethod
    def of(
        text: str,
        *,
        sentences: tuple[Span, ...] | None = None,
        published: datetime | None = None,
        published_has_time: bool = False,
        source: str | None = None,
    ) -> Document:
        """A document of normalized text; without sentences the whole text is one.

        >>> Document.of("قال إن").tokens.keys
        ('قال', 'ان')
        """
        return Document(
            text=text,
            tokens=tokenize(text),
            sentences=(Span(0, len(text)),) if sentences is None else sentences,
            published=published,
            published_has_time=published_has_time,
            source=source,
        )

    def words(self, first: int, last: int) -> Span:
        """The span from token ``first`` up to, not including, token ``last``."""
        return Span(self.tokens.starts[first], self.tokens.ends[last - 1])

    def token_at(self, position: int) -> int:
        """The token that covers a character position, or the next one after it."""
        return bisect_right(self.tokens.ends, position)

    def tokens_of(self, span: Span) -> range:
        """Positions of the tokens that overlap a span."""
        return range(bisect_right(self.tokens.ends, span.start), bisect_left(self.tokens.starts, span.end))

    def sentence_of(self, position: int) -> int:
        """Which sentence a character position stands in (the nearest before it, between sentences)."""
        return max(0, bisect_right(self.sentences, (position, len(self.text) + 1)) - 1)

    def after_letters(self, token: int, letters: int) -> int:
        """The character position in a token after so many letters of its key (marks are passed over).

        >>> Document.of("وَالتحالف").after_letters(0, 1)
        2
        """
        start, end = self.tokens.starts[token], self.tokens.ends[token]
        position = start
        for _ in range(letters):
            position += 1
            while position < end and not self.text[position].isalpha():
                position += 1
        return min(position, end)
