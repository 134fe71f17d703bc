"""Whether غد is the day after today, or the days to come (جيل الغد, نحو غد أفضل), or the verb "became"."""

from __future__ import annotations

from typing import Final

from tasks.extract.times import kinds
from tasks.extract.times.reader import Match, Reader
from tasks.text import token_kinds

#: Before these غدا is the verb: لقد غدا المشروع حقيقة.
_VERB_BEFORE: Final = frozenset(("قد", "لقد", "فقد", "وقد", "ولقد"))
#: Before these الغد is a day: اعتبارا من الغد, ليلة الغد.
_BEFORE: Final = (kinds.BEFORE, kinds.AFTER, kinds.SINCE, kinds.BY, kinds.DAY_PART, kinds.HALF_DAY)
#: How many words before "to" or "for" may say what is put off (تأجيل الجلسة العلنية إلى الغد).
_REACH: Final = 4


def is_tomorrow(r: Reader, position: int, found: Match) -> bool:
    """Does a word of tomorrow name that day? Phrases (يوم غد, بعد غد) and غدا do, غد and الغد where something says so."""
    key = r.key(position)
    if found.end > position + 1 or not key.endswith(("غد", "غدا")):
        return True
    if _weekday_behind(r, found.end):
        return True
    if key.endswith("غدا"):
        return not _is_verb(r, position, found.end)
    if r.key(position - 1) == "يوم" or r.match(position - 1, *_BEFORE) is not None:
        return True
    if r.match(position - 1, kinds.SCHEDULED) is not None and not found.word.clitic:
        return True
    if _described(r, found):
        return False
    if found.word.clitic == "ل" or r.match(position - 1, kinds.TO) is not None:
        return r.key(position - 1) == "حتي" or any(
            r.match(at, kinds.SCHEDULED) for at in range(position - 1, max(-1, position - 1 - _REACH), -1)
        )
    if r.match(position - 1, kinds.FROM) is not None:
        return True
    return position == 0 or r.kinds[position - 1] is not token_kinds.WORD


def _weekday_behind(r: Reader, position: int) -> bool:
    """``غد الأربعاء``, ``غد (الأحد)``."""
    return r.match(position + (r.key(position) == "("), kinds.WEEKDAY) is not None


def _is_verb(r: Reader, position: int, end: int) -> bool:
    before = r.key(position - 1)
    if before in _VERB_BEFORE:
        return True
    # "until tomorrow" ends its phrase; "until … became" goes on with its subject.
    return before == "حتي" and r.key(end).startswith("ال")


def _described(r: Reader, found: Match) -> bool:
    """Does an adjective follow (غد أفضل, الغد المشرق)? It is definite as the noun is; no word of time, no preposition."""
    at = found.end
    if at >= r.size or r.kinds[at] is not token_kinds.WORD or r.has_word(at):
        return False
    return r.key(at).startswith("ال") == found.word.article
