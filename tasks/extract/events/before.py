"""What stands before a verb in its clause: the subject in front of it, or the antecedent it describes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tasks.extract.events.clause import QUOTES, WRITTEN_ON, Constituent, preposition_at
from tasks.extract.events.closed import ARMED, AUXILIARIES, NUMBERS, SKIPPED, WEAPONS, verbal_shape
from tasks.extract.events.coordination import COMMAS, OR, coordinated
from tasks.extract.events.deeds import event_noun
from tasks.extract.events.grammar import Role
from tasks.extract.events.phrases import Phrase, Reader
from tasks.text.fold import match_key
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_NOUN: Final = Role.NOUN
_PARTICLE: Final = Role.PARTICLE
_RELATIVE: Final = Role.RELATIVE
_SUBORDINATOR: Final = Role.SUBORDINATOR
_VERB: Final = Role.VERB
_BREAK: Final = TokenKind.BREAK
_NUMBER: Final = TokenKind.NUMBER
_PUNCTUATION: Final = TokenKind.PUNCTUATION

_WHO_M: Final = match_key("الذي")
_WHO_F: Final = match_key("التي")
#: "Which (led to …)", of the whole sentence before: no description of anything.
_MATTER: Final = match_key("الأمر")
_PLURALS: Final = ("ين", "ون")
#: "And … not": a clause of its own.
_AND_NOT: Final = frozenset(map(match_key, ("ولم", "ولن", "ولا", "فلم", "فلن")))
_INSERTED: Final = frozenset(
    match_key(w) for w in ("بينهم", "بينها", "بينهما", "منهم", "منها", "أحدهم", "أحدهما")
)
_AGES: Final = frozenset(match_key(w) for w in ("عاما", "سنة", "عام", "سنوات"))


@dataclass(slots=True, kw_only=True)
class Before:
    """What stands before a verb in its clause.

    ``subject`` is a noun phrase in front of it; ``relative`` is set when the verb stands in a relative clause and the
    subject is its antecedent; ``agrees`` is false where that cannot be the verb's subject, whose gender differs ("research …
    in some of which he took part"). ``start`` is the first token of the clause.
    """

    start: int
    subject: tuple[Phrase, ...] = ()
    relative: bool = False
    agrees: bool = True
    constituents: tuple[Constituent, ...] = ()


def read_before(reader: Reader, verb: int, low: int) -> Before:  # noqa: C901, PLR0915  a ladder of word classes
    """The clause to the left of a verb; a verb with و or ف opens a clause of its own.

    >>> from tasks.extract.document import Document
    >>> from tasks.extract.events.phrases import Reader
    >>> document = Document.of("المسلحون الذين هاجموا القرية")
    >>> before = read_before(Reader.of(document, (), (), (), ()), 2, 0)
    >>> before.relative, before.subject[0].span.of(document.text)
    (True, 'المسلحون')
    """
    joined = reader.word(verb).conjunction and verb not in reader.mention_at
    if joined or (verb > low and reader.document.tokens.keys[verb - 1] in OR):
        return Before(start=verb)
    keys, kinds = reader.document.tokens.keys, reader.document.tokens.kinds
    start = verb
    position = verb - 1
    after_verb = -1
    while position >= low:
        key = keys[position]
        if kinds[position] is _PUNCTUATION and key not in QUOTES and key not in "()-–/":
            inserted = insertion(reader, position, low) if key in COMMAS else position
            if inserted == position:
                break
            start = position = inserted
            position -= 1
            continue
        if position in reader.inside:
            start = position
            position -= 1
            continue
        reading = reader.word(position)
        if reading.role is _RELATIVE:
            if position > low and keys[position - 1] == _MATTER:
                return Before(start=verb)
            antecedent = phrase_ending(reader, position, low)
            if antecedent is not None and _year(reader, antecedent.first):
                antecedent = None
            if antecedent is not None and reading.stem == _WHO_M:
                antecedent = _its_masculine(reader, antecedent, position)
            return Before(
                start=position + 1,
                subject=(antecedent,) if antecedent else (),
                relative=True,
                agrees=_agrees(reader.word(verb).stem, reading.stem),
            )
        if reading.role is _SUBORDINATOR:
            break
        if key in _AND_NOT:
            start = position
            break
        if position in reader.verbs or (
            reading.role is _VERB and key not in AUXILIARIES and reading.stem not in AUXILIARIES
        ):
            after_verb = position
            break
        start = position
        position -= 1
    found: list[Constituent] = []
    subject: tuple[Phrase, ...] = ()
    position = start
    while position < verb:
        reading = reader.word(position)
        if (
            reading.role is _PARTICLE
            or keys[position] in SKIPPED
            or keys[position] in OR
            or reading.stem in SKIPPED
            or (position in reader.timed and position not in reader.inside)
        ):
            position += 1
            continue
        preposition = preposition_at(reader, position, verb)
        length = preposition[2] if preposition else 0
        phrase = reader.phrase(position + length, verb)
        if phrase is None:
            position += max(1, length)
            continue
        parts, position = coordinated(reader, phrase, verb)
        kind = preposition[0] if preposition else WRITTEN_ON.get(reading.preposition, "")
        found.append(
            Constituent(
                kind=kind, preposition=preposition[1] if preposition else reading.preposition, parts=parts
            )
        )
        if not kind and not subject:
            subject = parts
    if after_verb >= 0:
        # What follows another verb belongs to that verb; only an indefinite noun right before may be described:
        # "in a raid that hit …" has no relative pronoun in Arabic (هجوم استهدف).
        topic = topic_before(reader, after_verb, low)
        if topic is not None:
            return Before(start=topic.first, subject=(topic,))
        nearest = plural_nearby(reader, verb, found)
        if nearest is not None:
            return Before(start=verb, subject=(nearest,))
        return described(reader, verb, found)
    nearest = plural_nearby(reader, verb, found)
    if nearest is not None:
        return Before(start=verb, subject=(nearest,))
    return Before(start=start, subject=subject, constituents=tuple(found))


def _its_masculine(reader: Reader, phrase: Phrase, relative: int) -> Phrase:
    """The second noun of two where the first is no masculine singular ("the facilities of the mosque, which …")."""
    if phrase.last != relative or phrase.last - phrase.first != 2 or phrase.mention is not None:
        return phrase
    key = reader.word(phrase.first).stem
    plural = len(key) == 5 and key[0] == "م" and key[2] == "ا"  # مرافق, مدارس
    if not plural and not key.endswith(("ه", "ات")):
        return phrase
    return reader.phrase(phrase.first + 1, relative) or phrase


def _age(words: Sequence[str]) -> bool:
    """Do the words tell an age ("35 years"), rather than a year ("the year 2005")?"""
    return any(word in _AGES and (before.isdigit() or before in NUMBERS) for before, word in pairwise(words))


def _year(reader: Reader, token: int) -> bool:
    """Is it a bare number, or one that is no amount of anything?"""
    return reader.document.tokens.kinds[token] is _NUMBER and token not in reader.quantity_at


def _agrees(verb: str, relative: str) -> bool:
    """May the antecedent of a relative pronoun be the subject of the verb: is a masculine singular told from the rest?"""
    feminine = verb.endswith(("ت", "ن")) or verb.startswith(("ت", "ست"))
    if relative == _WHO_F:
        return feminine
    return relative != _WHO_M or not verb.endswith("ت") or len(verb) < 4


def plural_nearby(reader: Reader, verb: int, found: list[Constituent]) -> Phrase | None:
    """An indefinite plural right before a plural verb, which describes it ("against gunmen who stormed …")."""
    if not found or not found[-1].kind or not reader.document.tokens.keys[verb].endswith("وا"):
        return None
    phrase = found[-1].parts[-1]
    if phrase.definite or phrase.last != verb:
        return None
    deed = event_noun(reader, phrase.first) or verbal_shape(reader.word(phrase.first).stem)
    if deed and phrase.first < verb - 1:
        return reader.phrase(phrase.first + 1, verb)  # "by the removal of supporters who chanted …"
    if not phrase.head.endswith(_PLURALS) and reader.document.tokens.keys[verb - 1].endswith(_PLURALS):
        return reader.phrase(
            verb - 1, verb
        )  # "by the bullets of gunmen who opened …": they did, not the bullets
    return phrase if phrase.head.endswith(_PLURALS) else None


def insertion(reader: Reader, comma: int, low: int) -> int:
    """The comma that opens the insertion which ends at a comma ("…, among them two children, …"), or the same comma."""
    keys = reader.document.tokens.keys
    for position in range(comma - 1, max(low, comma - 12), -1):
        if keys[position] in COMMAS:
            words = keys[position + 1 : comma]
            return position if (words[:1] and words[0] in _INSERTED) or _age(words) else comma
    return comma


def topic_before(reader: Reader, inner: int, low: int) -> Phrase | None:
    """The clause's subject when a description without relative pronoun follows it (انتحاريا يقود سيارة فجر …)."""
    reading = reader.word(inner)
    key = reader.document.tokens.keys[inner]
    if reading.conjunction or not key.startswith(("ي", "ت")):
        return None
    phrase = phrase_ending(reader, inner, low)
    if phrase is None or phrase.definite:
        return None
    if phrase.first <= low:
        return phrase
    before = phrase.first - 1
    if reader.document.tokens.keys[before] in QUOTES and before > low:
        before -= 1
    return phrase if reader.word(before).role is _SUBORDINATOR else None


