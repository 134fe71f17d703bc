"""Which phrases behind a verb can be its subject and object, and which only say more of somebody before them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tasks.extract.events.clause import Constituent
from tasks.extract.events.closed import BELONGING, TIMES_OVER, TITLES
from tasks.extract.events.deeds import event_noun
from tasks.extract.events.phrases import Reader
from tasks.extract.facts import MentionType

_PERSON: Final = MentionType.PERSON


def near(reader: Reader, constituents: Sequence[Constituent], most: tuple[int, int]) -> list[Constituent]:
    """The phrases without preposition that can be subject and object: so few prepositional ones before them."""
    found: list[Constituent] = []
    between = 0
    taken = False
    for index, constituent in enumerate(constituents):
        if constituent.kind and _of_the_same(reader, constituents, index):
            continue
        if constituent.kind:
            between += 1
            # "during his meeting the envoy …": the next phrase is the meeting's object, not the verb's.
            last = constituent.parts[-1].last - 1
            taken = reader.possessed(last) and event_noun(reader, last)
        elif taken:
            taken = False
        elif constituent.parts[0].head in TIMES_OVER or _his_office(reader, constituents, index):
            continue
        elif not constituent.shared and (
            between <= most[bool(found)] or (found and reader.tanween(constituent.parts[0].first))
        ):
            found.append(constituent)
    return found


def _of_the_same(reader: Reader, constituents: Sequence[Constituent], index: int) -> bool:
    """Does a phrase only say who somebody is ("extremists of those loyal to the movement")?"""
    if not index:
        return False
    before, phrase = constituents[index - 1].parts[-1], constituents[index].parts[0]
    preposition = constituents[index].preposition
    if preposition == "ل":
        return reader.word(before.last - 1).stem in BELONGING and phrase.first == before.last
    plural = before.head.endswith(("ون", "ين")) and phrase.head.endswith(("ون", "ين"))
    return preposition == "من" and plural and phrase.first == before.last + 1


def _his_office(reader: Reader, constituents: Sequence[Constituent], index: int) -> bool:
    """Is it the office of the person named right before behind a preposition ("congratulated Prince X, governor of Y")?"""
    if not index or not constituents[index - 1].kind:
        return False
    before, phrase = constituents[index - 1].parts[-1], constituents[index].parts[0]
    return (
        phrase.first == before.last
        and before.mention is not None
        and reader.mention_type(before.mention) is _PERSON
        and phrase.mention != before.mention
        and reader.word(phrase.first).stem in TITLES
    )
