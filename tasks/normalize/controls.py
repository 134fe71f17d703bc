"""Characters without a letter: direction controls, zero-width characters, tatweel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tasks.normalize.draft import Draft
from tasks.normalize.signs import (
    ANY_INVISIBLE,
    CONTROL,
    DIRECTION,
    EMBEDDING,
    FLIPPED_STOPS,
    FLIPPING,
    INVISIBLE,
    LONG_FORMS,
    REPLACEMENT,
    TATWEEL,
)
from tasks.normalize.word_costs import word_cost
from tasks.text.offset_map import Edit

_LRE = "\N{LEFT-TO-RIGHT EMBEDDING}"
_RLE = "\N{RIGHT-TO-LEFT EMBEDDING}"
_PDF = "\N{POP DIRECTIONAL FORMATTING}"

#: An innermost left-to-right embedding or override, without another control inside.
_EMBEDDING = re.compile(
    "[\N{LEFT-TO-RIGHT EMBEDDING}\N{LEFT-TO-RIGHT OVERRIDE}\N{LEFT-TO-RIGHT ISOLATE}]"
    "([^\u202a-\u202e\u2066-\u2069\n]{1,400})"
    "[\N{POP DIRECTIONAL FORMATTING}\N{POP DIRECTIONAL ISOLATE}]"
)
_UNMAPPED = re.compile("[\u0621-\u064a\u064b-\u0652]{0,20}\ufffd[\u0621-\u064a\u064b-\u0652\ufffd]{1,24}")
_COMMON: Final = 60
_FEW: Final = 200
#: A letter, and a space and a letter, beside a tatweel tell whether it draws one out.
_APART: Final = 3
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_CORE = re.compile(r"[^\W_](?:.*[^\W_])?[%\u066a\u00b0]?", re.DOTALL)


def _runs(characters: str) -> re.Pattern[str]:
    """Runs of these; ``re`` looks for a first character three times as quickly when it is not repeated itself."""
    return re.compile(f"[{characters}][{characters}]*")


#: Control characters stand where a font maps no letter to its glyph, embeddings where an extractor shows directions.
_KINDS: Final = (
    (CONTROL, "control_characters", _runs("\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f")),
    (DIRECTION, "direction_controls", _runs("\u202a-\u202e")),
    (ANY_INVISIBLE, "invisible", _runs(INVISIBLE)),
)
_INVISIBLE: Final = _KINDS[-1][2]
_LETTER: Final = "\u0621-\u063a\u0641-\u065f\u066e-\u06d3\u06d5\ufb50-\ufdff\ufe70-\ufefc"
_TATWEEL = re.compile("\N{ARABIC TATWEEL}\N{ARABIC TATWEEL}*")
_IS_LETTER = re.compile(f"[{_LETTER}]")
#: The era written onto the word after it: ``1436 هـالموافق``; but ``1436 هـجري`` is the era in full, drawn out.
_IN_FULL: Final = "(?!جري)"
_ERA = re.compile(
    f"ه(?<=[0-9\u0660-\u0669].)\N{ARABIC TATWEEL}+{_IN_FULL}(?=[{_LETTER}])"
    f"|ه(?<=[0-9\u0660-\u0669] .)\N{ARABIC TATWEEL}+{_IN_FULL}(?=[{_LETTER}])"
)
#: A number cut in two by a right-to-left mark beside its separator.
_FLIPPED = re.compile(
    "([0-9](?<![0-9.,].)[0-9]*)(?:([.,])[\u200f\u061c]|[\u200f\u061c]([.,]))([0-9]+)(?![0-9]|[.,][0-9\u200f])"
)


def flatten_embeddings(draft: Draft) -> None:
    """Write left-to-right embeddings of a right-to-left line without their controls, in reading order.

    Inside an embedding the stops around a number stand where the eye sees them from the left: in the Arabic line around
    it they are read from the right. What is read first comes first (UAX #9, rules X2, N1, L2, undone).
    Poppler's ``pdftotext`` writes every number and stop of an Arabic line this way.

    >>> draft = Draft(f"القرن {_LRE} 19{_PDF}عما{_LRE} ،{_PDF}هو")
    >>> flatten_embeddings(draft)
    >>> draft.text
    'القرن 19 عما، هو'
    """
    text = draft.text
    if not draft.shows(EMBEDDING):
        return
    edits: list[Edit] = []
    for match in _EMBEDDING.finditer(text):
        content = match.group(1)
        core = _CORE.search(content)
        if core:
            before, middle, after = content[: core.start()], core.group(), content[core.end() :]
        else:
            before, middle, after = "", "", content
        if _LATIN.search(middle):
            plain = middle + after + before[::-1]
        else:
            plain = after[::-1] + middle + before[::-1]
        if plain != content:
            edits.append(Edit(match.start(), match.end(), plain))
    draft.edit("direction_runs", edits, 0.95)


def drop_unmapped(draft: Draft) -> None:
    """A single replacement character beside letters goes where the rest is a known word.

    Fonts draw long joins with glyphs of their own, which an extractor cannot map. A doubled one stands for a letter lost
    with its encoding, and stays.

    >>> draft = Draft("دراجات \\ufffdأخرى، ال\\ufffd\\ufffdارس")
    >>> drop_unmapped(draft)
    >>> draft.text
    'دراجات أخرى، ال\\ufffd\\ufffdارس'
    """
    if draft.shows(REPLACEMENT):
        edits: list[Edit] = []
        for match in _UNMAPPED.finditer(draft.text):
            word = match.group()
            if "\ufffd\ufffd" not in word and word_cost(word.replace("\ufffd", "")) <= _COMMON:
                places = (match.start() + i for i, character in enumerate(word) if character == "\ufffd")
                edits += [Edit(place, place + 1, "") for place in places]
        draft.edit("control_characters", edits, 0.8)


def turn_numbers(draft: Draft) -> None:
    """A decimal cut by a right-to-left mark is written as its reader saw it.

    The mark makes two numbers of one, and the later one is drawn to the left: ``30.<RLM>1072`` shows 1072.30 (UAX #9, W4
    fails across the mark). Newsrooms paste such figures from spreadsheets, also exchange rates (``0808.<RLM>1``). A whole
    that would begin with a 0 (``5.<RLM>07``) shows that this one was typed in order.

    >>> draft = Draft("سعر الأوقية 30.\\N{RIGHT-TO-LEFT MARK}1072 دولار")
    >>> turn_numbers(draft)
    >>> draft.text
    'سعر الأوقية 1072.30 دولار'
    """
    if draft.shows(FLIPPING) and draft.shows(FLIPPED_STOPS):
        edits = [
            Edit(m.start(), m.end(), m.group(4) + (m.group(2) or m.group(3)) + m.group(1))
            for m in _FLIPPED.finditer(draft.text)
            if not _is_padded(m.group(4))
        ]
        draft.edit("turned_numbers", edits, 0.9)


def _is_padded(whole: str) -> bool:
    return len(whole) > 1 and whole[0] == "0"


def drop_invisible(draft: Draft) -> None:
    """Remove direction controls, zero-width characters, the byte-order mark, and tatweel beside letters.

    >>> draft = Draft("العـــربية\\N{RIGHT-TO-LEFT MARK} 1436 هـالموافق")
    >>> drop_invisible(draft)
    >>> draft.text
    'العربية 1436 ه الموافق'
    """
    shown = [(kind, pattern) for signs, kind, pattern in _KINDS if draft.shows(signs)]
    drawn = draft.shows(TATWEEL)
    if drawn and len(shown) == 1 and _drop_at_once(draft):
        return
    for kind, pattern in shown:
        draft.edit(kind, [Edit(m.start(), m.end(), "") for m in _found(draft, pattern)])
    if drawn:
        if "ه\N{ARABIC TATWEEL}" in draft.text:
            draft.edit("tatweel", [Edit(m.start(), m.end(), "ه ") for m in _ERA.finditer(draft.text)])
        text = draft.text
        runs = (match.span() for match in _TATWEEL.finditer(text))
        draft.edit(
            "tatweel", [Edit(start, end, "") for start, end in runs if _is_drawn_out(text, start, end)]
        )


def _drop_at_once(draft: Draft) -> bool:
    """Invisible characters and tatweel in one change, if they are few and stand too far apart to have to do with each other."""
    text = draft.text
    places = draft.suspects()
    if len(places) > _FEW:
        return False
    edits: list[Edit] = []
    invisible = end = 0
    last: re.Pattern[str] | None = None
    for place in places:
        pattern = _TATWEEL if text[place] == "\N{ARABIC TATWEEL}" else _INVISIBLE
        match = pattern.match(text, place) if place >= end else None
        if not match:
            continue
        start = place
        if (pattern is not last and last and start - end <= _APART) or text[start - 1 : start + 1] == "هـ":
            return False
        end, last = match.end(), pattern
        if pattern is _INVISIBLE:
            invisible += 1
            edits.append(Edit(start, end, ""))
        elif _is_drawn_out(text, start, end):
            edits.append(Edit(start, end, ""))
    draft.edit("invisible", edits, count=invisible)
    draft.note("tatweel", len(edits) - invisible, 1.0)
    return True


def _found(draft: Draft, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Runs of suspect characters; few of them are looked at where they stand."""
    text = draft.text
    places = draft.suspects()
    if len(places) > _FEW:
        yield from pattern.finditer(text)
        return
    done = 0
    for place in places:
        match = pattern.match(text, place) if place >= done else None
        if match:
            done = match.end()
            yield match


def _is_drawn_out(text: str, start: int, end: int) -> bool:
    """Does a tatweel draw out a letter?

    One that stands alone is a dash or a bullet to its readers, and stays; so does one that sets a lone letter off from
    the word after it (``هـ``, ``بـ``), or the letter would be taken for a piece of that word.
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if not _IS_LETTER.match(before):
        return _IS_LETTER.match(after) is not None
    second = text[start - 2 : start - 1]
    lone = second != "\N{ARABIC TATWEEL}" and not _IS_LETTER.match(second) and before not in LONG_FORMS
    return not (lone and after == " " and _IS_LETTER.match(text[end + 1 : end + 2]))
