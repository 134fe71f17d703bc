"""Events told by a finite verb: voice, subject and object from the order of the phrases around it."""

from __future__ import annotations

from typing import Final

from tasks.extract.events.agreement import cannot_agree, objective, vowelled_passive
from tasks.extract.events.before import Before, read_before
from tasks.extract.events.claims import CLAIM, claimed_it
from tasks.extract.events.clause import QUOTES, Constituent, read_around
from tasks.extract.events.closed import (
    ARMED,
    EXPLOSIVES,
    MANNERS,
    PARTITIVES,
    REFLEXIVES,
    TRANSPARENT,
)
from tasks.extract.events.conjugation import Tense, Voice
from tasks.extract.events.deeds import event_noun, strike
from tasks.extract.events.grammar import Role
from tasks.extract.events.lexicon import Trigger
from tasks.extract.events.near import near
from tasks.extract.events.phrases import Phrase, Reader
from tasks.extract.events.roles import HARM, Roles, acting_himself, is_person_first, is_place, people, whom
from tasks.extract.events.senses import find_needed
from tasks.extract.events.state import PEOPLE, Pass, Site
from tasks.extract.events.subjects import (
    accuses,
    agent,
    appositions,
    came_before,
    force,
    forced_before,
    helper_subject,
    main_verb,
)
from tasks.extract.events.telling import finish
from tasks.extract.facts import MentionType
from tasks.text.fold import match_key

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_GROUP: Final = MentionType.GROUP
_PLACE: Final = MentionType.PLACE
_PERSON: Final = MentionType.PERSON
_PREPOSITION: Final = Role.PREPOSITION
_PERFECT: Final = Tense.PERFECT

#: Types whose words name another event as well: the attack that is claimed, the protest that is broken up.
_TELLING_ANOTHER: Final = frozenset({CLAIM, "crowd_control"})
#: Verbs that always have an object: the only phrase behind one that goes on with a clause is that.
_OBJECTED: Final = frozenset({"accusation", "visit"})
_BLOWN_UP, _BLEW_UP = match_key("فجر"), match_key("فجرت")
_AS_FOR: Final = frozenset(map(match_key, ("أما", "وأما")))
_AIMED: Final = match_key("هدف")
_TEH_MARBUTA: Final = "\N{ARABIC LETTER TEH MARBUTA}"
_YEH: Final = "\N{ARABIC LETTER YEH}"
_DAMMA: Final = "\N{ARABIC DAMMA}"
_RESUMPTIVES: Final = frozenset(
    {"بها", "به", "بهم", "فيها", "فيه", "منها", "منه", "عليها", "عليه", "عنها", "عنه", "اليها", "اليه", "لها"}
)
_THAT_HE: Final = frozenset({"انه", "انها", "انهم", "بانه", "بانها", "بانهم"})


