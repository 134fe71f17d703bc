"""Names of organisations, places, facilities and peoples: known ones, and those headed by a telling noun."""

from __future__ import annotations

from typing import Final

from tasks.extract.facts import MentionType
from tasks.extract.mentions.lexicon import Mark, Opening, lexicon, marks_of
from tasks.extract.mentions.person_name import name_run
from tasks.extract.mentions.reader import Candidate, Reader, Words
from tasks.languages.gazetteers.loader import Cue, Name, gazetteer, nationalities
from tasks.text.clitics import readings

_TYPES: Final = {
    "place": MentionType.PLACE, "facility": MentionType.FACILITY, "organization": MentionType.ORGANIZATION,
}  # fmt: skip
_LONGEST: Final = 9
_OPENING_MARKS: Final = frozenset("\"'«“‘(")


def find_known(reader: Reader) -> list[Candidate]:
    """Names that stand in the gazetteers, where their cue is there."""
    known = gazetteer()
    found: list[Candidate] = []
    for position in range(reader.size):
        word = reader.words[position]
        if not word.names:
            continue
        before = reader.keys[position - 1] if position else ""
        standing: list[tuple[int, Name]] = []
        for letters, name in word.names:
            if standing and (letters, name.rest) != (standing[0][0], standing[0][1].rest):
                break
            if not reader.follows(position, name.rest):
                continue
            if not letters and _blocked(reader, position, position + len(name.rest), before):
                continue
            if not name.cue or _cued(reader, position, letters, name.cue, known.type_of(name.reference)):
                standing.append((letters, name))
        if standing:
            letters, name = standing[0] if len(standing) == 1 else _likelier(reader, position, standing)
            kind = _TYPES[known.type_of(name.reference)]
            words = Words(position, position + 1 + len(name.rest), letters)
            rule, weight = f"gazetteer.{kind.value}", 70 + 5 * len(name.rest)
            found.append(
                Candidate(words=words, type=kind, rule=rule, weight=weight, reference=name.reference)
            )
    return found


def _likelier(reader: Reader, position: int, standing: list[tuple[int, Name]]) -> tuple[int, Name]:
    """Of several bearers of one name, the one whose country the release names most (Amman or Oman, two Tripolis)."""
    nations = [
        nationalities().get(key.removeprefix("ال")) or ""
        for key, word in zip(reader.keys, reader.words, strict=True)
        if word.marks & Mark.NATION
    ]
    known = gazetteer()
    for item in standing:
        if item[1].cue and known.type_of(item[1].reference) == "organization":
            return item
    nations += [
        known.entity(name.reference).country or ""
        for index, word in enumerate(reader.words)
        for _, name in word.names[:1]
        if index != position
        and not name.cue
        and known.kind_of(name.reference) == "country"
        and len(word.names) == 1
    ]
    enumerated = bool(standing[0][0]) and any(
        known.kind_of(name.reference) == "country" for _, name in reader.words[position - 1].names
    )

    def support(item: tuple[int, Name]) -> tuple[int, bool]:
        country = known.kind_of(item[1].reference) == "country"
        return nations.count(known.entity(item[1].reference).country or "-"), country == enumerated

    return max(standing, key=support)


def _blocked(reader: Reader, first: int, last: int, before: str) -> bool:
    """Is the name part of an event's name, or an everyday word beside this neighbour?"""
    heads = lexicon().event_heads
    if before and any(reading.stem in heads for reading in readings(before) if not reading.article):
        return True
    pairs = lexicon().blocked
    return (before, reader.keys[first]) in pairs or (
        last + 1 < reader.size and (reader.keys[last], reader.keys[last + 1]) in pairs
    )


def _cued(reader: Reader, position: int, letters: int, cue: Cue, kind: str) -> bool:
    before = reader.marks(position - 1) if position else Mark.NONE
    if kind == "organization":
        if not before and position >= 2 and reader.keys[position - 1] in _OPENING_MARKS:
            before = reader.marks(position - 2)
        return bool(before & Mark.ORGANIZATION_CUE) and not letters
    if position and reader.words[position - 1].head & (Mark.PLACE_CUE | Mark.PLACE_HEAD) and not letters:
        return True
    return (
        cue is Cue.PREPOSITION
        and not letters
        and bool(before & Mark.PREPOSITION)
        and not reader.marks(position) & Mark.COMMON
    )


