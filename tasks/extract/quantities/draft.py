"""A quantity while it is being read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.extract.document import Document
from tasks.extract.facts import Aspect, Modifier, Quantity
from tasks.extract.numerals.letters import letters_in
from tasks.extract.quantities.counted_nouns import lemma
from tasks.text.span import Span


@dataclass(slots=True, kw_only=True)
class Draft:
    """What is known so far of one quantity; ``first:last`` are its tokens, number and unit and hedge together.

    ``number_last`` is the token after the bare number; ``size`` the SI size of its unit, None where there is none.
    """

    first: int
    last: int
    number_last: int
    start: int
    end: int
    value: int | float | None
    low: int | float | None = None
    high: int | float | None = None
    modifier: Modifier = Modifier.EXACT
    rule: str = "number"
    unit: str = "1"
    dimension: str = "number"
    size: float | None = None
    si_value: float | None = None
    counted: str | None = None
    counted_span: Span | None = None
    people: bool | None = None
    candidates: tuple[str, ...] = ()
    base: str | None = None
    aspect: Aspect | None = None
    restates: Draft | None = None
    agrees: bool | None = None
    trace: list[str] = field(default_factory=list)

    @staticmethod
    def over(document: Document, first: int, last: int) -> Draft:
        """A draft that covers tokens and has no value yet."""
        span = document.words(first, last)
        return Draft(first=first, last=last, number_last=last, start=span.start, end=span.end, value=None)

    def begin(self, document: Document, first: int, cut: int = 0) -> None:
        """Move the beginning to a token; ``cut`` letters of clitics on it stay outside."""
        self.first = first
        start = document.tokens.starts[first]
        self.start = letters_in(document.text, start, cut) if cut else start

    def finish(self, document: Document, last: int) -> None:
        """Move the end behind the token before ``last``."""
        self.last = last
        self.end = document.tokens.ends[last - 1]

    def share_out(self) -> None:
        """Make a count the measure of a share: its noun is what the share is of, and nobody is counted."""
        self.base, self.dimension = self.counted, "number"
        self.counted = self.counted_span = self.people = None
        self.trace.append("behind every")

    def quantity(self, drafts: Sequence[Draft]) -> Quantity:
        """The finished value; what it restates is named by its position among the drafts of the release."""
        restates = None
        if self.restates is not None:
            restates = next(index for index, draft in enumerate(drafts) if draft is self.restates)
        return Quantity(
            span=Span(self.start, self.end),
            rule=f"quantity.{self.rule}",
            value=self.value,
            low=self.low,
            high=self.high,
            modifier=self.modifier,
            unit=self.unit,
            dimension=self.dimension,
            si_value=self.si_value,
            counted=self.counted,
            counted_span=self.counted_span,
            counted_lemma=lemma(self.counted) if self.counted else None,
            counts_people=self.people,
            candidates=self.candidates,
            base=self.base,
            aspect=self.aspect,
            restates=restates,
            restatement_agrees=self.agrees if restates is not None else None,
            trace=tuple(self.trace),
        )
