"""What two releases have in common and what not, in words and in facts; plain functions on values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from models.queries.release_facts import Fact, ReleaseFacts
from tasks.extract.facts import FactKind
from tasks.text.fold import match_key
from tasks.text.span import Span
from worker.phrasing import value

#: Texts with more words than this are compared line by line, which is quicker and coarser.
_MOST_WORDS: Final = 20_000


class Change(StrEnum):
    """What became of a stretch of words or of a fact on the way from the first release to the second."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words that both texts have, or one of them alone; the other's span is empty then."""

    change: Change
    first: Span
    second: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """A fact of one release that the other does not have, or has with another value."""

    change: Change
    kind: FactKind
    first: Fact | None
    second: Fact | None


def compare_words(first: str, second: str) -> list[Stretch]:
    """How one text turns into another, word by word; letter variants and marks make no difference.

    >>> [
    ...     (s.change.value, s.first.of("قتل 5 جنود"), s.second.of("قُتل 7 جنود"))
    ...     for s in compare_words("قتل 5 جنود", "قُتل 7 جنود")
    ... ]
    [('same', 'قتل', 'قُتل'), ('changed', '5', '7'), ('same', 'جنود', 'جنود')]
    """
    left, right = _words(first), _words(second)
    if max(len(left), len(right)) > _MOST_WORDS:
        left, right = _lines(first), _lines(second)
    keys = [_key(span.of(first)) for span in left], [_key(span.of(second)) for span in right]
    stretches = []
    for tag, start, end, other_start, other_end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        stretches.append(
            Stretch(
                change=_TAGS[tag],
                first=_covering(left, start, end),
                second=_covering(right, other_start, other_end),
            )
        )
    return stretches


_TAGS: Final = {
    "equal": Change.SAME,
    "delete": Change.REMOVED,
    "insert": Change.ADDED,
    "replace": Change.CHANGED,
}


def _key(word: str) -> str:
    """A word as it is compared: without the stops and brackets around it, unless it is nothing else."""
    return match_key(word.strip(_AROUND) or word)


_AROUND: Final = ".,:;!?()[]{}\"'«»“”‘’…-–—\N{ARABIC COMMA}\N{ARABIC SEMICOLON}\N{ARABIC QUESTION MARK}"


def _words(text: str) -> list[Span]:
    spans, start = [], -1
    for index, character in enumerate(text):
        if character.isspace():
            if start >= 0:
                spans.append(Span(start, index))
            start = -1
        elif start < 0:
            start = index
    if start >= 0:
        spans.append(Span(start, len(text)))
    return spans


def _lines(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line:
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _covering(spans: Sequence[Span], start: int, end: int) -> Span:
    """From the first of some spans to the last; empty, where they would stand, if there are none."""
    if start < end:
        return Span(spans[start].start, spans[end - 1].end)
    place = spans[start].start if start < len(spans) else (spans[-1].end if spans else 0)
    return Span(place, place)


def compare_facts(first: ReleaseFacts, second: ReleaseFacts) -> Iterator[FactChange]:
    """Facts that one release has and the other has not.

    Two that stand for the same thing with different values (5 dead, 7 dead) are one change: figures of what they count,
    events of one type with one target or actor.
    """
    for kind in FactKind:
        left, right = _only_in(first.facts[kind], second.facts[kind], kind)
        topics: dict[str, list[Fact]] = {}
        for fact in right:
            topics.setdefault(_topic(kind, fact), []).append(fact)
        for fact in left:
            partners = topics.get(_topic(kind, fact)) if _topic(kind, fact) else None
            if partners:
                partner = partners.pop(0)
                right = [other for other in right if other is not partner]
                yield FactChange(change=Change.CHANGED, kind=kind, first=fact, second=partner)
            else:
                yield FactChange(change=Change.REMOVED, kind=kind, first=fact, second=None)
        for fact in right:
            yield FactChange(change=Change.ADDED, kind=kind, first=None, second=fact)


def _only_in(left: Sequence[Fact], right: Sequence[Fact], kind: FactKind) -> tuple[list[Fact], list[Fact]]:
    """Facts of each side without those that both have; one said twice must be said twice on the other side too."""
    spare_right = Counter(said(kind, fact) for fact in right)
    spare_left = Counter(said(kind, fact) for fact in left)
    common = spare_left & spare_right
    return _without(left, kind, common.copy()), _without(right, kind, common.copy())


def _without(facts: Sequence[Fact], kind: FactKind, common: Counter[str]) -> list[Fact]:
    kept = []
    for fact in facts:
        key = said(kind, fact)
        if common[key] > 0:
            common[key] -= 1
        else:
            kept.append(fact)
    return kept


def said(kind: FactKind, fact: Fact) -> str:
    """What tells whether two facts say the same."""
    line = value(kind, {"english": None, **fact})
    match kind:
        case FactKind.QUOTATION:
            return f"{line}: {match_key(fact['text'])}"
        case FactKind.EVENT:
            roles = "; ".join(f"{argument['role']} {argument['name']}" for argument in fact["arguments"])
            negative = "" if fact["polarity"].value == "positive" else "not "
            return f"{negative}{line}: {roles}"
        case FactKind.MENTION:
            return str(fact["entity_key"])
        case _:
            return line or match_key(fact["text"])


def shown(kind: FactKind, fact: Fact, most: int = 120) -> str:
    """What a fact says, in a line for people."""
    line = str(fact["name"]) if kind is FactKind.MENTION else said(kind, fact)
    if kind is FactKind.QUOTATION:
        line = f"{fact['speaker_name'] or '?'}: {' '.join(fact['text'].split())}"
    return line if len(line) <= most else line[: most - 1] + "…"


def _topic(kind: FactKind, fact: Fact) -> str:
    """What a fact is about; empty where nothing tells."""
    match kind:
        case FactKind.QUANTITY:
            about = fact["counted"] or (fact["unit"] if fact["unit"] != "1" else "")
            return match_key(f"{about}") if about else ""
        case FactKind.EVENT:
            main = next((a["name"] for a in fact["arguments"] if a["role"] in {"target", "actor"}), "")
            return f"{fact['type']} {match_key(_without_figures(main))}"
        case _:
            return ""


def _without_figures(words: str) -> str:
    return " ".join(word for word in words.split() if not any(character.isdigit() for character in word))
