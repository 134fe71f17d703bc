"""Where something happened, told by another event: the town that was shelled is where people were killed by the shelling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tasks.extract.events.claims import claimed
from tasks.extract.events.closed import PLACE_NOUNS
from tasks.extract.events.phrases import Reader
from tasks.extract.events.roles import HARM
from tasks.extract.facts import Argument, Event, FactKind, MentionType
from tasks.text.fold import match_key

_MENTION: Final = FactKind.MENTION
_PLACES: Final = frozenset({MentionType.PLACE, MentionType.FACILITY})
#: What is done to a place happens there.
_STRIKES: Final = frozenset({"shelling", "air_strike", "attack", "shooting", "explosion", "destroyed"})
#: After "met", which make it "died": they belong to the verb.
_FATES: Final = frozenset(
    match_key(fate + pronoun) for fate in ("مصرع", "حتف") for pronoun in ("ه", "ها", "هم", "هما")
)
#: Nouns that a place's own name follows.
_NAMED: Final = frozenset(
    map(
        match_key,
        (
            "مدينة", "بلدة", "قرية", "مطار", "ميناء", "مخيم", "معبر", "حي", "محافظة", "منطقة", "قاعدة",
            "سجن", "حقل", "جزيرة", "ناحية", "قضاء", "مديرية", "إقليم", "ولاية", "ضاحية",
        ),
    )
)  # fmt: skip
_RELATION: Final = ("ي", "يه")
_WHEN: Final = frozenset(map(match_key, ("عندما", "حين", "حينما", "لدى")))
#: So many characters at most stand between a death and what it is told to be the result of.
_NEAR: Final = 160
#: What a result takes over from the event that caused it.
_SETTING: Final = frozenset({"place", "time"})
#: Who did it, and whose word that is.
_DOERS: Final = frozenset({"actor", "source"})


def settle(reader: Reader, events: Sequence[Event]) -> list[Event]:
    """Give strikes the place they hit, and harm the place, time and means of the strike that did it.

    Only what is missing is filled, and every argument added is marked as inherited. Events come in order of the text,
    and so does the result.

    >>> from tasks.extract.document import Document
    >>> from tasks.extract.extraction import extract
    >>> text = "قصفت المدفعية ميناء المخا فقتلت حارسين"
    >>> [
    ...     (a.role, a.span.of(text))
    ...     for a in extract(Document.of(text)).events[1].arguments
    ...     if a.role == "place"
    ... ]
    [('place', 'ميناء المخا')]
    """
    if not any(event.type in _STRIKES for event in events):
        return list(events)
    settled = [_where_it_hit(reader, event) if event.type in _STRIKES else event for event in events]
    for index, event in enumerate(settled[:-1]):
        settled[index] = _where_its_weapon_hit(event, settled[index + 1])
    for index in range(len(settled) - 1, -1, -1):
        event = settled[index]
        if event.type not in HARM or event.type == "destroyed":
            continue
        event = _with_setting_of_twin(reader, event, settled[index + 1 : index + 2])
        for cause in _causes(reader, event, settled, index):
            event = _take(event, cause)
        settled[index] = event
    return settled


def _where_it_hit(reader: Reader, event: Event) -> Event:
    """The event with its target as its place, where that names one."""
    if any(argument.role == "place" for argument in event.arguments):
        return event
    hit = next((a for a in event.arguments if a.role == "target" and _names_place(reader, a)), None)
    if hit is None:
        return event
    return _with(event, [hit._replace(role="place", inherited=True)])


def _where_its_weapon_hit(event: Event, following: Event) -> Event:
    """The blast with the place and time at which its weapon hit ("the explosion of a bomb that targeted a patrol in …")."""
    if (
        event.type not in _STRIKES
        or following.type not in _STRIKES
        or event.polarity is not following.polarity
    ):
        return event
    own = [event.span, *(a.span for a in event.arguments if a.role == "means" and a.span is not None)]
    same = any(
        a.role in ("means", "actor") and a.span is not None and any(span.overlaps(a.span) for span in own)
        for a in following.arguments
    )
    return _take(event, following) if same else event


def _names_place(reader: Reader, argument: Argument) -> bool:
    """Is it a place by name, alone or after a noun like "town"?"""
    if argument.span is None:
        return False
    first = reader.document.token_at(argument.span.start)
    if argument.kind is None:  # a name in no list ("the airport of X")
        named = reader.word(first).stem in _NAMED and not reader.word(first).article
        last = reader.document.tokens.keys[reader.document.token_at(argument.span.end - 1)]
        # an adjective of relation names no place ("a residential area")
        return (
            named and reader.document.tokens.ends[first] < argument.span.end and not last.endswith(_RELATION)
        )
    if argument.kind is not _MENTION or argument.index is None:
        return False
    if reader.mention_type(argument.index) not in _PLACES:
        return False
    return (
        reader.mentions[argument.index].span.start <= argument.span.start
        or reader.word(first).stem in PLACE_NOUNS
    )


def _with_setting_of_twin(reader: Reader, event: Event, following: Sequence[Event]) -> Event:
    """The event with the means of the one joined to it ("the killing of … and the wounding of … in a raid").

    Of two joined verbs the first has the place and the time that stand after the second, too, where it has none of its own
    ("three were killed and five wounded in a blast in the market on Monday").
    """
    told = {argument.role for argument in event.arguments}
    if not following or "means" in told:
        return event
    (twin,) = following
    if twin.type not in HARM or twin.polarity is not event.polarity or twin.modality is not event.modality:
        return event
    ends = [a.span.end for a in event.arguments if a.span is not None and a.span.end <= twin.span.start]
    between = reader.document.text[max(event.span.end, *ends, 0) : twin.span.start]
    joined = [word for word in between.replace("،", " ").split() if match_key(word) not in _FATES]
    if joined != ["و"]:
        return event
    verbs = event.rule.endswith(":verb") and twin.rule.endswith(":verb")
    if not verbs and not (event.rule.endswith(":noun") and twin.rule.endswith(":noun")):
        return event
    shared = {"means"}
    if verbs and "place" not in told:
        shared |= _SETTING - told
    later = [a for a in twin.arguments if a.span is not None and a.span.start > twin.span.start]
    return _with(event, [a._replace(inherited=True) for a in later if a.role in shared])


def _causes(reader: Reader, event: Event, events: Sequence[Event], index: int) -> list[Event]:
    """The strikes an event is the result of: its means, what stands before "which led to", or behind "when"."""
    spans = [a.span for a in event.arguments if a.role == "means" and a.span is not None]
    found = [e for e in events if e.type in _STRIKES and any(span.contains(e.span) for span in spans)]
    if not found and not spans and index:
        before = _led_to(reader, event, events, index)
        if before is not None and before.polarity is event.polarity:
            found.append(before)
    if not found and not spans and index + 1 < len(events) and _when(reader, event, events[index + 1]):
        found.append(events[index + 1])
    return found


def _led_to(reader: Reader, event: Event, events: Sequence[Event], index: int) -> Event | None:
    """The strike told before its results: "which led to …", "…, so that eighty died and more were hurt"."""
    text = reader.document.text
    while index:
        event = events[index]
        letter = text[event.span.start - 1] if event.span.start else ""
        if (
            "governor:cause" not in event.trace
            and letter != "ف"
            and not (letter == "و" and event.type in HARM)
        ):
            return None
        index -= 1
        before = events[index]
        if before.type in _STRIKES:
            near = event.span.start - before.span.end < _NEAR
            caused = "governor:cause" in event.trace or letter == "ف"
            return before if near and caused and "." not in text[before.span.end : event.span.start] else None
        if before.type not in HARM:
            return None
    return None


def _when(reader: Reader, event: Event, following: Event) -> bool:
    """Does "when" stand between somebody's death and the strike ("were killed when a gunman opened fire")?"""
    if following.type not in _STRIKES or following.polarity is not event.polarity:
        return False
    token = reader.document.token_at(following.span.start)
    return (
        token > 0
        and reader.document.tokens.keys[token - 1] in _WHEN
        and following.span.start - event.span.end < _NEAR
    )


def _take(event: Event, cause: Event) -> Event:
    """The event with the setting of its cause where it has none of its own."""
    told = {argument.role for argument in event.arguments}
    missing = _SETTING - told
    if event.type in HARM and "actor" not in told and claimed(cause):
        missing |= _DOERS
    return _with(event, [a._replace(inherited=True) for a in cause.arguments if a.role in missing])


def _with(event: Event, added: Sequence[Argument]) -> Event:
    """The event with further arguments, in order of the text."""
    if not added:
        return event
    everything = sorted((*event.arguments, *added), key=lambda a: a.span.start if a.span else 0)
    return event._replace(arguments=tuple(everything))
