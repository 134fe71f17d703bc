"""Phrases joined by "and" or "or"."""

from __future__ import annotations

from typing import Final

from tasks.extract.events.closed import ARMED, BODIES, HUMANS, SECOND_ADJECTIVES, TITLES
from tasks.extract.events.deeds import event_noun
from tasks.extract.events.grammar import Role
from tasks.extract.events.phrases import Phrase, Reader
from tasks.extract.facts import MentionType
from tasks.text.fold import match_key
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_ORGANIZATION: Final = MentionType.ORGANIZATION
_PERSON: Final = MentionType.PERSON
_NOUN: Final = Role.NOUN
_NUMBER: Final = TokenKind.NUMBER
_PUNCTUATION: Final = TokenKind.PUNCTUATION


#: Endings of adjectives of relation.
_RELATION: Final = ("ي", "يه")
_MINISTRIES: Final = frozenset(map(match_key, ("وزير", "وزيرة", "وزارة", "وزارتي")))
_NAME: Final = match_key("اسم")
COMMAS: Final = frozenset("،,")

OR: Final = frozenset({match_key("أو"), match_key("أم")})


def coordinated(reader: Reader, first: Phrase, end: int) -> tuple[tuple[Phrase, ...], int]:
    """The phrase and those joined to it by و or أو, and the token after them."""
    parts = [first]
    position = first.last
    keys, kinds = reader.document.tokens.keys, reader.document.tokens.kinds
    while position < end and len(parts) < 8:
        after = position
        comma = False
        if keys[after] == "(":
            after = reader.skip_group(after, end)
        if after < end and kinds[after] is _PUNCTUATION and keys[after] in COMMAS:
            after += 1
            comma = True
        if after >= end:
            break
        key = keys[after]
        if key in OR or key == "و":
            after += 1
            if after >= end or not _noun_here(reader, after):
                break
        else:
            reading = reader.word(after)
            if not reading.conjunction or reading.role is not _NOUN or reading.preposition:
                break
            if after in reader.time_at and after not in reader.mention_at:
                break
            if comma and after not in reader.mention_at and not reading.article and not reader.numeric(after):
                break
            if event_noun(reader, after) and not event_noun(reader, first.first):
                break
        following = reader.phrase(after, end)
        if following is None or following.head == _NAME:
            break  # "in his name and in the name of …"
        counted = first.quantity is not None or kinds[first.first] is _NUMBER
        if len(parts) == 1 and (
            office(reader, first, following)
            or both(reader, first, following)
            or second_task(reader, first, following)
        ):
            parts[0] = merge(reader, first, following)
            position = following.last
            continue
        if (
            counted
            and len(parts) == 1
            and following.quantity is None
            and not reader.word(following.first).article
            and following.first not in reader.mention_at
            and not first.definite
        ):
            if following.definite and following.mention is None:
                break  # "three people hurt and the authorities forced to …": another noun's own clause
            # One number counts both: "60 soldiers and policemen" is one group.
            parts[0] = merge(reader, first, following)
        else:
            parts.append(following)
        position = following.last
    return tuple(parts), position


def office(reader: Reader, first: Phrase, following: Phrase) -> bool:
    """Are the two halves one office with its holder ("minister of trade and industry, Dr X")?"""
    if first.mention is not None or following.mention is None or reader.word(first.first).stem not in TITLES:
        return False
    holder = reader.mention_type(following.mention) is _PERSON
    return holder and reader.word(following.first).article and reader.word(following.first).stem not in TITLES


def second_task(reader: Reader, first: Phrase, following: Phrase) -> bool:
    """Is the second half what else a body is for ("the presidency of meteorology and the protection of …", "minister of water and irrigation")?"""
    task, head = reader.word(first.last - 1), reader.word(first.first)
    if first.last - first.first < 2:
        return False
    ministry = head.stem in _MINISTRIES and not head.article and reader.word(following.first).article
    if not ministry and (task.preposition != "ل" or head.stem not in BODIES):
        return False
    stem = reader.word(following.first).stem
    return (
        following.mention is None and not following.counted and stem not in BODIES | TITLES | HUMANS | ARMED
    )


def both(reader: Reader, first: Phrase, following: Phrase) -> bool:
    """Is the second half only another adjective ("the Egyptian and the Russian sides", "the humanitarian and relief aid")?

    >>> from tasks.extract.document import Document
    >>> from tasks.extract.events import find_events
    >>> text = "قصفت الطائرات مواقع مهمة ومرموقة"
    >>> [
    ...     a.span.of(text)
    ...     for a in find_events(Document.of(text), (), (), (), ())[0].arguments
    ...     if a.role == "target"
    ... ]
    ['مواقع مهمة ومرموقة']
    """
    if following.last - following.first != 1 or first.last - first.first < 2:
        return False
    body = reader.inside.get(first.last - 1)
    if following.first in reader.inside or (
        body is not None and reader.mention_type(body) is not _ORGANIZATION
    ):
        return False  # but the name of a body may go on ("the council of political and security affairs")
    before, word = reader.document.tokens.keys[first.last - 1], reader.word(following.first)
    if word.stem in SECOND_ADJECTIVES and word.article == before.startswith("ال"):
        return before.endswith("ه") == word.stem.endswith("ه")  # "the great and continuing support"
    return (
        word.article
        and before.startswith("ال")
        and any(before.endswith(ending) and word.stem.endswith(ending) for ending in _RELATION)
    )


def merge(reader: Reader, first: Phrase, second: Phrase) -> Phrase:
    """Two coordinated phrases as one."""
    document = reader.document
    return Phrase(
        first=first.first,
        last=second.last,
        span=type(first.span)(first.span.start, document.tokens.ends[second.last - 1]),
        head=first.head,
        definite=second.definite,
        mention=first.mention if first.mention is not None else second.mention,
        quantity=first.quantity,
    )


def _noun_here(reader: Reader, token: int) -> bool:
    return token in reader.mention_at or reader.word(token).role is _NOUN