def verb(state: Pass, site: Site) -> None:  # noqa: C901, PLR0915  one clause, read in its order
    """An event told by a finite verb."""
    token, analysis, low, high = site.token, site.analysis, site.low, site.high
    reader = state.reader
    trigger = analysis.form.trigger
    if trigger.lemma == _BLOWN_UP and _took_place(reader, token, low):
        return
    needed = find_needed(state, token, trigger, 12) if trigger.needs else None
    reader.verbs.add(token)
    if needed is not None and needed.start > token + 1 and separate(state, needed.start):
        reader.barriers.add(needed.start)
    clause = read_around(reader, token + 1, high, needed)
    before = read_before(reader, token, low)
    roles = Roles(reader=reader, harm=trigger.type in HARM)
    bare = appositions(state, near(reader, clause.constituents, _between(trigger)), trigger)
    title = token == low and trigger.type == "support" and trigger.governed and analysis.form.person == "3ms"
    if title and len(bare) < 2:
        return  # "support of the families …", a heading
    theme: Constituent | None = None
    if needed is not None:
        theme = next((c for c in bare if any(p.first <= needed.start < p.last for p in c.parts)), None)
        if theme is not None:
            index = bare.index(theme)
            bare = bare[:index] if trigger.intransitive else [*bare[:index], *bare[index + 1 :]]
        if trigger.type not in _TELLING_ANOTHER and reader.word(needed.start).role is not _PREPOSITION:
            state.consumed.update(needed)  # but the attack somebody claims or died in is an event, too
        if trigger.compound:
            bare = [c for c in bare if c.parts[0].first < needed.start]
    if (
        trigger.needs_after
        and not any(c.preposition in trigger.needs_after for c in clause.constituents)
        and not resumptive(state, token, trigger.needs_after)
    ):
        return
    if trigger.violent and not before.subject and not any(not c.kind for c in clause.constituents[1:]):
        attack = attack_before(state, token, low)
        if attack is not None and not reader.word(token).conjunction:
            before = Before(start=before.start, subject=(attack,))
    if trigger.own_subject and not before.subject and (not bare or not agent(state, bare[0].parts[0])):
        return
    subject, obj, passive = frame(state, site, before, bare, theme)
    if passive:
        roles.add(trigger.object, subject or obj)
    else:
        if subject:
            events = tuple(
                p
                for p in subject
                if trigger.plover == "ASSAULT"
                and trigger.subject == "actor"
                and (
                    event_noun(reader, p.first)
                    or p.head in EXPLOSIVES
                    or reader.word(p.first).stem in EXPLOSIVES
                )
            )
            roles.add("means", events)
            roles.add(trigger.subject, (p for p in subject if p not in events))
        if not trigger.intransitive and theme is None:
            if trigger.object == "place":
                roles.add(
                    "target", (p for p in obj if is_person_first(reader, p) and not is_place(reader, p))
                )
            roles.add(trigger.object, obj, bomb=trigger.type == "explosion")
        elif not subject and obj and theme is None:
            roles.add(trigger.subject, obj)
    if theme is not None:
        if trigger.compound and needed is not None:
            freed = reader.phrase(needed.stop, clause.end)
            roles.add(trigger.object, (freed,) if freed is not None else ())
        elif not trigger.intransitive:
            roles.add(trigger.object, theme.parts)
        elif not roles.has(trigger.subject) and not possessed(state, theme.parts[0]):
            roles.add(trigger.subject, theme.parts)
    elif trigger.compound and needed is not None:
        claimed_lives = reader.phrase(needed.stop, clause.end)  # "claimed the lives of …"
        roles.add(trigger.object, (claimed_lives,) if claimed_lives is not None else ())
    if (
        not subject
        and not passive
        and before.start > low
        and (that := _that_he(reader, before.start, low)) is not None
    ):
        main = main_verb(state, that, low)
        if main is not None:
            speakers, _ = helper_subject(state, main, that, low)
            roles.add(trigger.subject, (p for p in speakers if acting_himself(reader, p)), inherited=True)
    if trigger.pronoun and not claimed_it(reader, token, analysis.pronoun, state.events, roles):
        return
    inherited = not subject and not passive and not roles.has(trigger.subject) and not before.relative
    finish(state, site, roles, clause, before, governor=None, inherit=inherited)


def _that_he(reader: Reader, start: int, low: int) -> int | None:
    """The "that he" right before a clause, with or without a quotation mark between ("said that it «aimed at …»")."""
    keys = reader.document.tokens.keys
    that = start - 1
    if that > low and keys[that] in QUOTES:
        that -= 1
    return that if keys[that] in _THAT_HE else None


def _took_place(reader: Reader, token: int, low: int) -> bool:
    """Is the verb spelled like "blew up" the one of "as for …, it took place" (أما … فجرت)?"""
    keys = reader.document.tokens.keys
    return keys[token].startswith(_BLEW_UP) and not _AS_FOR.isdisjoint(keys[low:token])


def _between(trigger: Trigger) -> tuple[int, int]:
    """How many prepositional phrases may stand before the first noun phrase after a verb, and before a second."""
    if trigger.plover == "CONSULT":
        return 4, 4
    return (
        2 if trigger.type in PEOPLE or trigger.lemma == _AIMED else 1
    ), 1  # "killed in Baghdad, north of the river, were three …"


