"""Polarity and modality of an event: negation, plans, possibilities, denials."""

from __future__ import annotations

from typing import Final

from tasks.extract.events.conjugation import Tense
from tasks.extract.events.grammar import MODALITY, Governor, Role
from tasks.extract.events.lexicon import Analysis, WordKind
from tasks.extract.events.phrases import Reader
from tasks.extract.facts import Modality, Polarity

#: How many words before a verb may stand between it and the word that negates or hedges it.
_WINDOW: Final = 4


def _ends_with(keys: list[str], phrases: frozenset[tuple[str, ...]], longest: int = 3) -> bool:
    return any(tuple(keys[-n:]) in phrases for n in range(1, min(longest, len(keys)) + 1))


def judge(
    reader: Reader, token: int, low: int, analysis: Analysis, governor: tuple[int, Governor] | None
) -> tuple[Polarity, Modality]:
    """Polarity and modality of the event whose trigger is the token."""
    polarity, modality = Polarity.POSITIVE, Modality.ASSERTED
    verb = token
    if governor is not None:
        verb, helper = governor
        if helper.modality:
            modality = Modality(helper.modality)
        if helper.polarity:
            polarity = Polarity(helper.polarity)
    keys = reader.document.tokens.keys
    if analysis.form.kind is WordKind.NOUN:
        before = list(keys[max(low, token - 3) : token])
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
            or (
                analysis.proclitics.endswith("ل")
                and not analysis.article
                and not (before and before[-1] in _ASSERTING)
            )
        ):
            modality = Modality.HYPOTHETICAL
        if (
            modality is Modality.ASSERTED
            and analysis.proclitics.endswith("ب")
            and accused(reader, token, low)
        ):
            modality = Modality.HYPOTHETICAL
    if analysis.form.kind is WordKind.VERB or governor is not None:
        polarity, modality = _verb_modality(
            reader, verb, low, analysis if governor is None else None, polarity, modality
        )
    return polarity, modality


def accused(reader: Reader, token: int, low: int) -> bool:
    """Does a word of accusation or trial stand shortly before ("accused of the killing of …")?"""
    keys = reader.document.tokens.keys
    return any(
        key in _ACCUSATIONS or key[1:] in _ACCUSATIONS
        for key in keys[max(low, token - 12) : token]
        if len(key) > 2
    )


def _verb_modality(
    reader: Reader, verb: int, low: int, analysis: Analysis | None, polarity: Polarity, modality: Modality
) -> tuple[Polarity, Modality]:
    """Negators, future and hedges in the few words before a finite verb."""
    keys = reader.document.tokens.keys
    key = keys[verb]
    window: list[str] = []
    position = verb - 1
    while position >= low and len(window) < _WINDOW:
        reading = reader.word(position)
        if reading.role in (Role.NOUN, Role.VERB, Role.RELATIVE) and window and keys[position] not in _HEDGES:
            break
        window.insert(0, keys[position])
        position -= 1
    imperfect = (
        analysis.form.tense is Tense.IMPERFECT
        if analysis is not None
        else key.lstrip("وفسل")[:1] in ("ي", "ت", "ن")
    )
    proclitics = analysis.proclitics if analysis is not None else _future(key)
    if window:
        last = window[-1].lstrip("وف") if window[-1] not in MODALITY["negators"] else window[-1]
        if (last,) in MODALITY["negators"] or _ends_with(window, MODALITY["negators"]):
            polarity = Polarity.NEGATIVE
        for size in range(len(window), 0, -1):
            tail = window[:size]
            if _ends_with(tail, MODALITY["planned"]):
                modality = Modality.PLANNED
            elif _ends_with(tail, MODALITY["hypothetical"]):
                modality = Modality.HYPOTHETICAL
        if imperfect and last in ("قد", "ان", "لان") and modality is Modality.ASSERTED:
            modality = Modality.HYPOTHETICAL
    if proclitics.endswith("س"):
        modality = Modality.PLANNED
    elif proclitics.endswith("ل") and modality is Modality.ASSERTED:
        modality = Modality.HYPOTHETICAL
    return polarity, modality


def _future(key: str) -> str:
    body = key[1:] if key[:1] in ("و", "ف") else key
    return "س" if len(body) > 4 and body[0] == "س" and body[1] in "يتن" and not body.startswith("ستر") else ""


_ASSERTING: Final = frozenset(
    {"بالاضافه", "اضافه", "نظرا", "نتيجه", "وفقا", "تعرض", "تعرضه", "تعرضت", "تعرضوا"}
)
_ACCUSATIONS: Final = frozenset(phrase[0] for phrase in MODALITY["accusations"])
_HEDGES: Final = frozenset(
    word for phrase in MODALITY["hypothetical"] | MODALITY["planned"] for word in phrase
)
