"""Subjects: titles and names that belong together, bodies that act, and whom a helping verb speaks of."""

from __future__ import annotations

from typing import Final

from tasks.extract.events.before import read_before
from tasks.extract.events.clause import Constituent, read_clause
from tasks.extract.events.closed import ARMED, BODIES, FORCES, HUMANS, PARTITIVES, TITLES, TRANSPARENT
from tasks.extract.events.coordination import COMMAS, OR
from tasks.extract.events.deeds import event_noun, harmful, strike
from tasks.extract.events.grammar import Role, is_passive
from tasks.extract.events.lexicon import Analysis, Trigger
from tasks.extract.events.modality import only_thought_of
from tasks.extract.events.phrases import Phrase, Reader
from tasks.extract.events.roles import Roles, is_place, people
from tasks.extract.events.state import SAYING, STANCES, Pass, Site
from tasks.extract.facts import Argument, FactKind, MentionType
from tasks.text.fold import match_key

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_QUANTITY: Final = FactKind.QUANTITY
_ORGANIZATION: Final = MentionType.ORGANIZATION
_PERSON: Final = MentionType.PERSON
_PLACE: Final = MentionType.PLACE
_RELATIVE: Final = Role.RELATIVE
_VERB: Final = Role.VERB

#: Between "more" and a figure.
_THAN: Final = frozenset({"من", "عن", "علي"})
_COMING: Final = frozenset({"arrival", "visit", "meeting", "return", "departure"})
#: Nobody is inspected.
_INSPECTED: Final = match_key("فقد")
_LIKEWISE: Final = "كما"
_ACTING: Final = frozenset({MentionType.PERSON, MentionType.ORGANIZATION, MentionType.GROUP})


def appositions(state: Pass, bare: list[Constituent], trigger: Trigger) -> list[Constituent]:
    """The bare phrases without those that only add an office or a name to the one before.

    "Prince X, governor of Y" is one subject; so is "the adviser at the court, Dr X" when another phrase follows or
    the verb takes no person as its object.
    """
    reader = state.reader
    meets = (trigger.people or trigger.plover == "CONSULT") and trigger.lemma != _INSPECTED
    bare = named_after_offices(state, bare, meets=meets)
    found: list[Constituent] = []
    for index, constituent in enumerate(bare):
        phrase = constituent.parts[0]
        more = index + 1 < len(bare)
        if found and not more and meets and trigger.type != "meeting" and holder(state, found[-1], phrase):
            found[-1] = Constituent(kind="", preposition="", parts=constituent.parts)
            continue
        if found and (more or not meets):
            before = found[-1].parts[-1]
            if before.mention is not None and phrase.first < reader.offices.get(before.mention, 0):
                continue
            titled = reader.word(phrase.first).stem in TITLES
            named = before.mention is not None and reader.mention_type(before.mention) is _PERSON
            adjacent = phrase.first <= before.last + 1 or chained(bare, index)
            if titled and adjacent and (named or reader.word(before.first).stem in TITLES):
                continue
            person = phrase.mention is not None and reader.mention_type(phrase.mention) is _PERSON
            if person and not named and len(found) == 1 and reader.word(before.first).stem in TITLES:
                found[0] = Constituent(kind="", preposition="", parts=constituent.parts)
                continue
        found.append(constituent)
    return found


def named_after_offices(state: Pass, bare: list[Constituent], *, meets: bool) -> list[Constituent]:
    """The same with the name alone for several offices of one person before it ("the adviser at …, the head of …, Dr X").

    No comma and no time stands between them, and whoever a verb of meeting takes as its object comes after the name.
    """
    reader = state.reader
    keys = reader.document.tokens.keys
    for index, constituent in enumerate(bare[:4]):
        phrase = constituent.parts[0]
        between = range(bare[0].parts[0].first, phrase.first)
        if any(token in reader.timed or keys[token] in COMMAS for token in between):
            return bare
        if phrase.mention is not None and reader.mention_type(phrase.mention) is MentionType.PERSON:
            return bare[index:] if index + 1 < len(bare) or not meets else bare
        if reader.word(phrase.first).stem not in TITLES or len(constituent.parts) > 1:
            return bare
    return bare


def holder(state: Pass, office: Constituent, phrase: Phrase) -> bool:
    """Is it the name of an office's holder right after the place of the office ("the director in X, Y, visited …")?"""
    reader = state.reader
    first = office.parts[0]
    where = reader.inside.get(phrase.first - 1)
    return (
        phrase.mention is not None
        and reader.mention_type(phrase.mention) is _PERSON
        and reader.mentions[phrase.mention].title is None
        and reader.word(first.first).stem in TITLES
        and (first.mention is None or reader.mention_type(first.mention) is not _PERSON)
        and where is not None
        and reader.mention_type(where) is _PLACE
    )


