"""The state of one pass over a release while its events are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from tasks.extract.events.grammar import Governor
from tasks.extract.events.lexicon import Analysis, Trigger
from tasks.extract.events.phrases import Phrase, Reader
from tasks.extract.facts import Argument, Event

#: What is done by saying it, in the present tense, too.
SAYING: Final = frozenset(
    {"condemnation", "accusation", "rejection", "threat", "demand", "statement", "announcement", "condolence"}
)
#: What happens to people only.
PEOPLE: Final = frozenset({"killed", "injured", "arrested", "abducted", "died"})
#: Stances taken; what is praised or agreed on has its own places and dates.
STANCES: Final = frozenset({"support", "agreement"})


@dataclass(slots=True, kw_only=True)
class Site:
    """A trigger in place: its token, its reading, and the first token and the end of its sentence."""

    token: int
    analysis: Analysis
    low: int
    high: int

    @property
    def trigger(self) -> Trigger:
        """The lexicon entry."""
        return self.analysis.form.trigger


@dataclass(slots=True, kw_only=True)
class Pass:
    """What was found so far, for what later words take over."""

    reader: Reader
    #: The quotations by where they begin: these places, how far any up to there reaches, and which they are.
    opened: list[int] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    #: Tokens that belong to a trigger before them (حتفهم of لقوا).
    consumed: set[int] = field(default_factory=set)
    #: The last event noun's token, its helping verb with its subject, and what is inherited, for "the killing of … and the wounding of …".
    governed: tuple[int, int, Governor, tuple[Phrase, ...], list[Argument]] | None = None
    #: The last event's token and the event, for what is inherited.
    last: tuple[int, Event] | None = None
    #: Person and number of that event's verb, empty for a noun.
    last_person: str = ""
    #: The trigger looked at last, and the words behind it, which each of its readings asks for.
    window: tuple[tuple[int, int], Sequence[tuple[int, str, str]]] = ((-1, 0), ())

    @staticmethod
    def over(reader: Reader) -> Pass:
        """The state before the first word of a release."""
        spans = [quotation.span for quotation in reader.quotations]
        quoted = sorted(range(len(spans)), key=lambda index: spans[index])
        return Pass(
            reader=reader,
            opened=[spans[index].start for index in quoted],
            closed=list(accumulate((spans[index].end for index in quoted), max)),
            quoted=quoted,
        )
