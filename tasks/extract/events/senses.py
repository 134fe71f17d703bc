"""Which reading of a token holds: trigger or not, verb or verbal noun, and whether the lexicon's conditions are met."""

from __future__ import annotations

from typing import Final

from tasks.extract.events.clause import preposition_at
from tasks.extract.events.closed import (
    ARMED,
    BODIES,
    FORCES,
    HUMANS,
    MODALITY,
    PARTITIVES,
    TITLES,
    TRANSPARENT,
    verbal_shape,
)
from tasks.extract.events.conjugation import Tense
from tasks.extract.events.coordination import OR
from tasks.extract.events.deeds import event_noun
from tasks.extract.events.grammar import Role
from tasks.extract.events.lexicon import Analysis, Trigger, WordKind
from tasks.extract.events.modality import intended
from tasks.extract.events.phrases import Reader
from tasks.extract.events.state import Pass
from tasks.extract.memo import Memo
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_DEMONSTRATIVE: Final = Role.DEMONSTRATIVE
_ROLE_NOUN: Final = Role.NOUN
_OTHERS: Final = Role.OTHERS
_PARTICLE: Final = Role.PARTICLE
_PREPOSITION: Final = Role.PREPOSITION
_RELATIVE: Final = Role.RELATIVE
_SUBORDINATOR: Final = Role.SUBORDINATOR
_ROLE_VERB: Final = Role.VERB
_PERFECT: Final = Tense.PERFECT
_BREAK: Final = TokenKind.BREAK
_PUNCTUATION: Final = TokenKind.PUNCTUATION
_NOUN: Final = WordKind.NOUN
_VERB: Final = WordKind.VERB

_HAMZAS: Final = (
    "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}",
    "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}",
    "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}",
)
_TANWEEN: Final = "\N{ARABIC FATHATAN}"
_HEH: Final = "\N{ARABIC LETTER HEH}"
_TEH_MARBUTA: Final = "\N{ARABIC LETTER TEH MARBUTA}"
_OPENING: Final = frozenset('«“"')
_CLOSING: Final = frozenset('»”"')
#: So many tokens at most stand between a trigger and a word it needs, however long the names are.
_FARTHEST_NEEDED: Final = 40
_NAME_PARTS: Final = frozenset({"بن", "ابن", "ابو", "ام", "ال", "عبد", "بنت"})
#: What makes the next أن the one that a verb follows.
_BEFORE_AN: Final = frozenset({"بعد", "قبل", "منذ", "الي", "حتي", "اثر", "عقب", "دون", "بدون", "سبق", "لولا"})
_THAT: Final = frozenset({"ان", "بان", "وان", "لان", "فان"})
_IN_IT: Final = frozenset({"فيه", "فيها", "فيهما", "خلاله", "خلالها"})


def choose(state: Pass, token: int, found: tuple[Analysis, ...], low: int) -> Analysis | None:
    """The reading that fits the words before the token and the lexicon's conditions."""
    conjunction = state.reader.word(token).conjunction
    spelled = state.reader.document.text[
        state.reader.document.tokens.starts[token] : state.reader.document.tokens.ends[token]
    ]
    marked = spelled.endswith(_HEH) and _TEH_MARBUTA in state.reader.document.text
    fitting = [
        a
        for a in found
        if (conjunction or a.proclitics[:1] != "و")
        and spelled_like(spelled, a, marked=marked)
        and fits(state, token, a)
    ]
    if not fitting:
        return None
    verbs = [a for a in fitting if a.form.kind is _VERB]
    nouns = [a for a in fitting if a.form.kind is _NOUN]
    perfect = bool(verbs) and all(v.form.tense is _PERFECT for v in verbs)
    after_that = perfect and token > low and state.reader.document.tokens.keys[token - 1] in _THAT
    if verbs and (
        any(a.form.kind is _NOUN for a in found) or after_that or after_preposition(state, token, low)
    ):
        if noun_position(state, token, low, found):
            return nouns[0] if nouns else None
        return verbs[0]
    return fitting[0]


