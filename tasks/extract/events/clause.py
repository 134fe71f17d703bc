"""Clauses around a trigger: the noun and prepositional phrases after it, and the subject before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from tasks.extract.events.grammar import (
    AUXILIARIES,
    PREPOSITIONS,
    SKIPPED,
    TITLES,
    WEAPONS,
    Role,
)
from tasks.extract.events.lexicon import WordKind, analyses
from tasks.extract.events.phrases import Phrase, Reader
from tasks.extract.facts import MentionType
from tasks.text.fold import match_key
from tasks.text.tokens import TokenKind

#: How far a clause is read to either side, in tokens; press releases have no longer ones that are still one clause.
REACH_RIGHT: Final = 60
REACH_LEFT: Final = 40
#: No clause of a release has more phrases or coordinated event nouns than these.
_MOST: Final = 14
_MOST_NOUNS: Final = 4
_STOPS: Final = frozenset(".؛;:!؟?")
_COMMAS: Final = frozenset("،,")
_DISASTERS: Final = frozenset({"accident", "fire", "natural_disaster"})
_DASHES: Final = frozenset("-–—ـ")
_QUOTES: Final = frozenset('«»“”"')
_SINGLE: Final = {keys[0]: kind for keys, kind in PREPOSITIONS.items() if len(keys) == 1}
_LONG: Final[dict[str, list[tuple[str, ...]]]] = {}
for _keys in PREPOSITIONS:
    if len(_keys) > 1:
        _LONG.setdefault(_keys[0], []).append(_keys)
_WRITTEN_ON: Final = {"ب": "with_beh", "ل": "to_lam", "ك": "like"}
_INSERTED: Final = frozenset(
    match_key(w) for w in ("بينهم", "بينها", "بينهما", "منهم", "منها", "أحدهم", "أحدهما")
)
_AGES: Final = frozenset(match_key(w) for w in ("عاما", "سنة", "عام", "سنوات"))
OR: Final = frozenset({match_key("أو"), match_key("أم")})


@dataclass(frozen=True, slots=True, kw_only=True)
class Constituent:
    """A noun phrase with what it is coordinated with, and the preposition before it.

    ``kind`` is the preposition's kind in ``events_grammar.toml``, ``preposition`` its key; both empty for a bare one.
    """

    kind: str
    preposition: str
    parts: tuple[Phrase, ...]
    shared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What follows a trigger: its constituents, where the clause ends, and a relative clause that ends it."""

    constituents: tuple[Constituent, ...]
    end: int
    relative: int | None = None
    stopped_by: str = ""


def limits(reader: Reader, token: int) -> tuple[int, int]:
    """First token and end of the sentence a token stands in, within reach."""
    if not reader.cuts:
        reader.cuts.extend(_cuts(reader))
    place = bisect_right(reader.cuts, token)
    low, high = reader.cuts[place - 1], reader.cuts[place]
    if token > reader.dateline >= low:
        low = reader.dateline + 1
    return max(low, token - REACH_LEFT), min(high, token + REACH_RIGHT)


def _cuts(reader: Reader) -> list[int]:
    """The tokens at which a sentence or a line begins, and the end of the text."""
    tokens = reader.document.tokens
    cuts = {0, len(tokens)}
    for sentence in reader.document.sentences:
        cuts.add(bisect_left(tokens.starts, sentence.start))
        cuts.add(bisect_left(tokens.starts, sentence.end))
    for position, kind in enumerate(tokens.kinds):
        if kind is TokenKind.BREAK:
            cuts.update((position, position + 1))
    return sorted(cuts)


def preposition_at(reader: Reader, token: int, end: int) -> tuple[str, str, int] | None:
    """Kind, key and length in tokens of the separate preposition at a token, longest first."""
    keys = reader.document.tokens.keys
    reading = reader.word(token)
    stem = reading.stem if reading.conjunction else keys[token]
    for phrase in _LONG.get(stem, ()):
        if token + len(phrase) <= end and tuple(keys[token + 1 : token + len(phrase)]) == phrase[1:]:
            return PREPOSITIONS[phrase], " ".join(phrase), len(phrase)
    kind = _SINGLE.get(stem)
    if kind is not None and reading.role is not Role.NOUN:
        return kind, stem, 1
    return None


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
        if after < end and kinds[after] is TokenKind.PUNCTUATION and keys[after] in _COMMAS:
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
            if not reading.conjunction or reading.role is not Role.NOUN or reading.preposition:
                break
            if after in reader.time_at and after not in reader.mention_at:
                break
            if comma and after not in reader.mention_at and not reading.article and not reader.numeric(after):
                break
            if event_noun(reader, after) and not event_noun(reader, first.first):
                break
        following = reader.phrase(after, end)
        if following is None:
            break
        counted = first.quantity is not None or kinds[first.first] is TokenKind.NUMBER
        if len(parts) == 1 and office(reader, first, following):
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
    holder = reader.mention_type(following.mention) is MentionType.PERSON
    return holder and reader.word(following.first).article and reader.word(following.first).stem not in TITLES


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
    return token in reader.mention_at or (reader.word(token).role is Role.NOUN and not reader.is_verb(token))