def find_headed(reader: Reader) -> list[Candidate]:
    """Organisations, places and facilities in no list, by the noun that heads them."""
    found: list[Candidate] = []
    for position in range(reader.size):
        word = reader.words[position]
        if not word.busy:
            continue
        candidate = None
        opened = reader.opening(position, Opening.CONSTRUCT, Opening.DEFINITE)
        if opened is not None:
            candidate = _organization(reader, position, *opened)
        if candidate is None and word.head:
            candidate = _place(reader, position)
        if candidate is None and word.group and not _adjectival(reader, position):
            candidate = _group(reader, position)
        if candidate is not None:
            found.append(candidate)
    return found


def _organization(
    reader: Reader, position: int, opening: Opening, end: int, letters: int
) -> Candidate | None:
    head = reader.keys[position][letters:] if letters else reader.keys[position]
    if opening is Opening.DEFINITE and not head.startswith("ال"):
        head = "ال" + head
    here, named = _adjectives(reader, end) if opening is Opening.DEFINITE else _construct(reader, head, end)
    if here > end and opening is Opening.DEFINITE and head in lexicon().purposeful:
        purpose = _purpose(reader, here)
        named = named or purpose > here
        here = purpose
    if here == end or not named:
        return None
    return Candidate(
        words=Words(position, here, letters),
        type=MentionType.ORGANIZATION,
        rule="organization.headed",
        weight=66,
        head=head,
    )


def _adjectives(reader: Reader, here: int) -> tuple[int, bool]:
    """The end of the adjectives from here, and whether one of them makes a name of its head."""
    named = False
    while here < reader.size:
        marks = reader.marks(here)
        if not marks & Mark.DEFINITE or not marks & (Mark.NATION | Mark.ADJECTIVE):
            break
        named = named or bool(marks & Mark.NATION) or not marks & Mark.LOOSE
        here += 1
    return here, named


def _purpose(reader: Reader, here: int) -> int:
    """The end of a complement such as "for investment and trade"; the same position when there is none."""
    if not reader.is_word(here) or not reader.keys[here].startswith("لل") or len(reader.keys[here]) < 5:
        return here
    noun = "ال" + reader.keys[here][2:]
    if reader.words[here].names or marks_of(noun) & (Mark.NATION | Mark.GROUP):
        return here
    here, _ = _adjectives(reader, here + 1)
    while (
        reader.is_word(here)
        and reader.keys[here].startswith("وال")
        and marks_of(reader.keys[here][1:]) & (Mark.FIELD | Mark.COMMON)
    ):
        here, _ = _adjectives(reader, here + 1)
    return here


def _construct(reader: Reader, head: str, end: int) -> tuple[int, bool]:
    """The end of a head's complement, and whether it names the organisation."""
    here, named = end, False
    describing = head in lexicon().describing  # "صحيفة الحياة": the known name alone is the mention
    while here < min(reader.size, end + _LONGEST) and reader.is_word(here):
        marks, key = reader.marks(here), reader.keys[here]
        known = next(
            (
                name
                for cut, name in reader.words[here].names
                if not cut and reader.follows(here, name.rest) and (name.cue is not Cue.NOUN or describing)
            ),
            None,
        )
        if known is not None:
            organization = gazetteer().type_of(known.reference) == "organization"
            if here == end and (organization or describing):
                return end, False
            return here + 1 + len(known.rest), True
        if (
            here == end
            and marks & (Mark.FOREIGN_SHAPE | Mark.FOREIGN)
            and not marks & (Mark.COMMON | Mark.WEAK)
        ):
            while (
                here < reader.size
                and reader.marks(here) & (Mark.FOREIGN_SHAPE | Mark.FOREIGN)
                and not reader.marks(here) & (Mark.COMMON | Mark.COMPOSED)
            ):
                here += 1
            return here, True
        if here == end:
            if marks & Mark.PLACE_CUE and not marks & Mark.DEFINITE and reader.is_word(here + 1):
                return here + 2, True
            if (
                not marks & Mark.DEFINITE
                or (key in lexicon().empty and not reader.marks(here + 1) & Mark.NATION)
                or marks & (Mark.NATION | Mark.SPEECH)
                or (marks & Mark.ADJECTIVE and not marks & Mark.FIELD)
            ):
                return end, False
            named = (
                bool(marks & Mark.FIELD and head not in {"حركه", "مركز", "مجموعه", "اداره", "تنظيم"})
                or head not in lexicon().vague
            )
            here += 1
        elif marks & Mark.DEFINITE and marks & (Mark.NATION | Mark.ADJECTIVE | Mark.FIELD):
            named = named or bool(marks & Mark.NATION) or not marks & Mark.LOOSE
            here += 1
        elif key.startswith("وال") and marks_of(key[1:]) & Mark.FIELD:
            here += 1
        else:
            break
    return here, named


