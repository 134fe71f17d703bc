"""Deeds that are only words: attacks in speech and in sport, law and morals, films and stories, things that are hit."""

from __future__ import annotations

from typing import Final

from tasks.extract.events.closed import (
    ARMED,
    FICTION,
    FICTION_TELLS,
    FORCES,
    JUDGEMENTS,
    LANDS,
    PARTITIVES,
    PERSONS,
    PLACE_NOUNS,
    PREDICATES,
    PROJECTILES,
    SPORT,
    TITLES,
    TRANSPARENT,
    VEHICLES,
    WEAPONS,
)
from tasks.extract.events.coordination import OR
from tasks.extract.events.grammar import Role
from tasks.extract.events.lexicon import WordKind
from tasks.extract.events.phrases import Reader
from tasks.extract.events.roles import Roles
from tasks.extract.events.state import Pass, Site
from tasks.extract.facts import Argument, FactKind, MentionType
from tasks.text.fold import match_key
from tasks.text.span import Span
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_MENTION: Final = FactKind.MENTION
_PLACE: Final = MentionType.PLACE
_PREPOSITION: Final = Role.PREPOSITION
_NOUN_KIND: Final = WordKind.NOUN
_VERB: Final = WordKind.VERB
_PUNCTUATION: Final = TokenKind.PUNCTUATION

_NOUN_ROLE: Final = Role.NOUN
_VITAL: Final = (match_key("في"), match_key("مقتل"))
_ATTACKED: Final = match_key("هجم")
_DEMONSTRATED: Final = match_key("ظهر")
#: What opens a remark on the deed ("…, and this is a war crime"), which does not judge it only.
_REMARKING: Final = frozenset(
    conjunction + match_key(word)
    for word in ("هذه", "هذا", "تلك", "ذلك", "هو", "هي")
    for conjunction in ("", "و", "ف")
)
_OFFICIALS: Final = frozenset(map(match_key, ("رؤساء", "وزراء", "نواب", "أعضاء", "كتاب", "صحافيون")))
_COMMANDING: Final = frozenset({"قايد", "عميد"})
_WATCHING: Final = frozenset(map(match_key, ("شرطة", "جيش", "أمن")))
#: So many words after a deed the word that judges it may stand.
_JUDGED_WITHIN: Final = 10
_FORBIDDING: Final = frozenset(map(match_key, ("حرمة", "تحريم", "حرم", "يحرم", "حرمت", "تحرم")))
_TEH_MARBUTA: Final = "\N{ARABIC LETTER TEH MARBUTA}"
THINGS: Final = PLACE_NOUNS | LANDS | WEAPONS | VEHICLES
#: Deeds that law and morals speak of.
_PREACHED: Final = frozenset({"killed", "attack", "explosion", "abducted", "destroyed"})
#: What teams do to each other, in the words of war.
_PLAYED: Final = frozenset(
    {
        "attack",
        "shelling",
        "air_strike",
        "threat",
        "explosion",
        "destroyed",
        "advance",
        "capture_territory",
        "killed",
    }
)
#: Those of them that seldom are play.
_DEADLY: Final = frozenset({"killed", "explosion", "destroyed", "shelling", "air_strike"})
_HOSTS: Final = frozenset(map(match_key, ("ضيفه", "ضيوفه", "مضيفه", "مستضيفه")))
#: "(Keeper of the) goal" is a man.
_KEEPERS: Final = frozenset(map(match_key, ("حارس", "حارسا", "حارسي", "حراس")))
_VIOLENT: Final = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT"})
#: Other types that stories and matches tell of.
_SPOKEN_OF: Final = frozenset({"died", "threat", "advance"})
#: So many words around a deed speak of what it is part of.
_AROUND: Final = 12
_WHO: Final = frozenset(map(match_key, ("من", "ومن", "فمن", "لمن", "كمن")))
_FIRST: Final = frozenset(
    map(match_key, ("أول", "آخر", "ثاني", "أنه", "أنهم", "بينهم", "منهم", "هو", "هم", "هي"))
)
_CRIMES: Final = frozenset(map(match_key, ("جريمة", "إثم", "خطيئة")))
_WHICHEVER: Final = match_key("أيما")
_ENDS: Final = frozenset(
    map(match_key, ("نهاية", "بداية", "أحداث", "مشهد", "مشاهد", "فصول", "حلقة", "حلقات"))
)