def chained(bare: list[Constituent], index: int) -> bool:
    """Does the phrase follow the one before it without a word between?"""
    return index > 0 and bare[index].parts[0].first == bare[index - 1].parts[-1].last


def force(state: Pass, phrase: Phrase) -> bool:
    """Is it a body that arrests and kills rather than is arrested or killed: a police, an army, a ministry?"""
    first = state.reader.word(phrase.first).stem
    if first in FORCES:
        return True
    return (
        phrase.mention is not None
        and state.reader.mention_type(phrase.mention) is _ORGANIZATION
        and (state.reader.mentions[phrase.mention].span.start == phrase.span.start)
    )


def agent(state: Pass, phrase: Phrase) -> bool:
    """Does the phrase stand for people or a body that acts and speaks?"""
    reader = state.reader
    if phrase.mention is not None and reader.mention_type(phrase.mention) in _ACTING:
        mention = reader.mentions[phrase.mention]
        if (mention.title_span or mention.span).start <= phrase.span.start:
            return True
    if phrase.counted and phrase.mention is not None and reader.mention_type(phrase.mention) in _ACTING:
        return True
    if phrase.mention is not None and is_place(reader, phrase):
        mention = reader.mentions[phrase.mention]
        return mention.entity.startswith("place:") and (
            phrase.last - phrase.first <= 2 or mention.span == phrase.span
        )
    if phrase.head in BODIES:
        return True
    for token in range(phrase.first, min(phrase.last, phrase.first + 3)):
        stem = reader.word(token).stem
        if stem in HUMANS or stem in BODIES or stem in ARMED or stem in TITLES:
            return True
        if stem not in PARTITIVES and not reader.numeric(token):
            return False
    return False


def helper_subject(state: Pass, verb: int, noun: int, low: int) -> tuple[tuple[Phrase, ...], list[Argument]]:
    """The helping verb's subject, or the actors of the event before when the verb has none of its own."""
    reader = state.reader
    keys = reader.document.tokens.keys
    if only_thought_of(reader, verb, low):
        return (), []  # "the possibility of holding …": whose is open
    clause = read_clause(reader, verb + 1, noun)
    plural = keys[verb].endswith(("وا", "ون"))
    leading = read_before(reader, verb, low) if plural else None
    if leading is not None and leading.subject:
        return leading.subject, []
    for constituent in clause.constituents:
        if not constituent.kind:
            parts = constituent.parts
            counting = all(
                keys[p] in TRANSPARENT or keys[p] in PARTITIVES or keys[p] in _THAN or reader.numeric(p)
                for p in range(parts[0].first, min(noun, parts[-1].last))
            )
            if not (counting and parts[-1].last >= noun):
                return parts, []
            break
    before = read_before(reader, verb, low)
    if before.relative and any(g.gives == "cause" for g in reader.governors(verb)):
        for position in range(before.start - 1, max(low, before.start - 14), -1):
            if harmful(reader, position):
                phrase = reader.phrase(position, before.start)
                return ((phrase,) if phrase is not None else ()), []
        return (), []
    if before.subject:
        if any(g.gives == "cause" for g in reader.governors(verb)):
            strike = _strike_that(reader, verb, low, before.subject[0])
            if strike is not None:
                return (strike,), []
        return (before.subject if before.agrees else ()), []
    if is_passive(keys[verb]):
        return (), []
    if state.last is not None and low <= state.last[0] < verb and state.last[1].type not in SAYING | STANCES:
        return (), [a for a in state.last[1].arguments if a.role == "actor"]
    return (), []


def _strike_that(reader: Reader, verb: int, low: int, subject: Phrase) -> Phrase | None:
    """The strike that led to something, where the clause's own subject cannot be it ("the air force made a raid that led to …")."""
    feminine = reader.word(verb).stem.endswith("ت")
    if subject.head.endswith(("ه", "ات")) is feminine:
        return None
    for position in range(verb - 1, max(low, verb - 8), -1):
        if reader.document.tokens.keys[position] in COMMAS:
            return None
        if strike(reader, position) and not reader.word(position).article:
            agrees = reader.word(position).stem.endswith(("ه", "ات")) is feminine
            return reader.phrase(position, verb) if agrees else None
    return None


