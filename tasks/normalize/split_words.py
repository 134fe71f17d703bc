"""Words that extraction broke into pieces: ``بد ائل``, ``ع لى``, ``متر ا``."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from tasks.languages.ar_lexicon import lexicon
from tasks.normalize.doubts import NEVER_LAST, RARE_SHORT, SEATED, Doubts, common_short
from tasks.normalize.draft import Draft
from tasks.normalize.glued_words import compound_names
from tasks.normalize.initials import stand_apart
from tasks.normalize.joints import COMMON, LONGEST_WORD, VERY_COMMON, may_join
from tasks.normalize.word_costs import CHEAPEST, RARE_WORD, is_known, word_cost
from tasks.text.fold import drop_marks, fold, match_key
from tasks.text.offset_map import Edit
from tasks.text.span import Span

_LETTER: Final = "\u0621-\u063a\u0641-\u064a\u066e\u066f\u0671-\u06d3"
_WORD_LETTER: Final = _LETTER + "\u064b-\u0652\u0670"
_WORD = re.compile(f"[{_WORD_LETTER}]+")
#: ``re`` looks for the first of a run faster when it is not repeated itself.
_MARKS = re.compile("[\u064b-\u0652\u0670][\u064b-\u0652\u0670]*")
_CUT = re.compile(rf"(?<=[{_WORD_LETTER}]){NEVER_LAST}[ \n](?=[{_WORD_LETTER}])|[ \n]ا[ئؤ][^\Wتم]")

_BEHIND_LETTER = re.compile(rf"(?<![{_WORD_LETTER}])[{_LETTER}] ")

_MOST_PIECES: Final = 8
_FEW_PIECES: Final = 4
_REACH: Final = 3
_NOWHERE: Final = -_REACH - 1
#: Up to so many odd words are looked up one by one, with so many letters around them.
_FEW: Final = 40
_AROUND: Final = 44
#: How unlikely a space inside a word is: one in ten thousand where nothing is broken, one in a thousand where something
#: else is.
_PRIOR_CLEAN: Final = 1e-4
_PRIOR_DAMAGED: Final = 1e-3
_PRIOR_MOST: Final = 0.4
#: From this share of false spaces on, even two good words may be two halves of one.
_TORN: Final = 0.04
#: Letters that stand for a title before a stop: doctor, engineer, professor.
_TITLES: Final = frozenset("دمأ")
#: Letters that are words written onto the next one, even onto its quotation mark.
_WRITTEN_ON: Final = frozenset("وفبكل")
_QUOTES: Final = frozenset("\"'«“‘")
#: Ruling houses whose names are no nouns with an article.
_HOUSES: Final = frozenset(("سعود", "نهيان", "مكتوم", "زايد", "الشيخ"))
_SHORT: Final = 2
_BREAK_COST: Final = 6


def join_pieces(draft: Draft, doubts: Doubts, *, damaged: bool, torn: bool = False) -> None:
    """Join pieces of words where the joined word is far likelier than the pieces.

    Every way of joining neighbours is weighed by the frequencies of the words it gives (a unigram segmentation). How
    likely a space is to be a false one is estimated from the text itself: the share of pieces that cannot be words. So
    a text that is torn apart is sewn together boldly, and a text with one odd word is left alone. Only in a text that an
    extractor has torn for sure is an "and" apart (و) joined too: elsewhere that is a habit.

    >>> draft = Draft("تم بح ث ال تعاون ع لى المست وى الو طني في الا جتماع")
    >>> join_pieces(draft, Doubts.of(draft.text, damaged=True), damaged=True)
    >>> draft.text
    'تم بحث التعاون على المستوى الوطني في الاجتماع'
    """
    text = draft.text
    odd = _odd_words(doubts.words, damaged=damaged)
    if torn:
        odd |= {"و"} & doubts.words
    broken = {piece for piece in doubts.doubtful if piece.endswith(NEVER_LAST) or piece.startswith(SEATED)}
    cut = bool(broken) and _CUT.search(text) is not None
    if not odd and not cut:
        return
    doubtful = {piece for piece, word in doubts.doubtful.items() if word in odd} | broken
    prior = 2.5 * doubts.share_of_fragments(text)
    damaged = damaged or prior > _TORN
    prior = min(_PRIOR_MOST, max(prior, _PRIOR_DAMAGED if damaged else _PRIOR_CLEAN))
    space_cost = -10 * math.log10(prior / (1 - prior))
    bold = prior > _TORN
    if not bold and not may_join(doubts.pieces, doubtful, space_cost, damaged=damaged):
        return
    folded = fold(text)
    areas = [Span(0, len(text))] if cut or len(odd) > _FEW else _areas(folded, odd)
    edits: list[Edit] = []
    for window in _windows(text, folded, odd, areas):
        edits += _join_window(draft, window, space_cost, bold=bold, damaged=damaged)
    draft.edit("split_words", edits, 0.85)


def _odd_words(words: frozenset[str], *, damaged: bool) -> set[str]:
    """The (folded) words that may be pieces: short and rare, or, in a damaged text, not known at all."""
    odd = {word for word in words if len(word) < 4} - common_short()
    if damaged:
        costs = lexicon().costs
        rare = (word for word in words if len(word) > 3 and costs.get(word, RARE_WORD) >= RARE_WORD)
        odd.update(word for word in rare if word_cost(word) >= RARE_WORD)
    return odd


def _areas(folded: str, odd: set[str]) -> list[Span]:
    """Stretches around the odd words, from word to word, ascending and not overlapping."""
    places = [place for word in odd for place in _occurrences(folded, word)]
    for match in _MARKS.finditer(folded):
        # No search for its letters finds a word with marks.
        start = folded.rfind(" ", max(0, match.start() - LONGEST_WORD), match.start()) + 1
        word = _WORD.match(folded, start or max(0, match.start() - LONGEST_WORD), match.end() + LONGEST_WORD)
        if word and drop_marks(word.group()) in odd:
            places.append(word.start())
    places.sort()
    areas: list[Span] = []
    for place in places:
        start = folded.rfind(" ", max(0, place - _AROUND - 20), max(0, place - _AROUND)) + 1
        end = folded.find(" ", place + _AROUND, place + _AROUND + 20)
        area = Span(
            start or max(0, place - _AROUND), min(len(folded), place + _AROUND + 20) if end < 0 else end
        )
        if areas and area.start <= areas[-1].end:
            areas[-1] = Span(areas[-1].start, max(areas[-1].end, area.end))
        else:
            areas.append(area)
    return areas


def _occurrences(folded: str, word: str) -> Iterator[int]:
    """Where a folded word stands between what is no letter."""
    place = folded.find(word)
    while place >= 0:
        end = place + len(word)
        if not folded[place - 1 : place].isalpha() and not folded[end : end + 1].isalpha():
            yield place
        place = folded.find(word, end)


def _windows(text: str, folded: str, odd: set[str], areas: list[Span]) -> Iterator[list[tuple[int, int]]]:
    """Runs of words with nothing but a space or a line break between them, around the odd ones."""
    run: list[tuple[int, int]] = []
    last_odd = _NOWHERE
    last_end = -1
    for match in chain.from_iterable(_WORD.finditer(text, area.start, area.end) for area in areas):
        start, end = span = match.span()
        if end - start == 1 and _is_label(text, start, end):
            continue
        if run and (start != last_end + 1 or text[last_end] not in " \n"):
            if last_odd >= 0:
                yield run
            run, last_odd = [], _NOWHERE
        run.append(span)
        last_end = end
        key = folded[start:end]
        if (
            key in odd
            or text[end - 1] == NEVER_LAST
            or text[start : start + 2] in SEATED
            or (not key.isalpha() and drop_marks(key) in odd)
        ):
            last_odd = len(run) - 1
        elif last_odd >= 0:
            if len(run) - 1 - last_odd > 2 * _REACH:
                yield run[:-_REACH]
                run, last_odd = run[-_REACH:], _NOWHERE
        elif len(run) > _REACH + 1:
            del run[0]
    if last_odd >= 0:
        yield run


def _is_label(text: str, start: int, end: int) -> bool:
    """Is a lone letter a unit, an era, the name of a list item, or on a quotation: ``2015 م``, ``أ-``, ``ل"النهار"``?"""
    before = text[max(0, start - 2) : start].rstrip()[-1:]
    after = text[end : end + 2].strip()
    if text[start] in _WRITTEN_ON and text[end : end + 1] in _QUOTES and text[end + 1 : end + 2].isalpha():
        return True
    if before.isdigit() or (after.startswith(".") and text[start] in _TITLES):
        return True
    if after.startswith("\N{ARABIC TATWEEL}"):  # it was kept to set the letter off
        return True
    if _BEHIND_LETTER.match(text, max(0, start - 2)):  # the last one of initials: ``د ب أ- عمّان``
        return False
    return after != "" and not after[0].isalpha() and after[0] not in '.،؛:؟!"»”'


def _join_window(
    draft: Draft, spans: list[tuple[int, int]], space_cost: float, *, bold: bool, damaged: bool
) -> list[Edit]:
    """Edits that delete the false spaces of a run: the cheapest segmentation, left to right (Viterbi)."""
    text = draft.text
    pieces = [text[start:end] for start, end in spans]
    costs = [word_cost(piece) for piece in pieces]
    if not bold and max(costs) < RARE_SHORT:
        return []
    count = len(pieces)
    best: list[float] = [0.0] * (count + 1)
    origin = list(range(-1, count))
    gaps = [space_cost + (_BREAK_COST if text[end] == "\n" else 0) for _, end in spans[:-1]]
    reach = _MOST_PIECES if bold else _FEW_PIECES
    letters_apart = stand_apart(pieces)
    last_rare = -reach
    for i in range(1, count + 1):
        cost = best[i - 1] + costs[i - 1]
        if bold or costs[i - 1] >= RARE_SHORT:
            last_rare = i - 1
        first = max(0, i - reach)
        letters = len(pieces[i - 1])
        extra = 0.0
        # Only a rare piece is worth joining; a text torn apart is weighed word by word.
        for j in range(i - 2, first - 1, -1) if last_rare >= first else ():
            extra += gaps[j]
            letters += len(pieces[j])
            if letters > LONGEST_WORD:
                break
            if j > last_rare or best[j] + extra + CHEAPEST >= cost:
                continue
            joined = "".join(pieces[j:i])
            together = best[j] + word_cost(joined) + extra
            if (
                together < cost
                and letters_apart.isdisjoint(range(j, i))
                and _may_join(pieces[j:i], joined, damaged=damaged)
            ):
                cost = together
                origin[i] = j
        best[i] = cost
    edits: list[Edit] = []
    i = count
    while i > 0:
        j = origin[i]
        edits += [Edit(spans[k][1], spans[k + 1][0], "") for k in range(i - 2, j - 1, -1)]
        i = j
    edits.reverse()
    return edits


def _may_join(pieces: list[str], joined: str, *, damaged: bool) -> bool:
    """May these pieces be one word?

    In a text that is otherwise whole, only a common word is made of pieces, letters alone are initials, and an "and"
    apart is a habit. A word that no one knows is made only of pieces that no one knows, one of them too short to be a
    word. Compound names, the house of (آل, mostly typed ال) and what is God's (لله) stand apart, and so does a letter
    that is only repeated.
    """
    cost = word_cost(joined)
    if pieces[-1] == "و" and cost > RARE_SHORT:
        return False
    if "آل" in pieces or len(set(joined)) == 1 or pieces[-1] == "لله":
        return False
    if pieces[-2] == "ال" and pieces[-1] in _HOUSES:
        return False
    if not damaged:
        if match_key(joined) in compound_names():
            return False
        letters = max(map(len, pieces)) == 1
        return cost <= (VERY_COMMON if letters else COMMON) and pieces[0] != "و"
    if is_known(joined):
        return match_key(joined) not in compound_names()
    return min(map(len, pieces)) <= _SHORT and not any(
        len(piece) > _SHORT and is_known(piece) for piece in pieces
    )
