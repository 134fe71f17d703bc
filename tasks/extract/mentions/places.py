"""Places, facilities and peoples in no list, by the noun that heads them."""

from __future__ import annotations

from typing import Final

from tasks.extract.facts import MentionType
from tasks.extract.mentions.known import everyday
from tasks.extract.mentions.lexicon import lexicon
from tasks.extract.mentions.marks import (
    ADJECTIVE,
    COMMON,
    COMPOSED,
    DEFINITE,
    FACILITY_HEAD,
    FIELD,
    FOREIGN_SHAPE,
    GIVEN,
    NATION,
    NONE,
    PART,
    PLACE_CUE,
    PLACE_HEAD,
    PREPOSITION,
    SPEECH,
    UNKNOWN_DEFINITE,
    VERB_SHAPE,
    WEAK,
)
from tasks.extract.mentions.name_words import has_hamza
from tasks.extract.mentions.organizations import after_adjectives
from tasks.extract.mentions.person_name import name_run, named_after
from tasks.extract.mentions.reader import Candidate, Reader, Words
from tasks.languages.gazetteers.loader import gazetteer, nationalities
from tasks.text.clitics import readings

_LIBRARY: Final = "مكتبه"
#: "Our", which makes a noun definite; other pronouns stand on verbs as often.
_OUR: Final = "نا"
#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_FACILITY: Final = MentionType.FACILITY
_GROUP: Final = MentionType.GROUP
_PLACE: Final = MentionType.PLACE


def find_places(reader: Reader) -> list[Candidate]:
    """Places, facilities and peoples.

    >>> from tasks.extract.document import Document
    >>> text = "عبروا جسر شلبوط إلى بلدة جرموس، وتحدث الأرمن عن قطاع المقاولات."
    >>> reader = Reader(Document.of(text))
    >>> [(reader.surface(candidate.words), candidate.type.value) for candidate in find_places(reader)]
    [('جسر شلبوط', 'facility'), ('جرموس', 'place'), ('الأرمن', 'group')]
    """
    found: list[Candidate] = []
    for position in reader.placed:
        word = reader.words[position]
        candidate = _place(reader, position) if word.head else None
        if (
            candidate is None
            and word.group
            and not _adjectival(reader, position)
            and _cued(reader, position)
            and not everyday(reader, position, position)
        ):
            candidate = _group(reader, position)
        if candidate is not None:
            found.append(candidate)
    return found


def _place(reader: Reader, position: int) -> Candidate | None:
    word = reader.words[position]
    head, letters, end = word.head, word.head_cut, position + 1
    if (
        head & PLACE_HEAD
        and reader.words[end if end < reader.size else position].head & PLACE_CUE
        and reader.is_word(end + 1)
    ):
        end += 1
    if not reader.is_word(end) or (head & FACILITY_HEAD and _his_office(reader, position)):
        return None
    if (
        head & PLACE_CUE
        and not head & PLACE_HEAD
        and reader.words[end].head_cut == 0
        and reader.words[end].head & PLACE_HEAD
        and not reader.words[end].names
    ):
        return None  # "منطقة حوض ...": the second head's name
    person = named_after(reader, end)
    if person > end:  # "مدينة الأمير محمد الطبية", "شارع الملك فهد"
        words = Words(position, after_adjectives(reader, person), letters)
        return Candidate(words=words, type=_FACILITY, rule="place.headed", weight=73)
    if everyday(reader, end, end) or (reader.key(position - 1) == "عن" and reader.keys[position] == "طريق"):
        return None  # "by way of"
    here, reference = _place_name(reader, end, sure=bool(head & PLACE_HEAD))
    if here == end:
        return None
    if reference is None and _family_name(reader, position, letters):
        return None
    if reader.keys[position][letters:] in lexicon().named_only and _doubtful(reader, end, reference):
        return None
    while (
        here < reader.size and reader.marks(here) & PART and not (head & PLACE_CUE and not head & PLACE_HEAD)
    ):
        here += 1
    country = gazetteer().entity(reference).country if reference is not None else None
    if head & PLACE_CUE and not head & PLACE_HEAD:
        return Candidate(
            words=Words(end, here), type=_PLACE, rule="place.cued", weight=72, reference=reference
        )
    kind = _FACILITY if head & FACILITY_HEAD and not head & PLACE_HEAD else _PLACE
    return Candidate(
        words=Words(position, here, letters), type=kind, rule="place.headed", weight=73, country=country,
        head=reader.keys[position][letters:],
    )  # fmt: skip


