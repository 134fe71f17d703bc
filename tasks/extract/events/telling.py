"""From filled roles to an event: setting, time, polarity, quotation, the source's loaded words."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from tasks.extract.events import arguments
from tasks.extract.events.before import Before
from tasks.extract.events.clause import Clause, preposition_at, read_clause
from tasks.extract.events.closed import ACCIDENTS, FLAMES, LOADED, MODALITY, TITLES
from tasks.extract.events.figurative import struck, thing
from tasks.extract.events.grammar import Governor, Role
from tasks.extract.events.lexicon import Trigger, WordKind, analyses
from tasks.extract.events.modality import judge
from tasks.extract.events.news import alleged, background, fulfilled, imperfect, newsworthy
from tasks.extract.events.phrases import Reader
from tasks.extract.events.roles import Roles, is_agent
from tasks.extract.events.senses import joins_noun
from tasks.extract.events.state import SAYING, STANCES, Pass, Site
from tasks.extract.events.subjects import inherit_actors
from tasks.extract.facts import Event, Modality
from tasks.text.fold import match_key
from tasks.text.span import Span

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_VERB: Final = Role.VERB
_NOUN: Final = WordKind.NOUN

#: How far back, in words, a quoted verse is looked for, and the formulas that bring it.
_VERSE: Final = 30
_OPENED: Final = frozenset(':«“"(﴿{')
_CLOSED: Final = frozenset("»”﴾}")
_VOWELS: Final = frozenset("\N{ARABIC FATHA}\N{ARABIC DAMMA}\N{ARABIC KASRA}\N{ARABIC SUKUN}")
_SURAH: Final = match_key("سورة")
_EXALTED: Final = match_key("تعالى")
_PRAYED: Final = match_key("صلى")
_GOD: Final = frozenset(map(match_key, ("الله", "عليه")))
#: Roles whose words are the source's own.
_TOLD_OF: Final = frozenset({"actor", "target", "opponent", "means"})
#: What a helping verb gives where the event noun alone is news ("a ceasefire was announced").
_NEWS_ALONE: Final = frozenset({"occurs", "source"})
_BY_ORDER: Final = frozenset({"appointment", "dismissal"})
_ORDERS: Final = frozenset(
    map(match_key, ("أمر", "أمرا", "أوامر", "قرار", "قرارا", "مرسوم", "مرسوما", "مراسيم"))
)
_DOUBTED: Final = frozenset({Modality.HYPOTHETICAL, Modality.DENIED})
_CORE: Final = frozenset({"actor", "target", "opponent", "quantity", "place", "means"})


def finish(
    state: Pass,
    site: Site,
    roles: Roles,
    clause: Clause,
    before: Before,
    *,
    governor: tuple[int, Governor] | None,
    inherit: bool,
    followed: bool = False,
) -> None:
    """Add what every event has (setting, time, polarity, quotation) and keep it if it says enough."""
    token, analysis, low = site.token, site.analysis, site.low
    reader = state.reader
    document = reader.document
    trigger = analysis.form.trigger
    stance = trigger.type in STANCES and (trigger.intransitive or trigger.hamza)
    setting = not stance and trigger.type not in SAYING
    arguments.prepositional(roles, trigger, clause.constituents, setting=setting, token=token)
    arguments.prepositional(roles, trigger, before.constituents, shared=True, setting=setting)
    if trigger.territorial:
        territory(state, roles, clause, trigger)
        arguments.territory(roles, clause)
    if inherit and trigger.subject == "actor":
        inherit_actors(state, site, roles)
    start = fronted(state, before.start, low)
    arguments.times(
        roles,
        min(start, token),
        max(clause.end, token + 1) if setting else complement(token, clause),
        token,
    )
    span = Span(
        document.after_letters(token, analysis.cut) if analysis.cut else document.tokens.starts[token],
        document.tokens.ends[token],
    )
    told = any(a.role in _CORE for a in roles.found)
    if analysis.form.kind is _NOUN:
        if governor is not None and not told and (governor[1].topics or governor[1].gives not in _NEWS_ALONE):
            return
        if governor is None and not (
            told
            and (
                followed
                or trigger.victim
                or newsworthy(state, token, clause, roles, low)
                or decreed(reader, site)
            )
        ):
            return
    elif not told:
        return
    if trigger.type not in SAYING and background(state, site, roles, before, governor):
        return
    if not fulfilled(state, site, roles) or burning(reader, trigger, roles):
        return
    kind = trigger.type
    if thing(state, site, roles):
        if not struck(state, roles):
            return
        kind = "shelling"  # "a shell hit a truck": nobody was injured
    if scripture(reader, token):
        return
    polarity, modality = judge(reader, token, low, analysis, governor)
    verb = token if governor is None else governor[0]
    if modality is Modality.ASSERTED and imperfect(state, verb, analysis if governor is None else None):
        modality = Modality.PLANNED if coming(state, roles) else modality
    if modality is Modality.ASSERTED and governor is None and analysis.form.kind is _NOUN:
        modality = Modality.PLANNED if coming(state, roles) else modality
    if modality is Modality.ASSERTED and governor is None and analysis.form.kind is _NOUN:
        modality = like_its_twin(state, site)
    quotation = quotation_of(state, span)
    spoken_of = governor is not None and governor[1].topics
    if (quotation is not None or spoken_of) and modality is Modality.ASSERTED:
        modality = Modality.REPORTED
    event = Event(
        span=span,
        rule=f"{trigger.type}:{trigger.lemma}:{analysis.form.kind.name.lower()}",
        type=kind,
        plover=None if accidental(state, trigger, token, low) else trigger.plover,
        polarity=polarity,
        modality=modality,
        arguments=tuple(sorted(roles.found, key=lambda a: a.span or Span(0, 0))),
        attributed_to=quotation,
        trace=tuple(
            filter(
                None,
                (
                    analysis.form.tense.value if analysis.form.tense else None,
                    "relative" if before.relative else None,
                    f"governor:{governor[1].gives}" if governor else None,
                    "figures" if trigger.victim else None,
                ),
            )
        ),
        wording=wording(state, span, trigger, roles),
    )
    state.events.append(event)
    state.last = (token, event)
    state.last_person = analysis.form.person


def decreed(reader: Reader, site: Site) -> bool:
    """Is somebody appointed or dismissed by an order named before ("an order for the appointment of … was issued")?"""
    if site.trigger.type not in _BY_ORDER or reader.word(site.token).preposition != "ب":
        return False
    before = range(max(site.low, site.token - 6), site.token)
    return any(reader.word(token).stem in _ORDERS for token in before)


def like_its_twin(state: Pass, site: Site) -> Modality:
    """The modality of the deed a noun is joined to ("accused of the killing of two and the torture of …")."""
    if state.reader.word(site.token).preposition == "ب" and alleged(state, site.token, site.low):
        return Modality.HYPOTHETICAL
    joined = (
        site.analysis.proclitics == "و" and state.last is not None and joins_noun(state, site.token, site.low)
    )
    if joined and state.last is not None and state.last[1].modality in _DOUBTED:
        return state.last[1].modality
    return Modality.ASSERTED


def scripture(reader: Reader, token: int) -> bool:
    """Does the trigger stand in a verse or a saying of the Prophet, which no news is told by?"""
    keys = reader.document.tokens.keys
    if vowelled(reader, token) and (vowelled(reader, token - 1) or vowelled(reader, token + 1)):
        return True
    if _SURAH in keys[token + 1 : token + _VERSE]:
        return True
    opened = False
    for position in range(token - 1, max(-1, token - _VERSE), -1):
        key = keys[position]
        if key == "." or key in _CLOSED:
            return False
        opened = opened or key in _OPENED
        if opened and (key == _EXALTED or (key == _PRAYED and keys[position + 1] in _GOD)):
            return True
    return False


def vowelled(reader: Reader, token: int) -> bool:
    """Is the word written with its vowels, as verses are and news is not (a passive has one at most)?"""
    tokens = reader.document.tokens
    if not 0 <= token < len(tokens.keys):
        return False
    start, end = tokens.starts[token], tokens.ends[token]
    if end - start < len(tokens.keys[token]) + 2:
        return False
    written = reader.document.text[start:end]
    return sum(letter in _VOWELS for letter in written) > 1


def burning(reader: Reader, trigger: Trigger, roles: Roles) -> bool:
    """Is it a fire that burns and hits, so that nobody attacked?"""
    return trigger.type == "attack" and any(
        a.role == "actor"
        and a.span is not None
        and reader.word(reader.document.token_at(a.span.start)).stem in FLAMES
        for a in roles.found
    )


def coming(state: Pass, roles: Roles) -> bool:
    """Does a date of the event lie ahead by its own words ("next month")?"""
    keys = state.reader.document.tokens.keys
    return any(
        (keys[token],) in MODALITY["coming"]
        for a in roles.found
        if a.role == "time" and a.span is not None
        for token in state.reader.document.tokens_of(a.span)
    )


def complement(token: int, clause: Clause) -> int:
    """Where what is said or taken a stance on begins, at most nine words on; dates from there on belong to it."""
    for constituent in clause.constituents:
        if constituent.kind:
            return min(token + 9, constituent.parts[0].first)
    return min(token + 9, clause.end)


def accidental(state: Pass, trigger: Trigger, token: int, low: int) -> bool:
    """Do the words around speak of an accident, a disaster or an illness, so that nobody attacked?"""
    if trigger.plover != "ASSAULT":
        return False
    last = min(len(state.reader.document.tokens.keys), token + 15)
    words = map(state.reader.word, range(max(low, token - 14), last))
    return not ACCIDENTS.isdisjoint([word.stem for word in words])


def fronted(state: Pass, start: int, low: int) -> int:
    """Where the clause begins when an adverbial stands before it: "Since 2014, …"."""
    reader = state.reader
    keys = reader.document.tokens.keys
    if start - 1 <= low or keys[start - 1] not in "،,":
        return start
    first = start - 2
    while first >= low and keys[first] not in ".؛،,:":
        if reader.word(first).role is _VERB:
            return start
        first -= 1
    first += 1
    if first in reader.time_at or preposition_at(reader, first, start):
        return first
    return start


def territory(state: Pass, roles: Roles, clause: Clause, trigger: Trigger) -> None:
    """Who held the land, and where it lies, from the relative clause that describes it."""
    if clause.relative is None or trigger.type != "liberate":
        return
    reader = state.reader
    verb = clause.relative + 1
    keys = reader.document.tokens.keys
    if verb >= len(keys) or not any(a.form.trigger.type == "capture_territory" for a in analyses(keys[verb])):
        return
    inner = read_clause(reader, verb + 1, min(len(keys), verb + 20))
    for constituent in inner.constituents:
        if not constituent.kind:
            roles.add("opponent", (p for p in constituent.parts if is_agent(reader, p)))
    arguments.prepositional(roles, trigger, [c for c in inner.constituents if c.kind == "in"], shared=True)


def quotation_of(state: Pass, span: Span) -> int | None:
    """The innermost quotation the trigger stands in."""
    quotations = state.reader.quotations
    best: tuple[int, int] | None = None
    for place in range(bisect_right(state.opened, span.start) - 1, -1, -1):
        if state.closed[place] < span.end:
            break  # none that begins before reaches so far
        index = state.quoted[place]
        begins, ends = quotations[index].span
        if ends >= span.end and (best is None or ends - begins <= best[0]):
            best = (ends - begins, index)
    return None if best is None else best[1]


def wording(state: Pass, span: Span, trigger: Trigger, roles: Roles) -> str | None:
    """The source's own loaded word, where it uses one."""
    document = state.reader.document
    if trigger.loaded:
        return span.of(document.text)
    for argument in roles.found:
        if (
            argument.role in _TOLD_OF
            and argument.span is not None
            and not argument.inherited
            and state.reader.word(document.token_at(argument.span.start)).stem not in TITLES
        ):
            for token in document.tokens_of(argument.span):
                if state.reader.word(token).stem in LOADED:
                    return Span(
                        max(argument.span.start, document.tokens.starts[token]), document.tokens.ends[token]
                    ).of(document.text)
    return None