def closed(state: Pass, token: int, found: tuple[Analysis, ...]) -> bool:
    """Is the word a function word, or part of a name that says so (بن طالب)?"""
    reading = state.reader.word(token)
    if reading.role in (_PARTICLE, _SUBORDINATOR, _RELATIVE, _OTHERS):
        return not found[0].form.trigger.hamza
    return token > 0 and state.reader.document.tokens.keys[token - 1] in _NAME_PARTS


def quoted_name(state: Pass, token: int) -> bool:
    """Does the word open a quoted name of at most three words (صاروخ «فجر 5»)?"""
    keys = state.reader.document.tokens.keys
    if token == 0 or keys[token - 1] not in _OPENING:
        return False
    return any(key in _CLOSING for key in keys[token + 1 : token + 4])


def after_preposition(state: Pass, token: int, low: int) -> bool:
    """Does a preposition stand right before the word (no finite verb follows one)?"""
    if token <= low:
        return False
    found = preposition_at(state.reader, token - 1, token)
    return found is not None and found[0] != "without"


def noun_position(state: Pass, token: int, low: int, found: tuple[Analysis, ...]) -> bool:
    """Is a word that may be verb or verbal noun a noun here?"""
    reader = state.reader
    if any(a.form.kind is _NOUN and (a.article or a.proclitics.endswith(("ب", "ل", "ك"))) for a in found):
        return True
    if token <= low or in_it(reader, token):
        return False
    previous = token - 1
    if any(a.proclitics[:1] == "و" for a in found) and (
        definite_object(state, token)
        or joins_purpose(state, token, low)
        or after_event_noun(state, token, low)
        or joins_noun(state, token, low)
    ):
        return True
    key = reader.document.tokens.keys[previous]
    if intended(reader, token, low) or (key in OR and previous > low and event_noun(reader, previous - 1)):
        return True
    if reader.document.tokens.kinds[previous] is _PUNCTUATION:
        return False
    if any(a.proclitics for a in found if a.form.kind is _VERB):
        return False
    if object_of_helper(state, token, low):
        return True
    if previous in reader.inside or previous in reader.timed:
        return False
    if key in _THAT or (key,) in MODALITY["expected"]:
        return not _verb_follows(state, previous, low)
    reading = reader.word(previous)
    if reading.role is _PREPOSITION or preposition_at(reader, previous, token):
        return True
    if reading.role is _SUBORDINATOR and len(key) > 4 and key.endswith("ا") and not key.endswith("ما"):
        return True  # a participle of circumstance has the noun as its object: واصفا قصف المدينة
    if reading.role is _ROLE_NOUN:
        if len(key) > 3 and key.endswith("ا") and key not in TRANSPARENT:
            return False  # a noun with tanween has no genitive
        if key.endswith(("ين", "ون")) and key not in TRANSPARENT:
            return False
        return not reading.article or bool(reader.governors(previous))
    if reading.role is _ROLE_VERB:
        return True
    return reading.role is _DEMONSTRATIVE


def in_it(reader: Reader, token: int) -> bool:
    """Does "in it" follow, as behind the verb of a relative clause ("an attack in which … was killed", هجوم قتل فيه)?"""
    keys = reader.document.tokens.keys
    return token + 1 < len(keys) and keys[token + 1] in _IN_IT


def _verb_follows(state: Pass, that: int, low: int) -> bool:
    """Is it the أن that a verb follows ("after they killed"), and not أنّ, إنّ or "due for", which a noun follows?"""
    keys = state.reader.document.tokens.keys
    return keys[that] == "ان" and that > low and keys[that - 1].lstrip("وف") in _BEFORE_AN


def definite_object(state: Pass, token: int) -> bool:
    """Does a definite noun follow that is hardly a subject ("… and the killing of the innocent")?"""
    reader = state.reader
    following = token + 1
    if (
        following >= len(reader.document.tokens.keys)
        or following in reader.inside
        or following in reader.timed
    ):
        return False
    reading = reader.word(following)
    if not reading.article or reading.role is not _ROLE_NOUN or reading.preposition:
        return False
    return reading.stem not in ARMED | HUMANS | BODIES | TITLES | FORCES


