"""Polarity and modality of an event: negation, plans, possibilities, denials."""

from __future__ import annotations

from typing import Final

from tasks.extract.events.closed import MODALITY, TRANSPARENT
from tasks.extract.events.conjugation import Tense
from tasks.extract.events.grammar import Governor, Role, is_imperfect
from tasks.extract.events.lexicon import Analysis, WordKind
from tasks.extract.events.phrases import Reader
from tasks.extract.facts import Modality, Polarity

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_ROLE_NOUN: Final = Role.NOUN
_RELATIVE: Final = Role.RELATIVE
_ROLE_VERB: Final = Role.VERB
_IMPERFECT: Final = Tense.IMPERFECT
_NOUN: Final = WordKind.NOUN
_VERB: Final = WordKind.VERB

#: How many words before a verb may stand between it and the word that negates or hedges it.
_WINDOW: Final = 4


def _ends_with(keys: list[str], phrases: frozenset[tuple[str, ...]], longest: int = 3) -> bool:
    sizes = range(1, min(longest, len(keys)) + 1)
    return not phrases.isdisjoint([tuple(keys[-size:]) for size in sizes])


def judge(
    reader: Reader, token: int, low: int, analysis: Analysis, governor: tuple[int, Governor] | None
) -> tuple[Polarity, Modality]:
    """Polarity and modality of the event whose trigger is the token.

    >>> from tasks.extract.document import Document
    >>> from tasks.extract.events import find_events
    >>> for text in ("لم تقصف المدفعية الميناء", "سيقصف الجيش الميناء", "ربما قصف الجيش الميناء"):
    ...     (event,) = find_events(Document.of(text), (), (), (), ())
    ...     print(event.polarity, event.modality)
    negative asserted
    positive planned
    positive hypothetical
    """
    polarity, modality = Polarity.POSITIVE, Modality.ASSERTED
    verb = token
    if governor is not None:
        verb, helper = governor
        if helper.modality:
            modality = Modality(helper.modality)
        if helper.polarity:
            polarity = Polarity(helper.polarity)
    keys = reader.document.tokens.keys
    if analysis.form.kind is _NOUN:
        first = token
        while first > low and keys[first - 1] in TRANSPARENT:
            first -= 1  # "no (occurrence of an) attack"
        before = list(keys[max(low, first - 3) : first])
        if before and len(before[-1]) > 3 and before[-1][0] in "وفبل":
            before_bare = [*before[:-1], before[-1][1:]]
        else:
            before_bare = before
        if _ends_with(before, MODALITY["before_negative"]) or _ends_with(
            before_bare, MODALITY["before_negative"]
        ):
            polarity = Polarity.NEGATIVE
        elif governor is None and (
            _ends_with(before, MODALITY["before_hypothetical"])
            or _ends_with(before_bare, MODALITY["before_hypothetical"])
            or (not analysis.proclitics and not analysis.article and intended(reader, first, low))
            or (
                analysis.proclitics.endswith("ل")
                and not analysis.article
                and not (before and before[-1] in _ASSERTING)
            )
        ):
            modality = Modality.HYPOTHETICAL
        if governor is None and any((key,) in MODALITY["expected"] for key in before):
            modality = Modality.PLANNED
        elif (
            governor is not None
            and modality is Modality.ASSERTED
            and (feared(reader, governor[0], low) or only_thought_of(reader, governor[0], low))
        ):
            modality = Modality.HYPOTHETICAL
        if modality is Modality.ASSERTED and to_come(reader, token):
            modality = Modality.PLANNED
        if (
            modality is Modality.ASSERTED
            and analysis.proclitics.endswith("ب")
            and accused(reader, token, low)
        ):
            modality = Modality.HYPOTHETICAL
    if analysis.form.kind is _VERB or governor is not None:
        window = words_before(reader, verb, low)
        own = analysis if governor is None else None
        if negated(window):
            polarity = Polarity.NEGATIVE
        modality = hedged(keys[verb], window, own) or modality
        if modality is Modality.ASSERTED and denied(reader, verb, low):
            modality = Modality.DENIED
    return polarity, modality


def accused(reader: Reader, token: int, low: int) -> bool:
    """Does a word of accusation or trial stand shortly before ("accused of the killing of …")?"""
    keys = reader.document.tokens.keys
    return any(
        key in _ACCUSATIONS or key[1:] in _ACCUSATIONS
        for key in keys[max(low, token - 12) : token]
        if len(key) > 2
    )


def intended(reader: Reader, token: int, low: int) -> bool:
    """Does an intention govern the noun, with whose it is between ("the gunmen's intention to blow up …")?"""
    keys = reader.document.tokens.keys
    for position in range(token - 1, max(low, token - 6) - 1, -1):
        key = keys[position]
        if position in reader.inside or key in _QUOTES:
            continue
        reading = reader.word(position)
        if reading.role is not _ROLE_NOUN:
            return False
        if without_pronoun(reading.stem) in _INTENTIONS:
            return not reading.article
        if reading.preposition or reading.conjunction:
            return False
    return False


