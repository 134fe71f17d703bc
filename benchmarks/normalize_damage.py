"""Ways of damaging a clean text as PDF extraction does, for benchmarks."""

from __future__ import annotations

import random
import unicodedata
from typing import Final

_FORMS: Final[dict[str, dict[str, str]]] = {}
for _code in (*range(0xFB50, 0xFBB2), *range(0xFE80, 0xFEF5)):
    _tag, _, _rest = unicodedata.decomposition(chr(_code)).partition(" ")
    if _rest and " " not in _rest:
        _FORMS.setdefault(chr(int(_rest, 16)), {})[_tag] = chr(_code)


def shape(text: str) -> str:
    """The text in presentation forms, as fonts draw it.

    >>> shape("بيت")
    'ﺑﻴﺖ'
    """
    shaped: list[str] = []
    for i, letter in enumerate(text):
        forms = _FORMS.get(letter)
        if not forms:
            shaped.append(letter)
            continue
        joined = i > 0 and "<initial>" in _FORMS.get(text[i - 1], {})
        joins = "<initial>" in forms and i + 1 < len(text) and text[i + 1] in _FORMS
        tag = ("<medial>" if joins else "<final>") if joined else ("<initial>" if joins else "<isolated>")
        shaped.append(forms.get(tag, letter))
    return "".join(shaped)


def farsi(text: str) -> str:
    """The text in the letters of a Farsi font."""
    return text.replace("ي", "ی").replace("ك", "ک").replace("ه", "ھ")


def noise(text: str, seed: int = 1) -> str:
    """Tatweel, invisible characters, doubled spaces, displaced stops and marks, about one in twenty words."""
    chance = random.Random(seed)
    words: list[str] = []
    for word in text.split(" "):
        kind = chance.randrange(100)
        if kind == 0 and len(word) > 3:
            words.append(word[:2] + "ـ" * 3 + word[2:])
        elif kind == 1:
            words.append(word + "\N{RIGHT-TO-LEFT MARK}")
        elif kind == 2:
            words.append(word + " ")
        elif kind == 3 and len(word) > 3:
            words.append(word[:-1] + " \N{ARABIC SHADDA}" + word[-1])
        elif kind == 4 and len(word) > 4:
            words.append(word[:3] + " " + word[3:])
        elif kind == 5 and word.endswith("."):
            words.append(word[:-1] + " .")
        else:
            words.append(word)
    return " ".join(words)