def frame(
    state: Pass, site: Site, before: Before, bare: list[Constituent], theme: Constituent | None
) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...], bool]:
    """Subject, object and whether the verb is passive."""
    token, analysis = site.token, site.analysis
    trigger, form = analysis.form.trigger, analysis.form
    first = bare[0].parts if bare else ()
    second = bare[1].parts if len(bare) > 1 else ()
    passive = form.voice is Voice.PASSIVE or vowelled_passive(state, token, form)
    passive = passive or (form.jussive and trigger.type in PEOPLE)  # "was not hurt" (لم يصب)
    leading = before.subject
    if leading and not before.relative and pronoun_after(state, token):
        leading = ()
    if reflexive(state, token):
        return leading or first, (), False
    if before.relative:
        if first and second and possessed(state, second[0]) and agent(state, first[0]):
            return first, second, False  # "the festival whose events the governor opened"
        return relative_frame(state, site, before, leading, first, passive=passive)
    if passive:
        return leading or first, (), True
    if analysis.pronoun:
        return first or leading, leading if first else (), False
    plural = form.person in ("3mp", "3fp", "3md", "3fd")
    if trigger.intransitive:
        if first and trigger.type in PEOPLE and not plural and _follows(site.token, first[0]):
            return first, (), False  # a verb with its subject right after it takes none before it
        return leading or (() if plural else first), (), False
    ambiguous = trigger.passive and form.voice is Voice.EITHER
    if leading:
        if ambiguous and not first and theme is None:
            return leading, (), True
        return leading, first, False
    if plural:
        return (), first, False
    if first and not second and before.start > site.low and _that_he(state.reader, before.start, site.low):
        return (), first, False
    return verb_first(state, site, first, second, theme)


def _follows(token: int, phrase: Phrase) -> bool:
    """Is the phrase the next word, and no word for how somebody died?"""
    return phrase.first == token + 1 and phrase.head not in MANNERS and not phrase.head.endswith("ا")


def relative_frame(
    state: Pass,
    site: Site,
    before: Before,
    leading: tuple[Phrase, ...],
    first: tuple[Phrase, ...],
    *,
    passive: bool,
) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...], bool]:
    """The same in a relative clause, whose antecedent is the subject unless a pronoun takes it up again."""
    reader, analysis = state.reader, site.analysis
    trigger, form = site.trigger, analysis.form
    if trigger.people and leading:
        leading = (*leading[:-1], whom(reader, leading[-1]))
    if trigger.type in PEOPLE and trigger.subject != "means" and leading and not people(reader, leading[-1]):
        leading = ()
    if analysis.pronoun or resumptive(state, site.token, frozenset()):
        if leading and reader.word(leading[0].first).preposition:
            leading = ()  # "… in the quarter that he opened": which of the two is meant is open
        return first, leading, False
    if first and trigger.intransitive and reader.possessed(first[0].first):
        return first, (), False
    ambiguous = trigger.passive and form.voice is Voice.EITHER and trigger.type in PEOPLE
    if first and ambiguous and reader.possessed(first[0].last - 1):
        return first, (), True  # "those six of whose friends were killed"
    if not before.agrees and not passive:
        return verb_first(state, site, first, (), None)  # the verb's own subject follows
    if first and first[0].head.endswith("ون"):
        first = ()  # a nominative is no object
    if passive or trigger.intransitive or (trigger.passive and form.voice is Voice.EITHER and not first):
        return leading, (), not trigger.intransitive
    return leading, first, False


