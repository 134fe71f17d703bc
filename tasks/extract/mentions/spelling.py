"""Two spellings of one name: what writers join or part, decline, or take from another dialect."""

from __future__ import annotations

import re
from typing import Final

from tasks.extract.memo import Memo
from tasks.text.fold import match_key

#: "Servant of" and "father of" are written onto the next word or apart from it (عبد الله, عبدالله; أبو بكر, أبوبكر).
_JOINED: Final = re.compile(r"\b(عبد|ابو) (?=\S)")
#: Within a name the father is declined (أبو, أبا, أبي; at its beginning أبي is a name of its own), and the son may keep
#: his alif (Wright, *A Grammar of the Arabic Language*, 1896, I §§ 21, 315).
_DECLINED: Final = re.compile(r"(?<=\S )(اب[اي])(?= \S)|\bابن(?= \S)")
#: Members of a people, a faith or a movement: the nominative.
_MEMBERS: Final = re.compile(r"\b(ال\w{3,})ون\b")


def _find_form(name: str) -> str:
    form = " ".join(match_key(word) for word in name.split()).replace("اميرك", "امريك")
    form = _DECLINED.sub(lambda found: "ابو" if found[1] else "بن", form)
    return _MEMBERS.sub(r"\1ين", _JOINED.sub(r"\1", form))


_FORMS: Final = Memo(_find_form)


def spelling_form(name: str) -> str:
    """The form in which the spellings of one name meet; never shown.

    >>> spelling_form("عبد ربه منصور هادي") == spelling_form("عبدربه منصور هادى")
    True
    >>> spelling_form("علي بن أبي طالب") == spelling_form("علي ابن أبو طالب")
    True
    >>> spelling_form("الحكومة الأميركية") == spelling_form("الحكومة الأمريكية")
    True
    >>> spelling_form("المزارعون") == spelling_form("المزارعين")
    True
    """
    return _FORMS[name]