def without_pronoun(stem: str) -> str:
    """The stem of a noun in ـة without a suffixed pronoun (محاولتهم), other nouns with what is left (عزمه)."""
    for pronoun in ("هم", "ها", "ه"):
        if stem.endswith(pronoun) and stem not in _INTENTIONS:
            base = stem[: -len(pronoun)]
            return base[:-1] + "ه" if base.endswith("ت") else base
    return stem


def feared(reader: Reader, helper: int, low: int) -> bool:
    """Is the helping noun what somebody fears ("for fear of being exposed to …")?"""
    keys = reader.document.tokens.keys
    return _ends_with(list(keys[max(low, helper - 2) : helper]), _FEARS)


def only_thought_of(reader: Reader, helper: int, low: int) -> bool:
    """Is the helping word a noun after one like "the possibility of" ("of holding a meeting")?"""
    return _ends_with(
        list(reader.document.tokens.keys[max(low, helper - 3) : helper]), MODALITY["before_hypothetical"]
    )


def to_come(reader: Reader, token: int) -> bool:
    """Does it say behind the noun that it is being planned ("an attack that is being prepared")?"""
    keys = reader.document.tokens.keys
    for position in range(token + 1, min(len(keys) - 1, token + 7)):
        if keys[position] in ".،؛":
            return False
        if (keys[position], keys[position + 1]) in MODALITY["to_come"]:
            return True
    return False


def words_before(reader: Reader, verb: int, low: int) -> list[str]:
    """The few words before a finite verb in which negators and hedges stand."""
    keys = reader.document.tokens.keys
    window: list[str] = []
    position = verb - 1
    while position >= low and len(window) < _WINDOW:
        reading = reader.word(position)
        if reading.role in (_ROLE_NOUN, _ROLE_VERB, _RELATIVE) and window and keys[position] not in _HEDGES:
            break
        window.insert(0, keys[position])
        position -= 1
    return window


def negated(window: list[str]) -> bool:
    """Does a negator stand right before the verb?"""
    return bool(window) and (
        (window[-1].lstrip("وف"),) in MODALITY["negators"] or _ends_with(window, MODALITY["negators"])
    )


def hedged(key: str, window: list[str], analysis: Analysis | None) -> Modality | None:
    """Planned or hypothetical, by the verb's prefixes and the words before it; None when neither."""
    proclitics = analysis.proclitics if analysis is not None else _future(key)
    if proclitics.endswith("س"):
        return Modality.PLANNED
    for size in range(len(window), 0, -1):
        if _ends_with(window[:size], MODALITY["planned"]):
            return Modality.PLANNED
        if _ends_with(window[:size], MODALITY["hypothetical"]):
            return Modality.HYPOTHETICAL
    imperfect = analysis.form.tense is _IMPERFECT if analysis is not None else is_imperfect(key)
    purpose = analysis is None and key[:2] in ("لي", "لت") and len(key) > 4
    if (
        purpose
        or (imperfect and window and window[-1].lstrip("وف") in _SUBJUNCTIVE)
        or proclitics.endswith("ل")
    ):
        return Modality.HYPOTHETICAL
    return None


def denied(reader: Reader, verb: int, low: int) -> bool:
    """Does a verb of denial govern the clause (نفى الجيش أن القوات قصفت)?"""
    keys = reader.document.tokens.keys
    subordinated = False
    for position in range(verb - 1, max(low, verb - 14) - 1, -1):
        if keys[position] in ".؛":
            return False
        subordinated = subordinated or keys[position].lstrip("وب") in _THAT
        if (keys[position],) in MODALITY["denials"]:
            return subordinated or keys[verb].startswith(_EXPOSED)
    return False


def _future(key: str) -> str:
    body = key[1:] if key[:1] in ("و", "ف") else key
    return "س" if len(body) > 4 and body[0] == "س" and body[1] in "يتن" and not body.startswith("ستر") else ""


_ASSERTING: Final = frozenset(
    {"بالاضافه", "اضافه", "نظرا", "نتيجه", "وفقا", "تعرض", "تعرضه", "تعرضت", "تعرضوا"}
)
_ACCUSATIONS: Final = frozenset(phrase[0] for phrase in MODALITY["accusations"])
_INTENTIONS: Final = frozenset(phrase[0] for phrase in MODALITY["intentions"])
_FEARS: Final = frozenset({("خشيه", "من"), ("خوفا", "من"), ("خشيه",), ("خوفا",)})
_QUOTES: Final = frozenset('«»“”"')
#: "Denied that X was exposed to …" has a noun for "that X was exposed".
_EXPOSED: Final = "تعرض"
_SUBJUNCTIVE: Final = frozenset({"قد", "ان", "لان"})
_THAT: Final = frozenset({"ان", "انه", "انها", "انهم"})
_HEDGES: Final = frozenset(
    word for phrase in MODALITY["hypothetical"] | MODALITY["planned"] for word in phrase
)
