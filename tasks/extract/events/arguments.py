"""Arguments of an event: which phrase of the clause fills which role."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from tasks.extract.events.clause import Clause, Constituent
from tasks.extract.events.closed import (
    ARMED,
    BELONGING,
    CHARGED,
    COMPASS,
    DEFEAT,
    FORCES,
    HUMANS,
    IDLE_HEADS,
    MODALITY,
    PARTICIPLES,
    PURPOSES,
    TITLES,
    VAGUE_PLACES,
    WEAPONS,
)
from tasks.extract.events.deeds import event_noun, harmful
from tasks.extract.events.grammar import Role
from tasks.extract.events.lexicon import Trigger
from tasks.extract.events.phrases import Phrase, Reader
from tasks.extract.events.roles import HARM, PLACES, Roles, is_agent, is_person, is_place
from tasks.extract.facts import Argument, FactKind, MentionType, TimeKind
from tasks.text.fold import match_key
from tasks.text.span import Span

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_MENTION: Final = FactKind.MENTION
_TIME: Final = FactKind.TIME
_PREPOSITION: Final = Role.PREPOSITION

#: A phrase farther from its verb than this belongs to something between them.
_FARTHEST: Final = 6
_FARTHEST_OWN: Final = 3
#: Before and after name another event's time, not what was done with.
_AROUND: Final = frozenset({"فور", "بعد", "قبل", "غداه", "عقب", "قبيل"})
#: What something explodes near (a garage, some shops) is hardly what it was meant for.
_NEAR: Final = frozenset({"قرب", "بالقرب", "بجوار", "حول"})
_CARRYING_OUT: Final = "قيام"
#: Kinds of prepositional phrases that say where.
_SETTINGS: Final = frozenset({"in", "with_beh", "at"})
_ON: Final = "علي"
_PUBLISHED: Final = frozenset(
    map(match_key, ("نشر", "نشرته", "نشره", "بث", "بثته", "بثه", "منشور", "وزع", "وزعته"))
)
_DATED_NOUNS: Final = frozenset(
    map(
        match_key,
        (
            "انقلاب",
            "ثورة",
            "انتفاضة",
            "حرب",
            "أحداث",
            "اتفاق",
            "اتفاقية",
            "انتخابات",
            "دستور",
            "قمة",
            "مؤتمر",
        ),
    )
)
_COURSE: Final = frozenset(map(match_key, ("بدء", "انتهاء", "مرور", "اندلاع", "انطلاق", "بداية", "نهاية")))
_BORDER: Final = match_key("حدود")
_THROUGH: Final = match_key("بواسطة")
_BODIES_UNDER_ARMS: Final = FORCES - WEAPONS
_DATED: Final = frozenset({TimeKind.DATE, TimeKind.DATETIME, TimeKind.INTERVAL, TimeKind.TIME})


def prepositional(
    roles: Roles,
    trigger: Trigger,
    constituents: Iterable[Constituent],
    *,
    shared: bool = False,
    setting: bool = True,
    token: int | None = None,
) -> None:
    """Fill roles from prepositional phrases: the trigger's own prepositions first, then those all events share.

    A preposition with a pronoun right after the trigger at ``token`` ("were arrested": ألقي القبض عليهم) takes its role.
    """
    used = set() if token is None else _with_pronouns(roles.reader, trigger, token)
    objected = roles.has("target")
    previous: Constituent | None = None
    places = 0
    for index, constituent in enumerate(constituents):
        described = previous is not None and _body_of(roles.reader, previous, constituent)
        previous = constituent
        if not constituent.kind or index > _FARTHEST or described or _whose(roles.reader, constituent):
            continue
        only_setting = shared or constituent.shared
        role = trigger.after.get(constituent.preposition.split(" ", 1)[0])
        if constituent.preposition.startswith("من ") or constituent.preposition.startswith("علي "):
            role = None
        if role == "target" and constituent.preposition == _ON and not only_setting and objected:
            continue  # "attacked villages before the vote on …": the object is told already
        again = constituent.preposition in used and is_place(roles.reader, constituent.parts[0])
        farthest = _FARTHEST if trigger.plover == "CONSULT" else _FARTHEST_OWN  # offices stand between
        if role is not None and not again and not only_setting and index - places <= farthest:
            fresh = constituent.preposition not in used and constituent.parts[0].head not in IDLE_HEADS
            if fresh and _own(roles, trigger, role, constituent) != "place":
                used.add(constituent.preposition)
            continue
        places += constituent.kind in _SETTINGS and is_place(roles.reader, constituent.parts[0])
        if setting or constituent.kind not in _SETTINGS:
            _common(roles, trigger, constituent, only_setting)


def _with_pronouns(reader: Reader, trigger: Trigger, token: int) -> set[str]:
    """The trigger's own prepositions that stand after it with a pronoun."""
    keys = reader.document.tokens.keys[token + 1 : token + 3]
    return {
        preposition
        for preposition in trigger.after
        if len(preposition) > 1
        for key in keys
        if key.startswith(preposition) and key[len(preposition) :] in ("ه", "ها", "هم", "هما")
    }


