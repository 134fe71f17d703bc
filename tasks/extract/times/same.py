"""``الشهر نفسه``, ``نفس العام``, ``اليوم ذاته``: what the text named last."""

from __future__ import annotations

from typing import Final

from tasks.extract.times import grains, kinds
from tasks.extract.times.point import Atom, Point
from tasks.extract.times.reader import Reader

_GRAINS: Final = {"year": grains.YEAR, "month": grains.MONTH, "day": grains.DAY}


def same_unit(r: Reader, position: int) -> tuple[str, int] | None:
    """The unit named as the same one, and the token after it."""
    before = r.match(position, kinds.SAME_BEFORE)
    unit = r.match(position if before is None else before.end, kinds.UNIT_SINGULAR)
    if unit is None or not unit.word.article or unit.word.value not in _GRAINS:
        return None
    if before is not None:
        return str(unit.word.value), unit.end
    after = r.bare(unit.end, kinds.SAME_AFTER)
    return None if after is None else (str(unit.word.value), after.end)


def same_atom(r: Reader, position: int) -> Atom | None:
    """The same year, month or day on its own."""
    same = same_unit(r, position)
    if same is None:
        return None
    head = r.match(position, kinds.SAME_BEFORE, kinds.UNIT_SINGULAR)
    point = Point(grain=_GRAINS[same[0]], shift=(f"same {same[0]}", 0))
    return Atom(
        first=position, last=same[1], value=point, rule="same unit", cut=head.word.cut if head else 0,
        clitic=head.word.clitic if head else "", trace=("times.same_before.same",),
    )  # fmt: skip