def _place(reader: Reader, position: int) -> Candidate | None:
    word = reader.words[position]
    head, letters, end = word.head, word.head_cut, position + 1
    if (
        head & Mark.PLACE_HEAD
        and reader.words[end if end < reader.size else position].head & Mark.PLACE_CUE
        and reader.is_word(end + 1)
    ):
        end += 1
    if not reader.is_word(end):
        return None
    here, reference = _place_name(reader, end, sure=bool(head & Mark.PLACE_HEAD))
    if here == end:
        return None
    while (
        here < reader.size
        and reader.marks(here) & Mark.PART
        and not (head & Mark.PLACE_CUE and not head & Mark.PLACE_HEAD)
    ):
        here += 1
    country = gazetteer().entity(reference).country if reference is not None else None
    if head & Mark.PLACE_CUE and not head & Mark.PLACE_HEAD:
        return Candidate(
            words=Words(end, here), type=MentionType.PLACE, rule="place.cued", weight=72, reference=reference
        )
    kind = (
        MentionType.FACILITY
        if head & Mark.FACILITY_HEAD and not head & Mark.PLACE_HEAD
        else MentionType.PLACE
    )
    return Candidate(
        words=Words(position, here, letters), type=kind, rule="place.headed", weight=73, country=country,
        head=reader.keys[position][letters:],
    )  # fmt: skip


def _place_name(reader: Reader, here: int, *, sure: bool) -> tuple[int, int | None]:
    """The end of a place's name, and whose it is in the gazetteer."""
    for cut, name in reader.words[here].names:
        if (
            not cut
            and reader.follows(here, name.rest)
            and gazetteer().type_of(name.reference) != "organization"
        ):
            return here + 1 + len(name.rest), name.reference
    run = name_run(reader, here, titled=False, cut_allowed=False)
    if run is not None and run[1] >= 3:
        return run[0].last, None
    marks, key = reader.marks(here), reader.keys[here]
    if (
        marks
        & (
            Mark.COMMON
            | Mark.NATION
            | Mark.ADJECTIVE
            | Mark.PREPOSITION
            | Mark.VERB_SHAPE
            | Mark.FIELD
            | Mark.COMPOSED
            | Mark.SPEECH
        )
        or reader.words[here].phrases
    ):
        return here, None
    if marks & (Mark.FOREIGN_SHAPE | Mark.UNKNOWN_DEFINITE):
        return here + 1, None
    if (
        marks & Mark.DEFINITE
        or key.startswith(("و", "ب", "ل", "ف", "ك"))
        or key.endswith(("ه", "ا", "ات", "ين", "ون"))
    ):
        return (
            (here + 1, None) if sure and key[0] not in "ولفك" and not marks & Mark.DEFINITE else (here, None)
        )
    return here + 1, None


def _adjectival(reader: Reader, position: int) -> bool:
    """Does the plural rather describe the definite noun before it ("المواطنين السوريين")?"""
    return (
        not reader.words[position].group_cut
        and bool(reader.marks(position - 1) & Mark.DEFINITE)
        and position > 0
    )


def _group(reader: Reader, position: int) -> Candidate:
    """A people or community; a nation's people has its country."""
    word = reader.words[position]
    country = nationalities().get(word.group.removeprefix("ال"))
    return Candidate(
        words=Words(position, position + 1, word.group_cut), type=MentionType.GROUP, rule="group.people", weight=50,
        entity=f"group:{country.lower()}" if country else None, country=country, head="ال",
    )  # fmt: skip
