"""Which events are told as news, and which are only named, general, or not what the lexicon asks for."""

from __future__ import annotations

from typing import Final

from tasks.extract.events.before import Before
from tasks.extract.events.clause import DESPITE, Clause, preposition_at
from tasks.extract.events.closed import (
    ARMED,
    BODIES,
    HUMANS,
    LANDS,
    PARTITIVES,
    PERSONS,
    PLACE_NOUNS,
    PURPOSES,
    TITLES,
    TRANSPARENT,
)
from tasks.extract.events.conjugation import Tense
from tasks.extract.events.deeds import harmful
from tasks.extract.events.figurative import only_words
from tasks.extract.events.grammar import Governor, is_imperfect
from tasks.extract.events.lexicon import Analysis, Trigger, WordKind, analyses
from tasks.extract.events.phrases import Reader
from tasks.extract.events.roles import HARM, Roles
from tasks.extract.events.state import Pass, Site
from tasks.extract.facts import Argument, FactKind, MentionType
from tasks.text.fold import match_key
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_MENTION: Final = FactKind.MENTION
_GROUP: Final = MentionType.GROUP
_PERSON: Final = MentionType.PERSON
_PLACE: Final = MentionType.PLACE
_IMPERFECT: Final = Tense.IMPERFECT
_CONVERB: Final = WordKind.CONVERB
_NOUN: Final = WordKind.NOUN
_VERB: Final = WordKind.VERB
_PUNCTUATION: Final = TokenKind.PUNCTUATION

#: Types that mean something else where no place is named ("returned to the question").
_PLACED: Final = frozenset({"capture_territory", "arrival", "return", "flee"})
_GOING_ON: Final = frozenset(map(match_key, ("تدور", "يدور", "تتواصل", "يتواصل", "تستمر", "يستمر")))
#: "In addition to (the wounding of …)".
_BESIDES: Final = frozenset(map(match_key, ("بالإضافة", "إضافة", "فضلا")))
#: So many words at most stand between an accusation and what it is of.
_CHARGED: Final = 20
_AIMED: Final = match_key("هدف")
_ACTING: Final = frozenset({MentionType.PERSON, MentionType.ORGANIZATION, MentionType.GROUP})


def background(
    state: Pass, site: Site, roles: Roles, before: Before, governor: tuple[int, Governor] | None
) -> bool:
    """Is the event told in passing: in a relative clause that only says which one, or as what happens in general?

    A figure or a date makes it news again; so does a condemnation, whose object is told nowhere else.
    """
    token, analysis, low = site.token, site.analysis, site.low
    if (
        before.relative and site.trigger.compound and site.trigger.type in HARM
    ):  # "… which claimed many lives"
        return not (state.last is not None and state.last[0] >= low and state.last[1].plover is not None)
    relative_present = before.relative and governor is None and imperfect(state, token, analysis)
    if roles.has("time") and not relative_present:
        return False
    counted = roles.has("quantity") or roles.counted
    if counted and (before.relative or not imperfect(state, token, analysis if governor is None else None)):
        return False
    if before.relative and analysis.form.trigger.type == "died":
        return True
    if before.relative and analysis.form.trigger.plover not in ("ASSAULT", "PROTEST", "COERCE", "RETREAT"):
        return imperfect(state, token, analysis)
    if before.relative:
        return not (state.last is not None and state.last[0] >= low and state.last[1].type == "condemnation")
    if governor is not None and governor[1].modality is not None:
        return False
    verb = governor[0] if governor is not None else token
    if analysis.form.kind is _CONVERB or (governor is None and analysis.form.kind is _NOUN):
        return False
    if not imperfect(state, verb, analysis if governor is None else None):
        return False
    keys = state.reader.document.tokens.keys
    if any(k.lstrip("وف") in ("لم", "لن", "سوف") for k in keys[max(low, verb - 6) : verb]):
        return False
    if keys[verb].lstrip("وف").startswith("س"):
        return False
    keys = state.reader.document.tokens.keys
    if governor is None and counted and site.trigger.plover == "PROTEST" and roles.has("place"):
        return False  # "thousands are sitting in at …"
    if governor is not None and governor[1].gives == "occurs" and keys[verb].lstrip("وف") in _GOING_ON:
        return not (roles.has("actor") or roles.has("place"))  # "clashes go on between …"
    headline = (
        before.start - low <= 1 or keys[before.start - 1] in ":؛" or before.start - 1 in state.reader.timed
    )
    return not (headline and before.subject)


def imperfect(state: Pass, verb: int, analysis: Analysis | None) -> bool:
    """Is the finite verb an imperfect?"""
    if analysis is not None:
        return analysis.form.tense is _IMPERFECT
    return is_imperfect(state.reader.document.tokens.keys[verb])


