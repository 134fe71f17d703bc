"""Line breaks: which end a paragraph, and which only end a line of the page."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from tasks.normalize.draft import Draft, Line
from tasks.normalize.signs import HEADED_LINES, HEADING_DASHES, LOOSE_DASHES, LOOSE_MARKS
from tasks.normalize.word_costs import is_known, word_cost
from tasks.text.offset_map import Edit

_ARABIC: Final = "\u0621-\u063a\u0641-\u064a\u066e-\u06d3"
_MARK: Final = "\u064b-\u0652\u0670"
_ENDED = re.compile(r"[.!؟?…:؛][\"”»’')\]]*$")
_STOPS: Final = frozenset(".!؟?…:؛")
_CLOSERS: Final = frozenset("\"”»’')]")
#: What a line may begin with that belongs to the line before.
_ATTACHABLE: Final = frozenset("،؛»”,.:!؟)(/-–")
#: Words after which no paragraph ends: prepositions, conjunctions, relative pronouns, particles.
_UNFINISHED_WORDS: Final = """
في من على إلى الى عن مع أن إن ان أو او ثم بين حتى منذ خلال ضمن حول نحو بعد قبل لدى كل غير ما لا لم لن قد
التي الذي الذين هذا هذه ذلك تلك عبر ضد تحت فوق أي كما حيث بأن لأن و
"""
_UNFINISHED: Final = frozenset(
    clitic + word for clitic in ("", "و", "ف", "ب", "ل", "ك") for word in _UNFINISHED_WORDS.split()
)
#: Signs after which no paragraph ends.
_OPEN: Final = frozenset("،,([«“–—-")
_LONGEST_UNFINISHED: Final = 12
_ATTACHED = re.compile(r"[،؛»”,]|[.:!؟)(](?=\s)|:?/|[-–](?=\d)")
_DASH = re.compile(r"(?<=\d)[-–]$")
_STRANDED_GATE = re.compile(rf"[{_MARK}](?<![{_ARABIC}{_MARK}].)[{_MARK}]* ?(?:\n|$)")
_STRANDED_MARK = re.compile(rf"(?:(?<=\n)[ ]?[{_MARK}]+[ ]?(?:\n|$))|[ ][{_MARK}]+(?=[ ]?\n)")
_STRANDED_DASH = re.compile(r"\n ?([-–]) ?\n ?(?=\d)")
_LAST_WORD = re.compile(f"[{_ARABIC}{_MARK}]+$")
_FIRST_WORD = re.compile(f"[{_ARABIC}{_MARK}]+")
_NUMBER_ONLY = re.compile(r"[\d\u0660-\u0669.,٫٬%٪/-]+")
#: Full stops and closing marks that stand at the head of a line, and should stand at its end.
_HEADS: Final = frozenset(' .؟!:"”»)')
_HEADED_GATE = re.compile(r"\n[ ]{0,20}[.؟!:\"”»)]")
_HEADED = re.compile(rf"([.؟!:]|[.؟!:] ?[\"”»)]|[\"”»)] ?[.؟!])( ?)(?=[{_MARK}]?[{_ARABIC}])")

_STRANDED: Final = LOOSE_MARKS | LOOSE_DASHES
_LONGEST_WORD: Final = 20
#: A word rarer than this may be half a word.
_RARE: Final = 50
#: What follows a letter that names a list item.
_LABEL: Final = frozenset("-–)/.")
_BREAK_COST: Final = 20
#: A full stop before a number, alone on the last line.
_STOPPED_NUMBER = re.compile(r"([.؟!])([0-9\u0660-\u0669]+)")
_FEWEST_FULL: Final = 3
_MOST_READINGS: Final = 4
_WIDEST: Final = 170
_NARROWEST: Final = 25


def drop_stranded(draft: Draft) -> None:
    """Marks that lie alone on a line or at its end lose their place for good and go; a dash alone joins its numbers.

    >>> draft = Draft("من الأهداف\\nّ\\nالمختلفة 5\\n-\\n3")
    >>> drop_stranded(draft)
    >>> draft.text
    'من الأهداف\\nالمختلفة 5-3'
    """
    text = draft.text
    if "\n" in text and draft.shows(_STRANDED):
        if any(_STRANDED_GATE.match(text, place) for place in draft.places(LOOSE_MARKS)):
            stranded = [Edit(m.start(), m.end(), "") for m in _STRANDED_MARK.finditer(text)]
            draft.edit("displaced_marks", stranded, 0.8)
        text = draft.text
        dashes: list[Edit] = []
        for match in _STRANDED_DASH.finditer(text) if draft.shows(HEADING_DASHES) else ():
            start = match.start() - (text[match.start() - 1 : match.start()] == " ")
            if text[start - 1 : start].isdigit():
                dashes.append(Edit(start, match.end(), match.group(1)))
        draft.edit("line_breaks", dashes, 0.9)


def repair_line_stops(draft: Draft) -> None:
    """A full stop at the head of a line goes to the line's end.

    An extractor that writes a right-to-left line run by run, without knowing its direction, writes the final stop first:
    no Arabic line begins with a full stop.

    >>> draft = Draft("أعلنت الوزارة\\n.انتهاء العملية")
    >>> repair_line_stops(draft)
    >>> draft.text
    'أعلنت الوزارة\\nانتهاء العملية.'
    """
    if not draft.shows(HEADED_LINES):
        return
    if draft.text[:1] not in _HEADS and not _HEADED_GATE.search(draft.text):
        return
    edits: list[Edit] = []
    before = ""
    alone: Line | None = None
    for start, end, line in draft.lines:
        if alone and not _is_ended(line):
            edits.append(Edit(alone.start, alone.end, ""))
            edits.append(Edit(end, end, alone.text))
            alone, before = None, line
            continue
        alone = Line(start, end, line) if before and line in (".", "؟") and not _is_ended(before) else None
        number = _STOPPED_NUMBER.fullmatch(line) if before else None
        if number:
            edits.append(Edit(start, end, number.group(2) + number.group(1)))
        match = _HEADED.match(line)
        if match and not _is_ended(line) and (before or "." in match.group(1)):
            cluster, gap = match.groups()
            mark_first = cluster[0] in ".؟!:"
            belongs_before = gap and before and cluster == ":"
            if not belongs_before and not (cluster == "." and line.startswith("..")):
                edits.append(Edit(start, start + match.end(), ""))
                edits.append(Edit(end, end, cluster[::-1] if mark_first and len(cluster) > 1 else cluster))
        before = line
    draft.edit("displaced_stops", edits, 0.9)


def join_lines(draft: Draft, *, damaged: bool) -> None:
    """Line breaks inside a sentence become a space, breaks between paragraphs one line break.

    A break is inside a sentence when the line is as wide as the page and ends without a stop on a page where lines do
    that, when it ends with a word that cannot end a paragraph, or when the next line begins with a comma.

    >>> draft = Draft("بيان صحفي\\n\\nأعلنت الوزارة عن\\nانتهاء العملية")
    >>> join_lines(draft, damaged=False)
    >>> draft.text
    'بيان صحفي\\nأعلنت الوزارة عن انتهاء العملية'
    """
    if "\n" in draft.text and _join_once(draft, damaged=damaged):
        # What was kept may stand beside other lines now; a second reading would see it so, and must change nothing.
        for _ in range(_MOST_READINGS):
            if not _join_once(draft, damaged=False):
                break


def _join_once(draft: Draft, *, damaged: bool) -> bool:
    """Decide every break once; was anything changed?"""
    text = draft.text
    lines = draft.lines
    if len(lines) < 2:
        return False
    width = -1
    edits: list[Edit] = []
    padded = joined = 0
    padded_page: bool | None = None
    ended = [line[-1] in _STOPS or (line[-1] in _CLOSERS and _is_ended(line)) for _, _, line in lines]
    for i, line_is_ended in enumerate(ended[:-1], 1):
        start, end = lines[i - 1].end, lines[i].start
        if line_is_ended:
            if end - start != 1:
                edits.append(Edit(start, end, "\n"))
            continue
        if width < 0:
            width = _page_width(lines, ended, damaged=damaged)
        gap = text[start:end]
        joint = _joint(lines, i, gap, width=width, damaged=damaged)
        if joint == "\n" and gap[0] == " " and gap.count("\n") == 1:
            # Some extractors pad the lines they break with spaces, which paragraphs seldom have at their ends.
            if padded_page is None:
                padded_page = "  \n" in text
            joint = " " if padded_page else joint
        if joint != gap:
            edits.append(Edit(start, end, joint))
        joined += joint != "\n"
        padded += gap.startswith("  ") and joint != "\n"
    draft.edit("line_breaks", edits, 0.9, count=joined)
    draft.note("repeated_spaces", padded, 1.0)
    return bool(edits)


def _is_ended(line: str) -> bool:
    """Does the line end with a stop, or with what closes behind a stop?"""
    last = line[-1:]
    return last in _STOPS or (last in _CLOSERS and _ENDED.search(line[-8:]) is not None)


def _page_width(lines: list[Line], ended: list[bool], *, damaged: bool) -> int:
    """How many letters a full line of the page holds; 0 where lines do not seem to be broken by a page's width."""
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[len(lengths) * 9 // 10]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    if damaged:
        return width
    open_ends = full = 0
    for (line, following), line_is_ended in zip(pairwise(lines), ended, strict=False):
        if not line_is_ended:
            open_ends += 1
            full += _is_full(line.text, following.text, width)
    return width if full >= _FEWEST_FULL and full >= 0.6 * open_ends else 0


def _is_full(line: str, following: str, width: int) -> bool:
    """Would the next line's first word not have fitted into this line?"""
    return len(line) + 1 + len(following.partition(" ")[0]) >= 0.9 * width


def _joint(lines: list[Line], i: int, gap: str, *, width: int, damaged: bool) -> str:
    """What stands between line i - 1, which has no stop at its end, and line i."""
    line, following = lines[i - 1].text, lines[i].text
    if following[0].isdigit() and _DASH.search(line[-4:]):
        return ""
    if following[0] in _ATTACHABLE and _ATTACHED.match(following):
        return ""
    if line[-1] in _OPEN or line[-_LONGEST_UNFINISHED:].rpartition(" ")[2] in _UNFINISHED:
        return " "
    if gap.count("\n") > 1:
        return "\n"
    if gap == "\n" and _torn(line, following):
        return ""
    if width and i + 1 < len(lines) and _NUMBER_ONLY.fullmatch(following):
        return " "
    if width and i > 1 and _NUMBER_ONLY.fullmatch(line):
        return " "
    if width and (len(line) >= 0.7 * width if damaged else _is_full(line, following, width)):
        return " "
    if gap.endswith(("\n ", "\n\N{NO-BREAK SPACE}")):
        return " "
    return "\n"


def _torn(line: str, following: str) -> bool:
    """Does the break stand inside a word?"""
    found_head = _LAST_WORD.search(line[-_LONGEST_WORD:].rpartition(" ")[2])
    found_tail = _FIRST_WORD.match(following[:_LONGEST_WORD])
    if not found_head or not found_tail:
        return False
    head, tail = found_head.group(), found_tail.group()
    apart = word_cost(head), word_cost(tail)
    if max(apart) <= _RARE or len(head) < 3 or following[len(tail) : len(tail) + 1] in _LABEL:
        return False
    joined = head + tail
    return is_known(joined) and word_cost(joined) + _BREAK_COST < sum(apart)
