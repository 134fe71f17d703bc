"""Clauses around a trigger: the noun and prepositional phrases after it, and the subject before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from tasks.extract.beginnings import beginnings
from tasks.extract.events.closed import ADVERBS, AMONG, ASIDES, AUXILIARIES, PREPOSITIONS, TITLES
from tasks.extract.events.coordination import COMMAS, OR, coordinated
from tasks.extract.events.deeds import event_noun
from tasks.extract.events.grammar import Role
from tasks.extract.events.lexicon import WordKind, analyses
from tasks.extract.events.phrases import Phrase, Reader
from tasks.extract.facts import MentionType
from tasks.text.fold import match_key
from tasks.text.span import Span
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_AGENTS: Final = frozenset({MentionType.PERSON, MentionType.ORGANIZATION, MentionType.GROUP})
_DEMONSTRATIVE: Final = Role.DEMONSTRATIVE
_NOUN: Final = Role.NOUN
_OTHERS: Final = Role.OTHERS
_PARTICLE: Final = Role.PARTICLE
_RELATIVE: Final = Role.RELATIVE
_SUBORDINATOR: Final = Role.SUBORDINATOR
_VERB: Final = Role.VERB
_PUNCTUATION: Final = TokenKind.PUNCTUATION
_CONVERB: Final = WordKind.CONVERB
_WORD_KIND_VERB: Final = WordKind.VERB

#: How far a clause is read to either side, in tokens; press releases have no longer ones that are still one clause.
REACH_RIGHT: Final = 60
REACH_LEFT: Final = 40
#: No clause of a release has more phrases or coordinated event nouns than these.
_MOST: Final = 14
_MOST_NOUNS: Final = 4
_STOPS: Final = frozenset(".؛;:!؟?")
_DASHES: Final = frozenset("-–—ـ")
QUOTES: Final = frozenset('«»“”"')
_SINGLE: Final = {keys[0]: kind for keys, kind in PREPOSITIONS.items() if len(keys) == 1}
_LONG: Final[dict[str, list[tuple[str, ...]]]] = {}
for _keys in PREPOSITIONS:
    if len(_keys) > 1:
        _LONG.setdefault(_keys[0], []).append(_keys)
WRITTEN_ON: Final = {"ب": "with_beh", "ل": "to_lam", "ك": "like"}
DESPITE: Final = frozenset({match_key("رغم"), match_key("برغم"), "علي الرغم من", "بالرغم من"})
#: Nouns of possession, with what they own an adjective ("of great worth").
_WITH: Final = frozenset(map(match_key, ("ذات", "ذو", "ذي", "ذوات", "ذوي")))
#: "Whose number amounts (to …)", "aged …".
_AMOUNTING: Final = frozenset(map(match_key, ("البالغ", "البالغة")))
_ADDED: Final = _WITH | _AMOUNTING
#: "While he …".
_CIRCUMSTANCE: Final = frozenset(map(match_key, ("وهو", "وهي", "وهم", "وهما")))
#: "Which …" as a comment on what was said before.
_MATTER: Final = frozenset(map(match_key, ("أمر", "شيء")))


@dataclass(slots=True, kw_only=True)
class Constituent:
    """A noun phrase with what it is coordinated with, and the preposition before it.

    ``kind`` is the preposition's kind in ``events_grammar.toml``, ``preposition`` its key; both empty for a bare one.
    """

    kind: str
    preposition: str
    parts: tuple[Phrase, ...]
    shared: bool = False


@dataclass(slots=True, kw_only=True)
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
    starts = tokens.starts
    cuts = {0, len(tokens.keys)}
    for start, end in reader.document.sentences:
        cuts.add(bisect_left(starts, start))
        cuts.add(bisect_left(starts, end))
    for position in beginnings(tokens.keys).breaks:
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
    if kind is not None and reading.role is not _NOUN and token not in reader.quantity_at:
        return kind, stem, 1
    return None


def starts_clause(reader: Reader, token: int) -> bool:
    """Does a new clause begin at a token: a finite verb, or a word that subordinates?"""
    if token in reader.mention_at or token in reader.quantity_at:
        return False  # "no less than 20", too, begins with the word for "what"
    reading = reader.word(token)
    if reading.role in (_VERB, _SUBORDINATOR):
        return True
    if reading.role is _DEMONSTRATIVE and reading.conjunction:
        return True
    key = reader.document.tokens.keys[token]
    if key in AUXILIARIES or (reading.stem in AUXILIARIES and reading.conjunction):
        return True
    found = analyses(key)
    if found and found[0].form.kind is _CONVERB:
        return True
    return bool(found and found[0].form.kind is _WORD_KIND_VERB and reading.conjunction)


def read_clause(reader: Reader, token: int, end: int) -> Clause:  # noqa: C901, PLR0915  a ladder of word classes
    """The constituents from a token to the end of its clause.

    >>> from tasks.extract.document import Document
    >>> document = Document.of("هاجم مسلحون قافلة في الوادي، وقال شاهد")
    >>> clause = read_clause(Reader.of(document, (), (), (), ()), 1, 7)
    >>> [(c.kind, c.parts[0].span.of(document.text)) for c in clause.constituents]
    [('', 'مسلحون'), ('', 'قافلة'), ('in', 'الوادي')]
    """
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
        if found and (key in AMONG or (key in COMMAS and _of_those(reader, position, end))):
            after = _past_those_among(reader, position, end)
            if after > position:
                position = after
                continue
        if kind is _PUNCTUATION:
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
            if key in COMMAS and not (
                position > token and goes_on(reader, position, end, sum(not c.kind for c in found))
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
        if key in _ADDED:
            behind = _past_added(reader, position, end, first=not found)
            if behind is not None:
                position = behind
                continue
        reading = reader.word(position)
        if reading.role is _RELATIVE:
            return Clause(constituents=tuple(found), end=position, relative=position, stopped_by="relative")
        preposition = preposition_at(reader, position, end)
        if preposition is None and starts_clause(reader, position):
            stopped = "clause"
            break
        if preposition is not None:
            kind_name, prep, length = preposition
            if prep in DESPITE and position + length < end and event_noun(reader, position + length):
                stopped = "clause"
                break  # "…, despite the killing of three in a raid in …": the rest is told of that
            inner = reader.phrase(position + length, end)
            if inner is None:
                position += length
                continue
            parts, position = coordinated(reader, inner, end)
            found.append(Constituent(kind=kind_name, preposition=prep, parts=parts, shared=shared))
            if kind_name == "without" and event_noun(reader, inner.first):
                position, more = _aside(reader, position, end)  # whom else it happened to
                found.extend(more)
            continue
        if not found and key in _CIRCUMSTANCE:
            stopped = "clause"
            break  # "died while she was a child": what she was
        if key in ASIDES and found:
            position, aside = _aside(reader, position + 1, end)
            found.extend(aside)
            continue
        if reading.role in (_PARTICLE, _OTHERS):
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
        kind_name = WRITTEN_ON.get(reading.preposition, "")
        found.append(
            Constituent(
                kind=kind_name,
                preposition=reading.preposition,
                parts=parts,
                shared=shared or (reading.conjunction and bool(found)),
            )
        )
    return Clause(constituents=tuple(found), end=position, stopped_by=stopped)


def _aside(reader: Reader, token: int, end: int) -> tuple[int, list[Constituent]]:
    """The token after what is said of somebody else, or of the people before, and that as phrases which fill no role."""
    while token < end and reader.word(token).stem in ADVERBS:
        token += 1
    found: list[Constituent] = []
    while token < end and not starts_clause(reader, token) and preposition_at(reader, token, end) is None:
        phrase = None if reader.word(token).preposition else reader.phrase(token, end)
        if phrase is None:
            break
        found.append(Constituent(kind="without", preposition="", parts=(phrase,)))
        token = phrase.last
    return token, found


def _past_added(reader: Reader, token: int, end: int, *, first: bool) -> int | None:
    """The token after what only describes: "of the Sunni majority", "whose number is twenty"."""
    if reader.document.tokens.keys[token] in _AMOUNTING:
        return _past_amount(reader, token, end)
    if first:
        return None
    owned = reader.phrase(token + 1, end)
    return token + 1 if owned is None else owned.last


def _past_amount(reader: Reader, token: int, end: int) -> int:
    """The token after "whose number is twenty sailors", "aged 18 years"."""
    for position in range(token + 1, min(end, token + 6)):
        if reader.numeric(position):
            at = reader.quantity_at.get(position)
            return min(end, position + 2 if at is None else at[0])
    return token + 1


def _of_those(reader: Reader, comma: int, end: int) -> bool:
    """Does a comma open what is said of some of the people ("…, two of them badly hurt, …")?"""
    keys = reader.document.tokens.keys[comma + 1 : min(end, comma + 4)]
    return not AMONG.isdisjoint(keys) or not ASIDES.isdisjoint(keys[:1])


def _past_those_among(reader: Reader, token: int, end: int) -> int:
    """The token after the comma that closes "among them …", where a preposition goes on with the clause; else the same token."""
    keys = reader.document.tokens.keys
    for position in range(token + 1, min(end - 1, token + 14)):
        if keys[position] in _STOPS:
            return token
        if keys[position] in COMMAS:
            goes = preposition_at(reader, position + 1, end) is not None
            return position + 1 if goes else token
    return token


def read_around(reader: Reader, token: int, end: int, needed: range | None) -> Clause:
    """The same where the words a trigger needs are spelled like a verb ("carried out the sentence of death on …")."""
    clause = read_clause(reader, token, end)
    if needed is None or clause.end != needed.start or needed.stop >= end:
        return clause
    rest = read_clause(reader, needed.stop, end)
    tokens = reader.document.tokens
    span = Span(tokens.starts[needed.start], tokens.ends[needed.stop - 1])
    key = tokens.keys[needed.start]
    theme = Phrase(first=needed.start, last=needed.stop, span=span, head=key, definite=False)
    return Clause(
        constituents=(
            *clause.constituents,
            Constituent(kind="", preposition="", parts=(theme,)),
            *rest.constituents,
        ),
        end=rest.end,
        relative=rest.relative,
        stopped_by=rest.stopped_by,
    )


def goes_on(reader: Reader, comma: int, end: int, phrases: int) -> bool:
    """Does the clause go on behind a comma that only fences off an adverbial or a name in brackets?

    "Today, the minister …" with whoever is named, "accused today, the separatists of …" with the object still to come,
    "the mission (X), the reforms" with a preposition written onto the noun.
    """
    before, after = comma - 1, comma + 1
    if after >= end:
        return False
    keys = reader.document.tokens.keys
    reading = reader.word(after)
    if keys[before] == ")":
        return reading.role is _NOUN and reading.preposition == "ب" and not reading.conjunction
    if before not in reader.timed and keys[before] not in ADVERBS:
        return False
    if before in reader.timed and names(reader, after):
        return True
    if phrases != 1 or reading.conjunction or reading.preposition or reading.role is _PARTICLE:
        return False
    if after in reader.time_at or not (
        reading.article or reader.numeric(after) or after in reader.quantity_at or reader.tanween(after)
    ):
        return False
    phrase = reader.phrase(after, end)
    return (
        phrase is not None
        and phrase.head not in _MATTER
        and not (
            phrase.last < end and (starts_clause(reader, phrase.last) or keys[phrase.last] in AUXILIARIES)
        )
    )


def names(reader: Reader, token: int) -> bool:
    """Does somebody begin at the token, by name or by title?"""
    if token >= len(reader.document.tokens.keys):
        return False
    at = reader.mention_at.get(token)
    if at is not None:
        return reader.mention_type(at[1]) in _AGENTS
    return reader.word(token).stem in TITLES and not reader.word(token).conjunction


def closing_dash(reader: Reader, position: int, end: int) -> int:
    """The token after an insertion between two dashes of at most eight words, or the same token when none closes it."""
    keys = reader.document.tokens.keys
    for token in range(position + 2, min(end, position + 10)):
        if keys[token] in _DASHES:
            return token + 1
    return position
