"""Pairing quotation marks, whatever their style, and however many are missing, doubled or turned round."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Final

from tasks.text.tokens import TokenKind, Tokens

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_BREAK: Final = TokenKind.BREAK


class Family(IntEnum):
    """Marks that close one another."""

    CURLY = 1
    GUILLEMET = 2
    STRAIGHT = 3
    SINGLE = 4


#: Mark to (family, does its glyph open: True, close: False, either: None).
_FAMILIES: Final = tuple(Family)
MARKS: Final[dict[str, tuple[Family, bool | None]]] = {
    "\N{LEFT DOUBLE QUOTATION MARK}": (Family.CURLY, True),
    "\N{RIGHT DOUBLE QUOTATION MARK}": (Family.CURLY, False),
    "\N{DOUBLE LOW-9 QUOTATION MARK}": (Family.CURLY, True),
    "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}": (Family.CURLY, True),
    "\N{REVERSED DOUBLE PRIME QUOTATION MARK}": (Family.CURLY, True),
    "\N{DOUBLE PRIME QUOTATION MARK}": (Family.CURLY, False),
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}": (Family.GUILLEMET, True),
    "\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}": (Family.GUILLEMET, False),
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}": (Family.GUILLEMET, True),
    "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}": (Family.GUILLEMET, False),
    "\N{LEFT DOUBLE ANGLE BRACKET}": (Family.GUILLEMET, True),
    "\N{RIGHT DOUBLE ANGLE BRACKET}": (Family.GUILLEMET, False),
    "\N{QUOTATION MARK}": (Family.STRAIGHT, None),
    "\N{FULLWIDTH QUOTATION MARK}": (Family.STRAIGHT, None),
    "\N{APOSTROPHE}": (Family.SINGLE, None),
    "\N{LEFT SINGLE QUOTATION MARK}": (Family.SINGLE, True),
    "\N{RIGHT SINGLE QUOTATION MARK}": (Family.SINGLE, False),
    "\N{SINGLE LOW-9 QUOTATION MARK}": (Family.SINGLE, True),
    "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}": (Family.SINGLE, True),
}

#: Marks that end a sentence.
STOPS: Final = frozenset(".!?؟…")
_NOT_AFTER: Final = frozenset(".,:;!?)]}،؛؟…")
_OPENERS: Final = frozenset("([{-–—/")


#: Marks nested deeper are noise, and would make their stretches' total length grow without bound.
_DEEPEST: Final = 4


@dataclass(slots=True, kw_only=True)
class Quoted:
    """A stretch in quotation marks, by token positions; a missing mark is None.

    ``first`` to ``last`` (inclusive) are the tokens between the marks. For a missing opening mark ``first`` is the
    paragraph's beginning, and the caller decides where the words begin; ``extends`` says that the closing mark
    follows an earlier one with no opening mark between.
    """

    opening: int | None
    closing: int | None
    first: int
    last: int
    depth: int = 0
    extends: bool = False

    @property
    def order(self) -> int:
        """The position of the mark that stands first."""
        return self.opening if self.opening is not None else self.last + 1


def pair_marks(
    tokens: Tokens, marks: Iterable[int], breaks: Iterable[int], introduces: Callable[[int], bool]
) -> list[Quoted]:
    """The stretches in quotation marks, ordered by where they begin; linear in the number of marks.

    ``marks`` and ``breaks`` are the ascending positions of mark tokens and of paragraph breaks; ``introduces(i)``
    says whether what stands before mark ``i`` announces speech (a colon, a verb of saying), which settles the
    direction of straight marks that their spaces do not.
    """
    found: list[Quoted] = []
    ends = iter([*breaks, len(tokens.keys)])
    end = next(ends)
    begin = 0
    inside: list[int] = []
    for mark in marks:
        while mark > end:
            if inside:
                found += _paragraph(tokens, inside, begin, end, introduces)
            inside, begin, end = [], end + 1, next(ends)
        inside.append(mark)
    found += _paragraph(tokens, inside, begin, end, introduces)
    found.sort(key=lambda quoted: (quoted.order, -quoted.last))
    return found


def _paragraph(
    tokens: Tokens, marks: list[int], begin: int, end: int, introduces: Callable[[int], bool]
) -> Iterator[Quoted]:
    """The stretches of one paragraph, tokens ``begin`` up to ``end``."""
    flipped = _flipped(tokens, marks)
    turned = _alternate(tokens, marks, introduces)
    remaining = dict.fromkeys(_FAMILIES, 0)
    for mark in marks:
        remaining[MARKS[tokens.keys[mark]][0]] += 1
    stack: list[tuple[int, Family]] = []
    standing = dict.fromkeys(_FAMILIES, 0)
    closed_before = False
    for mark in marks:
        family, _ = MARKS[tokens.keys[mark]]
        if family in flipped:
            opens: bool | None = not MARKS[tokens.keys[mark]][1]
        elif turned is not None and family is Family.STRAIGHT:
            opens = turned[mark]
        else:
            opens = _opens(tokens, mark, standing[family], remaining[family], introduces)
        remaining[family] -= 1
        if opens is None:
            continue
        if opens:
            stack.append((mark, family))
            standing[family] += 1
            continue
        if not stack:
            if family is not Family.SINGLE:
                yield Quoted(opening=None, closing=mark, first=begin, last=mark - 1, extends=closed_before)
                closed_before = True
            continue
        if standing[family]:
            while stack[-1][1] is not family:
                standing[stack.pop()[1]] -= 1
        elif family is Family.SINGLE:
            continue
        opening, opened = stack.pop()
        standing[opened] -= 1
        closed_before = closed_before or not stack
        if opening + 1 < mark and len(stack) < _DEEPEST:
            yield Quoted(opening=opening, closing=mark, first=opening + 1, last=mark - 1, depth=len(stack))
    if stack and stack[0][1] is not Family.SINGLE and stack[0][0] + 1 < end:
        yield Quoted(opening=stack[0][0], closing=None, first=stack[0][0] + 1, last=end - 1)


def _flipped(tokens: Tokens, marks: list[int]) -> set[Family]:
    """The families whose marks all point the wrong way in a paragraph, as in text kept in visual order."""
    found = set()
    for family in (Family.CURLY, Family.GUILLEMET):
        glyphs = [MARKS[tokens.keys[mark]][1] for mark in marks if MARKS[tokens.keys[mark]][0] is family]
        if len(glyphs) >= 2 and not glyphs[0] and glyphs[-1] and all(a is not b for a, b in pairwise(glyphs)):
            found.add(family)
    return found


def _alternate(tokens: Tokens, marks: list[int], introduces: Callable[[int], bool]) -> dict[int, bool] | None:
    """Straight marks read in turn, opening and closing, where their spaces speak no more against it than against
    nested or missing marks; else None.
    """
    straight = [mark for mark in marks if MARKS[tokens.keys[mark]][0] is Family.STRAIGHT]
    if len(straight) % 2:
        return None
    against_turns = against_shapes = standing = 0
    for index, mark in enumerate(straight):
        left, right = _neighbours(tokens, mark)
        shape = True if introduces(mark) or (right and not left) else False if left and not right else None
        opens = _opens(tokens, mark, standing, len(straight) - index, introduces)
        standing = max(0, standing + (1 if opens else -1))
        against_turns += shape is not None and shape is not (index % 2 == 0)
        against_shapes += shape is not None and shape is not opens
    if against_turns > against_shapes + standing:
        return None
    return {mark: index % 2 == 0 for index, mark in enumerate(straight)}


def _neighbours(tokens: Tokens, mark: int) -> tuple[bool, bool]:
    """Does a word touch the mark on its left (before it) and on its right (after it)?"""
    left = mark > 0 and tokens.ends[mark - 1] == tokens.starts[mark] and tokens.kinds[mark - 1] != _BREAK
    right = (
        mark + 1 < len(tokens.keys)
        and tokens.ends[mark] == tokens.starts[mark + 1]
        and tokens.kinds[mark + 1] != _BREAK
    )
    return left and tokens.keys[mark - 1] not in _OPENERS, right and tokens.keys[mark + 1] not in _NOT_AFTER


def _opens(
    tokens: Tokens, mark: int, standing: int, remaining: int, introduces: Callable[[int], bool]
) -> bool | None:
    """Does this mark open (True) or close (False), or is it no mark at all (None)?

    The glyph decides unless both its spaces and what is open contradict it (marks turned round by an extraction
    from PDF); a straight mark goes by its spaces, then by what is open and how many marks are left.
    """
    family, nominal = MARKS[tokens.keys[mark]]
    before, after = _neighbours(tokens, mark)
    if family is Family.SINGLE:
        if before and after:
            return None
        if nominal is None:
            return True if after else False if standing else None
        return True if nominal else (False if standing else None)
    if nominal is not None:
        if nominal and standing and before and not after:
            return False
        if not nominal and not standing and after and not before:
            return True
        return nominal
    if introduces(mark):
        return True
    if after and not before:
        return not standing or remaining > standing + 1
    if before and not after:
        return not standing and remaining % 2 == 0
    return not standing
