"""What spelling shows of gender, case and voice: whether a phrase can be the subject of the verb before it."""

from __future__ import annotations

from typing import Final

from tasks.extract.events.conjugation import Tense, Voice
from tasks.extract.events.lexicon import Form
from tasks.extract.events.phrases import Phrase, Reader
from tasks.extract.events.state import Pass
from tasks.extract.facts import MentionType

_PLACE: Final = MentionType.PLACE
_PERSON: Final = MentionType.PERSON
_PERFECT: Final = Tense.PERFECT
_TEH_MARBUTA: Final = "\N{ARABIC LETTER TEH MARBUTA}"
_YEH: Final = "\N{ARABIC LETTER YEH}"
_DAMMA: Final = "\N{ARABIC DAMMA}"


def cannot_agree(reader: Reader, person: str, phrase: Phrase) -> bool:
    """Can the phrase not be the subject that follows a singular verb, since the genders differ?

    A feminine verb takes no sound masculine plural, a masculine one no noun in ة that is not a man's name.

    >>> from tasks.extract.document import Document
    >>> from tasks.extract.events import find_events
    >>> text = "قصف مدينة ساحلية وفر"  # he, whoever he is, shelled it
    >>> [a.role for a in find_events(Document.of(text), (), (), (), ())[0].arguments]
    ['target']
    """
    if person == "3fs":
        return phrase.head.endswith(("ين", "ون")) and not phrase.head.startswith("ال")
    if person == "3ms" and _feminine_country(reader, phrase):
        return True
    if person != "3ms" or (phrase.mention is not None and reader.mention_type(phrase.mention) is _PERSON):
        return False
    end = reader.document.tokens.ends[phrase.first]
    first = reader.word(phrase.first)
    if first.article and first.stem.endswith("ات") and len(first.stem) > 3:
        return True  # "(he) inspected the troops"
    return reader.document.text[end - 1] == _TEH_MARBUTA and phrase.span.start < end and not phrase.counted


def _feminine_country(reader: Reader, phrase: Phrase) -> bool:
    """Is it a country whose name ends in alef or ـة, as most do, and all of those are feminine?"""
    if phrase.mention is None or reader.inside.get(phrase.first) != phrase.mention:
        return False
    mention = reader.mentions[phrase.mention]
    last = reader.document.tokens.keys[phrase.first]
    return mention.type is _PLACE and mention.country is not None and last.endswith(("ا", "ه"))


def objective(reader: Reader, phrase: Phrase) -> bool:
    """Is it a definite plural in ـين, the ending of the object ("received the passengers")?"""
    return (
        phrase.head.endswith("ين")
        and len(phrase.head) >= 5
        and phrase.mention is None
        and not phrase.counted
        and reader.word(phrase.first).article
    )


def vowelled_passive(state: Pass, token: int, form: Form) -> bool:
    """Is the passive spelled: damma on the first letters, or a final yeh where the active has alef maksura?"""
    document = state.reader.document
    start, end = document.tokens.starts[token], document.tokens.ends[token]
    if form.tense is _PERFECT and form.person == "3ms" and form.voice is Voice.EITHER and form.key_ends_weak:
        return document.text[end - 1] == _YEH
    return _DAMMA in document.text[start : min(end, start + 4)]