def event_noun(reader: Reader, token: int) -> bool:
    """Is the word a verbal noun of the lexicon (and no part of a name)?"""
    if token in reader.inside:
        return False
    found = analyses(reader.document.tokens.keys[token])
    return bool(found) and any(a.form.kind is WordKind.NOUN for a in found)


def harmful(reader: Reader, token: int) -> bool:
    """Is the word an event noun for what kills or destroys: an attack, an accident, a disaster?"""
    return token not in reader.inside and any(
        a.form.kind is WordKind.NOUN
        and (a.form.trigger.plover == "ASSAULT" or a.form.trigger.type in _DISASTERS)
        for a in analyses(reader.document.tokens.keys[token])
    )


def starts_clause(reader: Reader, token: int) -> bool:
    """Does a new clause begin at a token: a finite verb, or a word that subordinates?"""
    if token in reader.mention_at:
        return False
    reading = reader.word(token)
    if reading.role in (Role.VERB, Role.SUBORDINATOR):
        return True
    if reading.role is Role.DEMONSTRATIVE and reading.conjunction:
        return True
    key = reader.document.tokens.keys[token]
    if key in AUXILIARIES or (reading.stem in AUXILIARIES and reading.conjunction):
        return True
    found = analyses(key)
    if found and found[0].form.kind is WordKind.CONVERB:
        return True
    return bool(found and found[0].form.kind is WordKind.VERB and reading.conjunction)


def read_clause(reader: Reader, token: int, end: int) -> Clause:  # noqa: C901, PLR0915  a ladder of word classes
    """The constituents from a token to the end of its clause."""
    keys, kinds = reader.document.tokens.keys, reader.document.tokens.kinds
    found: list[Constituent] = []
    position = token
    shared = False
    nouns = 0
    stopped = "end"
    while position < end and len(found) < _MOST and nouns < _MOST_NOUNS:
        key, kind = keys[position], kinds[position]
        if position in reader.timed and position not in reader.inside:
            position += 1
            continue
        if kind is TokenKind.PUNCTUATION:
            if key in _STOPS:
                stopped = "stop"
                break
            if key == "(":
                after = reader.skip_group(position, end)
                position = after if after > position else position + 1
                continue
            if key in _DASHES and not reader.document.tokens.glued(position - 1):
                after = closing_dash(reader, position, end)
                if after == position:
                    stopped = "dash"
                    break
                position = after
                continue
            if key in _COMMAS and not (
                position > token and position - 1 in reader.timed and names(reader, position + 1)
            ):
                if position + 1 >= end:
                    break
                if starts_clause(reader, position + 1) or not (
                    preposition_at(reader, position + 1, end) or position + 1 in reader.time_at
                ):
                    stopped = "comma"
                    break
            position += 1
            continue
        if key in OR and position + 1 < end and reader.is_verb(position + 1):
            position += 2
            continue
        reading = reader.word(position)
        if reading.role is Role.RELATIVE:
            return Clause(constituents=tuple(found), end=position, relative=position, stopped_by="relative")
        preposition = preposition_at(reader, position, end)
        if preposition is None and starts_clause(reader, position):
            stopped = "clause"
            break
        if preposition is not None:
            kind_name, prep, length = preposition
            inner = reader.phrase(position + length, end)
            if inner is None:
                position += length
                continue
            parts, position = coordinated(reader, inner, end)
            found.append(Constituent(kind=kind_name, preposition=prep, parts=parts, shared=shared))
            continue
        if reading.role in (Role.PARTICLE, Role.OTHERS):
            position += 1
            continue
        if reading.conjunction and event_noun(reader, position) and not reading.preposition:
            shared = True
            nouns += 1
            phrase = reader.phrase(position, end)
            position = phrase.last if phrase is not None else position + 1
            continue
        phrase = reader.phrase(position, end)
        if phrase is None:
            position += 1
            continue
        parts, position = coordinated(reader, phrase, end)
        kind_name = _WRITTEN_ON.get(reading.preposition, "")
        found.append(
            Constituent(
                kind=kind_name,
                preposition=reading.preposition,
                parts=parts,
                shared=shared or (reading.conjunction and bool(found)),
            )
        )
    return Clause(constituents=tuple(found), end=position, stopped_by=stopped)


