"""Which stretches of a release's text are which facts: the ground of its rendering on terminals and in HTML."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from models.queries.release_facts import Fact, ReleaseFacts
from tasks.extract.facts import FactKind
from tasks.text.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a class of facts looks: a name for the legend, a style for rich, colours for light and dark pages."""

    label: str
    style: str
    light: str
    dark: str


#: Looks in the order in which they are laid on: a later one is laid over an earlier one.
LOOKS: Final[Mapping[str, Look]] = {
    "quotation": Look(label="quotation", style="underline", light="#e8eaf6", dark="#303650"),
    "person": Look(label="person", style="bright_magenta", light="#f3c9e8", dark="#7a3a6b"),
    "organization": Look(label="organisation", style="bright_blue", light="#bcd8f7", dark="#2d5580"),
    "place": Look(label="place", style="bright_green", light="#c2ecc7", dark="#2f6638"),
    "name": Look(label="other name", style="bright_white", light="#dddddd", dark="#555555"),
    "time": Look(label="time", style="bright_cyan", light="#b5ecec", dark="#1f6363"),
    "quantity": Look(label="quantity", style="bright_yellow", light="#f8e6a0", dark="#6b5a12"),
    "event": Look(label="event", style="bold bright_red", light="#f7bfb5", dark="#86372a"),
}

_NAMES: Final = {
    "person": "person",
    "organization": "organization",
    "group": "organization",
    "place": "place",
    "facility": "place",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A fact and the stretch of the normalized text it stands in."""

    span: Span
    look: str
    kind: FactKind
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text in which the same facts stand throughout."""

    span: Span
    marks: tuple[Marked, ...]


def marked(facts: ReleaseFacts) -> list[Marked]:
    """All facts of a release with their looks, in the order in which they are laid on."""
    found = [
        Marked(span=Span(fact["span_start"], fact["span_end"]), look=_look(kind, fact), kind=kind, fact=fact)
        for kind, rows in facts.facts.items()
        for fact in rows
    ]
    order = list(LOOKS)
    return sorted(found, key=lambda mark: (order.index(mark.look), mark.span.start))


def _look(kind: FactKind, fact: Fact) -> str:
    match kind:
        case FactKind.MENTION:
            return _NAMES.get(fact["type"].value, "name")
        case FactKind.QUANTITY:
            return "quantity"
        case FactKind.TIME:
            return "time"
        case FactKind.QUOTATION:
            return "quotation"
        case FactKind.EVENT:
            return "event"


def lines(text: str, marks: Sequence[Marked]) -> Iterator[tuple[Span, list[Marked]]]:
    """The lines of a text with the facts that stand in each; linear in both."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    here: list[list[Marked]] = [[] for _ in starts[1:]]
    for mark in marks:
        index = bisect_right(starts, mark.span.start) - 1
        while index < len(here) and starts[index] < mark.span.end:
            here[index].append(mark)
            index += 1
    for start, following, inside in zip(starts, starts[1:], here, strict=False):
        yield Span(start, following - 1), inside


def pieces(span: Span, marks: Sequence[Marked]) -> Iterator[Piece]:
    """Cut a stretch of text where facts begin and end; linear in the number of facts but for those that overlap."""
    inside = [mark for mark in marks if mark.span.overlaps(span) and mark.span.end > mark.span.start]
    cuts = sorted(
        {span.start, span.end}
        | {min(max(edge, span.start), span.end) for mark in inside for edge in mark.span}
    )
    opening: dict[int, list[int]] = {}
    for index, mark in enumerate(inside):
        opening.setdefault(max(mark.span.start, span.start), []).append(index)
    running: list[int] = []
    for start, end in pairwise(cuts):
        running = sorted(
            [index for index in running if inside[index].span.end > start] + opening.get(start, [])
        )
        yield Piece(span=Span(start, end), marks=tuple(inside[index] for index in running))


def summary(mark: Marked, facts: ReleaseFacts) -> list[str]:
    """What a fact says, in short lines for a tooltip: meaning, then provenance."""
    from worker.phrasing import more, value

    fact = mark.fact
    row: dict[str, Any] = {**fact, "english": (fact.get("entity") or {}).get("english")}
    meaning = " · ".join(part for part in (value(mark.kind, row), more(mark.kind, row)) if part)
    found = [f"{LOOKS[mark.look].label}: {meaning}"]
    for argument in fact.get("arguments", ()):
        taken = " (from another clause)" if argument["inherited"] else ""
        found.append(f"  {argument['role']}: {argument['name']}{taken}")
    if fact.get("attributed_to") is not None:
        quotations = facts.facts[FactKind.QUOTATION]
        speaker = (
            quotations[fact["attributed_to"]]["speaker_name"]
            if fact["attributed_to"] < len(quotations)
            else None
        )
        found.append(f"  said by: {speaker or '?'}")
    found.append(f"as received [{fact['raw_start']}:{fact['raw_end']}]: {_short(fact['verbatim'])}")
    found.append(
        f"{fact['release_id']}/{mark.kind.value}/{fact['position']} · rule {fact['rule']} · version {fact['version']}"
    )
    return found


def _short(words: str, most: int = 80) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else words[: most - 1] + "…"