def described(reader: Reader, verb: int, found: list[Constituent]) -> Before:
    """The indefinite noun phrase that a verb without relative pronoun describes."""
    reading = reader.word(verb)
    if reading.conjunction:
        return Before(start=verb)
    feminine = reading.stem.endswith("ت") or reading.stem.startswith("ت")
    for constituent in reversed(found):
        phrase = _its_second(reader, constituent.parts[-1], verb, feminine=feminine)
        if phrase.definite or phrase.mention is not None:
            continue
        if phrase.quantity is not None and not (phrase.last == verb and event_noun(reader, phrase.first)):
            continue
        armed = phrase.head in ARMED or event_noun(reader, phrase.first) or phrase.head in WEAPONS
        if constituent.kind and not armed:
            continue
        if phrase.head.endswith(("ه", "ات")) == feminine:
            return Before(start=verb, subject=(phrase,))
    return Before(start=verb)


def _its_second(reader: Reader, phrase: Phrase, verb: int, *, feminine: bool) -> Phrase:
    """The second noun of two where the verb agrees with it alone ("the bombs of warplanes that fired …"), else the phrase."""
    if phrase.definite or phrase.last != verb or phrase.last - phrase.first < 2:
        return phrase
    if phrase.head.endswith(("ه", "ات")) == feminine:
        return phrase
    second = reader.phrase(phrase.first + 1, verb)
    if second is None or second.last != verb or second.head not in ARMED:
        return phrase
    return second if second.head.endswith(("ه", "ات")) == feminine else phrase


def joined_adjectives(reader: Reader, first: int, end: int) -> bool:
    """Are the words only further adjectives of the phrase before them ("Arab and regional")?"""
    return all(
        reader.word(p).conjunction and reader.word(p).article and reader.word(p).stem.endswith("يه")
        for p in range(first, end)
    )


def phrase_ending(reader: Reader, token: int, low: int) -> Phrase | None:
    """The noun phrase that ends just before a token."""
    kinds, keys = reader.document.tokens.kinds, reader.document.tokens.keys
    first = token
    for position in range(token - 1, max(low, token - 8) - 1, -1):
        if position in reader.inside:
            first = position
            continue
        if kinds[position] in (_PUNCTUATION, _BREAK) and keys[position] not in QUOTES:
            break
        reading = reader.word(position)
        if reading.role is not _NOUN:
            break
        first = position
        adjective = reading.article and reading.stem.endswith("يه")
        if reading.preposition or (reading.conjunction and not adjective):
            break
    best: Phrase | None = None
    for start in range(first, token):
        phrase = reader.phrase(start, token)
        if phrase is not None and phrase.last < token and joined_adjectives(reader, phrase.last, token):
            return phrase
        if phrase is not None and phrase.last == token:
            best = phrase
            break
    return best