def object_of_helper(state: Pass, token: int, low: int) -> bool:
    """Does a helping verb with its subject stand before the word ("the government intends a withdrawal")?"""
    reader = state.reader
    for position in range(token - 1, max(low, token - 7) - 1, -1):
        if position in reader.inside or position in reader.timed:
            continue
        if any(
            not helper.by and helper.gives in ("actor", "source", "apart")
            for helper in reader.governors(position)
        ):
            return position < token - 1 and not reader.word(token).conjunction
        if reader.word(position).role is not _ROLE_NOUN:
            return False
    return False


def after_event_noun(state: Pass, token: int, low: int) -> bool:
    """Does a verbal noun stand shortly before with no verb or stop between (تفجير المساجد وقتل …)?"""
    reader = state.reader
    for position in range(token - 1, max(low, token - 8) - 1, -1):
        if reader.document.tokens.kinds[position] is _PUNCTUATION:
            return False
        if position in reader.inside:
            continue
        if event_noun(reader, position):
            return position not in reader.verbs
        if reader.word(position).role in (_ROLE_VERB, _SUBORDINATOR, _RELATIVE):
            return False
    return False


def joins_purpose(state: Pass, token: int, low: int) -> bool:
    """Is the word joined to a verbal noun behind a preposition ("seeks to strengthen … and to support …")?"""
    reader = state.reader
    for position in range(token - 1, max(low, token - 8), -1):
        if reader.document.tokens.kinds[position] is _PUNCTUATION:
            return False
        if position in reader.inside:
            continue
        word = reader.word(position)
        if word.role in (_ROLE_VERB, _SUBORDINATOR, _RELATIVE):
            return False
        stem = word.stem
        deed = verbal_shape(stem) or (len(stem) > 4 and stem.startswith("ت") and stem.endswith("يه"))
        if deed and not word.article:
            behind = word.preposition or reader.word(position - 1).role is _PREPOSITION
            return bool(behind)
    return False


def joins_noun(state: Pass, token: int, low: int) -> bool:
    """Is the word joined by و to an event noun before it ("the killing of … and wounding of …")?"""
    if state.last is None or not state.last[1].rule.endswith(":noun"):
        return False
    first = state.last[0]
    if first < low or token - first > 14:
        return False
    keys = state.reader.document.tokens.keys
    return not any(
        keys[p] in ".،؛"
        or (
            p not in state.reader.inside
            and state.reader.word(p).role in (_ROLE_VERB, _SUBORDINATOR, _RELATIVE)
        )
        for p in range(first + 1, token)
    )


def fits(state: Pass, token: int, analysis: Analysis) -> bool:
    """Do the conditions of the lexicon entry hold around the token?"""
    form = analysis.form
    trigger = form.trigger
    keys = state.reader.document.tokens.keys
    for following in keys[token + 1 : token + 3] if trigger.unless else ():
        if (
            following in trigger.unless
            or following.lstrip("و") in trigger.unless
            or following.removesuffix("ا") in trigger.unless
        ):
            return False
    if trigger.unless_near and _near_any(state.reader, token, trigger.unless_near):
        return False
    if form.jussive and (token == 0 or keys[token - 1].lstrip("وف") not in ("لم", "لا")):
        return False
    verb = form.kind is _VERB
    if verb and analysis.pronoun and (trigger.intransitive or (trigger.object == "none" and trigger.needs)):
        return False  # its object is another word
    if verb and analysis.pronoun and analysis.proclitics == "و" and _both_his(state, token, analysis.pronoun):
        return False
    if (
        verb
        and analysis.proclitics == "و"
        and len(trigger.lemma) == 3
        and trigger.lemma[1] == trigger.lemma[2]
        and form.person in ("3ms", "3fs")
    ):
        return False  # وفرت is "provided" far more often than "and fled"
    if trigger.unless_before and token > 0 and keys[token - 1] in trigger.unless_before:
        return False
    if trigger.needs:
        reach = 4 if form.kind is _NOUN else 12
        needed = find_needed(state, token, trigger, reach)
        if needed is None:
            return False
        if (
            trigger.compound
            and form.kind is _NOUN
            and (needed.start != token + 1 or state.reader.word(token + 1).preposition)
        ):
            return False
    return True


