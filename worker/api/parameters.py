"""Parameters of questions: the names and meanings of the command line's options; unknown ones are refused."""

from __future__ import annotations

import re
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from models.queries.claims import ClaimFilter, Order
from models.queries.days import day, first_moment, moment_after
from tasks.errors import InputError
from tasks.extract.facts import FactKind, MentionType, Modality, Polarity
from worker.api.pages import MOST, USUAL

_FACT: Final = re.compile(r"([0-9]{1,9})/([a-z]+)/([0-9]{1,9})")


def _day(given: str) -> str:
    try:
        return day(given)
    except InputError as error:
        raise ValueError(str(error)) from None


def _fact_name(given: str) -> str:
    match = _FACT.fullmatch(given)
    if match is None or match[2] not in {kind.value for kind in FactKind}:
        raise ValueError("not the name of a fact like 17/events/3")
    return given


#: Words of a filter; no database takes a NUL.
Words = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern="^[^\\x00]+$")]
#: Several of one kind are alternatives.
Many = Annotated[list[Words], Field(default_factory=list, max_length=50)]
Day = Annotated[str, AfterValidator(_day), StringConstraints(max_length=19)]
FactName = Annotated[str, AfterValidator(_fact_name)]
Figure = Annotated[float, Field(allow_inf_nan=False)]


class Page(BaseModel):
    """How much is wanted at a time."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: int = Field(USUAL, ge=1, le=MOST, description="Rows at most; the header Link has the next page.")


class ClaimParameters(Page):
    """Filters of different kinds must all hold; several of one kind are alternatives."""

    event: Many = Field(description="Type of event; * stands for anything.")
    actor: Many = Field(description="Who did it: part of a name, Arabic or English.")
    target: Many = Field(description="To whom or what.")
    place: Many = Field(description="Where.")
    said_by: Many = Field(description="Who says so in the release.")
    source: Many = Field(description="Who published the release.")
    release: Many = Field(description="Number, identifier, or source:identifier of a release.")
    from_: Day | None = Field(None, alias="from", description="Events of this year, month, day or later.")
    to: Day | None = Field(None, description="Events of this year, month, day or earlier.")
    published_from: Day | None = Field(None, description="Releases of this day or later.")
    published_to: Day | None = Field(None, description="Releases of this day or earlier.")
    at_least: Figure | None = Field(None, description="Figures that may be this or more.")
    at_most: Figure | None = Field(None, description="Figures that may be this or less.")
    unit: Words | None = Field(None, description="UCUM or ISO 4217 code, 1 for counts.")
    polarity: Polarity | None = Field(None, description="negative: said not to have happened.")
    modality: Modality | None = Field(None, description="How sure the source is.")
    originals: bool = Field(False, description="Leave out copies of other releases.")
    order: Order = Field(Order.RELEASE, description="By a time, claims without one are left out.")
    after: FactName | None = Field(None, description="The claim with which the last page ended.")

    def filter(self, releases: tuple[int, ...]) -> ClaimFilter:
        """The query's own filter, with the numbers of the releases that are named."""
        return ClaimFilter(
            events=self.event,
            actors=self.actor,
            targets=self.target,
            places=self.place,
            speakers=self.said_by,
            sources=self.source,
            releases=releases,
            begins=self.from_,
            ends=self.to,
            published_from=None if self.published_from is None else first_moment(self.published_from),
            published_to=None if self.published_to is None else moment_after(self.published_to),
            at_least=self.at_least,
            at_most=self.at_most,
            unit=self.unit,
            polarity=self.polarity,
            modality=self.modality,
            originals_only=self.originals,
            order=self.order,
            after=None if self.after is None else fact_place(self.after)[1:],
            limit=self.limit + 1,
        )


class FactParameters(Page):
    """Which facts; of one kind with all its columns, of several with those that all have."""

    kind: Annotated[list[FactKind], Field(default_factory=list, max_length=50)] = Field(
        description="Only this kind of fact."
    )
    release: Many = Field(description="Number, identifier, or source:identifier of a release.")
    source: Many = Field(description="Who published the release.")
    rule: Many = Field(description="Only read by this rule.")
    words: Words | None = Field(None, description="Only facts whose words contain these, however typed.")
    after: FactName | None = Field(None, description="The fact with which the last page ended.")


class SearchParameters(Page):
    """Words that a release must contain."""

    q: Words = Field(description='Words, however typed; those in "double quotes" must follow each other.')
    source: Many = Field(description="Who published the release.")
    limit: int = Field(20, ge=1, le=1_000, description="Releases at most.")
    skip: int = Field(0, ge=0, le=100_000, description="Leave out the first so many.")


class EntityParameters(Page):
    """Which persons, organisations and places."""

    type: Annotated[list[MentionType], Field(default_factory=list, max_length=50)] = Field(
        description="Only of this type."
    )
    name: Words | None = Field(None, description="Part of a name, Arabic or English, or a key.")
    source: Many = Field(description="Count mentions of this source only.")
    known: bool = Field(False, description="Only those of our gazetteers.")
    skip: int = Field(0, ge=0, le=10_000_000, description="Leave out the first so many.")


class ClusterParameters(Page):
    """Which releases, in the order of their clusters."""

    source: Many = Field(description="Who published the release.")
    skip: int = Field(0, ge=0, le=10_000_000, description="Leave out the first so many.")


def fact_place(name: str) -> tuple[FactKind, int, int]:
    """Kind, release and position of a fact.

    >>> fact_place("17/events/3")
    (<FactKind.EVENT: 'events'>, 17, 3)
    """
    release, kind, position = name.split("/")
    return FactKind(kind), int(release), int(position)
