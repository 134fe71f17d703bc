"""The shapes of words: which cannot be Arabic, and which are most likely verbs."""

from __future__ import annotations

import re
from typing import Final

_VERB: Final = re.compile("^(?:[وف]?(?:س[يتن]|ي|ت)...{1,5}(?:ون|وا|ان|ها|هم|ه)?|[وف]?[است]ست...+|...+وا)$")
#: What a verb of that shape has before and behind its stem.
_VERB_LETTERS: Final = re.compile("^[وف]?(?:س?[يتن](?:ست)?|[است]ست)|(?:ون|وا|ان|ها|هم|ه)$")
#: The sixth form, whose endings the stem's pattern above does not know ("تجاوزت").
_MUTUAL: Final = re.compile("^[وف]?[يت]?ت.ا..")
#: Arabic stems: prefixes, three or four root letters with the vowels of the patterns between, endings.
_ROOT: Final = "[بتثجحخدذرزسشصضطظعغفقكلمنهويا]"
_STEM: Final = (
    f"(?:{_ROOT}{{2,3}}|{_ROOT}ا{_ROOT}{_ROOT}?|{_ROOT}{_ROOT}[اويه]{_ROOT}|{_ROOT}ا{_ROOT}ي{_ROOT}|{_ROOT}و{_ROOT}{_ROOT}"
    f"|م{_ROOT}{{3}}|م{_ROOT}{_ROOT}[اوي]{_ROOT}|م{_ROOT}ا{_ROOT}{_ROOT}|م[نتس]{_ROOT}{{2,4}}|مست{_ROOT}{{2,4}}"
    f"|[اتي]{_ROOT}{{2,3}}|ا{_ROOT}{_ROOT}ا{_ROOT}|ت{_ROOT}{_ROOT}ي{_ROOT}|ت{_ROOT}ا{_ROOT}{{2}}|است{_ROOT}{_ROOT}ا?{_ROOT}?|ان{_ROOT}{{2}}ا?{_ROOT}"
    f"|ا{_ROOT}[تط]{_ROOT}ا?{_ROOT}?|{_ROOT}وا{_ROOT}ي?{_ROOT}|{_ROOT}{_ROOT}ا{_ROOT}ي?{_ROOT}?|{_ROOT}ي{_ROOT}ا?{_ROOT}?|{_ROOT}{{4}})"
)
_ARABIC: Final = re.compile(
    f"^(?:ال)?{_STEM}(?:[يهن]|ات|ون|ين|ان|يه|يا|ته|اء|اوي|ها|هم|نا|كم|تها|تهم|وا|تم|ني|يين|يون)?$"
)
#: Letters that a word of another language is written with, never a word of Arabic after its clitics.
_FOREIGN_LETTERS: Final = re.compile("[پچژڤگ]")
#: How family names of other languages end, in whatever letters they are written ("خودوركوفسكي", "يانوكوفيتش").
_FOREIGN_ENDING: Final = re.compile(
    "...(?:[اوي]?فسكي|ينسكي|[وي]فيتش|شفيلي|بولوس|شتاين|نباخ|ليفيتش|ينيو|تشوك|[وي]نكو|وغلو|[نب]يرغ)$"
)
#: A quality with a pronoun ("جاهزيته").
_QUALITY: Final = re.compile("...ي(?:ته|تها|تهم|تنا)$")
_HEAVY: Final = re.compile("[حخذصضطظعقثء]")


def foreign_shape(key: str) -> bool:
    """Is the word most likely a foreign name in Arabic letters?

    Arabic stems keep to patterns of three or four root letters; a long word outside of them without any of the
    letters that transliteration avoids is foreign.

    >>> [foreign_shape(word) for word in ("لاكاميرا", "فيرجسون", "مدرسه", "استعمالهم")]
    [True, True, False, False]
    """
    if _FOREIGN_LETTERS.search(key) or _FOREIGN_ENDING.search(key):
        return True
    if _QUALITY.search(key):
        return False
    return len(key) >= 5 and not _HEAVY.search(key) and not _ARABIC.match(key)


def verb_shape(key: str) -> bool:
    """Could the word be a verb in the present tense or plural?

    >>> verb_shape("يعملون"), verb_shape("محمد")
    (True, False)
    """
    return bool(_VERB.match(key))


def foreign_stem(key: str) -> bool:
    """Is what is left of a word in the shape of a verb, without the verb's own letters, foreign all the same?

    >>> foreign_stem("تورسونوف"), foreign_stem("يستعملون"), foreign_stem("تجاوزت")
    (True, False, False)
    """
    return foreign_shape(_VERB_LETTERS.sub("", key)) and not _MUTUAL.match(key)