def _near_any(reader: Reader, token: int, words: frozenset[str]) -> bool:
    """Does one of the words stand within eight words?"""
    first, last = max(0, token - 8), min(len(reader.document.tokens.keys), token + 9)
    if not words.isdisjoint(reader.document.tokens.keys[first:last]):
        return True
    return not words.isdisjoint([reading.stem for reading in map(reader.word, range(first, last))])


def _both_his(state: Pass, token: int, pronoun: str) -> bool:
    """Does a noun with the same pronoun stand before ("his interest and his support"), so that this is one as well?"""
    reader = state.reader
    return (
        token > 1
        and reader.document.tokens.keys[token - 1].endswith(pronoun)
        and reader.possessed(token - 1)
        and reader.word(token - 1).role is _ROLE_NOUN
        and preposition_at(reader, token - 2, token) is not None
    )


def find_needed(state: Pass, token: int, trigger: Trigger, reach: int) -> range | None:
    """The tokens after the trigger that meet its needs."""
    reader, needs = state.reader, trigger.needs
    keys = reader.document.tokens.keys
    if state.window[0] != (token, reach):
        state.window = ((token, reach), _words_behind(reader, token, reach))
    for position, key, stem in state.window[1]:
        for need in needs.get(key) or needs.get(stem) or needs.get(without_pronoun(stem)) or ():
            stop = position + len(need)
            if trigger.claims and reader.word(position - 1).role is _PREPOSITION:
                continue  # "suspected of (في) his responsibility for …"
            if keys[position + 1 : stop] == need[1:]:
                return range(position, stop)
    return None


def _words_behind(reader: Reader, token: int, reach: int) -> list[tuple[int, str, str]]:
    """The words behind a trigger up to the next verb and within reach, a name counting as one: token, key and stem."""
    keys, kinds = reader.document.tokens.keys, reader.document.tokens.kinds
    found: list[tuple[int, str, str]] = []
    last = token + reach
    for position in range(token + 1, min(len(keys), token + _FARTHEST_NEEDED)):
        key, kind = keys[position], kinds[position]
        if position > last or kind is _BREAK or key in ".؛":
            break
        inside = position in reader.inside
        last += inside
        if kind is _PUNCTUATION:
            continue
        reading = reader.word(position)
        found.append((position, key, reading.stem))
        if (
            reading.role is not _ROLE_NOUN
            and position > token + 1
            and not inside
            and reader.is_verb(position)
        ):
            break
    return found


def measured(state: Pass, token: int) -> bool:
    """Is the word a number or a word of quantity, which the next word belongs to?"""
    return (
        state.reader.numeric(token)
        or token in state.reader.counted
        or state.reader.document.tokens.keys[token] in PARTITIVES
    )


def spelled_like(spelled: str, analysis: Analysis, *, marked: bool) -> bool:
    """Does the spelling allow the reading: no verb ends in tanween or in teh marbuta?

    ``marked`` is whether the writer puts the two dots on teh marbuta.
    """
    if analysis.form.trigger.hamza and not any(letter in spelled for letter in _HAMZAS):
        return False
    if analysis.form.kind is _NOUN and not analysis.pronoun and spelled.endswith(_HEH) and marked:
        return False  # "his striker" (مهاجمه) is no "attack" (مهاجمة), where the writer tells the two letters apart
    if analysis.form.kind is not _VERB:
        return not (analysis.pronoun == "ه" and spelled.endswith(_TEH_MARBUTA))
    return _TANWEEN not in spelled and not spelled.endswith(_TEH_MARBUTA)


def _find_without_pronoun(stem: str) -> str:
    """The stem without a suffixed pronoun."""
    for pronoun in ("ها", "هم", "ه"):
        if stem.endswith(pronoun) and len(stem) - len(pronoun) >= 3:
            base = stem[: -len(pronoun)]
            return base[:-1] + "ه" if base.endswith("ت") else base
    return stem


without_pronoun: Final = Memo(_find_without_pronoun).__getitem__