def _place_name(reader: Reader, here: int, *, sure: bool) -> tuple[int, int | None]:
    """The end of a place's name, and whose it is in the gazetteer."""
    for cut, name in reader.names(here):
        if (
            not cut
            and reader.follows(here, name.rest)
            and gazetteer().type_of(name.reference) != "organization"
        ):
            return here + 1 + len(name.rest), name.reference
    run = name_run(reader, here, titled=False, cut_allowed=False)
    if run is not None and run.evidence >= 3:
        return run.words.last, None
    marks, key = reader.marks(here), reader.keys[here]
    if (
        marks & (COMMON | NATION | ADJECTIVE | PREPOSITION | VERB_SHAPE | FIELD | COMPOSED | SPEECH)
        or reader.words[here].phrases
    ):
        return here, None
    if marks & (FOREIGN_SHAPE | UNKNOWN_DEFINITE):
        return here + 1, None
    if (
        marks & DEFINITE
        or key.startswith(("و", "ب", "ل", "ف", "ك"))
        or key.endswith(("ه", "ا", "ات", "ين", "ون"))
    ):
        return (here + 1, None) if sure and key[0] not in "ولفك" and not marks & DEFINITE else (here, None)
    return here + 1, None


def _his_office(reader: Reader, position: int) -> bool:
    """Is it "his office" rather than a library?"""
    return reader.keys[position].endswith(_LIBRARY) and reader.letters_of(position).endswith(
        "\N{ARABIC LETTER HEH}"
    )


def _family_name(reader: Reader, position: int, letters: int) -> bool:
    """Is the head rather part of somebody's name ("إبراهيم بحر العبيدي")?"""
    before = reader.marks(position - 1) if position else NONE
    return not letters and bool(before & GIVEN) and not before & WEAK


def _doubtful(reader: Reader, position: int, reference: int | None) -> bool:
    """Is the word after a head that common nouns follow as well ("قطاع الإنشاءات") anything but a name?"""
    if reference is None:
        return bool(reader.marks(position) & DEFINITE)
    return bool(reader.marks(position) & COMMON) and gazetteer().is_city(reference)


def _adjectival(reader: Reader, position: int) -> bool:
    """Does the plural rather describe the definite noun before it ("المواطنين السوريين", "رؤسائنا العرب")?"""
    cut = reader.words[position].group_cut
    if not position:
        return False
    before = reader.keys[position - 1]
    if cut:  # "الخبراء السوريون والأتراك"
        joined = cut == 1 and reader.keys[position][0] == "و" and reader.marks(position - 1) & NATION
        return bool(joined) and position > 1 and _adjectival(reader, position - 1)
    if any(reading.article for reading in readings(before)):
        return True
    return before.endswith(_OUR) and reader.marks(position - 1) & (COMPOSED | VERB_SHAPE) == COMPOSED


def _cued(reader: Reader, position: int) -> bool:
    """Does a people's name that is also an everyday word ("السنة") stand where it is the people?"""
    key = reader.words[position].group
    if has_hamza(reader, position):
        return False  # "ألسنة"
    if key not in lexicon().cued_groups:
        return True
    before, after = reader.key(position - 1), reader.words_at(position + 1)
    if before in lexicon().beside or before.removeprefix("و") in lexicon().beside:
        return True
    return bool(after.group and after.group_cut) or bool(
        reader.words[position].group_cut and reader.words_at(position - 1).group
    )


def _group(reader: Reader, position: int) -> Candidate:
    """A people or community; a nation's people has its country."""
    word = reader.words[position]
    country = nationalities().get(word.group.removeprefix("ال"))
    return Candidate(
        words=Words(position, position + 1, word.group_cut), type=_GROUP, rule="group.people", weight=50,
        entity=f"group:{country.lower()}" if country else None, country=country, head="ال",
    )  # fmt: skip
