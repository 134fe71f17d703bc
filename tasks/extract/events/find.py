"""Events of a release: triggers first, then the clause around each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.extract.document import Document
from tasks.extract.events import arguments
from tasks.extract.events.arguments import Roles, is_agent, is_place
from tasks.extract.events.clause import (
    OR,
    Before,
    Clause,
    Constituent,
    event_noun,
    limits,
    preposition_at,
    read_before,
    read_clause,
)
from tasks.extract.events.grammar import (
    ARMED,
    ACCIDENTS,
    BODIES,
    FORCES,
    EVENT_ADJECTIVES,
    EXPLOSIVES,
    HUMANS,
    LOADED,
    MODALITY,
    LANDS,
    PARTITIVES,
    PLACE_NOUNS,
    REFLEXIVES,
    TITLES,
    TRANSPARENT,
    Governor,
    Role,
)
from tasks.extract.events.lexicon import Analysis, Tense, Trigger, Voice, WordKind, analyses
from tasks.extract.events.modality import judge
from tasks.extract.events.phrases import Phrase, Reader
from tasks.extract.facts import (
    Argument,
    Event,
    FactKind,
    Mention,
    MentionType,
    Modality,
    Quantity,
    Quotation,
    Time,
)
from tasks.text.span import Span
from tasks.text.tokens import TokenKind

_DAMMA = "\N{ARABIC DAMMA}"
_HAMZAS = (
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}",
    "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}",
    "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}",
)
_TANWEEN = "\N{ARABIC FATHATAN}"
_TEH_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"
_OPENING = frozenset("«“\"")
_CLOSING = frozenset("»”\"")
#: What a place or date in the clause of these belongs to is what is spoken of.
_STANCES = frozenset({"support", "agreement"})
_PEOPLE = frozenset({"killed", "injured", "arrested", "abducted", "died"})
_ACTING = frozenset({MentionType.PERSON, MentionType.ORGANIZATION, MentionType.GROUP})
_RESUMPTIVES = frozenset({"بها", "به", "بهم", "فيها", "فيه", "منها", "منه", "عليها", "عليه", "عنها", "عنه", "اليها", "اليه", "لها"})
_NAME_PARTS = frozenset({"بن", "ابن", "ابو", "ام", "ال", "عبد", "بنت"})
_THAT = frozenset({"ان", "بان", "وان", "لان", "فان"})
_THAT_HE = frozenset({"انه", "انها", "انهم", "بانه", "بانها", "بانهم"})
#: What is done by saying it is done in the present tense, too.
_SAYING = frozenset(
    {"condemnation", "accusation", "rejection", "threat", "demand", "statement", "announcement", "condolence"}
)
_CORE = frozenset({"actor", "target", "opponent", "quantity", "place", "means"})


def find_events(
    document: Document,
    quantities: Sequence[Quantity],
    times: Sequence[Time],
    mentions: Sequence[Mention],
    quotations: Sequence[Quotation],
) -> tuple[Event, ...]:
    """Every event the lexicon has a word for, with its arguments, polarity, modality and quotation.

    >>> [e.type for e in find_events(Document.of("قصفت المدفعية مواقع المسلحين"), (), (), (), ())]
    ['shelling']
    """
    reader = Reader.of(document, quantities, times, mentions, quotations)
    finder = _Finder(reader=reader)
    keys = document.tokens.keys
    kinds = document.tokens.kinds
    for token in range(len(keys)):
        if kinds[token] is TokenKind.WORD:
            found = analyses(keys[token])
            if found:
                finder.visit(token, found)
    return tuple(finder.events)


def _without_pronoun(stem: str) -> str:
    """The stem without a suffixed pronoun."""
    for pronoun in ("ها", "هم", "ه"):
        if stem.endswith(pronoun) and len(stem) - len(pronoun) >= 3:
            base = stem[: -len(pronoun)]
            return base[:-1] + "ه" if base.endswith("ت") else base
    return stem


def near(constituents: Sequence[Constituent]) -> list[Constituent]:
    """The phrases without preposition that can be subject and object: few prepositional phrases stand before them."""
    found: list[Constituent] = []
    between = 0
    for constituent in constituents:
        if constituent.kind:
            between += 1
        elif not constituent.shared and between <= 1:
            found.append(constituent)
    return found


def spelled_like(spelled: str, analysis: Analysis) -> bool:
    """Does the spelling allow the reading: no verb ends in tanween or in teh marbuta?"""
    if analysis.form.trigger.hamza and not any(letter in spelled for letter in _HAMZAS):
        return False
    if analysis.form.kind is not WordKind.VERB:
        return not (analysis.pronoun == "ه" and spelled.endswith(_TEH_MARBUTA))
    return _TANWEEN not in spelled and not spelled.endswith(_TEH_MARBUTA)


@dataclass(slots=True, kw_only=True)
class _Finder:
    """The state of one pass over a release."""

    reader: Reader
    events: list[Event] = field(default_factory=list)
    consumed: set[int] = field(default_factory=set)
    #: The last event noun's governor and token, for "the killing of … and the wounding of …".
    governed: tuple[int, int, Governor, list[Argument]] | None = None
    #: The last event and the sentence limits it was found in, for what is inherited.
    last: tuple[int, Event] | None = None

    def visit(self, token: int, found: tuple[Analysis, ...]) -> None:
        """Make an event of the token when it is a trigger here."""
        reader = self.reader
        if token in self.consumed:
            return
        at = reader.inside.get(token)
        if token in reader.timed or token <= reader.dateline or self.closed(token, found):
            return
        if at is not None and reader.mentions[at].span.start <= reader.document.after_letters(token, found[0].cut):
            return
        if found[0].form.person not in ("3mp", "3fp") and self.quoted_name(token):
            return
        low, high = limits(reader, token)
        analysis = self.choose(token, found, low)
        if analysis is None:
            return
        if analysis.form.kind is WordKind.NOUN:
            self.noun(token, analysis, low, high)
        elif analysis.form.kind is WordKind.CONVERB:
            self.converb(token, analysis, low, high)
        else:
            self.verb(token, analysis, low, high)

    def closed(self, token: int, found: tuple[Analysis, ...]) -> bool:
        """Is the word a function word, or part of a name that says so (بن طالب)?"""
        reading = self.reader.word(token)
        if reading.role in (Role.PARTICLE, Role.SUBORDINATOR, Role.RELATIVE, Role.OTHERS):
            return not found[0].form.trigger.hamza
        return token > 0 and self.reader.document.tokens.keys[token - 1] in _NAME_PARTS

    def quoted_name(self, token: int) -> bool:
        """Does the word open a quoted name of at most three words (صاروخ «فجر 5»)?"""
        keys = self.reader.document.tokens.keys
        if token == 0 or keys[token - 1] not in _OPENING:
            return False
        return any(key in _CLOSING for key in keys[token + 1 : token + 4])

    # -- which reading -------------------------------------------------------------------------------------------

    def choose(self, token: int, found: tuple[Analysis, ...], low: int) -> Analysis | None:
        """The reading that fits the words before the token and the lexicon's conditions."""
        conjunction = self.reader.word(token).conjunction
        spelled = self.reader.document.text[self.reader.document.tokens.starts[token] : self.reader.document.tokens.ends[token]]
        fitting = [
            a
            for a in found
            if (conjunction or a.proclitics[:1] != "و") and spelled_like(spelled, a) and self.fits(token, a)
        ]
        if not fitting:
            return None
        verbs = [a for a in fitting if a.form.kind is WordKind.VERB]
        nouns = [a for a in fitting if a.form.kind is WordKind.NOUN]
        if verbs and (any(a.form.kind is WordKind.NOUN for a in found) or self.after_preposition(token, low)):
            if self.noun_position(token, low, found):
                return nouns[0] if nouns else None
            return verbs[0]
        return fitting[0]

    def after_preposition(self, token: int, low: int) -> bool:
        """Does a preposition stand right before the word (no finite verb follows one)?"""
        if token <= low:
            return False
        found = preposition_at(self.reader, token - 1, token)
        return found is not None and found[0] != "without"

    def noun_position(self, token: int, low: int, found: tuple[Analysis, ...]) -> bool:
        """Is a word that may be verb or verbal noun a noun here?"""
        reader = self.reader
        if any(a.form.kind is WordKind.NOUN and (a.article or a.proclitics.endswith(("ب", "ل", "ك"))) for a in found):
            return not any(a.form.kind is WordKind.VERB and a.proclitics.endswith("ل") for a in found) or True
        if token <= low:
            return False
        previous = token - 1
        if any(a.proclitics[:1] == "و" for a in found) and (self.after_event_noun(token, low) or self.joins_noun(token, low)):
            return True
        key = reader.document.tokens.keys[previous]
        if reader.document.tokens.kinds[previous] is TokenKind.PUNCTUATION:
            return False
        if any(a.proclitics for a in found if a.form.kind is WordKind.VERB):
            return False
        if previous in reader.inside or previous in reader.timed:
            return False
        if key in _THAT:
            return True  # أنّ and إنّ are followed by a noun
        reading = reader.word(previous)
        if reading.role is Role.PREPOSITION or preposition_at(reader, previous, token):
            return True
        if reading.role is Role.NOUN:
            if len(key) > 3 and key.endswith("ا") and key not in TRANSPARENT:
                return False  # a noun with tanween has no genitive
            if key.endswith(("ين", "ون")) and key not in TRANSPARENT:
                return False
            return not reading.article or bool(reader.governors(previous))
        if reading.role is Role.VERB:
            return True
        return reading.role is Role.DEMONSTRATIVE

    def after_event_noun(self, token: int, low: int) -> bool:
        """Does a verbal noun stand shortly before with no verb or stop between (تفجير المساجد وقتل …)?"""
        reader = self.reader
        for position in range(token - 1, max(low, token - 8) - 1, -1):
            if reader.document.tokens.kinds[position] is TokenKind.PUNCTUATION:
                return False
            if position in reader.inside:
                continue
            if event_noun(reader, position):
                return position not in reader.verbs
            if reader.word(position).role in (Role.VERB, Role.SUBORDINATOR, Role.RELATIVE):
                return False
        return False

    def joins_noun(self, token: int, low: int) -> bool:
        """Is the word joined by و to an event noun before it ("the killing of … and wounding of …")?"""
        if self.last is None or not self.last[1].rule.endswith(":noun"):
            return False
        first = self.last[0]
        if first < low or token - first > 14:
            return False
        keys = self.reader.document.tokens.keys
        return not any(
            keys[p] in ".،؛" or (p not in self.reader.inside and self.reader.word(p).role in (Role.VERB, Role.SUBORDINATOR, Role.RELATIVE))
            for p in range(first + 1, token)
        )

    def fits(self, token: int, analysis: Analysis) -> bool:
        """Do the conditions of the lexicon entry hold around the token?"""
        trigger = analysis.form.trigger
        keys = self.reader.document.tokens.keys
        if trigger.unless:
            following = keys[token + 1 : token + 3]
            if any(k in trigger.unless or k.lstrip("و") in trigger.unless for k in following):
                return False
        if trigger.unless_near and any(
            keys[p] in trigger.unless_near or self.reader.word(p).stem in trigger.unless_near
            for p in range(max(0, token - 8), min(len(keys), token + 9))
        ):
            return False
        if analysis.form.jussive and (token == 0 or keys[token - 1].lstrip("وف") not in ("لم", "لا")):
            return False
        if analysis.pronoun and trigger.intransitive and analysis.form.kind is WordKind.VERB:
            return False
        if len(analysis.form.trigger.lemma) == 3 and trigger.lemma[1] == trigger.lemma[2] and analysis.proclitics == "و":
            if analysis.form.kind is WordKind.VERB and analysis.form.person in ("3ms", "3fs"):
                return False  # وفرت is "provided" far more often than "and fled"
        if trigger.unless_before and token > 0 and keys[token - 1] in trigger.unless_before:
            return False
        if trigger.needs:
            reach = 4 if analysis.form.kind is WordKind.NOUN else 12
            needed = self.needed(token, trigger, reach)
            if needed is None:
                return False
            if trigger.compound and analysis.form.kind is WordKind.NOUN and (needed.start != token + 1 or self.reader.word(token + 1).preposition):
                return False
        return True

    def needed(self, token: int, trigger: Trigger, reach: int) -> range | None:
        """The tokens after the trigger that meet its needs."""
        keys = self.reader.document.tokens.keys
        kinds = self.reader.document.tokens.kinds
        for position in range(token + 1, min(len(keys), token + 1 + reach)):
            if kinds[position] is TokenKind.BREAK or keys[position] in ".؛":
                return None
            key = keys[position]
            stem = self.reader.word(position).stem
            for need in trigger.needs:
                if need[0] in (key, stem) or _without_pronoun(stem) == need[0]:
                    stop = position + len(need)
                    if keys[position + 1 : stop] == need[1:]:
                        return range(position, stop)
            if position > token + 1 and self.reader.is_verb(position) and position not in self.reader.inside:
                return None
        return None

    # -- verbs ---------------------------------------------------------------------------------------------------

    def verb(self, token: int, analysis: Analysis, low: int, high: int) -> None:  # noqa: C901
        """An event told by a finite verb."""
        reader = self.reader
        trigger = analysis.form.trigger
        needed = self.needed(token, trigger, 12) if trigger.needs else None
        reader.verbs.add(token)
        if needed is not None and needed.start > token + 1 and not self.measured(needed.start - 1):
            reader.barriers.add(needed.start)
        clause = read_clause(reader, token + 1, high)
        before = read_before(reader, token, low)
        roles = Roles(reader=reader)
        bare = self.appositions(near(clause.constituents), trigger)
        theme: Constituent | None = None
        if needed is not None:
            theme = next((c for c in bare if any(p.first <= needed.start < p.last for p in c.parts)), None)
            if theme is not None:
                bare.remove(theme)
            self.consumed.update(needed)
            if trigger.compound:
                bare = [c for c in bare if c.parts[0].first < needed.start]
        if trigger.needs_after and not any(
            c.preposition in trigger.needs_after for c in clause.constituents
        ) and not self.resumptive(token, trigger.needs_after):
            return
        if trigger.violent and not before.subject and not any(not c.kind for c in clause.constituents[1:]):
            attack = self.attack_before(token, low)
            if attack is not None and not reader.word(token).conjunction:
                before = Before(start=before.start, subject=(attack,))
        subject, obj, passive = self.frame(token, analysis, before, clause, bare, theme)
        if passive:
            roles.add(trigger.object, subject or obj)
        else:
            if subject:
                events = tuple(p for p in subject if trigger.plover == "ASSAULT" and trigger.subject == "actor" and (event_noun(reader, p.first) or p.head in EXPLOSIVES or reader.word(p.first).stem in EXPLOSIVES))
                roles.add("means", events)
                roles.add(trigger.subject, (p for p in subject if p not in events))
            if not trigger.intransitive and theme is None:
                roles.add(trigger.object, obj, bomb=trigger.type == "explosion")
            elif not subject and obj and theme is None:
                roles.add(trigger.subject, obj)
        if theme is not None:
            if trigger.compound and needed is not None:
                freed = reader.phrase(needed.stop, clause.end)
                roles.add(trigger.object, (freed,) if freed is not None else ())
            elif not trigger.intransitive:
                roles.add(trigger.object, theme.parts)
            elif not roles.has(trigger.subject) and not self.possessed(theme.parts[0]):
                roles.add(trigger.subject, theme.parts)
        if not subject and not passive and before.start > low and reader.document.tokens.keys[before.start - 1] in _THAT_HE:
            main = self.main_verb(before.start - 1, low)
            if main is not None:
                speakers, _ = self.helper_subject(main, before.start - 1, low)
                roles.add(trigger.subject, (p for p in speakers if is_agent(reader, p)), inherited=True)
        inherited = not subject and not passive and not roles.has(trigger.subject) and not before.relative
        self.finish(token, analysis, roles, clause, before, low, governor=None, inherit=inherited)

    def possessed(self, phrase: Phrase) -> bool:
        """Does the phrase end in a pronoun ("his death")?"""
        return phrase.span.of(self.reader.document.text).endswith(("ه", "ها", "هم", "هما"))

    def attack_before(self, token: int, low: int) -> Phrase | None:
        """The nearest attack named before a verb that says what it hit."""
        reader = self.reader
        feminine = reader.word(token).stem.endswith("ت")
        for position in range(token - 1, max(low, token - 14) - 1, -1):
            if event_noun(reader, position) and reader.word(position).stem.endswith(("ه", "ات")) == feminine:
                return reader.phrase(position, token)
        return None

    def appositions(self, bare: list[Constituent], trigger: Trigger) -> list[Constituent]:
        """The bare phrases without those that only add an office or a name to the one before.

        "Prince X, governor of Y" is one subject; so is "the adviser at the court, Dr X" when another phrase follows or
        the verb takes no person as its object.
        """
        reader = self.reader
        meets = trigger.people or trigger.plover == "CONSULT"
        found: list[Constituent] = []
        for index, constituent in enumerate(bare):
            phrase = constituent.parts[0]
            more = index + 1 < len(bare)
            if found and (more or not meets):
                before = found[-1].parts[-1]
                titled = reader.word(phrase.first).stem in TITLES
                named = before.mention is not None and reader.mention_type(before.mention) is MentionType.PERSON
                adjacent = phrase.first <= before.last + 1 or self.chained(bare, index)
                if titled and adjacent and (named or reader.word(before.first).stem in TITLES):
                    continue
                person = phrase.mention is not None and reader.mention_type(phrase.mention) is MentionType.PERSON
                if person and not named and len(found) == 1 and reader.word(before.first).stem in TITLES:
                    found[0] = Constituent(kind="", preposition="", parts=constituent.parts)
                    continue
            found.append(constituent)
        return found

    def chained(self, bare: list[Constituent], index: int) -> bool:
        """Does the phrase follow the one before it without a word between?"""
        return index > 0 and bare[index].parts[0].first == bare[index - 1].parts[-1].last

    def resumptive(self, token: int, prepositions: frozenset[str]) -> bool:
        """Does a preposition with a pronoun follow ("which they seized": التي استولوا عليها)?"""
        keys = self.reader.document.tokens.keys
        if token + 1 >= len(keys):
            return False
        return any(keys[token + 1].startswith(p) and len(keys[token + 1]) - len(p) in (1, 2) for p in prepositions | {"علي"})

    def frame(
        self, token: int, analysis: Analysis, before: Before, clause: Clause, bare: list[Constituent], theme: Constituent | None
    ) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...], bool]:
        """Subject, object and whether the verb is passive."""
        trigger, form = analysis.form.trigger, analysis.form
        first = bare[0].parts if bare else ()
        second = bare[1].parts if len(bare) > 1 else ()
        passive = form.voice is Voice.PASSIVE or self.vowelled_passive(token)
        leading = before.subject
        if leading and not before.relative and self.pronoun_after(token):
            leading = ()
        if self.reflexive(token):
            return leading or first, (), False
        if before.relative:
            if analysis.pronoun or self.resumptive(token, frozenset()):
                return first, leading, False
            if passive or (trigger.passive and form.voice is Voice.EITHER and not first):
                return leading, (), True
            return leading, first, False
        if passive:
            return leading or first, (), True
        if analysis.pronoun:
            return first or leading, leading if first else (), False
        if trigger.intransitive:
            return leading or first, (), False
        plural = form.person in ("3mp", "3fp", "3md", "3fd")
        ambiguous = trigger.passive and form.voice is Voice.EITHER
        if leading:
            if ambiguous and not first and theme is None:
                return leading, (), True
            return leading, first, False
        if plural:
            return (), first, False
        keys = self.reader.document.tokens.keys
        if ambiguous and before.start > 0 and keys[before.start - 1] in _THAT_HE and first and not second:
            return (), first, False
        if second or theme is not None:
            return first, second, ambiguous and not second and not first and theme is not None
        if ambiguous:
            return first, (), not (first and self.force(first[0]))
        if form.person == "3fs" and first and self.cannot_agree(first[0]):
            return (), first, False
        if first and trigger.agent and not self.agent(first[0]):
            return (), first, False
        if first and trigger.object == "place" and is_place(self.reader, first[0]):
            return (), first, False
        return first, (), False

    def measured(self, token: int) -> bool:
        """Is the word a number or a word of quantity, which the next word belongs to?"""
        return self.reader.numeric(token) or token in self.reader.counted or self.reader.document.tokens.keys[token] in PARTITIVES

    def pronoun_after(self, token: int) -> bool:
        """Does a preposition with a pronoun follow ("wounds that he suffered", أصيب بها), so that the noun before is no subject?"""
        keys = self.reader.document.tokens.keys
        return token + 1 < len(keys) and keys[token + 1] in _RESUMPTIVES

    def reflexive(self, token: int) -> bool:
        """Does "himself" follow, so that the verb is active (فجر انتحاري نفسه)?"""
        keys = self.reader.document.tokens.keys
        for position in range(token + 1, min(len(keys), token + 7)):
            if keys[position] in REFLEXIVES:
                return True
            if keys[position] in ".،؛" or self.reader.word(position).role is Role.PREPOSITION or self.reader.is_verb(position):
                return False
        return False

    def force(self, phrase: Phrase) -> bool:
        """Is it a body that arrests and kills rather than is arrested or killed: a police, an army, a ministry?"""
        first = self.reader.word(phrase.first).stem
        if first in FORCES:
            return True
        return phrase.mention is not None and self.reader.mention_type(phrase.mention) is MentionType.ORGANIZATION and (
            self.reader.mentions[phrase.mention].span.start == phrase.span.start
        )

    def agent(self, phrase: Phrase) -> bool:
        """Does the phrase stand for people or a body that acts and speaks?"""
        reader = self.reader
        if phrase.mention is not None and reader.mention_type(phrase.mention) in _ACTING:
            return True
        if phrase.mention is not None and is_place(reader, phrase):
            return reader.mentions[phrase.mention].entity.startswith("place:") and phrase.last - phrase.first <= 2
        stem = reader.word(phrase.first).stem
        return stem in HUMANS or stem in BODIES or stem in ARMED or phrase.head in BODIES

    def cannot_agree(self, phrase: Phrase) -> bool:
        """Can the phrase not be the subject of a feminine verb: a sound masculine plural or a masculine number?"""
        return phrase.head.endswith(("ين", "ون")) and not phrase.head.startswith("ال")

    def vowelled_passive(self, token: int) -> bool:
        """Is the word written with damma on its first letters, the sign of the passive?"""
        document = self.reader.document
        start, end = document.tokens.starts[token], document.tokens.ends[token]
        return _DAMMA in document.text[start : min(end, start + 4)]

    # -- verbal nouns --------------------------------------------------------------------------------------------

    def noun(self, token: int, analysis: Analysis, low: int, high: int) -> None:
        """An event told by a verbal noun, alone or carried by a helping verb."""
        reader = self.reader
        keys = reader.document.tokens.keys
        trigger = analysis.form.trigger
        if (token > 0 and self.suppressed(token, low)) or analysis.proclitics.endswith("ك"):
            return
        governor = self.governor(token, analysis, low)
        if trigger.governed and governor is None:
            return
        roles = Roles(reader=reader)
        clause = read_clause(reader, token + 1, high)
        if trigger.needs_after and not any(c.preposition in trigger.needs_after for c in clause.constituents):
            return
        if trigger.victim and not self.victims(token, roles, low, high):
            return
        self.genitive(token, analysis, clause, roles)
        before = Before(start=token)
        followed = self.followed(token, clause, roles, trigger)
        if governor is not None and governor[1].modality in ("hypothetical", "planned"):
            position, helper, subject, inherited = governor
            self.give(roles, trigger, helper, subject, inherited, keys[position])
        elif governor is not None:
            position, helper, subject, inherited = governor
            before = read_before(reader, position, low)
            self.give(roles, trigger, helper, subject, inherited, keys[position])
            between = read_clause(reader, position + 1, token)
            arguments.prepositional(roles, trigger, between.constituents, shared=True)
        if trigger.needs:
            needed = self.needed(token, trigger, 4)
            self.consumed.update(needed or ())
        self.finish(
            token, analysis, roles, clause, before, low,
            governor=None if governor is None else (governor[0], governor[1]), inherit=False, followed=followed,
        )  # fmt: skip

    def victims(self, token: int, roles: Roles, low: int, high: int) -> bool:
        """People harmed as a counted noun ("seven dead"): the whole phrase is the target."""
        reader = self.reader
        first = token
        while first > low and (reader.numeric(first - 1) or first - 1 in reader.counted):
            first -= 1
        if first == token and token not in reader.counted:
            joined = reader.word(token).conjunction and self.last is not None and token - self.last[0] <= 2
            if not (joined and self.last is not None and "figures" in self.last[1].trace):
                return False
        phrase = reader.phrase(first, min(high, token + 1))
        if phrase is None:
            return False
        roles.add("target", [phrase])
        return True

    def followed(self, token: int, clause: Clause, roles: Roles, trigger: Trigger) -> bool:
        """A helping verb after the noun ("an attack that the group carried out"): whose subject is the actor."""
        reader = self.reader
        keys = reader.document.tokens.keys
        verb = clause.end if clause.relative is None else clause.relative + 1
        if verb >= len(keys) or verb in reader.inside or verb - token > 14:
            return False
        if not clause.relative and reader.word(verb).conjunction:
            return False
        helpers = [g for g in reader.governors(verb) if not g.by and g.gives in ("actor", "occurs")]
        if not helpers:
            return False
        inner = read_clause(reader, verb + 1, min(len(keys), verb + 20))
        subject = next((c.parts for c in inner.constituents if not c.kind), ())
        if helpers[0].gives == "actor" and trigger.subject == "actor" and not roles.has("actor"):
            if keys[verb].endswith(("ه", "ها", "هم", "هما")):
                roles.add("actor", subject)
        arguments.prepositional(roles, trigger, inner.constituents)
        arguments.times(roles, verb, inner.end, token)
        return True

    def suppressed(self, token: int, low: int) -> bool:
        """Does a word before make the noun a topic or part of a name (وزارة الدفاع, مكافحة الإرهاب)?"""
        keys = self.reader.document.tokens.keys
        if token - 1 < low:
            return False
        previous = keys[token - 1]
        bare = previous[1:] if previous[:1] in ("و", "ب", "ل") and len(previous) > 3 else previous
        return (previous,) in MODALITY["suppress_before"] or (bare,) in MODALITY["suppress_before"]

    def genitive(self, token: int, analysis: Analysis, clause: Clause, roles: Roles) -> None:
        """The noun phrase right after the noun: who did it, or to whom."""
        trigger = analysis.form.trigger
        if analysis.article or analysis.pronoun:
            return
        if trigger.compound:
            clause = read_clause(self.reader, token + 2, clause.end)
        bare = [c for c in clause.constituents if not c.kind and not c.shared]
        joined = 1 if token + 1 < len(self.reader.document.tokens) and self.reader.word(token + 1).conjunction and event_noun(self.reader, token + 1) else 0
        if joined:
            clause = read_clause(self.reader, token + 2, clause.end)
            bare = [c for c in clause.constituents if not c.kind and not c.shared]
        expected = token + 1 + joined + trigger.compound
        if expected < len(self.reader.document.tokens) and self.reader.document.tokens.keys[expected] in _OPENING:
            expected += 1
        if not bare or bare[0].parts[0].first != expected:
            return
        phrase = bare[0].parts[0]
        keys = self.reader.document.tokens.keys
        people = trigger.type in _PEOPLE
        if not people and keys[phrase.first] in EVENT_ADJECTIVES:
            return
        if trigger.genitive in ("actor", "none", "place") and phrase.mention is None and phrase.quantity is None and not phrase.definite and keys[phrase.first] not in PARTITIVES:
            return
        if len(bare) > 1 and trigger.genitive == "target" and not trigger.intransitive and not trigger.passive:
            roles.add(trigger.subject, bare[0].parts)
            roles.add(trigger.object, bare[1].parts)
            return
        if trigger.genitive == "actor" and is_place(self.reader, phrase):
            roles.add("place", bare[0].parts)
            return
        roles.add(trigger.genitive, bare[0].parts, bomb=trigger.type == "explosion")

    def governor(
        self, token: int, analysis: Analysis, low: int
    ) -> tuple[int, Governor, tuple[Phrase, ...], list[Argument]] | None:
        """The helping verb that carries the noun, with its subject (or the arguments to inherit it from)."""
        reader = self.reader
        keys, kinds = reader.document.tokens.keys, reader.document.tokens.kinds
        preposition = analysis.proclitics.lstrip("وف")[:1]
        position = token - 1
        while position >= low and (keys[position] in _OPENING or keys[position] in TRANSPARENT or keys[position] in PARTITIVES or kinds[position] is TokenKind.NUMBER or position in reader.counted):
            position -= 1
        if not preposition and position >= low:
            found = preposition_at(reader, position, token)
            if found is not None:
                preposition = found[1]
                position -= 1
            elif position != token - 1 or keys[position][:1] in ("ب", "ل"):
                reading = reader.word(position + 1) if position + 1 < token else None
                if reading is not None and reading.preposition:
                    preposition = reading.preposition
        if analysis.proclitics[:1] == "و" and not preposition and self.governed is not None:
            other, verb, helper, inherited = self.governed
            if low <= other < token and token - other <= 25 and not any(reader.is_verb(p) for p in range(other + 1, token) if p not in reader.inside):
                self.governed = (token, verb, helper, inherited)
                return verb, helper, self.helper_subject(verb, token, low)[0], inherited
        if analysis.proclitics[:1] == "و" and not preposition:
            return None
        steps = 0
        while position >= low and steps < 18:
            key = keys[position]
            if kinds[position] is TokenKind.PUNCTUATION and key in ".؛;:":
                return None
            if position not in reader.inside:
                for helper in reader.governors(position):
                    if ((preposition in helper.by) if helper.by else not preposition) and self.carries(position, token, bool(preposition)):
                        subject, inherited = self.helper_subject(position, token, low)
                        self.governed = (token, position, helper, inherited)
                        return position, helper, subject, inherited
                reading = reader.word(position)
                if reading.role in (Role.SUBORDINATOR, Role.RELATIVE) or (reading.role is Role.VERB):
                    return None
                if event_noun(reader, position) and not (position > low and reader.governors(position - 1)):
                    return None
            position -= 1
            steps += 1
        return None

    def carries(self, verb: int, noun: int, prepositional: bool) -> bool:
        """Does the noun head a phrase of the helping verb, rather than complete another noun's?"""
        reader = self.reader
        keys = reader.document.tokens.keys
        if verb == noun - 1 and reader.word(verb).conjunction and any(a.form.kind is WordKind.NOUN for a in analyses(keys[verb])):
            return False
        if prepositional:
            return True
        previous = noun - 1
        while previous > verb and (keys[previous] in TRANSPARENT or keys[previous] in PARTITIVES or self.measured(previous)):
            previous -= 1
        if previous == verb or previous in reader.inside or previous in reader.timed:
            return True
        reading = reader.word(previous)
        if reading.role is not Role.NOUN:
            return True
        return reading.article or keys[noun].endswith("ا") or (previous == verb + 1 and not reader.word(noun).article)

    def helper_subject(self, verb: int, noun: int, low: int) -> tuple[tuple[Phrase, ...], list[Argument]]:
        """The helping verb's subject, or the actors of the event before when the verb has none of its own."""
        reader = self.reader
        keys = reader.document.tokens.keys
        clause = read_clause(reader, verb + 1, noun)
        plural = keys[verb].endswith(("وا", "ون"))
        leading = read_before(reader, verb, low) if plural else None
        if leading is not None and leading.subject:
            return leading.subject, []
        for constituent in clause.constituents:
            if not constituent.kind:
                parts = constituent.parts
                if not (keys[parts[0].first] in TRANSPARENT and parts[-1].last >= noun):
                    return parts, []
                break
        before = read_before(reader, verb, low)
        if before.relative and any(g.gives == "cause" for g in reader.governors(verb)):
            for position in range(before.start - 1, max(low, before.start - 14), -1):
                if event_noun(reader, position):
                    phrase = reader.phrase(position, before.start)
                    return ((phrase,) if phrase is not None else ()), []
            return (), []
        if before.subject:
            return before.subject, []
        if self.last is not None and low <= self.last[0] < verb:
            return (), [a for a in self.last[1].arguments if a.role == "actor"]
        return (), []

    def give(
        self, roles: Roles, trigger: Trigger, helper: Governor, subject: tuple[Phrase, ...], inherited: list[Argument], verb: str
    ) -> None:
        """What the helping verb's subject is to the event."""
        del verb
        reader = self.reader
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

    # -- participles ---------------------------------------------------------------------------------------------

    def converb(self, token: int, analysis: Analysis, low: int, high: int) -> None:
        """An event told by a participle of circumstance: "…, calling on …"."""
        reader = self.reader
        trigger = analysis.form.trigger
        roles = Roles(reader=reader)
        clause = read_clause(reader, token + 1, high)
        bare = [c for c in clause.constituents if not c.kind and not c.shared]
        if trigger.needs_after and not any(c.preposition in trigger.needs_after for c in clause.constituents):
            return
        if bare and not trigger.intransitive:
            roles.add(trigger.object, bare[0].parts)
        main = self.main_verb(token, low)
        if main is not None:
            subject, _ = self.helper_subject(main, token, low)
            roles.add(trigger.subject, (p for p in subject if is_agent(reader, p)), inherited=True)
        self.finish(token, analysis, roles, clause, Before(start=token), low, governor=None, inherit=False)

    def main_verb(self, token: int, low: int) -> int | None:
        """The nearest finite verb before a participle."""
        for position in range(token - 1, low - 1, -1):
            if position not in self.reader.inside and self.reader.word(position).role is Role.VERB:
                return position
        return None

    # -- finishing -----------------------------------------------------------------------------------------------

    def finish(
        self, token: int, analysis: Analysis, roles: Roles, clause: Clause, before: Before, low: int,
        *, governor: tuple[int, Governor] | None, inherit: bool, followed: bool = False,
    ) -> None:  # fmt: skip
        """Add what every event has (setting, time, polarity, quotation) and keep it if it says enough."""
        reader = self.reader
        document = reader.document
        trigger = analysis.form.trigger
        stance = trigger.type in _STANCES and (trigger.intransitive or trigger.hamza)
        setting = not stance and trigger.type not in _SAYING
        arguments.prepositional(roles, trigger, clause.constituents, setting=setting)
        arguments.prepositional(roles, trigger, before.constituents, shared=True, setting=setting)
        if trigger.territorial:
            self.territory(roles, clause, trigger)
            arguments.territory(roles, clause)
        if inherit and trigger.subject == "actor" and self.last is not None and low <= self.last[0] < token:
            joined = analysis.proclitics[:1] in ("و", "ف") or (token > 0 and document.tokens.keys[token - 1] in OR | {"كما"})
            if joined and self.last[1].polarity == "positive":
                roles.take(a for a in self.last[1].arguments if a.role == "actor")
        if inherit and analysis.proclitics[:1] == "و" and not roles.has("actor") and trigger.subject == "actor":
            main = self.main_verb(token, low)
            if main is not None:
                leaders = self.helper_subject(main, token, low)[0]
                roles.add("actor", (p for p in leaders if analysis.form.person == "3mp" or self.agent(p)), inherited=True)
        start = self.fronted(before.start, low)
        arguments.times(roles, min(start, token), max(clause.end, token + 1) if setting else self.complement(token, clause), token)
        span = Span(document.after_letters(token, analysis.cut) if analysis.cut else document.tokens.starts[token], document.tokens.ends[token])
        told = any(a.role in _CORE for a in roles.found)
        if analysis.form.kind is WordKind.NOUN:
            if governor is not None and not told and governor[1].gives not in ("occurs", "source"):
                return
            if governor is None and not (told and (followed or trigger.victim or self.newsworthy(token, clause, roles, low))):
                return
        elif not told:
            return
        if trigger.type not in _SAYING and self.background(token, analysis, roles, before, governor, low):
            return
        if trigger.violent and analysis.form.kind is WordKind.VERB and not self.armed(roles):
            return
        if trigger.agent and not self.acted(roles, trigger):
            return
        if trigger.type == "capture_territory" and not roles.has("place") and not self.land(roles):
            return
        if trigger.people and not self.person(roles, trigger):
            return
        polarity, modality = judge(reader, token, low, analysis, governor)
        quotation = self.quotation(span)
        if quotation is not None and modality is Modality.ASSERTED:
            modality = Modality.REPORTED
        event = Event(
            span=span,
            rule=f"{trigger.type}:{trigger.lemma}:{analysis.form.kind.name.lower()}",
            type=trigger.type,
            plover=None if self.accidental(trigger, token, low) else trigger.plover,
            polarity=polarity,
            modality=modality,
            arguments=tuple(sorted(roles.found, key=lambda a: (a.span or Span(0, 0)))),
            attributed_to=quotation,
            trace=tuple(filter(None, (
                analysis.form.tense.value if analysis.form.tense else None,
                "relative" if before.relative else None,
                f"governor:{governor[1].gives}" if governor else None,
                "figures" if trigger.victim else None,
            ))),
            wording=self.wording(span, trigger, roles),
        )
        self.events.append(event)
        self.last = (token, event)

    def background(
        self, token: int, analysis: Analysis, roles: Roles, before: Before, governor: tuple[int, Governor] | None, low: int
    ) -> bool:
        """Is the event told in passing: in a relative clause that only says which one, or as what happens in general?

        A figure or a date makes it news again; so does a condemnation, whose object is told nowhere else.
        """
        if roles.has("time"):
            return False
        counted = roles.has("quantity") or roles.counted
        if counted and (before.relative or not self.imperfect(token, analysis if governor is None else None)):
            return False
        if before.relative and analysis.form.trigger.plover not in ("ASSAULT", "PROTEST", "COERCE", "RETREAT"):
            return self.imperfect(token, analysis)
        if before.relative:
            return not (self.last is not None and self.last[0] >= low and self.last[1].type == "condemnation")
        verb = governor[0] if governor is not None else token
        if analysis.form.kind is WordKind.CONVERB or (governor is None and analysis.form.kind is WordKind.NOUN):
            return False
        if not self.imperfect(verb, analysis if governor is None else None):
            return False
        keys = self.reader.document.tokens.keys
        if any(k.lstrip("وف") in ("لم", "سوف") for k in keys[max(low, verb - 6) : verb]):
            return False
        if keys[verb].lstrip("وف").startswith("س"):
            return False
        return before.start - low > 1 or not before.subject

    def imperfect(self, verb: int, analysis: Analysis | None) -> bool:
        """Is the finite verb an imperfect?"""
        if analysis is not None:
            return analysis.form.tense is Tense.IMPERFECT
        key = self.reader.document.tokens.keys[verb]
        body = key[1:] if len(key) > 3 and key[0] in "وف" else key
        return body[:1] == "ي" or (body[:1] == "ت" and not body.startswith(("تم", "تعرض", "تسبب", "تمكن", "تولي", "تبني", "تواصل")))

    def newsworthy(self, token: int, clause: Clause, roles: Roles, low: int) -> bool:
        """Is an event noun without a helping verb told as news, not named as a topic or as background?

        It is at the head of its sentence, with a figure or a date, with a relative clause of its own, as the setting of
        another event, or as what is condemned.
        """
        reader = self.reader
        keys = reader.document.tokens.keys
        position = token - 1
        while position >= low and keys[position] in TRANSPARENT | PARTITIVES:
            position -= 1
        found = preposition_at(reader, position, token) if position >= low else None
        setting = (found is not None and found[0] in ("in", "during", "because")) or reader.word(token).preposition == "ب"
        if (found is not None or reader.word(token).preposition) and not setting:
            return self.last is not None and self.last[0] >= low and self.last[1].type == "condemnation"
        if roles.has("quantity") or roles.has("time") or roles.counted:
            return reader.word(token).preposition != "ب" or (self.last is not None and self.last[0] >= low)
        if position < low or position in reader.timed or keys[position] in ".:؛\"«“-–":
            return roles.has("place") or roles.has("means")
        if self.last is None or self.last[0] < low:
            return False
        if clause.relative is not None and clause.relative + 1 < len(keys):
            verb = keys[clause.relative + 1]
            if reader.governors(clause.relative + 1) or analyses(verb):
                return True
        earlier = self.last[1].type
        if setting and earlier in arguments.HARM:
            return True
        return earlier in ("condemnation", "killed", "injured") and token - self.last[0] <= 6 and found is None

    def acted(self, roles: Roles, trigger: Trigger) -> bool:
        """Is the subject the entry asks for an acting person or body?"""
        for argument in roles.found:
            if argument.role == trigger.subject and argument.span is not None:
                if argument.kind is FactKind.MENTION and argument.index is not None:
                    if self.reader.mention_type(argument.index) in _ACTING or not argument.inherited:
                        return True
                stem = self.reader.word(self.reader.document.token_at(argument.span.start)).stem
                if stem in HUMANS or stem in BODIES or stem in ARMED:
                    return True
        return False

    def land(self, roles: Roles) -> bool:
        """Is what was taken a place?"""
        for argument in roles.found:
            if argument.role == "target" and argument.span is not None:
                if self.reader.word(self.reader.document.token_at(argument.span.start)).stem in PLACE_NOUNS | LANDS:
                    return True
        return False

    def armed(self, roles: Roles) -> bool:
        """Is who did it armed, or what it was done with a weapon or an attack?"""
        reader = self.reader
        for argument in roles.found:
            if argument.role in ("actor", "means") and argument.span is not None:
                for token in reader.document.tokens_of(argument.span):
                    if reader.word(token).stem in ARMED or event_noun(reader, token):
                        return True
        return False

    def person(self, roles: Roles, trigger: Trigger) -> bool:
        """Is the participant the entry asks for a person or body?"""
        wanted = trigger.subject if trigger.intransitive or trigger.object == "place" else trigger.object
        for argument in roles.found:
            if argument.role != wanted or argument.span is None:
                continue
            first = self.reader.document.token_at(argument.span.start)
            if self.reader.word(first).stem in HUMANS:
                return True
            if argument.kind is FactKind.MENTION and argument.index is not None:
                if self.reader.mention_type(argument.index) in (MentionType.PERSON, MentionType.GROUP):
                    return True
        return False

    def complement(self, token: int, clause: Clause) -> int:
        """Where what is said or taken a stance on begins, at most nine words on; dates from there on belong to it."""
        for constituent in clause.constituents:
            if constituent.kind:
                return min(token + 9, constituent.parts[0].first)
        return min(token + 9, clause.end)

    def accidental(self, trigger: Trigger, token: int, low: int) -> bool:
        """Do the words around speak of an accident, a disaster or an illness, so that nobody attacked?"""
        if trigger.plover != "ASSAULT":
            return False
        keys = self.reader.document.tokens.keys
        return any(self.reader.word(p).stem in ACCIDENTS for p in range(max(low, token - 14), min(len(keys), token + 15)))

    def fronted(self, start: int, low: int) -> int:
        """Where the clause begins when an adverbial stands before it: "Since 2014, …"."""
        reader = self.reader
        keys = reader.document.tokens.keys
        if start - 1 <= low or keys[start - 1] not in "،,":
            return start
        first = start - 2
        while first >= low and keys[first] not in ".؛،,:":
            if reader.word(first).role is Role.VERB:
                return start
            first -= 1
        first += 1
        if first in reader.time_at or preposition_at(reader, first, start):
            return first
        return start

    def territory(self, roles: Roles, clause: Clause, trigger: Trigger) -> None:
        """Who held the land, and where it lies, from the relative clause that describes it."""
        if clause.relative is None or trigger.type != "liberate":
            return
        reader = self.reader
        verb = clause.relative + 1
        keys = reader.document.tokens.keys
        if verb >= len(keys) or not any(a.form.trigger.type == "capture_territory" for a in analyses(keys[verb])):
            return
        inner = read_clause(reader, verb + 1, min(len(keys), verb + 20))
        for constituent in inner.constituents:
            if not constituent.kind:
                roles.add("opponent", (p for p in constituent.parts if is_agent(reader, p)))
        arguments.prepositional(roles, trigger, [c for c in inner.constituents if c.kind == "in"], shared=True)

    def quotation(self, span: Span) -> int | None:
        """The innermost quotation the trigger stands in."""
        best: tuple[int, int] | None = None
        for index, quotation in enumerate(self.reader.quotations):
            if quotation.span.contains(span):
                length = quotation.span.end - quotation.span.start
                if best is None or length < best[0]:
                    best = (length, index)
        return None if best is None else best[1]

    def wording(self, span: Span, trigger: Trigger, roles: Roles) -> str | None:
        """The source's own loaded word, where it uses one."""
        document = self.reader.document
        if trigger.loaded:
            return span.of(document.text)
        for argument in roles.found:
            if argument.role in ("actor", "target", "opponent") and argument.span is not None and not argument.inherited:
                for token in document.tokens_of(argument.span):
                    if self.reader.word(token).stem in LOADED:
                        return Span(max(argument.span.start, document.tokens.starts[token]), document.tokens.ends[token]).of(document.text)
        return None