def forced_before(state: Pass, site: Site) -> bool:
    """Has the clause before, which a verb is joined to, an armed subject that this verb agrees with, too?"""
    if site.analysis.proclitics[:1] not in ("و", "ف"):
        return False
    if state.last is None or state.last[0] < site.low or not state.last_person:
        main = main_verb(state, site.token, site.low)
        if main is None or not _same_gender(state.reader, main, site.analysis.form.person):
            return False
        return any(force(state, p) for p in helper_subject(state, main, site.token, site.low)[0])
    token, event = state.last
    if not site.low <= token < site.token or state.last_person != site.analysis.form.person:
        return False
    reader = state.reader
    return any(
        a.role == "actor"
        and a.span is not None
        and reader.word(reader.document.token_at(a.span.start)).stem in FORCES | ARMED
        for a in event.arguments
    )


def accuses(state: Pass, site: Site) -> bool:
    """Does an accusation with its charge ("of …"), or a visit, go on with a clause whose subject agrees, and so did that, too?"""
    reader = state.reader
    clause = read_clause(reader, site.token + 1, site.high)
    bare = [c for c in clause.constituents if not c.kind and not c.shared]
    charged = site.trigger.type != "accusation" or any(c.preposition == "ب" for c in clause.constituents)
    if len(bare) != 1 or not charged:
        return False
    main = main_verb(state, site.token, site.low)
    return main is not None and _same_gender(reader, main, site.analysis.form.person)


def came_before(state: Pass, site: Site) -> bool:
    """Has the clause before, which a verb of meeting is joined to, somebody who came or visited ("arrived and met the minister")?"""
    if state.last is None or site.analysis.proclitics[:1] != "و":
        return False
    token, event = state.last
    return (
        site.low <= token < site.token
        and event.type in _COMING
        and state.last_person == site.analysis.form.person
        and any(a.role == "actor" for a in event.arguments)
    )


def main_verb(state: Pass, token: int, low: int) -> int | None:
    """The nearest finite verb before a participle."""
    reader = state.reader
    for position in range(token - 1, low - 1, -1):
        if position in reader.inside or reader.word(position).role is not _VERB:
            continue
        before = range(max(low, position - 3), position)
        if any(reader.word(p).role is _RELATIVE for p in before) and _closed(reader, position, token):
            continue  # "groups, which did not include X, defeated …": who was included is nobody here
        return position
    return None


def _closed(reader: Reader, verb: int, token: int) -> bool:
    """Does a comma close the relative clause a verb stands in before another verb's token?"""
    return any(reader.document.tokens.keys[p] in COMMAS for p in range(verb + 1, token))


def inherit_actors(state: Pass, site: Site, roles: Roles) -> None:
    """Take the actors over from the clause before, for a verb joined to it that has no subject of its own."""
    token, analysis, low = site.token, site.analysis, site.low
    before = state.reader.document.tokens.keys[token - 1] if token > 0 else ""
    if state.last is not None and low <= state.last[0] < token and state.last[1].polarity == "positive":
        joined = analysis.proclitics[:1] in ("و", "ف") or before in OR or before == _LIKEWISE
        same = (
            before in OR or state.last_person in ("", analysis.form.person) or plural_actors(state, analysis)
        )
        if joined and same:
            roles.take(a for a in state.last[1].arguments if a.role == "actor")
    if analysis.proclitics[:1] == "و" and not roles.has("actor"):
        main = main_verb(state, token, low)
        if main is not None and _same_gender(state.reader, main, analysis.form.person):
            leaders = helper_subject(state, main, token, low)[0]
            plural = analysis.form.person == "3mp"
            leaders = tuple(p for p in leaders if not event_noun(state.reader, p.first))
            several = len(leaders) > 1
            roles.add(
                "actor",
                (p for p in leaders if (several or people(state.reader, p) if plural else agent(state, p))),
                inherited=True,
            )


def _same_gender(reader: Reader, verb: int, person: str) -> bool:
    """Are a verb before and one in a person of the same gender, so far as the singular shows it?"""
    if person not in ("3ms", "3fs"):
        return True
    stem = reader.word(verb).stem
    return (stem.endswith("ت") or stem.startswith("ت")) is (person == "3fs")


def plural_actors(state: Pass, analysis: Analysis) -> bool:
    """May a plural verb take over the actors of a singular one, which stood before its plural subject?"""
    if analysis.form.person != "3mp" or state.last is None:
        return False
    text = state.reader.document.text
    actors = [a for a in state.last[1].arguments if a.role == "actor" and a.span is not None]
    return len(actors) > 1 or any(
        a.kind is _QUANTITY or a.span.of(text).split(" ")[0].endswith(("ون", "ين", "ان"))
        for a in actors
        if a.span
    )