def only_words(state: Pass, site: Site, roles: Roles) -> bool:
    """Is the deed one in speech, in sport, in law or in a story, so that nothing happened?"""
    trigger = site.trigger
    if trigger.plover not in _VIOLENT and trigger.type not in _SPOKEN_OF:
        return False
    return (
        verbal(state, site, roles)
        or gathered(state, site, roles)
        or preached(state, site, roles)
        or whoever(state, site)
        or sporting(state, site, roles)
        or invented(state, site)
    )


def whoever(state: Pass, site: Site) -> bool:
    """Is the verb's subject "whoever" ("who kills a soul …", "every man who …"), as in law and sayings?

    >>> from tasks.extract.document import Document
    >>> from tasks.extract.events import find_events
    >>> find_events(Document.of("من قتل حارسا فعليه القصاص"), (), (), (), ())
    ()
    """
    form = site.analysis.form
    if form.kind is not _VERB or site.trigger.plover not in _VIOLENT:
        return False
    keys = state.reader.document.tokens.keys
    token = site.token
    who = token - 1
    if who > site.low + 1 and keys[who] in OR:
        who -= 2  # "whoever kills or wounds"
    if form.person in ("3ms", "3fs") and who >= site.low and keys[who] in _WHO:
        return who - 1 < site.low or keys[who - 1] not in _FIRST
    return _WHICHEVER in keys[site.low : token]


def sporting(state: Pass, site: Site, roles: Roles) -> bool:
    """Do words of a match stand around ("the team attacked the goal of its guest")?

    A goalkeeper may be killed, and so may a guest: what kills or destroys with a weapon or a figure is no play.

    >>> from tasks.extract.document import Document
    >>> from tasks.extract.events import find_events
    >>> find_events(Document.of("هاجم الفريق مرمى ضيفه"), (), (), (), ())
    ()
    """
    kind = site.trigger.type
    if kind not in _PLAYED:
        return False
    deadly = kind in _DEADLY
    if deadly and (roles.has("means") or roles.has("quantity") or roles.counted):
        return False
    reader = state.reader
    keys = reader.document.tokens.keys
    first, last = max(site.low, site.token - _AROUND), min(site.high, site.token + _AROUND)
    if SPORT.isdisjoint(keys[first:last]):
        return False
    return any(
        keys[token] in SPORT
        and token not in reader.inside
        and not (deadly and keys[token] in _HOSTS)
        and reader.word(token - 1).stem not in _KEEPERS
        for token in range(first, last)
    )


def invented(state: Pass, site: Site) -> bool:
    """Is the deed told of a film, a play or a novel ("the film tells of a man who killed …", "is killed at the end of the novel")?

    >>> from tasks.extract.document import Document
    >>> from tasks.extract.events import find_events
    >>> find_events(Document.of("يروي الفيلم قصة راع قتل ذئبا"), (), (), (), ())
    ()
    """
    if site.trigger.plover not in _VIOLENT and site.trigger.type != "died":
        return False
    keys = state.reader.document.tokens.keys
    before = keys[site.low : site.token]
    if not FICTION.isdisjoint(before) and not FICTION_TELLS.isdisjoint(before):
        return True
    last = min(site.high, site.token + _AROUND)
    if FICTION.isdisjoint(keys[site.token + 2 : last]):
        return False
    return any(
        keys[token] in FICTION and state.reader.word(token - 1).stem in _ENDS
        for token in range(site.token + 2, last)
    )


def verbal(state: Pass, site: Site, roles: Roles) -> bool:
    """Is an attack one with words: by somebody in office, with no weapon and at no place ("the minister attacked the plan")?"""
    if site.trigger.type != "attack" or site.trigger.lemma != _ATTACKED or roles.has("means"):
        return False
    reader = state.reader
    actors = [a for a in roles.found if a.role == "actor" and a.span is not None]
    return bool(actors) and all(_official(reader, a.span) for a in actors if a.span is not None)


