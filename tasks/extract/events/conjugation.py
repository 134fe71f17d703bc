"""Arabic verbs and verbal nouns from a root and a form, as written without vowels.

Only what unvowelled newswire spelling shows is modelled: a word's letters after :func:`tasks.text.fold.match_key`.
Forms I to X follow the pattern tables of Ryding, *A Reference Grammar of Modern Standard Arabic* (2005), ch. 22-31.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tasks.errors import ConfigurationError
from tasks.text.fold import match_key


class Tense(StrEnum):
    """The two conjugations of the Arabic verb."""

    PERFECT = "perfect"
    IMPERFECT = "imperfect"


class Voice(StrEnum):
    """What the spelling says about the voice; most passives are spelled like the active."""

    ACTIVE = "active"
    PASSIVE = "passive"
    EITHER = "either"


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbForm:
    """One written form of a verb: ``person`` is ``3ms``, ``3fs``, ``3md``, ``3fd``, ``3mp`` or ``3fp``; a ``jussive`` is
    the short form that only follows a negation."""

    key: str
    tense: Tense
    voice: Voice
    person: str
    jussive: bool = False


_WEAK: Final = frozenset("وي")
_YEH_PREFIXES: Final = (("ي", ("3ms", "3mp", "3md", "3fp")), ("ت", ("3fs", "3fd")))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stems:
    """The principal parts of one voice: perfect, its short stem before consonants, imperfect without its prefix."""

    perfect: str
    short: str
    imperfect: str


def conjugate(root: str, form: int, vowel: str = "") -> tuple[VerbForm, ...]:
    """All third-person forms of a verb.

    ``vowel`` is the letter a hollow or defective verb of form I shows in the imperfect. A root of four letters is
    conjugated as a quadriliteral of form I, of form II when ``form`` is 2.

    >>> sorted({f.key for f in conjugate("قصف", 1) if f.tense is Tense.PERFECT})[:3]
    ['قصف', 'قصفا', 'قصفت']
    >>> [f.key for f in conjugate("صوب", 4) if f.voice is Voice.PASSIVE and f.person == "3ms"]
    ['اصيب', 'يصاب']
    """
    active, passive = principal_parts(match_key(root), form, vowel)
    found: dict[tuple[str, Tense, str], Voice] = {}
    short: set[str] = set()
    for stems, voice in ((active, Voice.ACTIVE), (passive, Voice.PASSIVE)):
        for key, tense, person, jussive in _spell(stems):
            if jussive:
                short.add(key)
            known = found.get((key, tense, person))
            found[key, tense, person] = voice if known in (None, voice) else Voice.EITHER
    return tuple(
        VerbForm(key=k, tense=t, voice=v, person=p, jussive=k in short and t is Tense.IMPERFECT)
        for (k, t, p), v in found.items()
    )


def principal_parts(root: str, form: int, vowel: str) -> tuple[_Stems, _Stems]:
    """Active and passive stems of a folded root."""
    if len(root) == 4:
        prefix = "ت" if form == 2 else ""
        stems = _Stems(perfect=prefix + root, short=prefix + root, imperfect=prefix + root)
        return stems, stems
    if len(root) != 3:
        raise ConfigurationError(f"A root has three or four letters, not {root!r}")
    first, middle, last = tuple(root)
    if form == 1:
        return _first_form(first, middle, last, vowel)
    if first == "ا" and form in (2, 3, 4):
        return _hamza_first(middle, last, form)
    if form in (2, 5):
        prefix = "ت" if form == 5 else ""
        end_p, end_i = _ends(last, "ي", "ي" if form == 2 else "ى")
        stem = prefix + first + middle
        return (
            _Stems(perfect=stem + end_p, short=stem + last, imperfect=stem + end_i),
            _Stems(perfect=stem + last, short=stem + last, imperfect=stem + end_p),
        )
    if form in (3, 6):
        prefix = "ت" if form == 6 else ""
        end_p, end_i = _ends(last, "ي", "ي" if form == 3 else "ى")
        stem = prefix + first + "ا" + middle
        return (
            _Stems(perfect=stem + end_p, short=stem + last, imperfect=stem + end_i),
            _Stems(perfect=prefix + first + "و" + middle + last, short=stem + last, imperfect=stem + end_p),
        )
    return _prefixed_form(first, middle, last, form)


def _hamza_first(middle: str, last: str, form: int) -> tuple[_Stems, _Stems]:
    """Stems of forms II to IV with hamza first: the imperfect carries it on waw (folded to waw)."""
    end, _ = _ends(last, "ي", "ي")
    inner = "ا" if form == 3 else ""
    stem = _Stems(
        perfect="ا" + inner + middle + end,
        short="ا" + inner + middle + end,
        imperfect="و" + inner + middle + end,
    )
    return stem, stem


def _ends(last: str, perfect: str, imperfect: str) -> tuple[str, str]:
    """The last letter of perfect and imperfect; weak letters are written as yeh (folded alef maksura)."""
    return (match_key(perfect), match_key(imperfect)) if last in _WEAK else (last, last)


def _first_form(first: str, middle: str, last: str, vowel: str) -> tuple[_Stems, _Stems]:
    """Stems of form I: sound, assimilated (و first), hollow, doubled and defective."""
    if middle in _WEAK and last not in _WEAK:
        weak = vowel or middle
        return (
            _Stems(perfect=first + "ا" + last, short=first + last, imperfect=first + weak + last),
            _Stems(perfect=first + "ي" + last, short=first + last, imperfect=first + "ا" + last),
        )
    if middle == last:
        stems = _Stems(perfect=first + middle, short=first + middle + last, imperfect=first + middle)
        return stems, stems
    rest = middle if first == "و" else first + middle
    if last in _WEAK:
        written = "ا" if last == "و" else "ي"
        return (
            _Stems(
                perfect=first + middle + written,
                short=first + middle + last,
                imperfect=rest + (vowel or last),
            ),
            _Stems(perfect=first + middle + "ي", short=first + middle + "ي", imperfect=first + middle + "ي"),
        )
    stem = first + middle + last
    return (
        _Stems(perfect=stem, short=stem, imperfect=rest + last),
        _Stems(perfect=stem, short=stem, imperfect=stem),
    )


def _prefixed_form(first: str, middle: str, last: str, form: int) -> tuple[_Stems, _Stems]:
    """Stems of forms IV, VII, VIII and X, which begin with alef in the perfect and lose it in the imperfect."""
    heads = {4: ("ا" + first, first), 7: ("ان" + first, "ن" + first), 10: ("است" + first, "ست" + first)}
    if form == 8:
        infix = {"و": ("ات", "ت"), "ت": ("ات", "ت")}.get(first)
        if infix is None:
            mate = "ط" if first in "صضط" else "د" if first in "دزذ" else "ت"
            body = first if first == mate else first + mate
            infix = ("ا" + body, body)
        perfect, imperfect = infix
    elif form in heads:
        perfect, imperfect = heads[form]
    else:
        raise ConfigurationError(f"Unknown verb form {form}")
    if middle in _WEAK and last not in _WEAK:
        inner = "ي" if form in (4, 10) else "ا"
        return (
            _Stems(perfect=perfect + "ا" + last, short=perfect + last, imperfect=imperfect + inner + last),
            _Stems(perfect=perfect + "ي" + last, short=perfect + last, imperfect=imperfect + "ا" + last),
        )
    if middle == last:
        stems = _Stems(perfect=perfect + last, short=perfect + last + last, imperfect=imperfect + last)
        return stems, stems
    end, _ = _ends(last, "ي", "ي")
    if form == 4 and first == "و":
        return (
            _Stems(
                perfect=perfect + middle + end, short=perfect + middle + last, imperfect="و" + middle + end
            ),
            _Stems(
                perfect=perfect + middle + end, short=perfect + middle + last, imperfect="و" + middle + end
            ),
        )
    stems = _Stems(
        perfect=perfect + middle + end, short=perfect + middle + end, imperfect=imperfect + middle + end
    )
    return stems, stems


def _spell(stems: _Stems) -> Iterator[tuple[str, Tense, str, bool]]:
    """The written forms of one voice."""
    perfect, short, imperfect = stems.perfect, stems.short, stems.imperfect
    weak_end = (perfect[-1] in "ايو" and len(perfect) > 2 and perfect[-1] != short[-1:]) or perfect.endswith(
        "ي"
    )
    base = perfect[:-1] if weak_end else perfect
    yield perfect, Tense.PERFECT, "3ms", False
    yield base + "ت", Tense.PERFECT, "3fs", False
    yield base + "وا", Tense.PERFECT, "3mp", False
    if weak_end:
        yield perfect + "ت", Tense.PERFECT, "3fs", False
        yield short + "ا", Tense.PERFECT, "3md", False
    else:
        yield perfect + "ا", Tense.PERFECT, "3md", False
        yield perfect + "تا", Tense.PERFECT, "3fd", False
    yield short + "ن", Tense.PERFECT, "3fp", False
    open_end = imperfect[-1] in "ويا"
    cut = imperfect[:-1] if open_end else imperfect
    hollow = len(imperfect) >= 3 and imperfect[-2] in "ويا" and not open_end
    for prefix, persons in _YEH_PREFIXES:
        for person in persons:
            if person.endswith("mp"):
                for ending in ("ون", "وا"):
                    yield prefix + cut + ending, Tense.IMPERFECT, person, False
            elif person.endswith("d"):
                for ending in ("ان", "ا"):
                    yield prefix + imperfect + ending, Tense.IMPERFECT, person, False
            elif person.endswith("fp"):
                yield prefix + imperfect + "ن", Tense.IMPERFECT, person, False
            else:
                yield prefix + imperfect, Tense.IMPERFECT, person, False
                if open_end:
                    yield prefix + cut, Tense.IMPERFECT, person, True
                elif hollow:
                    yield prefix + imperfect[:-2] + imperfect[-1], Tense.IMPERFECT, person, True


def verbal_nouns(root: str, form: int) -> tuple[str, ...]:
    """The regular verbal noun (masdar) of the forms above the first; form I has none that can be foretold.

    >>> verbal_nouns("حرر", 2), verbal_nouns("صوب", 4), verbal_nouns("قول", 10)
    (('تحرير',), ('اصابه',), ('استقاله',))
    """
    root = match_key(root)
    if len(root) == 4:
        return (("ت" if form == 2 else "") + root + ("" if form == 2 else "ه"),)
    first, middle, last = tuple(root)
    weak = last in _WEAK
    if form == 1:
        return ()
    if form == 2:
        return ("ت" + first + middle + ("يه" if weak else "ي" + last),)
    if form == 3:
        return ("م" + first + "ا" + middle + ("اه" if weak else last + "ه"),)
    if form in (5, 6):
        return ("ت" + first + ("ا" if form == 6 else "") + middle + ("ي" if weak else last),)
    active, _ = principal_parts(root, form, "")
    perfect = active.perfect
    if middle in _WEAK and not weak:
        if form in (4, 10):
            return (perfect + "ه",)
        return (perfect[:-2] + "يا" + last,)
    if middle == last:
        return (perfect[:-1] + middle + "ا" + last,)
    if first == "و" and form in (4, 10):
        perfect = perfect[0:1] + "ي" + middle + last if form == 4 else "استي" + middle + last
        return (perfect[:-1] + ("اء" if weak else "ا" + last),)
    return (perfect[:-1] + ("اء" if weak else "ا" + last),)


def active_participle(root: str, form: int) -> str:
    """The active participle in the masculine singular, without case ending.

    >>> active_participle("طلب", 3), active_participle("ندد", 2), active_participle("دين", 4)
    ('مطالب', 'مندد', 'مدين')
    """
    root = match_key(root)
    if form == 1 and len(root) == 3:
        first, middle, last = tuple(root)
        if middle == last:
            return first + "ا" + last
        return (
            first
            + "ا"
            + (middle if middle not in _WEAK or last in _WEAK else "ي")
            + ("ي" if last in _WEAK else last)
        )
    active, _ = principal_parts(root, form, "")
    return "م" + active.imperfect


def noun_forms(noun: str, plurals: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The written forms of a noun: bare, with tanween alef, dual, sound plural of a noun in ة, and given plurals.

    >>> noun_forms("غارة")
    ('غاره', 'غارتان', 'غارتين', 'غارتا', 'غارتي', 'غارات')
    """
    key = match_key(noun)
    if noun.endswith("ة"):
        stem = key[:-1]
        forms = [key, stem + "تان", stem + "تين", stem + "تا", stem + "تي", stem + "ات"]
    elif key.endswith("اء"):
        forms = [key, key + "ات", key[:-1] + "ات"]
    else:
        forms = [key, key + "ا", key + "ان", key + "ين", key + "ات"]
    for plural in plurals:
        forms.append(match_key(plural))
        forms.append(match_key(plural) + "ا")
    return tuple(dict.fromkeys(forms))
