"""Helping verbs that carry an event noun (شن هجوما, أدى إلى مقتل, تعرض لقصف)."""

from __future__ import annotations

from typing import Final

from tasks.extract.events.clause import preposition_at
from tasks.extract.events.closed import EVENT_ADJECTIVES, MODALITY, PARTITIVES, TRANSPARENT
from tasks.extract.events.deeds import event_noun
from tasks.extract.events.grammar import Governor, Role
from tasks.extract.events.lexicon import Analysis, Trigger, WordKind, analyses
from tasks.extract.events.phrases import Phrase, Reader
from tasks.extract.events.roles import Roles, is_agent, is_place
from tasks.extract.events.senses import measured
from tasks.extract.events.state import Pass
from tasks.extract.events.subjects import helper_subject
from tasks.extract.facts import Argument
from tasks.text.fold import match_key
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_ROLE_NOUN: Final = Role.NOUN
_RELATIVE: Final = Role.RELATIVE
_SUBORDINATOR: Final = Role.SUBORDINATOR
_VERB: Final = Role.VERB
_NUMBER: Final = TokenKind.NUMBER
_PUNCTUATION: Final = TokenKind.PUNCTUATION
_NOUN: Final = WordKind.NOUN

#: "While he …" opens a clause of its own.
_THEMSELVES: Final = frozenset({"وهو", "وهي", "وهم", "وهما"})
_OF: Final = "من"
_GREAT: Final = frozenset(map(match_key, ("كبير", "كبيرا", "كبيرة", "محدود", "محدودا", "متواصلة", "جديدة")))
_OPENING: Final = frozenset('«“"')


def find_governor(
    state: Pass, token: int, analysis: Analysis, low: int
) -> tuple[int, Governor, tuple[Phrase, ...], list[Argument]] | None:
    """The helping verb that carries the noun, with its subject (or the arguments to inherit it from)."""
    reader = state.reader
    keys, kinds = reader.document.tokens.keys, reader.document.tokens.kinds
    position, preposition = before_noun(reader, token, low, analysis.proclitics.lstrip("وف")[:1])
    if analysis.proclitics[:1] == "و" and not preposition and state.governed is not None:
        other, verb, helper, subject, inherited = state.governed
        if (
            low <= other < token
            and token - other <= 25
            and not any(reader.is_verb(p) for p in range(other + 1, token) if p not in reader.inside)
        ):
            state.governed = (token, verb, helper, subject, inherited)
            return verb, helper, subject, inherited
    if analysis.proclitics[:1] == "و" and not preposition:
        return None
    steps = 0
    while position >= low and steps < 18:
        key = keys[position]
        if kinds[position] is _PUNCTUATION and key in ".؛;:":
            return None
        if position not in reader.inside:
            for helper in reader.governors(position):
                if helper.gives == "target" and not helper.by and analysis.article:
                    continue
                if ((preposition in helper.by) if helper.by else not preposition) and carries(
                    state, position, token, bool(preposition)
                ):
                    subject, inherited = helper_subject(state, position, token, low)
                    if helper.gives == "target" and reader.possessed(position):
                        subject = ()  # "their being exposed to …": whom is a pronoun
                    state.governed = (token, position, helper, subject, inherited)
                    return position, helper, subject, inherited
            reading = reader.word(position)
            told = preposition and position - 1 > low and _tells_that_it_was(reader, position)
            if (
                key in _THEMSELVES
                or reading.role in (_SUBORDINATOR, _RELATIVE)
                or (reading.role is _VERB and not told)
            ):
                return None
            if event_noun(reader, position) and not (position > low and reader.governors(position - 1)):
                return None
        position -= 1
        steps += 1
    return None


def _tells_that_it_was(reader: Reader, verb: int) -> bool:
    """Does a verb only say that the event noun before it happened ("clashes that broke out between … led to …")?"""
    return any(helper.gives == "occurs" for helper in reader.governors(verb)) and any(
        event_noun(reader, verb - back) for back in (1, 2)
    )


def before_noun(reader: Reader, token: int, low: int, preposition: str) -> tuple[int, str]:
    """The token from which to look for a helping verb, and the preposition the noun (or what counts it) stands after."""
    keys = reader.document.tokens.keys
    position = _before_several(reader, token, low)
    while position >= low and not preposition and idle(reader, position):
        reading = reader.word(position)
        if reading.stem in TRANSPARENT:
            preposition = reading.preposition
        position -= 1
    if not preposition and position >= low:
        found = preposition_at(reader, position, token)
        if found is not None:
            preposition = found[1]
            position -= 1
        elif position != token - 1 or keys[position][:1] in ("ب", "ل"):
            preposition = reader.word(position + 1).preposition if position + 1 < token else ""
    return position, preposition


def _before_several(reader: Reader, token: int, low: int) -> int:
    """The token before "a (great) number of" in front of a noun, else the one before the noun."""
    keys = reader.document.tokens.keys
    if token - 2 <= low or keys[token - 1] != _OF:
        return token - 1
    position = token - 2
    if position > low and keys[position] in _GREAT:
        position -= 1
    word = reader.word(position)
    several = word.stem in PARTITIVES or word.stem in TRANSPARENT
    return position - 1 if several and not word.preposition else token - 1


def idle(reader: Reader, position: int) -> bool:
    """May the word stand between a helping verb and the noun it carries: "a series of", "three", "the lack of"?"""
    key = reader.document.tokens.keys[position]
    return (
        key in _OPENING
        or key in PARTITIVES
        or (key,) in MODALITY["before_negative"]
        or reader.document.tokens.kinds[position] is _NUMBER
        or position in reader.counted
        or reader.word(position).stem in TRANSPARENT
    )


def carries(state: Pass, verb: int, noun: int, prepositional: bool) -> bool:
    """Does the noun head a phrase of the helping verb, rather than complete another noun's?"""
    reader = state.reader
    keys = reader.document.tokens.keys
    if (
        verb == noun - 1
        and reader.word(verb).conjunction
        and any(a.form.kind is _NOUN for a in analyses(keys[verb]))
    ):
        return False
    if prepositional:
        return True
    previous = noun - 1
    while previous > verb and (idle(reader, previous) or measured(state, previous)):
        previous -= 1
    if previous == verb or previous in reader.inside or previous in reader.timed:
        return True
    reading = reader.word(previous)
    if reading.role is not _ROLE_NOUN:
        return True
    return (
        reading.article
        or (keys[previous] in EVENT_ADJECTIVES and not reading.preposition and not reader.word(noun).article)
        or keys[noun].endswith("ا")
        or (previous == verb + 1 and not reader.word(noun).article)
    )


def give(
    roles: Roles, trigger: Trigger, helper: Governor, subject: tuple[Phrase, ...], inherited: list[Argument]
) -> None:
    """What the helping verb's subject is to the event."""
    reader = roles.reader
    if helper.gives == "actor":
        roles.add(trigger.subject, subject)
        if not subject and trigger.subject == "actor":
            roles.take(inherited)
    elif helper.gives == "target":
        roles.add("target", subject)
    elif helper.gives == "source":
        roles.add("source", (p for p in subject if is_agent(reader, p)))
    elif helper.gives == "place":
        roles.add("place", (p for p in subject if is_place(reader, p)))
    elif helper.gives == "cause":
        if subject:
            agents = [p for p in subject if is_agent(reader, p) and not event_noun(reader, p.first)]
            roles.add("actor", agents)
            roles.add("means", (p for p in subject if p not in agents))
        elif trigger.subject == "actor":
            roles.take(inherited)
