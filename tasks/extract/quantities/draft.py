"""A quantity while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from tasks.extract.facts import Aspect, Modifier, Quantity
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

    def quantity(self, restates: int | None) -> Quantity:
        """The finished value; ``restates`` is the position of the quantity this one repeats."""
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
            counts_people=self.people,
            candidates=self.candidates,
            base=self.base,
            aspect=self.aspect,
            restates=restates,
            restatement_agrees=self.agrees if restates is not None else None,
            trace=tuple(self.trace),
        )