def names(reader: Reader, token: int) -> bool:
    """Does a person begin at the token, by name or by title?"""
    if token >= len(reader.document.tokens):
        return False
    at = reader.mention_at.get(token)
    if at is not None:
        return reader.mention_type(at[1]) is MentionType.PERSON
    return reader.word(token).stem in TITLES and not reader.word(token).conjunction


def closing_dash(reader: Reader, position: int, end: int) -> int:
    """The token after an insertion between two dashes of at most eight words, or the same token when none closes it."""
    keys = reader.document.tokens.keys
    for token in range(position + 2, min(end, position + 10)):
        if keys[token] in _DASHES:
            return token + 1
    return position


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What stands before a verb in its clause.

    ``subject`` is a noun phrase in front of it; ``relative`` is set when the verb stands in a relative clause and the
    subject is its antecedent; ``start`` is the first token of the clause.
    """

    start: int
    subject: tuple[Phrase, ...] = ()
    relative: bool = False
    constituents: tuple[Constituent, ...] = ()


def read_before(reader: Reader, verb: int, low: int) -> Before:  # noqa: PLR0915  a ladder of word classes
    """The clause to the left of a verb; a verb with و or ف opens a clause of its own."""
    joined = reader.word(verb).conjunction and verb not in reader.mention_at
    if joined or (verb > low and reader.document.tokens.keys[verb - 1] in OR):
        return Before(start=verb)
    keys, kinds = reader.document.tokens.keys, reader.document.tokens.kinds
    start = verb
    position = verb - 1
    after_verb = -1
    while position >= low:
        key = keys[position]
        if kinds[position] is TokenKind.PUNCTUATION and key not in _QUOTES and key not in "()-–/":
            inserted = insertion(reader, position, low) if key in _COMMAS else position
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
        if reading.role is Role.RELATIVE:
            antecedent = phrase_ending(reader, position, low)
            return Before(start=position + 1, subject=(antecedent,) if antecedent else (), relative=True)
        if reading.role is Role.SUBORDINATOR:
            break
        if position in reader.verbs or (
            reading.role is Role.VERB and key not in AUXILIARIES and reading.stem not in AUXILIARIES
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
            reading.role is Role.PARTICLE
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
        kind = preposition[0] if preposition else _WRITTEN_ON.get(reading.preposition, "")
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
        return described(reader, verb, found)
    nearest = plural_nearby(reader, verb, found)
    if nearest is not None:
        return Before(start=verb, subject=(nearest,))
    return Before(start=start, subject=subject, constituents=tuple(found))


def plural_nearby(reader: Reader, verb: int, found: list[Constituent]) -> Phrase | None:
    """An indefinite plural right before a plural verb, which describes it ("against gunmen who stormed …")."""
    if not found or not found[-1].kind or not reader.document.tokens.keys[verb].endswith("وا"):
        return None
    phrase = found[-1].parts[-1]
    plural = phrase.head.endswith(("ين", "ون")) and not phrase.definite
    return phrase if plural and phrase.last == verb else None


def insertion(reader: Reader, comma: int, low: int) -> int:
    """The comma that opens the insertion which ends at a comma ("…, among them two children, …"), or the same comma."""
    keys = reader.document.tokens.keys
    for position in range(comma - 1, max(low, comma - 12), -1):
        if keys[position] in _COMMAS:
            words = keys[position + 1 : comma]
            return position if words[0] in _INSERTED or any(w in _AGES for w in words) else comma
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
    if reader.document.tokens.keys[before] in _QUOTES and before > low:
        before -= 1
    return phrase if reader.word(before).role is Role.SUBORDINATOR else None


def described(reader: Reader, verb: int, found: list[Constituent]) -> Before:
    """The indefinite noun phrase that a verb without relative pronoun describes."""
    reading = reader.word(verb)
    if reading.conjunction:
        return Before(start=verb)
    feminine = reading.stem.endswith("ت") or reading.stem.startswith("ت")
    for constituent in reversed(found):
        phrase = constituent.parts[-1]
        if phrase.definite or phrase.mention is not None or phrase.quantity is not None:
            continue
        if constituent.kind and not event_noun(reader, phrase.first) and phrase.head not in WEAPONS:
            continue
        if phrase.head.endswith(("ه", "ات")) == feminine:
            return Before(start=verb, subject=(phrase,))
    return Before(start=verb)


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
        if kinds[position] in (TokenKind.PUNCTUATION, TokenKind.BREAK) and keys[position] not in _QUOTES:
            break
        reading = reader.word(position)
        if reading.role is not Role.NOUN or reader.is_verb(position):
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
