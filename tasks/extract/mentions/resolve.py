"""From candidates to mentions: which of overlapping names stand, and which name the same entity."""

from __future__ import annotations

from tasks.extract.facts import Mention, MentionType
from tasks.extract.mentions.lexicon import Opening
from tasks.extract.mentions.reader import Candidate, Reader, Words
from tasks.languages.gazetteers.loader import gazetteer
from tasks.text.clitics import readings
from tasks.text.fold import match_key
from tasks.text.span import Span


def standing(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that do not overlap a longer or weightier one, in the order of the text."""
    order = sorted(candidates, key=lambda c: (c.words.first - c.words.last, -c.weight, c.words.first))
    used: set[int] = set()
    chosen: list[Candidate] = []
    for candidate in order:
        covered = range(candidate.words.first, candidate.words.last)
        if used.isdisjoint(covered):
            used.update(covered)
            chosen.append(candidate)
    chosen.sort(key=lambda c: c.words.first)
    return chosen


def span_of(reader: Reader, words: Words) -> Span:
    """The span in the text, without the letters that are cut."""
    tokens = reader.document.tokens
    start = reader.document.after_letters(words.first, words.cut) if words.cut else tokens.starts[words.first]
    return Span(start, tokens.ends[words.last - 1])


def with_later_mentions(reader: Reader, chosen: list[Candidate]) -> list[Candidate]:
    """Adds later mentions of people by one of their names, and of organisations by their head."""
    used = {i for c in chosen for i in range(c.words.first, c.words.last)}
    names: dict[str, int] = {}
    heads: dict[str, int] = {}
    found = list(chosen)
    by_first = {c.words.first: c for c in chosen}
    for position in range(reader.size):
        candidate = by_first.get(position)
        if candidate is not None:
            if candidate.type is MentionType.PERSON and candidate.words.last - candidate.words.first > 1:
                last = reader.keys[candidate.words.last - 1]
                if len(last) >= 4:
                    names[last] = position
            continue
        if position in used or not reader.is_word(position):
            continue
        for reading in readings(reader.keys[position]):
            full = ("ال" if reading.article else "") + reading.stem
            if full in names:
                found.append(Candidate(words=Words(position, position + 1, 0 if full == reader.keys[position] else reading.before_article), type=MentionType.PERSON, rule="person.later", weight=50))
                break
        else:
            opened = reader.opening(position, Opening.SHORT)
            if opened is not None and reader.keys[position].endswith("التحالف"):
                heads[reader.keys[position]] = position
                found.append(Candidate(words=Words(position, position + 1, opened[2]), type=MentionType.ORGANIZATION, rule="organization.short", weight=40))
    found.sort(key=lambda c: c.words.first)
    return found


def mentions_of(reader: Reader, candidates: list[Candidate]) -> tuple[Mention, ...]:
    """The mentions, with entities shared by names that stand for the same."""
    known = gazetteer()
    text = reader.document.text
    people: dict[str, tuple[str, str]] = {}
    local: dict[str, str] = {}
    mentions: list[Mention] = []
    coalition: Mention | None = None
    for candidate in candidates:
        span = span_of(reader, candidate.words)
        surface = " ".join(span.of(text).split())
        if candidate.reference is not None:
            entity = known.entity(candidate.reference)
            mention = Mention(
                span=span, rule=candidate.rule, type=candidate.type, canonical=entity.canonical, entity=entity.key,
                english=entity.english, identifiers=entity.identifiers, country=entity.country,
                latitude=entity.latitude, longitude=entity.longitude,
            )  # fmt: skip
            if entity.kind == "coalition" and coalition is None:
                coalition = mention
        elif candidate.type is MentionType.PERSON:
            mention = _person(reader, candidate, span, surface, people)
        elif candidate.rule == "organization.short" and coalition is not None:
            mention = Mention(
                span=span, rule=candidate.rule, type=candidate.type, canonical=coalition.canonical, entity=coalition.entity,
                english=coalition.english, identifiers=coalition.identifiers, country=coalition.country,
            )  # fmt: skip
        else:
            key = f"{candidate.type.value}:{match_key(surface)}"
            entity_key = local.setdefault(key, f"{candidate.type.value}:local-{len(local) + 1}")
            mention = Mention(span=span, rule=candidate.rule, type=candidate.type, canonical=surface, entity=entity_key)
        mentions.append(mention)
    return tuple(mentions)


def _person(reader: Reader, candidate: Candidate, span: Span, surface: str, people: dict[str, tuple[str, str]]) -> Mention:
    keys = [match_key(word) for word in surface.split()]
    known = people.get(" ".join(keys)) or people.get(keys[-1])
    if known is None:
        known = (f"person:local-{len(set(people.values())) + 1}", surface)
    entity, canonical = known
    people.setdefault(" ".join(keys), known)
    if len(keys) > 1 and len(keys[-1]) >= 4:
        people.setdefault(keys[-1], known)
    title_span = span_of(reader, candidate.title) if candidate.title else None
    role_span = span_of(reader, candidate.role) if candidate.role else None
    text = reader.document.text
    return Mention(
        span=span, rule=candidate.rule, type=candidate.type, canonical=canonical, entity=entity,
        title=title_span.of(text) if title_span else None, title_span=title_span,
        role=role_span.of(text) if role_span else None,
    )  # fmt: skip
