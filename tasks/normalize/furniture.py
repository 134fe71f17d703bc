"""What a page or an agency adds around the words: end marks, page numbers, running heads."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import Final

from tasks.normalize.draft import Draft, Line
from tasks.text.offset_map import Edit

_SIGNS: Final = r"/\\*#=_\-–—.()\[\]<>| "
#: "The end" between signs, with the time an agency may put behind it: ``// انتهى // 14:25 ت م``.
_END_MARK = re.compile(
    rf"[{_SIGNS}]*(?:[اإ]نتهى|انتهت|النهاية|ENDS?)[{_SIGNS}]*(?:[0-9]{{1,2}}:[0-9]{{2}}[ \w/-]{{0,30}})?",
    re.IGNORECASE,
)
#: The same behind the last words of the last line.
_TRAILING_END = re.compile(r" ?[/\\*#-]{2,} ?[اإ]نتهى ?[/\\*#-]{2,}(?: ?[0-9]{1,2}:[0-9]{2}[ \w/-]{0,30})?$")
#: What an end mark, a rule or a page number begins with.
_HEAD = re.compile(rf"[{_SIGNS}~•0-9\u0660-\u0669]|[اإ]نته|النهاية|(?:ال)?صفحة|END|page", re.IGNORECASE)
_RULE = re.compile(r"[*#=_\-–—~•]{3,}")
_PAGE = re.compile(
    r"[-–(|\[ ]*(صفحة|الصفحة|Page|page)?[ .:|#]*([0-9\u0660-\u0669]{1,4})"
    r"(?: ?(?:من|/|of|\|) ?[0-9\u0660-\u0669]{1,4})?[-–)|\] ]*"
)
_DIGITS = re.compile(r"[0-9\u0660-\u0669]+")
_SHORT: Final = 90
_SHORTEST_HEAD: Final = 8
_FEWEST_HEADS: Final = 3
#: Running heads stand a page apart.
_PAGE_APART: Final = 4


def drop_furniture(draft: Draft) -> None:
    """End marks, lines of signs, page numbers and repeated running heads go; the first of the heads stays.

    A bare number on a line is a page number only if such numbers count upwards through the text.

    >>> draft = Draft("أعلنت الوزارة افتتاح\\nصفحة 1 من 2\\nالطريق.\\n// انتهى //")
    >>> drop_furniture(draft)
    >>> draft.text
    'أعلنت الوزارة افتتاح\\nالطريق.'
    """
    text = draft.text
    if "\n" not in text and "نته" not in text[-60:]:
        return
    lines = draft.lines
    short = [(i, line.text) for i, line in enumerate(lines) if len(line.text) <= _SHORT]
    dropped: dict[int, str] = {}
    numbered: list[tuple[int, int]] = []
    for i, line in short:
        if not _HEAD.match(line):
            continue
        if (i and _RULE.fullmatch(line)) or (_END_MARK.fullmatch(line) and len(lines) > 1):
            dropped[i] = "end_marks"
            continue
        page = _PAGE.fullmatch(line)
        if page and page.group(1):
            dropped[i] = "page_numbers"
        elif page:
            numbered.append((i, int(page.group(2))))
    if len(numbered) > 1 and all(
        number == before + 1 and i - last >= _PAGE_APART for (last, before), (i, number) in pairwise(numbered)
    ):
        dropped.update(dict.fromkeys((i for i, _ in numbered), "page_numbers"))
    if len(short) >= _FEWEST_HEADS and len(lines) > _PAGE_APART * (_FEWEST_HEADS - 1):
        dropped.update(dict.fromkeys(_running_heads(short), "running_heads"))
    if dropped:
        for kind in ("end_marks", "page_numbers", "running_heads"):
            draft.note(kind, sum(found == kind for found in dropped.values()), 0.9)
        edits = [_without_line(lines, i) for i in sorted(dropped)]
        draft.edit("furniture", _merged(edits), 0.9, count=0)
    _drop_trailing(draft)


def _running_heads(short: list[tuple[int, str]]) -> list[int]:
    """Short lines that come again and again, a page apart, equal but for numbers; without their first appearance."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, line in short:
        if len(line) >= _SHORTEST_HEAD and line[-1] not in ".؟!":
            places[_DIGITS.sub("0", line)].append(i)
    heads: list[int] = []
    for found in places.values():
        apart = all(after - before >= _PAGE_APART for before, after in pairwise(found))
        if len(found) >= _FEWEST_HEADS and apart:
            heads += found[1:]
    return heads


def _without_line(lines: list[Line], i: int) -> Edit:
    """The edit that takes a line out, with the break before it, or after it for the first line."""
    if i:
        return Edit(lines[i - 1].end, lines[i].end, "")
    return Edit(lines[0].start, lines[1].start if len(lines) > 1 else lines[0].end, "")


def _merged(edits: list[Edit]) -> list[Edit]:
    """Edits of neighbouring lines may meet; those that overlap become one."""
    merged: list[Edit] = []
    for edit in edits:
        if merged and edit.start < merged[-1].end:
            merged[-1] = Edit(merged[-1].start, max(edit.end, merged[-1].end), "")
        else:
            merged.append(edit)
    return merged


def _drop_trailing(draft: Draft) -> None:
    """An end mark on the last line, behind its words."""
    text = draft.text
    found = _TRAILING_END.search(text, max(0, len(text) - 80)) if "نتهى" in text[-80:] else None
    if found and found.start():
        draft.edit("end_marks", [Edit(found.start(), found.end(), "")], 0.9)