def _whose(reader: Reader, constituent: Constituent) -> bool:
    """Does it say whose somebody is ("forces belonging to …")?"""
    first = constituent.parts[0].first
    return (
        constituent.preposition == "ل" and first > 0 and reader.document.tokens.keys[first - 1] in BELONGING
    )


def _body_of(reader: Reader, before: Constituent, phrase: Constituent) -> bool:
    """Does a place complete the office before it ("coordinator of the United Nations in Lebanon")?"""
    office = before.parts[-1]
    if not before.kind:
        body = reader.inside.get(office.last - 1)
        return (
            phrase.kind == "in"
            and reader.word(office.first).stem in TITLES
            and phrase.parts[0].first - office.last == 1
            and body is not None
            and reader.mention_type(body) is MentionType.ORGANIZATION
        )
    purpose = before.kind == "to_lam" and reader.word(office.first).stem in PURPOSES
    if purpose and phrase.kind == "in" and office.last - office.first > 1:
        return (
            phrase.parts[0].first - office.last == 1
        )  # "to study the situation in …": where the situation is
    if before.kind == "without" and phrase.kind == "in":  # "among them a member of parliament"
        last = reader.word(office.last - 1)
        return last.stem in TITLES | HUMANS and not last.article and phrase.parts[0].first - office.last == 1
    return (
        before.kind == "to_lam"
        and phrase.kind in ("in", "with_beh")
        and is_agent(reader, office)
        and phrase.parts[0].first - office.last <= 1
    )


def _own(roles: Roles, trigger: Trigger, role: str, constituent: Constituent) -> str:
    """Fill the role that the trigger's own preposition brings, and return it; a place stays a place."""
    reader = roles.reader
    parts = tuple(p for p in constituent.parts if p.head not in IDLE_HEADS)
    if role == "target" and constituent.preposition == "ب" and trigger.plover == "CONSULT":
        parts = tuple(p for p in parts if is_person(reader, p))
    if role == "actor" and constituent.kind == "between" and all(_is_spot(reader, p) for p in parts):
        role = "place"  # "clashes between (the towns of) X and Y"; countries are parties
    if (
        role == "target"
        and reader.document.tokens.keys[max(0, parts[0].first - 2) if parts else 0] in _PUBLISHED
    ):
        return role  # "in a statement published on …"
    if role == "target" and constituent.preposition == _ON and parts and parts[0].head in _COURSE:
        return role  # "ten years on from the beginning of …"
    if role == "target" and constituent.preposition == _ON and parts and parts[0].head == _BORDER:
        role = "place"  # "took place … on the border with …"
    if role == "opponent":
        parts = tuple(p for p in parts if is_agent(reader, p))
    elif role == "place":
        parts = tuple(p for p in parts if is_place(reader, p))
    elif (
        role == "target"
        and constituent.kind in ("with_beh", "in")
        and all(is_place(reader, p) and p.mention is not None for p in parts)
    ):
        role = "place"
    elif trigger.territorial and role == "target":
        places = tuple(p for p in parts if is_place(reader, p))
        roles.add("place", (p for p in places if p.mention is not None))
        parts = tuple(p for p in parts if p not in places or p.mention is None)
    roles.add(role, parts)
    return role


def _is_spot(reader: Reader, phrase: Phrase) -> bool:
    """Does the phrase name a place that is no country?"""
    if not is_place(reader, phrase):
        return False
    mention = None if phrase.mention is None else reader.mentions[phrase.mention]
    return mention is None or mention.country is None or mention.entity != f"place:{mention.country.lower()}"


def _common(roles: Roles, trigger: Trigger, constituent: Constituent, only_setting: bool) -> None:
    reader = roles.reader
    kind, parts = constituent.kind, constituent.parts
    if _describes(reader, parts[0].first):
        return
    if kind in ("in", "with_beh", "at"):
        places = [_with_compass(reader, p) for p in parts if is_place(reader, p) and not _vague(p)]
        if kind == "at" and not places:
            places = [
                _with_compass(reader, p)
                for p in parts
                if reader.document.tokens.keys[p.first - 1] in COMPASS
                and (p.definite or p.mention is not None)
            ]
        roles.add("place", places)
        if places or only_setting:
            return
        if kind == "at" and trigger.type == "explosion":
            near = constituent.preposition.split(" ", 1)[0] in _NEAR
            roles.add(
                "target",
                (p for p in parts if not near or p.definite or is_person(reader, p) or _armed(reader, p)),
            )
            return
        weapons = [p for p in parts if p.head in WEAPONS or event_noun(reader, p.first)]
        if kind == "with_beh":
            harmed = trigger.type in HARM
            roles.add("means", (p for p in weapons if p.head in WEAPONS or (harmed and _harms(reader, p))))
        elif kind == "in" and trigger.type in HARM:
            roles.add("means", (p for p in weapons if p.head in WEAPONS or harmful(reader, p.first)))
    elif only_setting:
        return
    elif kind == "by":
        if not roles.has("actor"):  # "praised the ratification by …": who ratified
            roles.add("actor", parts)
    elif kind == "against":
        roles.add("opponent", parts)
    elif kind == "means":
        if constituent.preposition == _THROUGH and trigger.type in HARM and not roles.has("actor"):
            # "were killed by means of the army"
            roles.add(
                "actor",
                (p for p in parts if is_agent(reader, p) or reader.word(p.first).stem in _BODIES_UNDER_ARMS),
            )
        roles.add(
            "means",
            (
                p
                for p in parts
                if not is_place(reader, p)
                and (constituent.preposition != "عبر" or p.head in WEAPONS)
                and (not trigger.victim or event_noun(reader, p.first))  # the wounded are flown by a plane
            ),
        )
    elif kind in ("because", "during") and trigger.type in HARM and constituent.preposition not in _AROUND:
        roles.add("means", (p for p in parts if harmful(reader, p.first)))
    elif kind == "for" and parts[0].head in DEFEAT and parts[0].mention is not None:
        roles.add("opponent", parts[:1])