def newsworthy(state: Pass, token: int, clause: Clause, roles: Roles, low: int) -> bool:
    """Is an event noun without a helping verb told as news, not named as a topic or as background?

    It is at the head of its sentence, with a figure or a date, with a relative clause of its own, as the setting or the
    cause of another event, or as what is condemned.
    """
    reader = state.reader
    keys = reader.document.tokens.keys
    position = token - 1
    while position >= low and keys[position] in TRANSPARENT | PARTITIVES:
        position -= 1
    if position >= low and _led(reader, position) and harmful(reader, token):
        return True
    found = preposition_at(reader, position, token) if position >= low else None
    if found is not None and found[0] == "without" and roles.counted and found[1] in DESPITE:
        return True
    setting = (found is not None and found[0] in ("in", "during", "because")) or reader.word(
        token
    ).preposition == "ب"
    if position >= low and keys[position] in _BESIDES and roles.counted:
        return state.last is not None and state.last[0] >= low and state.last[1].type in HARM
    if (found is not None or reader.word(token).preposition) and not setting:
        return state.last is not None and state.last[0] >= low and state.last[1].type == "condemnation"
    if reader.word(token).preposition == "ب" and alleged(state, token, low):
        return roles.has("target")
    if roles.has("quantity") or roles.has("time") or roles.counted:
        return reader.word(token).preposition != "ب" or (state.last is not None and state.last[0] >= low)
    if position < low or position in reader.timed or keys[position] in '.:؛"«“-–':
        return (roles.has("place") or roles.has("means")) and not judged(clause)
    if state.last is None or state.last[0] < low:
        return False
    if clause.relative is not None and clause.relative + 1 < len(keys):
        verb = keys[clause.relative + 1]
        if reader.governors(clause.relative + 1) or analyses(verb):
            return True
    earlier = state.last[1].type
    if setting and earlier in HARM:
        return True
    return earlier in ("condemnation", "killed", "injured") and token - state.last[0] <= 6 and found is None


def alleged(state: Pass, token: int, low: int) -> bool:
    """Does the deed follow an accusation, as what somebody is accused of ("accused the rebels of aiming at …")?"""
    return (
        state.last is not None
        and state.last[1].type == "accusation"
        and low <= state.last[0] >= token - _CHARGED
    )


def _led(reader: Reader, verb: int) -> bool:
    """Is it a past verb whose subject caused something ("… led to", "… claimed lives")?"""
    keys = reader.document.tokens.keys
    return any(g.gives == "cause" for g in reader.governors(verb)) and not is_imperfect(keys[verb])


def judged(clause: Clause) -> bool:
    """Does a second bare and indefinite phrase say what the noun is ("giving aid to the needy is a duty")?"""
    bare = [c.parts[0] for c in clause.constituents if not c.kind and not c.shared]
    return len(bare) > 1 and any(
        not p.definite and p.quantity is None and p.mention is None and not p.counted for p in bare[1:]
    )


def fulfilled(state: Pass, site: Site, roles: Roles) -> bool:
    """Are the participants there that the lexicon entry asks for?"""
    trigger = site.trigger
    if trigger.lemma == _AIMED and purposeful(state, roles):
        return False
    if trigger.violent and site.analysis.form.kind is _VERB and not armed(state, roles):
        return False
    if only_words(state, site, roles):
        return False
    named = (
        trigger.people and trigger.passive and site.analysis.form.kind is _NOUN
    )  # "the appointment of X as …"
    # "The arrest of (على) six smugglers": what the noun is asked to stand before says enough.
    led = bool(trigger.needs_after) and site.analysis.form.kind is _NOUN and roles.has("target")
    if trigger.agent and not named and not led and not acted(state, roles, trigger):
        return False
    if trigger.type == "capture_territory" and (roles.has("target") or not roles.has("place")):
        return land(state, roles)
    if trigger.type in _PLACED and not roles.has("place"):
        return False
    return not trigger.people or person(state, roles, trigger)


def purposeful(state: Pass, roles: Roles) -> bool:
    """Is what was aimed at a purpose ("the raids aimed at stopping …")?"""
    reader = state.reader
    return any(
        a.role == "target"
        and a.span is not None
        and reader.word(reader.document.token_at(a.span.start)).stem in PURPOSES
        for a in roles.found
    )


def acted(state: Pass, roles: Roles, trigger: Trigger) -> bool:
    """Is the subject the entry asks for an acting person or body?"""
    return any(
        a.role == trigger.subject and a.span is not None and acts(state.reader, a) for a in roles.found
    )


def acts(reader: Reader, argument: Argument) -> bool:
    """Does the phrase begin with the name of an acting person or body, or with a word for one?"""
    assert argument.span is not None
    if argument.kind is _MENTION and argument.index is not None:
        mention = reader.mentions[argument.index]
        if mention.type in _ACTING and mention.span.start <= argument.span.start:
            return True
        if mention.type is _PLACE and mention.span.start == argument.span.start:
            return True  # a country speaks through its government
    for token in reader.document.tokens_of(argument.span)[:3]:
        stem = reader.word(token).stem
        if stem in HUMANS or stem in BODIES or stem in ARMED or stem in TITLES:
            return True
        if stem not in PARTITIVES and not reader.numeric(token):
            return False
    return False


def land(state: Pass, roles: Roles) -> bool:
    """Is what was taken a place?"""
    reader = state.reader
    for argument in roles.found:
        if argument.role == "target" and argument.span is not None:
            first = reader.document.token_at(argument.span.start)
            while reader.word(first).stem in PARTITIVES - LANDS:
                first += 1  # "all the sites"
            if reader.word(first).stem in PLACE_NOUNS | LANDS:
                return True
    return False


def armed(state: Pass, roles: Roles) -> bool:
    """Is who did it armed, or what it was done with a weapon or an attack?"""
    reader = state.reader
    for argument in roles.found:
        if argument.role in ("actor", "means") and argument.span is not None:
            for token in reader.document.tokens_of(argument.span):
                if reader.word(token).stem in ARMED or harmful(reader, token):
                    return True
    return False


def person(state: Pass, roles: Roles, trigger: Trigger) -> bool:
    """Is the participant the entry asks for a person or body?"""
    wanted = trigger.subject if trigger.intransitive or trigger.object == "place" else trigger.object
    for argument in roles.found:
        if argument.role != wanted or argument.span is None:
            continue
        first = state.reader.document.token_at(argument.span.start)
        if state.reader.word(first).stem in PERSONS:
            return True
        index = argument.index if argument.kind is _MENTION else None
        if index is not None and state.reader.mention_type(index) in (_PERSON, _GROUP):
            return True
    return False
