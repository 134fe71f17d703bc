"""Who claims an attack: the claimer is its actor, and the source for that, where the text leaves no doubt which attack is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tasks.extract.events.closed import CLAIMERS
from tasks.extract.events.deeds import STRIKES, harmful
from tasks.extract.events.phrases import Phrase, Reader
from tasks.extract.events.roles import HARM, Roles
from tasks.extract.facts import Argument, Event, Modality, Polarity

CLAIM: Final = "responsibility_claim"
#: What a group can claim to have done, next to the harm it did.
_CLAIMED: Final = STRIKES | (HARM - {"died", "displacement"})
_TOLD: Final = frozenset({Modality.ASSERTED, Modality.REPORTED})
#: So many words before "and … claimed it" the attack is named.
_REACH: Final = 60
#: What makes an event more than the bare word for it.
_OWN: Final = frozenset({"target", "place", "time", "since", "quantity", "means"})
_FEMININE: Final = ("ه", "ات")


def claimed_it(reader: Reader, verb: int, pronoun: str, events: Sequence[Event], roles: Roles) -> bool:
    """Does a group claim an attack told before by a pronoun ("and … claimed it")? The attack becomes the target."""
    if not any(a.role == "actor" and claims(reader, a) for a in roles.found):
        return False
    attack = antecedent(reader, verb, pronoun, events)
    if attack is not None:
        roles.add("target", (attack,))
    return attack is not None


def antecedent(reader: Reader, verb: int, pronoun: str, events: Sequence[Event]) -> Phrase | None:
    """The attack that "claimed it" means: the nearest one told before, in the gender of the pronoun, in this sentence or the last."""
    told = {event.span.start for event in events if event.type in STRIKES}
    if not told:
        return None
    lowest = max(0, verb - _REACH)
    for token in range(verb - 1, lowest - 1, -1):
        if not harmful(reader, token):
            continue
        word = reader.word(token)
        if word.stem.endswith(_FEMININE) is not (pronoun == "ها"):
            continue
        start = (
            reader.document.after_letters(token, word.cut)
            if word.cut
            else reader.document.tokens.starts[token]
        )
        if reader.document.tokens.starts[token] in told or start in told:
            if _sentences_between(reader, start, reader.document.tokens.starts[verb]) > 1:
                return None
            return reader.phrase(token, verb)
    return None


def claims(reader: Reader, argument: Argument) -> bool:
    """Is it a group of the kind that claims attacks, by name or by a word for one?"""
    if argument.span is None:
        return False
    return any(reader.word(token).stem in CLAIMERS for token in reader.document.tokens_of(argument.span)[:3])


def settle_claims(reader: Reader, events: Sequence[Event]) -> list[Event]:
    """Give claimed attacks their claimers, as actor and as source, and drop the bare word for an attack told before.

    An attack is meant that the claim itself names, or else the one told last in the same sentence or the one before. ACLED
    codes the group that claims an event as its actor; here the arguments are marked as inherited, and the source says whose
    word it is.

    >>> from tasks.extract.document import Document
    >>> from tasks.extract.events import find_events
    >>> text = "انفجرت عبوة في السوق ليلا، وتبنت حركة متمردة الهجوم"
    >>> blast, claim = find_events(Document.of(text), (), (), (), ())
    >>> [(a.role, a.span.of(text)) for a in blast.arguments if a.inherited and a.span]
    [('actor', 'حركة متمردة'), ('source', 'حركة متمردة')]
    """
    if not any(event.type == CLAIM for event in events):
        return list(events)
    settled: list[Event | None] = list(events)
    for index, claim in enumerate(events):
        if claim.type != CLAIM or claim.polarity is not Polarity.POSITIVE or claim.modality not in _TOLD:
            continue
        actors = [a for a in claim.arguments if a.role == "actor" and a.span is not None]
        if not actors:
            continue
        meant = _named(claim, events, index)
        bare = [at for at in meant if not any(a.role in _OWN for a in events[at].arguments)]
        if len(bare) == len(meant):
            before = _told_before(reader, events, index)
            if before:
                for at in bare:
                    settled[at] = None
                meant = before
        for at in meant:
            event = settled[at]
            if event is not None:
                settled[at] = _with_claimers(event, actors)
    return [event for event in settled if event is not None]


def _named(claim: Event, events: Sequence[Event], index: int) -> list[int]:
    """The attacks the claim names as what it claims."""
    spans = [a.span for a in claim.arguments if a.role == "target" and a.span is not None]
    return [
        at
        for at in range(index + 1, len(events))
        if events[at].type in _CLAIMED and any(span.contains(events[at].span) for span in spans)
    ]


def _told_before(reader: Reader, events: Sequence[Event], index: int) -> list[int]:
    """The attack told last before a claim, with the other words for the same one."""
    found: list[int] = []
    last: Event | None = None
    for at in range(index - 1, -1, -1):
        event = events[at]
        if _sentences_between(reader, event.span.start, events[index].span.start) > 1:
            break
        if (
            event.type not in STRIKES
            or event.polarity is not Polarity.POSITIVE
            or event.modality not in _TOLD
        ):
            continue
        if last is None or _same(event, last):
            found.append(at)
            last = event
        else:
            break
    return found


def _same(event: Event, later: Event) -> bool:
    """Is the later event told of the earlier one as its means or by its verb ("a raid … hit …")?"""
    return any(
        a.role in ("means", "actor") and a.span is not None and a.span.contains(event.span)
        for a in later.arguments
    )


def _sentences_between(reader: Reader, first: int, second: int) -> int:
    """How many sentences further on the second character stands."""
    return reader.document.sentence_of(second) - reader.document.sentence_of(first)


def _with_claimers(event: Event, claimers: Sequence[Argument]) -> Event:
    """The event with its claimers as actors, unless it names others already."""
    actors = [a for a in event.arguments if a.role == "actor" and a.span is not None]
    if any(a.kind is not None and a.span not in [c.span for c in claimers] for a in actors):
        return event
    known = {(a.role, a.span) for a in event.arguments}
    added = [
        claimer._replace(role=role, inherited=True)
        for claimer in claimers
        for role in ("actor", "source")
        if (role, claimer.span) not in known
    ]
    arguments = sorted((*event.arguments, *added), key=lambda a: a.span.start if a.span else 0)
    return event._replace(arguments=tuple(arguments))


def claimed(event: Event) -> bool:
    """Has the event an actor who claims it?"""
    sources = {a.span for a in event.arguments if a.role == "source"}
    return any(a.role == "actor" and a.span in sources for a in event.arguments)