def verb_first(
    state: Pass, site: Site, first: tuple[Phrase, ...], second: tuple[Phrase, ...], theme: Constituent | None
) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...], bool]:
    """The same where the verb stands first and both phrases after it."""
    trigger, form = site.trigger, site.analysis.form
    ambiguous = trigger.passive and form.voice is Voice.EITHER
    if (
        first
        and not ambiguous
        and (
            cannot_agree(state.reader, form.person, first[0])
            or any(objective(state.reader, p) for p in first)
        )
    ):
        return (), first, False
    if first and not second and not ambiguous and trigger.type in PEOPLE and first[0].counted:
        return (), first, False  # "he wounded six": of one phrase with a figure those are meant who were hurt
    if second or theme is not None:
        return first, second, ambiguous and not second and not first and theme is not None
    if first and trigger.plover == "CONSULT" and came_before(state, site):
        return (), first, False
    if ambiguous:
        if first and forced_before(state, site):
            return (), first, False
        active = bool(first) and (
            force(state, first[0]) or (trigger.type not in PEOPLE and agent(state, first[0]))
        )
        return first, (), not active
    if first and trigger.agent and not agent(state, first[0]):
        return (), first, False
    if first and trigger.type in _OBJECTED and site.analysis.proclitics and accuses(state, site):
        return (), first, False  # "… and accused the media of …": who is told before
    if first and trigger.object == "place" and is_place(state.reader, first[0]):
        return (), first, False
    if first and possessed(state, first[0]) and not agent(state, first[0]) and not trigger.intransitive:
        return (), first, False  # "… and pulled down their houses": the subject stands before
    return first, (), False


def separate(state: Pass, token: int) -> bool:
    """Does the word begin a phrase of its own, not counted by the words before it?"""
    keys = state.reader.document.tokens.keys
    if keys[token - 1] in TRANSPARENT:
        return False  # "(the operation of) the assassination"
    if token in state.reader.counted or (keys[token - 1] == "من" and keys[token - 2] in PARTITIVES):
        return False
    return not (state.reader.numeric(token - 1) and token - 1 not in state.reader.counted) and (
        state.reader.document.tokens.keys[token - 1] not in PARTITIVES
    )


def possessed(state: Pass, phrase: Phrase) -> bool:
    """Does the phrase end in a pronoun ("his death")?"""
    return phrase.span.of(state.reader.document.text).endswith(("ه", "ها", "هم", "هما"))


def attack_before(state: Pass, token: int, low: int) -> Phrase | None:
    """The nearest attack named before a verb that says what it hit."""
    reader = state.reader
    feminine = reader.word(token).stem.endswith("ت")
    for position in range(token - 1, max(low, token - 14) - 1, -1):
        if not strike(reader, position):
            continue
        if reader.word(position).stem.endswith(("ه", "ات")) == feminine:
            return reader.phrase(position, token)
        inner = reader.phrase(position + 1, token)  # "the blast of a rigged car that hit …"
        if inner is not None and inner.last == token and inner.head in ARMED:
            return inner if inner.head.endswith(("ه", "ات")) == feminine else None
    return None


def resumptive(state: Pass, token: int, prepositions: frozenset[str]) -> bool:
    """Does a preposition with a pronoun follow ("which they seized": التي استولوا عليها)?"""
    keys = state.reader.document.tokens.keys
    if token + 1 >= len(keys):
        return False
    return any(
        keys[token + 1].startswith(p) and len(keys[token + 1]) - len(p) in (1, 2)
        for p in prepositions | {"علي"}
    )


def pronoun_after(state: Pass, token: int) -> bool:
    """Does a preposition with a pronoun follow ("wounds that he suffered", أصيب بها), so that the noun before is no subject?"""
    keys = state.reader.document.tokens.keys
    return token + 1 < len(keys) and keys[token + 1] in _RESUMPTIVES


def reflexive(state: Pass, token: int) -> bool:
    """Does "himself" follow, so that the verb is active (فجر انتحاري نفسه)?"""
    keys = state.reader.document.tokens.keys
    for position in range(token + 1, min(len(keys), token + 7)):
        if keys[position] in REFLEXIVES:
            return True
        if (
            keys[position] in ".،؛"
            or state.reader.word(position).role is _PREPOSITION
            or state.reader.is_verb(position)
        ):
            return False
    return False