def _harms(reader: Reader, phrase: Phrase) -> bool:
    """Is it an attack or an accident by which somebody came to harm, not one somebody was about to carry out?"""
    first = phrase.first
    before = reader.document.tokens.keys[first - 1]
    return (
        harmful(reader, first) and not before.startswith(_CARRYING_OUT) and before.lstrip("و") not in CHARGED
    )


def _describes(reader: Reader, token: int) -> bool:
    """Does a prepositional phrase complete a participle before it ("the conference held in …")?"""
    position = token - 1
    while position > 0 and reader.word(position).role is _PREPOSITION:
        position -= 1
    key = reader.document.tokens.keys[position]
    return (
        position not in reader.inside
        and key.startswith(("الم", "والم", "المن"))
        and len(key) >= 6
        and is_participle(key)
    )


def is_participle(key: str) -> bool:
    """Is the definite word most likely a participle that takes a complement (المنعقد, المقامة, الواقعة)?"""
    return key.lstrip("و") in PARTICIPLES


def _armed(reader: Reader, phrase: Phrase) -> bool:
    """Is it a patrol, a convoy or other armed people?"""
    return reader.word(phrase.first).stem in ARMED | FORCES


def _vague(phrase: Phrase) -> bool:
    """Is it "the place" or "the site", which names none?"""
    return phrase.last - phrase.first == 1 and phrase.mention is None and phrase.head in VAGUE_PLACES


def _with_compass(reader: Reader, phrase: Phrase) -> Phrase:
    """The phrase together with "north of" and the like in front of it."""
    tokens = reader.document.tokens
    if phrase.first == 0 or tokens.keys[phrase.first - 1] not in COMPASS:
        return phrase
    return Phrase(
        first=phrase.first - 1, last=phrase.last, span=Span(tokens.starts[phrase.first - 1], phrase.span.end),
        head=phrase.head, definite=phrase.definite, mention=phrase.mention, quantity=phrase.quantity,
    )  # fmt: skip


def times(roles: Roles, first: int, last: int, trigger_token: int) -> None:
    """The dates and times that stand in the clause; one after منذ is the event's beginning."""
    reader = roles.reader
    keys = reader.document.tokens.keys
    found: list[tuple[int, int]] = []
    near = reader.time_tokens
    for token in near[bisect_left(near, max(first, reader.dateline + 1)) : bisect_left(near, last)]:
        index = reader.time_at[token][1]
        if (
            reader.times[index].kind in _DATED
            and reader.times[index].role not in ("dateline", "until")
            and not _belongs_to_noun(reader, token, index)
        ):
            found.append((token, index))
    found.sort(key=lambda pair: abs(pair[0] - trigger_token))
    for token, index in found[:2]:
        time = reader.times[index]
        since = time.role == "since" or any(
            keys[p].lstrip("و") == "منذ" for p in range(max(first, token - 4), token)
        )
        role = "since" if since else "time"
        if roles.has(role):
            continue
        roles.found.append(Argument(role=role, span=time.span, kind=_TIME, index=index))


def _belongs_to_noun(reader: Reader, token: int, index: int) -> bool:
    """Does ل tie the date to a noun ("the tender of 2015"), so that it is not when something happened?"""
    tokens = reader.document.tokens
    if token and (tokens.keys[token - 1],) in MODALITY["expected"]:
        return True  # "the ceremony set for tomorrow"
    if token and reader.word(token - 1).stem in _DATED_NOUNS:
        return True  # "against the coup of 6 August"
    return tokens.keys[token][:1] == "ل" and tokens.starts[token] < reader.times[index].span.start


def territory(roles: Roles, clause: Clause) -> None:
    """Places among the objects of a territorial event are its places."""
    del clause
    reader = roles.reader
    roles.found[:] = [
        Argument(role="place", span=a.span, kind=a.kind, index=a.index, inherited=a.inherited)
        if a.role == "target"
        and a.kind is _MENTION
        and a.index is not None
        and reader.mention_type(a.index) in PLACES
        else a
        for a in roles.found
    ]
