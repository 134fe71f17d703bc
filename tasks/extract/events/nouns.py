"""Events told by a verbal noun, by the people harmed, or by a participle of circumstance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tasks.extract.events import arguments
from tasks.extract.events.before import Before, read_before
from tasks.extract.events.clause import Clause, Constituent, read_around, read_clause
from tasks.extract.events.closed import (
    ARMED,
    EVENT_ADJECTIVES,
    MODALITY,
    PARTITIVES,
    PURPOSES,
    REFLEXIVES,
    TRANSPARENT,
    WEAPONS,
    verbal_shape,
)
from tasks.extract.events.coordination import COMMAS
from tasks.extract.events.deeds import STRIKES, event_noun
from tasks.extract.events.governing import find_governor, give
from tasks.extract.events.grammar import Role
from tasks.extract.events.lexicon import Analysis, Trigger, WordKind
from tasks.extract.events.news import alleged
from tasks.extract.events.phrases import Phrase, Reader
from tasks.extract.events.roles import HARM, Roles, is_agent, is_person, is_place, people
from tasks.extract.events.senses import find_needed
from tasks.extract.events.state import PEOPLE, Pass, Site
from tasks.extract.events.subjects import agent, force, helper_subject, main_verb
from tasks.extract.events.telling import finish
from tasks.text.fold import match_key

_NOUN: Final = WordKind.NOUN
#: "The falling (of dead and wounded)".
_FALLING: Final = frozenset(map(match_key, ("سقوط", "وقوع")))
_UNDERTAKING: Final = frozenset({match_key("قيام")})
_PREPOSITION: Final = Role.PREPOSITION
#: "The number (of dead rose to …)".
_TOLLS: Final = frozenset(map(match_key, ("حصيلة", "عدد", "الحصيلة", "أعداد")))
_UP_TO: Final = frozenset(map(match_key, ("إلى", "الى")))
_REACHED: Final = frozenset(map(match_key, ("بلغ", "بلغت", "وصل", "وصلت", "تجاوز", "تجاوزت")))
_ROSE: Final = frozenset(map(match_key, ("ارتفع", "ارتفعت", "زاد", "زادت", "ارتفعا")))
_ROUGHLY: Final = frozenset(map(match_key, ("نحو", "حوالي", "قرابة", "زهاء")))
_ENDS: Final = frozenset(".؛:،,")

#: "(An attack that) hit …".
_AIMED: Final = match_key("استهدف")
#: Saudi statements write a slash before a name ("the killing of / So-and-so").
_BEFORE_NAME: Final = frozenset('«“"/')


def noun(state: Pass, site: Site) -> None:
    """An event told by a verbal noun, alone or carried by a helping verb."""
    token, analysis, low, high = site.token, site.analysis, site.low, site.high
    reader = state.reader
    trigger = analysis.form.trigger
    if (
        token > low and (suppressed(state, token, low) or likened(state, token))
    ) or analysis.proclitics.endswith("ك"):
        return
    governor = find_governor(state, token, analysis, low)
    if trigger.governed and governor is None:
        return
    roles = Roles(reader=reader, harm=trigger.type in HARM)
    needed = find_needed(state, token, trigger, 4) if trigger.needs else None
    clause = read_around(reader, token + 1, high, needed)
    if trigger.needs_after and not any(c.preposition in trigger.needs_after for c in clause.constituents):
        return
    if trigger.victim and not victims(state, token, roles, low, high):
        return
    read_genitive(state, token, analysis, clause, roles)
    if not roles.has("actor"):
        by_whom(state, site, governor is not None, clause, roles)
    before = Before(start=token)
    followed = helped_after(state, token, clause, roles, trigger)
    if governor is not None and governor[1].modality in ("hypothetical", "planned"):
        position, helper, subject, inherited = governor
        give(roles, trigger, helper, subject, inherited)
    elif governor is not None:
        position, helper, subject, inherited = governor
        before = read_before(reader, position, low)
        if helper.gives == "occurs" and analysis.pronoun and not before.relative:
            # "Several hideouts … were destroyed": the topic before تم is what the pronoun of تدميرها stands for.
            roles.add(trigger.object, before.subject)
        if helper.gives == "source" and analysis.pronoun and trigger.subject == "actor":
            # "the forces announced their control": who announces it did it
            roles.add("actor", (p for p in subject if is_agent(reader, p)))
        give(roles, trigger, helper, subject, inherited)
        if trigger.type == "natural_disaster" and position == token - 1 and reader.governors(position):
            where = clause.constituents
            if not where and clause.stopped_by == "clause":  # "an earthquake whose force reached …"
                where = read_clause(reader, clause.end + 1, high).constituents
            roles.add("place", (p for c in where if not c.kind for p in c.parts if is_place(reader, p)))
        between = read_clause(reader, position + 1, token)
        arguments.prepositional(roles, trigger, between.constituents, shared=True)
    state.consumed.update(needed or ())
    finish(state, site, roles, clause, before,
        governor=None if governor is None else (governor[0], governor[1]), inherit=False, followed=followed,
    )  # fmt: skip


def by_whom(state: Pass, site: Site, governed: bool, clause: Clause, roles: Roles) -> None:
    """Whose strike it is, by ل behind it ("a raid of the coalition's") or by قيام before it ("gunmen's undertaking to …")."""
    token, trigger = site.token, site.trigger
    reader = state.reader
    if trigger.type in STRIKES and not site.analysis.article and "ل" not in trigger.after:
        for constituent in clause.constituents[:2]:
            phrase = constituent.parts[0]
            if constituent.preposition == "ل" and phrase.first <= token + 2:
                roles.add("actor", (p for p in constituent.parts if is_agent(reader, p) or _fights(state, p)))
            if constituent.kind or phrase.head not in EVENT_ADJECTIVES:
                break
    if governed or trigger.subject != "actor" or reader.word(token).preposition != "ب":
        return
    if alleged(state, token, site.low) and state.last is not None:
        accused = (a._replace(role="actor") for a in state.last[1].arguments if a.role == "target")
        roles.take(accused)
        return
    keys = reader.document.tokens.keys
    for position in range(token - 1, max(site.low, token - 12), -1):
        if keys[position].lstrip("وبل") in _UNDERTAKING:
            doer = reader.phrase(position + 1, token)
            roles.add("actor", () if doer is None else (doer,))
            return


def victims(state: Pass, token: int, roles: Roles, low: int, high: int) -> bool:
    """People harmed as a counted noun ("seven dead"): the whole phrase is the target."""
    reader = state.reader
    toll = toll_after(state, token, low, high)
    if toll is not None:
        roles.quantity(toll)
        return True
    first = token
    while first > low and (reader.numeric(first - 1) or first - 1 in reader.counted):
        if event_noun(reader, first - 1) or reader.word(first).conjunction:
            break
        first -= 1
    if first == token and token not in reader.counted:
        several = _several_fell(reader, token, low)
        if several is not None:
            phrase = reader.phrase(several, min(high, token + 1))
            roles.add("target", () if phrase is None else (phrase,))
            return phrase is not None
        joined = reader.word(token).conjunction and state.last is not None and token - state.last[0] <= 2
        if not (joined and state.last is not None and "figures" in state.last[1].trace):
            return False
    phrase = reader.phrase(first, min(high, token + 1))
    if phrase is None:
        return False
    roles.add("target", [phrase])
    return True


def _several_fell(reader: Reader, token: int, low: int) -> int | None:
    """Where the victims begin that are not counted: "led to the falling of (a number of) dead"."""
    keys = reader.document.tokens.keys
    first = token
    if token - 2 > low and keys[token - 1] == "من" and keys[token - 2] in PARTITIVES:
        first = token - 2
    return first if first > low and reader.word(first - 1).stem in _FALLING else None


def toll_after(state: Pass, token: int, low: int, high: int) -> int | None:
    """The figure to which a toll rose ("the number of dead rose to 120"), as the index of the quantity."""
    reader = state.reader
    keys = reader.document.tokens.keys
    if token == low or reader.word(token - 1).stem not in _TOLLS:
        return None
    reached = token - 1 > low and reader.word(token - 2).stem in _REACHED
    for position in range(token + 1, min(high, token + 9)):
        if keys[position] in _ENDS or (reader.is_verb(position) and keys[position] not in _REACHED | _ROSE):
            return None
        at = reader.quantity_at.get(position)
        if at is not None and (reached or keys[position - 1] in _UP_TO | _REACHED | _ROUGHLY):
            return at[1]
    return None


def helped_after(state: Pass, token: int, clause: Clause, roles: Roles, trigger: Trigger) -> bool:
    """A helping verb after the noun ("an attack that the group carried out"): whose subject is the actor."""
    reader = state.reader
    keys = reader.document.tokens.keys
    if any(c.parts[0].first == token + 1 and not c.kind for c in clause.constituents) and roles.found:
        return False  # what follows describes the noun's genitive
    verb = clause.end if clause.relative is None else clause.relative + 1
    if verb >= len(keys) or verb in reader.inside or verb - token > 14:
        return False
    if trigger.needs and verb == token + 1:
        return False  # "the signing of his contract": spelled like a verb, but it is what was signed
    if reader.word(verb - 1).role is _PREPOSITION:
        return False  # "a resignation after his taking over …"
    if not clause.relative and (reader.word(verb).conjunction or _apart(reader, token, verb)):
        return False
    helpers = [g for g in reader.governors(verb) if not g.by and g.gives in ("actor", "occurs")]
    if not helpers:
        return False
    inner = read_clause(reader, verb + 1, min(len(keys), verb + 20))
    subject = next((c.parts for c in inner.constituents if not c.kind), ())
    carried = helpers[0].gives == "actor" and keys[verb].endswith(("ه", "ها", "هم", "هما"))
    if carried and trigger.subject == "actor" and not roles.has("actor"):
        roles.add("actor", subject)
    aimed = keys[verb].startswith(_AIMED) and bool(subject) and subject[0].head not in PURPOSES
    if aimed and trigger.object == "target":
        roles.add("target", subject)
    arguments.prepositional(roles, trigger, inner.constituents, shared=aimed)
    arguments.times(roles, verb, inner.end, token)
    return True


def _apart(reader: Reader, noun: int, verb: int) -> bool:
    """Does a comma with "and" between a noun and a verb begin another clause?"""
    keys = reader.document.tokens.keys
    return any(keys[p] in COMMAS and reader.word(p + 1).conjunction for p in range(noun + 1, verb - 1))


def suppressed(state: Pass, token: int, low: int) -> bool:
    """Does a word before make the noun a topic or part of a name (وزارة الدفاع, مكافحة الإرهاب)?"""
    keys = state.reader.document.tokens.keys
    if token - 1 < low:
        return False
    previous = keys[token - 1]
    bare = previous[1:] if previous[:1] in ("و", "ب", "ل") and len(previous) > 3 else previous
    if (previous,) in MODALITY["suppress_before"] or (bare,) in MODALITY["suppress_before"]:
        return True
    reader = state.reader  # the second half of a name: "the units of fighting and rescue"
    joined = reader.word(token).conjunction and reader.word(token).article and reader.word(token - 1).article
    return joined and token - 2 >= low and (keys[token - 2],) in MODALITY["suppress_before"]


def likened(state: Pass, token: int) -> bool:
    """Is something only called so ("as acts of …")?"""
    word = state.reader.document.tokens.keys[token - 1]
    return word[:1] == "ك" and word[1:] in TRANSPARENT


def read_genitive(state: Pass, token: int, analysis: Analysis, clause: Clause, roles: Roles) -> None:
    """The noun phrase right after the noun: who did it, or to whom."""
    trigger = analysis.form.trigger
    if analysis.article or analysis.pronoun:
        return
    if trigger.compound:
        clause = read_clause(state.reader, token + 2, clause.end)
    bare = [c for c in clause.constituents if not c.kind and not c.shared]
    joined = (
        1
        if token + 1 < len(state.reader.document.tokens.keys)
        and state.reader.word(token + 1).conjunction
        and (event_noun(state.reader, token + 1) or verbal_shape(state.reader.word(token + 1).stem))
        else 0
    )
    if joined:
        clause = read_clause(state.reader, token + 2, clause.end)
        bare = [c for c in clause.constituents if not c.kind and not c.shared]
    expected = token + 1 + joined + trigger.compound
    if (
        expected < len(state.reader.document.tokens.keys)
        and state.reader.document.tokens.keys[expected] in _BEFORE_NAME
    ):
        expected += 1
    if not bare or bare[0].parts[0].first != expected:
        return
    phrase = bare[0].parts[0]
    keys = state.reader.document.tokens.keys
    reader = state.reader
    previous = phrase.first - 1
    described = previous > token and phrase.mention is None and reader.possessed(previous)
    if described and reader.word(phrase.first).article:
        return  # the adjective of a noun with a pronoun: "the signing of his professional contract"
    people = trigger.type in PEOPLE and not (analysis.form.kind is _NOUN and keys[token].endswith("ه"))
    if not people and (
        keys[phrase.first] in EVENT_ADJECTIVES or keys[phrase.first].removesuffix("ا") in EVENT_ADJECTIVES
    ):
        return
    if (
        not people
        and phrase.mention is None
        and not phrase.definite
        and not phrase.counted
        and relative_adjective(keys, token, phrase.first)
    ):
        return
    if (
        trigger.genitive in ("actor", "none", "place")
        and phrase.mention is None
        and phrase.quantity is None
        and not phrase.definite
        and keys[phrase.first] not in PARTITIVES
    ):
        return
    transitive = trigger.genitive == "target" and not trigger.intransitive and not trigger.passive
    fights = _fights(state, phrase)
    sent = fights and trigger.type == "deploy" and not phrase.definite  # forces are sent, and send nobody
    if transitive and (agent(state, phrase) or fights) and not sent:
        second = _object_after(reader, clause, phrase)
        if second is not None:
            roles.add(trigger.subject, bare[0].parts)
            roles.add(trigger.object, second.parts)
            return
        if trigger.type == "shelling" and phrase.mention is None and fights:
            return  # "the shelling of the rebels": by them or of them is open
    role = _genitive_role(state, trigger, phrase)
    roles.add(role, bare[0].parts, bomb=trigger.type == "explosion" and role == trigger.genitive)


def _genitive_role(state: Pass, trigger: Trigger, phrase: Phrase) -> str:
    """What the genitive is to the deed, by what it stands for."""
    reader = state.reader
    if trigger.genitive == "actor" and is_place(reader, phrase):
        return "place"
    if trigger.genitive == "place" and is_person(reader, phrase):
        return "target"
    if trigger.plover == "PROTEST" and not (agent(state, phrase) or people(reader, phrase)):
        return "none"  # "the demonstrations of (high) prices": what they are about
    keys = reader.document.tokens.keys
    if trigger.type == "explosion" and not REFLEXIVES.isdisjoint(keys[phrase.last : phrase.last + 6]):
        return "actor"  # "the blowing up of two brothers of themselves"
    return trigger.genitive


def _fights(state: Pass, phrase: Phrase) -> bool:
    """Is it an army, a police or other armed people?"""
    return force(state, phrase) or state.reader.word(phrase.first).stem in ARMED


def _object_after(reader: Reader, clause: Clause, phrase: Phrase) -> Constituent | None:
    """What follows the doer right away as the object, bare or after ل ("the rebels' shelling of the airport")."""
    last = phrase.last
    for constituent in clause.constituents:
        first = constituent.parts[0]
        if first.first < last:
            continue
        if constituent.shared or first.first - last > 3:
            return None
        while last < first.first and last in reader.timed:
            last += 1  # "the army's storming on Monday of the mosque"
        if constituent.kind == "with_beh" and first.head in WEAPONS:
            last = constituent.parts[-1].last  # "the rebels' shelling with rockets of the airport"
            continue
        near = first.first == phrase.last or (first.first == last and first.definite)
        return constituent if near and constituent.kind in ("", "to_lam") else None
    return None


def relative_adjective(keys: Sequence[str], noun: int, word: int) -> bool:
    """Is an indefinite word in ـية the adjective of a plural or feminine noun before it ("presidential elections")?

    After a plural any word in ـة is ("coordinated blasts").
    """
    if keys[noun].endswith("ات"):
        return len(keys[word]) >= 4 and keys[word].endswith("ه")
    return len(keys[word]) >= 5 and keys[word].endswith("يه") and keys[noun].endswith("ه")


def converb(state: Pass, site: Site) -> None:
    """An event told by a participle of circumstance: "…, calling on …"."""
    token, analysis, low, high = site.token, site.analysis, site.low, site.high
    reader = state.reader
    trigger = analysis.form.trigger
    roles = Roles(reader=reader)
    clause = read_clause(reader, token + 1, high)
    bare = [c for c in clause.constituents if not c.kind and not c.shared]
    if trigger.needs_after and not any(c.preposition in trigger.needs_after for c in clause.constituents):
        return
    if bare and not trigger.intransitive:
        roles.add(trigger.object, bare[0].parts)
    main = main_verb(state, token, low)
    if main is not None:
        subject, _ = helper_subject(state, main, token, low)
        roles.add(trigger.subject, (p for p in subject if is_agent(reader, p)), inherited=True)
    finish(state, site, roles, clause, Before(start=token), governor=None, inherit=False)
