"""How old somebody is: an amount of years that is no time of what is told."""

from __future__ import annotations

from typing import Final

from tasks.extract.times import kinds
from tasks.extract.times.reader import Reader
from tasks.text import token_kinds

#: Nobody is older in years (the oldest age on record is 122).
_OLDEST: Final = 122
#: Marks before an age in apposition, and those that can close it.
_APPOSED: Final = {
    "(": (")",), "،": ("،", ".", ","), ",": (",", ".", "،"), "-": ("-", "–", ")"), "–": ("–", "-", ")"),
}  # fmt: skip
#: A word of punishment so near before makes years a term (حبس شاب 12 سنة).
_TERM_REACH: Final = 6


def is_age(r: Reader, position: int, end: int, years: float | None) -> bool:
    """``يبلغ من العمر 52 عاما``, ``عمره 12 سنة``, ``امرأة 40 عاما``, ``سمير حداد (34 عاما)``, ``صاحبة الـ53 عاما``.

    ``years`` is the amount between the two positions where it is one of years.
    """
    if r.key(end) == "من" and r.key(end + 1) == "العمر":
        return True
    if any(r.match(position - back, kinds.AGE) is not None for back in (1, 2) if position >= back):
        return True
    if years is None or not 1 <= years <= _OLDEST:
        return False
    before = position - 1
    if r.key(before) in ("ال", "("):
        before -= 1
    if any(r.match(before - back, kinds.TERM) is not None for back in range(_TERM_REACH) if before >= back):
        return False
    owner = r.match(before, kinds.AGED)
    if owner is not None and (owner.word.value == 1 or before < position - 1 or r.number(position - 1)):
        return True
    return _in_apposition(r, position, end)


def _in_apposition(r: Reader, position: int, end: int) -> bool:
    """Between brackets, commas or dashes of its own right behind a word: how old who was named before is."""
    before = position - 1
    if before < 1 or r.integer(position) is None or r.key(end) not in _APPOSED.get(r.key(before), ()):
        return False
    return r.kinds[before - 1] is token_kinds.WORD