def _official(reader: Reader, span: Span) -> bool:
    """Is it somebody in a civil office, or several of them ("a number of heads of …")?"""
    for token in reader.document.tokens_of(span)[:4]:
        stem = reader.word(token).stem
        if stem in TITLES - _COMMANDING or stem in _OFFICIALS:
            return True
        if stem not in PARTITIVES and stem != "من":
            return False
    return False


def gathered(state: Pass, site: Site, roles: Roles) -> bool:
    """Are those who gather the police or soldiers, who do not protest?"""
    if site.trigger.type != "protest" or site.analysis.form.kind is not _VERB:
        return False
    if site.trigger.lemma == _DEMONSTRATED:
        return False  # even policemen do
    reader = state.reader
    return any(
        a.role == "actor"
        and a.span is not None
        and any(reader.word(t).stem in _WATCHING for t in reader.document.tokens_of(a.span)[:6])
        for a in roles.found
    )


def preached(state: Pass, site: Site, roles: Roles) -> bool:
    """Is a deed named only to be judged, as law and morals do ("killing the innocent is forbidden")?

    A figure, a date, somebody's name or that of a place makes it news.
    """
    if site.trigger.type not in _PREACHED or roles.counted or roles.has("time") or roles.has("quantity"):
        return False
    reader = state.reader
    if any(a.kind is _MENTION and a.role in ("actor", "target", "place") for a in roles.found):
        return False
    tokens = reader.document.tokens
    noun = site.analysis.form.kind is _NOUN_KIND
    for token in range(site.token + 1, min(site.high, site.token + _JUDGED_WITHIN)):
        if tokens.kinds[token] is _PUNCTUATION and tokens.keys[token] in ".؛":
            break
        key = tokens.keys[token]
        if tokens.keys[token - 1] in _REMARKING:
            continue
        predicate = (
            key in PREDICATES and (noun or key in _CRIMES) and reader.word(token - 1).role is not _PREPOSITION
        )
        if key in JUDGEMENTS or predicate:
            return True
    return any(
        reader.word(token).stem in _FORBIDDING for token in range(max(site.low, site.token - 3), site.token)
    )


def struck(state: Pass, roles: Roles) -> bool:
    """Is what hit a thing a rocket or a shell?"""
    reader = state.reader
    return any(
        a.role == "means"
        and a.span is not None
        and reader.word(reader.document.token_at(a.span.start)).stem in PROJECTILES
        for a in roles.found
    )


def thing(state: Pass, site: Site, roles: Roles) -> bool:
    """Is what a verb says was hit a thing, so that nobody was injured ("storms that hit the budget")?"""
    if site.trigger.type != "injured" or site.trigger.victim:
        return False
    reader = state.reader
    if _to_the_quick(reader, site.token, site.high):
        return True
    targets = [a for a in roles.found if a.role == "target" and a.span is not None]
    if not targets or any(a.kind is not None and not _placed(reader, a) for a in targets):
        return False
    for argument in targets:
        assert argument.span is not None
        first = reader.document.token_at(argument.span.start)
        while reader.word(first).stem in TRANSPARENT:
            first += 1
        stem = reader.word(first).stem
        if stem in PERSONS | ARMED | PARTITIVES | FORCES or reader.numeric(first):
            return False
        last = reader.document.tokens.ends[first]
        feminine = reader.document.text[last - 1] == _TEH_MARBUTA
        if not (feminine or stem in THINGS or _placed(reader, argument)):
            return False
    return True


def _to_the_quick(reader: Reader, token: int, high: int) -> bool:
    """Is it the idiom "hit … in a vital spot"?"""
    keys = reader.document.tokens.keys
    for position in range(token + 1, min(high, token + 7) - 1):
        if (keys[position], keys[position + 1]) == _VITAL:
            after = position + 2
            return (
                after >= high
                or reader.document.tokens.kinds[after] is _PUNCTUATION
                or reader.word(after).role is not _NOUN_ROLE
                or reader.word(after).conjunction
            )
    return False


def _placed(reader: Reader, argument: Argument) -> bool:
    return (
        argument.kind is _MENTION
        and argument.index is not None
        and reader.mention_type(argument.index) in (_PLACE, MentionType.FACILITY)
    )
