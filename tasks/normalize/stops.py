"""Stops and commas that stand on the wrong side of a space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tasks.normalize.draft import Draft
from tasks.normalize.signs import (
    ATTACHED_DASHES,
    LOOSE_DASHES,
    LOOSE_STOPS,
    SPACED_DASHES,
    SPACED_STOPS,
    TIGHT_COMMAS,
)
from tasks.normalize.word_costs import is_known, word_cost
from tasks.text.offset_map import Edit

_ARABIC: Final = "\u0621-\u063a\u0641-\u064a\u066e-\u06d3"
#: A stop past the space and glued to the next word: ``2018 .دعمت``.
_GLUED = re.compile(rf" (?<=[\w)»”\"%] )([.،؛,]{{1,2}})(?=[\u064b-\u0652]?[{_ARABIC}])")
#: A stop before the number that ends its line: ``لعام .2017``.
_BEFORE_LAST = re.compile(r" (?<=\w )([.؟!])([0-9\u0660-\u0669]+)(?=[\"”»)]?(?:\n|$))")
#: A word torn by a stop: ``آ .ليات``.
_TORN_BY_STOP = re.compile(rf" (?<=[{_ARABIC}] )([.:])([{_ARABIC}]{{1,12}})(?![{_ARABIC}])")
_HEAD = re.compile(f"[{_ARABIC}]+$")
_LONGEST_HEAD: Final = 12
_TIGHT_COMMA = re.compile(rf"[،؛](?<=[{_ARABIC}].)(?=[{_ARABIC}0-9])")
_FAR: Final = 20
_LOOSE_COMMA = re.compile(r" (?<=[\w)»”\"%] )([،؛,])(?=\s)")
_LOOSE_DASH = re.compile(rf"[-–](?<=[{_ARABIC})] .)(?= [{_ARABIC}])")
_ATTACHED_DASH = re.compile(rf"[-–](?<=[{_ARABIC})].)(?= [{_ARABIC}])")
_LOOSE_STOP = re.compile(r" (?<=[\w)»”\"%] )([.؟!:])(?=\s|$)")
_ATTACHED_COMMA = re.compile(r"[،؛,](?<=\w.)(?=\s)")
_ATTACHED_STOP = re.compile(r"[.؟!:](?<=\w.)(?=\s)")
_DOUBLED = re.compile(r" ?\. ?(?=[،؛])")
#: The number of a list item, its slash or colon shuffled: ``3 /خلق``, ``4:/ مبدأ``.
_ITEM = re.compile(rf"([0-9]{{1,3}}) ?([.:]?) ?/ ?([.:]?) ?(?=[{_ARABIC}])")
#: So far from the head of its line an item's slash may stand.
_WIDEST_NUMBER: Final = 6
#: A number that begins its line, and so numbers it.
_ITEM_NUMBER = re.compile(r"(?:^|\n)\d{1,3}$")
#: Loose stops are the exception where four times as many are attached.
_RARE: Final = 4
_ENDED = re.compile(r"[.!؟?…:؛،][\"”»’')\]]*$")


def repair_stops(draft: Draft, *, damaged: bool) -> None:
    """A stop displaced past the space returns to its word; list numbers keep their slash.

    Loose commas (`` ، ``) are a habit of some writers; they are attached where the text's other commas are, and in text
    that is known to be damaged.

    >>> draft = Draft("أيلول 2018 .دعمت")
    >>> repair_stops(draft, damaged=False)
    >>> draft.text
    'أيلول 2018. دعمت'
    """
    text = draft.text
    loose_stops, loose_dashes = draft.shows(LOOSE_STOPS), draft.shows(SPACED_DASHES)
    if damaged:
        tight = [place for place in draft.places(TIGHT_COMMAS) if _TIGHT_COMMA.match(text, place - 1)]
        draft.edit("tight_commas", [Edit(place, place, " ") for place in tight])
    if loose_stops:
        _repair_loose(draft, damaged=damaged)
    if damaged and loose_dashes:
        _attach_dashes(draft)
    if "/" in draft.text:
        _repair_items(draft)


def _repair_loose(draft: Draft, *, damaged: bool) -> None:
    """Stops and commas with a space before them."""
    text = draft.text
    glued = [
        m
        for m in _matches(_GLUED, draft)
        if damaged or not _ITEM_NUMBER.search(text, max(0, m.start() - 4), m.start())
    ]
    draft.edit("displaced_stops", [Edit(m.start(), m.end(), m.group(1) + " ") for m in glued], 0.9)
    text = draft.text
    swapped = [Edit(m.start(), m.end(), f" {m.group(2)}{m.group(1)}") for m in _matches(_BEFORE_LAST, draft)]
    draft.edit("displaced_stops", swapped, 0.9)
    _attach(draft, _LOOSE_COMMA, _ATTACHED_COMMA, damaged=damaged)
    _attach(draft, _LOOSE_STOP, _ATTACHED_STOP, damaged=damaged)


def _matches(pattern: re.Pattern[str], draft: Draft) -> Iterator[re.Match[str]]:
    """What a pattern that begins with a space before a stop matches, in order."""
    text = draft.text
    return filter(None, (pattern.match(text, place - 1) for place in draft.places(LOOSE_STOPS)))


def _attach_dashes(draft: Draft) -> None:
    """Dashes between items that stand apart on both sides are attached where most dashes of the text are."""
    text = draft.text
    loose = [place - 1 for place in draft.places(LOOSE_DASHES) if _LOOSE_DASH.match(text, place)]
    attached = (place for place in draft.places(ATTACHED_DASHES) if _ATTACHED_DASH.match(text, place))
    if loose and len(loose) < sum(1 for _ in attached):
        draft.edit("loose_stops", [Edit(place, place + 1, "") for place in loose], 0.7)


def mend_torn_words(draft: Draft) -> None:
    """In words torn by the full stop of their line the halves meet, and the stop goes to the line's end.

    >>> draft = Draft("استخدام آ .ليات جديدة")
    >>> mend_torn_words(draft)
    >>> draft.text
    'استخدام آليات جديدة.'
    """
    if not draft.shows(SPACED_STOPS):
        return
    text = draft.text
    edits: list[Edit] = []
    done = 0
    for match in _matches(_TORN_BY_STOP, draft):
        stop, tail = match.groups()
        found = _HEAD.search(text[max(0, match.start() - _LONGEST_HEAD - 1) : match.start()])
        head = found.group() if found else ""
        if match.start() < done or not 0 < len(head) <= _LONGEST_HEAD or not is_known(head + tail):
            continue
        if word_cost(head + tail) + _FAR > word_cost(head) + word_cost(tail):
            continue
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        edits.append(Edit(match.start(), match.start(2), ""))
        if not _ENDED.search(text[max(match.end(), end - 4) : end]):
            edits.append(Edit(end, end, stop))
        done = end
    draft.edit("displaced_stops", edits, 0.9)


def _attach(draft: Draft, loose: re.Pattern[str], attached: re.Pattern[str], *, damaged: bool) -> None:
    """Attach loose stops where they are the exception."""
    text = draft.text
    places = [m.start() for m in _matches(loose, draft)]
    if places and (damaged or _RARE * len(places) < len(attached.findall(text))):
        draft.edit("loose_stops", [Edit(place, place + 1, "") for place in places], 0.8)


def _repair_items(draft: Draft) -> None:
    """The slash belongs to the item's number, the colon or full stop beside it to the item's end."""
    text = draft.text
    edits: list[Edit] = []
    for match in _items(text):
        number, first, second = match.groups()
        if match.group() == f"{number}/ ":
            continue
        edits.append(Edit(match.start(), match.end(), f"{number}/ "))
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        stop = first or second
        if stop and not _ENDED.search(text[max(match.end(), end - 4) : end]):
            edits.append(Edit(end, end, stop))
    draft.edit("list_numbers", edits, 0.8)


def _items(text: str) -> Iterator[re.Match[str]]:
    """The numbers with a slash at the heads of lines: slashes are rarer than lines."""
    done = -1
    slash = text.find("/")
    while slash >= 0:
        start = text.rfind("\n", max(0, slash - _WIDEST_NUMBER - 1), slash) + 1
        if done < start <= slash and slash - start <= _WIDEST_NUMBER:
            done = start
            match = _ITEM.match(text, start)
            if match:
                yield match
        slash = text.find("/", slash + 1)
