"""Marks that are missing: where the words they should hold begin and end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

from tasks.extract.quotations.lexicon import Shape
from tasks.extract.quotations.marks import MARKS, Quoted
from tasks.extract.quotations.scan import BARE_THAT, COLON, COMMAS, STOPS, Cue, Scan
from tasks.extract.quotations.subjects import SUBJECT_REACH

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_PARTICIPLE: Final = Shape.PARTICIPLE


def joined(scan: Scan) -> Iterator[Quoted]:
    """The quoted stretches; one left open is joined to a lone closing mark in the next paragraphs."""
    waiting: Quoted | None = None
    inside: list[Quoted] = []
    for quoted in scan.quoted:
        if waiting is not None:
            if quoted.opening is not None and quoted.last <= waiting.last:
                inside.append(quoted)  # judged after the open one, which may end before it
                continue
            if (
                quoted.opening is None
                and not quoted.extends
                and quoted.closing is not None
                and bisect_left(scan.breaks, quoted.closing) - bisect_left(scan.breaks, waiting.first) <= 3
                and not any(
                    scan.begins_clause(cue.token)
                    for cue in scan.cues_between(waiting.last + 1, quoted.closing)
                )
            ):
                yield Quoted(
                    opening=waiting.opening, closing=quoted.closing, first=waiting.first, last=quoted.last
                )
                waiting, inside = None, []
                continue
            yield waiting
            yield from inside
            waiting, inside = None, []
        if quoted.opening is not None and quoted.closing is None:
            if scan.cues_between(scan.start_of(quoted.opening), quoted.opening):
                waiting = quoted
        else:
            yield quoted
    if waiting is not None:
        yield waiting
        yield from inside


def missing_closing(scan: Scan, quoted: Quoted) -> Quoted:
    """Words without a closing mark end with the paragraph, or with the sentence before the next announced words."""
    last = quoted.last
    index = bisect_right(scan.quoted, quoted.first, key=lambda other: other.order)
    for other in scan.quoted[index : index + 50]:
        if other.opening is None or other.first > quoted.last:
            continue
        start = max(quoted.first, scan.start_of(other.opening))
        announcing = [cue for cue in scan.cues_between(start, other.opening) if scan.begins_clause(cue.token)]
        if announcing:
            last = start - 1 if start > quoted.first else announcing[0].token - 1
            break
    return Quoted(opening=quoted.opening, closing=None, first=quoted.first, last=last)


def missing_opening(scan: Scan, cue: Cue, closing: int) -> int | None:
    """The first token of words whose opening mark is missing: after the colon, "that" or "قائلا"."""
    keys = scan.document.tokens.keys
    for position in range(cue.token + 1, min(closing, cue.token + SUBJECT_REACH, scan.end_of(cue.token))):
        if keys[position] == COLON or (scan.is_that(position) and keys[position] in BARE_THAT):
            return position + 1
        if scan.is_that(position):
            return position
        if any(
            c.form.verb.key == "say" and c.form.shape is _PARTICIPLE
            for c in scan.cues_between(position, position + 1)
        ):
            following = position + 1
            return following + 1 if keys[following] == COLON else following
    return cue.token + 1 if cue.form.shape is _PARTICIPLE else None


def ends_sentence(scan: Scan, closing: int) -> bool:
    keys = scan.document.tokens.keys
    following = closing
    while following < min(len(keys), closing + 4) and keys[following] in MARKS:
        following += 1
    return (
        following >= len(keys)
        or keys[following] in STOPS
        or keys[following] == "\n"
        or keys[following] in COMMAS
    )
