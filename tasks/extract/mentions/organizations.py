"""Organisations in no list, by the noun that heads them."""

from __future__ import annotations

from typing import Final

from tasks.extract.facts import MentionType
from tasks.extract.mentions.lexicon import Opening, lexicon, marks_of
from tasks.extract.mentions.marks import (
    ADJECTIVE,
    BETWEEN,
    COMMON,
    COMPOSED,
    DEFINITE,
    FIELD,
    FOREIGN,
    FOREIGN_SHAPE,
    GIVEN,
    GROUP,
    LOOSE,
    NATION,
    PLACE_CUE,
    SPEECH,
    SURNAME,
    WEAK,
)
from tasks.extract.mentions.name_words import has_hamza
from tasks.extract.mentions.person_name import name_run, named_after
from tasks.extract.mentions.reader import Candidate, Reader, Words
from tasks.languages.gazetteers.loader import Cue, gazetteer, nationalities

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_NOUN: Final = Cue.NOUN
_ORGANIZATION: Final = MentionType.ORGANIZATION
_CONSTRUCT: Final = Opening.CONSTRUCT

_LONGEST: Final = 9
#: Adjectives of bodies that belong to no nation.
_SUPRANATIONAL: Final = frozenset(
    {"الدولي", "العالمي", "الاوروبي", "الاسيوي", "الافريقي", "العربي", "الخليجي", "الاممي", "الاسلامي"}
)
#: "Headed by ...": the presidency of a meeting, no office of state.
_HEADED_BY: Final = "برياسه"
_FEMININE: Final = ("ه", "ات")
#: A broken plural among the heads, and a feminine adjective that ends like a masculine one.
_LINES, _FIRST = "الخطوط", "الاولي"
#: "Those with" and "of the", in names.
_OWNERS: Final = frozenset({"ذوي", "ذات", "غير"})
#: Heads that names of other bodies have in them ("للخطوط الحديدية").
_LINES_AND_FORCES: Final = frozenset({"الخطوط", "القوات"})
#: What a company's founder's name is followed by.
_PARTNERS: Final = frozenset({"واولاده", "وابناوه", "وشركاه", "وشركاوه", "واخوانه", "واخوته"})
_HAMZAS: Final = ("\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}", "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}")
#: What a verbal noun goes on with.
_ABOUT: Final = frozenset({"عن", "علي", "من", "بين", "مع", "الي"})
#: What is named after a place and goes on with what it is for ("مركز حوران للصحة النفسية").
_INSTITUTES: Final = frozenset({"معهد", "مركز", "موسسه", "جمعيه"})
#: Houses of learning, which are named after a person and nothing else.
_TAUGHT: Final = frozenset({"جامعه", "كليه", "مدرسه"})
#: What somebody leads, before whose office alone it has no name ("حزب الرئيس").
_LED: Final = frozenset({"حزب", "حكومه", "حركه", "تيار", "جيش", "قوات", "جماعه", "تحالف", "قوه"})
#: Heads before which "for the protection of ..." says what somebody does rather than who.
_PEOPLE: Final = frozenset({"قوات", "قوه", "فصايل", "سلطات", "حركه", "دار", "مجموعه"})
_KINDS: Final = frozenset({"القابضه", "المحدوده"})
_FIRMS: Final = frozenset({"شركه", "مجموعه", "موسسه"})
_FOREIGN: Final = FOREIGN_SHAPE | FOREIGN


def find_organizations(reader: Reader) -> list[Candidate]:
    """Organisations by their heads ("وزارة الدفاع", "الهيئة العامة للاستثمار", "جامعة نجران").

    A name goes on with adjectives of its head's gender, with fields of work after "and", and with what it is for.

    >>> from tasks.extract.document import Document
    >>> text = "زارت الهيئة القطرية لمكافحة التصحر وزارة الري والزراعة، وحضر حزب الرئيس."
    >>> reader = Reader(Document.of(text))
    >>> [reader.surface(candidate.words) for candidate in find_organizations(reader)]
    ['الهيئة القطرية لمكافحة التصحر', 'وزارة الري والزراعة']
    """
    found: list[Candidate] = []
    for position in reader.organized:
        opened = reader.organization(position)
        candidate = _organization(reader, position, *opened) if opened is not None else None
        if candidate is not None:
            found.append(candidate)
    return found


def _organization(
    reader: Reader, position: int, opening: Opening, end: int, letters: int
) -> Candidate | None:
    head = reader.keys[position][letters:]
    if (head, reader.key(position + 1)) in lexicon().blocked or reader.keys[position] == _HEADED_BY:
        return None
    if opening is _CONSTRUCT:
        here, named = _construct(reader, head, end)
    else:
        head = head if head.startswith("ال") else "ال" + head
        here, named = _adjectives(reader, end, head)
        if here > end and head in lexicon().purposeful:
            purpose = _purpose(reader, here)
            named = named or purpose > here
            here = purpose
        if here == end + 1 and head in lexicon().described and reader.marks(end) & NATION:
            return None  # "الشركة الفنلندية": a description
    here = _without_stranger(reader, position, here)
    if here == end or not named:
        return None
    words = Words(position, here, letters)
    return Candidate(
        words=words, type=_ORGANIZATION, rule="organization.headed", weight=66, head=head,
        country=_country(reader, end, here),
    )  # fmt: skip


def _without_stranger(reader: Reader, position: int, end: int) -> int:
    """The end without a nationality that cannot belong to the name ("رئيس اللجنة الأولمبية الدولية | الألماني فلان").

    A masculine adjective describes no feminine noun and no plural of things.
    """
    last = reader.marks(end - 1)
    if (
        end - 1 <= position
        or not last & NATION
        or not last & DEFINITE
        or reader.keys[end - 1].endswith(_FEMININE)
    ):
        return end
    named = reader.marks(end) & (GIVEN | FOREIGN) and reader.keys[end - 2] in _SUPRANATIONAL
    if named and position and reader.words[position - 1].titles is not None:
        return end - 1  # "رئيس الاتحاد الدولي الألماني فلان"
    return end - 1 if all(key.endswith(_FEMININE) for key in reader.keys[position : end - 1]) else end


def _country(reader: Reader, start: int, end: int) -> str | None:
    """The country an organisation's name gives, by a nationality ("الجيش اللبناني") or a place ("بلدية نابلس")."""
    for position in range(end - 1, start - 1, -1):
        if reader.marks(position) & NATION and not reader.marks(position) & FIELD:
            return nationalities().get(reader.keys[position].removeprefix("ال"))
        for letters, name in reader.names(position):
            if not letters and name.cue is not _NOUN and reader.follows(position, name.rest):
                return gazetteer().entity(name.reference).country
    return None


def _adjectives(reader: Reader, here: int, head: str) -> tuple[int, bool]:
    """The end of the adjectives from here, and whether one of them makes a name of its head."""
    named = False
    while reader.marks(here) & DEFINITE and reader.marks(here) & (NATION | ADJECTIVE):
        if not _agrees(head, reader.keys[here]):
            break
        named = named or bool(reader.marks(here) & NATION) or not reader.marks(here) & LOOSE
        here += 1
    return here, named


def _agrees(head: str, adjective: str) -> bool:
    """Can an adjective describe a head by its gender? Plurals of things are feminine.

    >>> _agrees("الحكومه", "الاشتراكي"), _agrees("القوات", "المسلحه"), _agrees("الحزب", "الاشتراكي")
    (False, True, True)
    """
    if head.endswith(_FEMININE) or head == _LINES:
        return not adjective.endswith("ي") or adjective == _FIRST
    return not adjective.endswith("ه") and adjective != _FIRST


def _purpose(reader: Reader, here: int, *, sure: bool = False) -> int:
    """The end of a complement such as "for investment and trade"; the same position when there is none.

    ``sure`` asks for a field of work ("للبحوث"): other heads stand before "for the ..." that is no part of a name.
    """
    key = reader.key(here)
    if key.startswith("ل") and key[1:] in lexicon().causes and reader.marks(here + 1) & DEFINITE:
        return _joined(reader, after_adjectives(reader, here + 2))  # "لمكافحة الفساد"
    if not key.startswith("لل") or len(key) < 5:
        return here
    if any(reader.follows(here, name.rest) for _, name in reader.names(here)):
        return here
    definite = "ال" + key[2:]
    if definite in lexicon().heads and definite not in _LINES_AND_FORCES:
        return here  # "المكتب السياسي للحركة": of another body
    if marks_of(definite) & (NATION | GROUP) or (sure and not _field(definite)):
        return here
    if sure and (definite in lexicon().activities or reader.key(here + 1) in _ABOUT):
        return here  # "... للبحث عن القارب"
    here = after_adjectives(reader, here + 1)
    while _and_the(reader, here) and marks_of(reader.key(here)[1:]) & (FIELD | COMMON):
        if reader.key(here)[1:] in lexicon().heads and reader.marks(here + 1) & DEFINITE:
            break  # "... and the General Directorate of ...": another one
        here = after_adjectives(reader, here + 1)
    return _joined(reader, here)


def _and_the(reader: Reader, here: int) -> bool:
    """Does a word begin with "and the", rather than with "and" and a hamza ("وألقت")?"""
    return reader.key(here).startswith("وال") and not reader.letters_of(here)[1:].startswith(_HAMZAS)


def _field(key: str) -> bool:
    """Is a definite noun a field of work that names go on with?"""
    return bool(marks_of(key) & FIELD) or key in lexicon().joined


def _joined(reader: Reader, here: int) -> int:
    """The end of further fields ("... والادعاء العام", "... وتقنية المعلومات")."""
    while True:
        key = reader.key(here)
        if key.startswith("وال") and _field(key[1:]):
            here = after_adjectives(reader, here + 1)
        elif key[:1] == "و" and _field("ال" + key[1:]) and _field(reader.key(here + 1)):
            here = after_adjectives(reader, here + 2)
        else:
            return here


def after_adjectives(reader: Reader, here: int) -> int:
    """The end of the definite adjectives that go on with a name that has begun ("... التنمية السياحية")."""
    while True:
        marks, key = reader.marks(here), reader.key(here)
        if not marks & DEFINITE or key in lexicon().time_adjectives:
            return here
        relational = len(key) >= 6 and key.endswith(("ي", "يه")) and not marks & (BETWEEN | SURNAME)
        participle = marks & FIELD and key.startswith("الم") and key.endswith("ه")  # "الطاقة المتجددة"
        if not relational and not participle and not marks & (NATION | ADJECTIVE):
            return here
        here += 1


def _construct(reader: Reader, head: str, end: int) -> tuple[int, bool]:
    """The end of a head's complement, and whether it names the organisation."""
    if not reader.is_word(end):
        return end, False
    founder = _founder(reader, head, end)
    if founder > end:
        return founder, True
    marks = reader.marks(end)
    describing = head in lexicon().describing  # "صحيفة الحياة": the known name alone is the mention
    known = _known(reader, end, cued=describing)
    if known is not None:
        last, organization = known
        if organization or describing:
            return end, False
        last = _educational(reader, last)
        return (_purpose(reader, last, sure=True) if head in _INSTITUTES else last), True
    person = named_after(reader, end)
    if person > end:  # "جامعة الملك خالد", "مركز الأمير سلطان الثقافي"
        named = head not in lexicon().vague or head in lexicon().dedicated
        end = after_adjectives(reader, person)
        return (end if head in _TAUGHT else _purpose(reader, end, sure=True)), named
    if marks & _FOREIGN and not marks & (COMMON | WEAK):
        here = end
        while reader.marks(here) & _FOREIGN and not reader.marks(here) & (COMMON | COMPOSED):
            here += 1
        return _purpose(reader, here, sure=True), True
    if marks & PLACE_CUE and not marks & DEFINITE and reader.is_word(end + 1):
        known = _known(reader, end + 1, cued=False)
        last = end + 2 if known is None else known[0]
        return after_adjectives(reader, last), True  # "بلدية مدينة البيرة"
    cause = reader.keys[end] in lexicon().causes and reader.keys[end] != "اداره" and head not in _PEOPLE
    if cause and _opens_complement(reader, end + 1):
        end += 1  # "هيئة شؤون الأسرى"
    elif not _opens_complement(reader, end) or (
        head in _LED and reader.title(end, Opening.OFFICE) is not None
    ):
        return end, False
    else:
        cause = False
    named = cause or head not in lexicon().vague or bool(marks & FIELD and head not in lexicon().indistinct)
    here = end + 1
    while here < end + _LONGEST:
        known = _known(reader, here, cued=False)
        following = after_adjectives(reader, here)
        if known is not None:
            return known[0], True
        if following > here:
            named = named or any(_naming(reader.marks(position)) for position in range(here, following))
            here = following
        elif reader.key(here) in _OWNERS and reader.marks(here + 1) & DEFINITE:
            here += 2  # "جمعية الأطفال ذوي الإعاقة"
        else:
            following = _joined(reader, here)
            if following == here:
                break
            here = following
    return (_purpose(reader, here, sure=True) if named else here), named


def _founder(reader: Reader, head: str, here: int) -> int:
    """The end of the name of a company or foundation that bears a person's ("مؤسسة فلان بن فلان الخيرية")."""
    if not (head in _FIRMS or head in lexicon().dedicated):
        return here
    run = name_run(reader, here, titled=False, cut_allowed=False)
    if run is None or run.evidence < 3 or run.words.last - here < 2:
        return here
    last = run.words.last
    partners = last + (reader.key(last) in _PARTNERS)
    partners += reader.key(partners) in _KINDS
    end = _purpose(reader, after_adjectives(reader, partners), sure=True)
    return end if end > last or head in lexicon().dedicated else here


def _naming(marks: int) -> bool:
    """Does an adjective make a name of what it describes?"""
    return bool(marks & NATION) or (bool(marks & ADJECTIVE) and not marks & LOOSE)


def _opens_complement(reader: Reader, position: int) -> bool:
    """May the definite word after a head be the rest of its name?"""
    marks = reader.marks(position)
    if not marks & DEFINITE or marks & SPEECH or (marks & NATION and not marks & FIELD):
        return False
    if has_hamza(reader, position):
        return False  # "مجلة ألمانية": no article
    if reader.keys[position] in lexicon().empty and not reader.marks(position + 1) & NATION:
        return False
    return not marks & ADJECTIVE or bool(marks & FIELD)


def _known(reader: Reader, position: int, *, cued: bool) -> tuple[int, bool] | None:
    """The end of a known name that begins at a token, and whether it is an organisation's."""
    if not reader.is_word(position):
        return None
    for letters, name in reader.names(position):
        if not letters and reader.follows(position, name.rest) and (name.cue is not _NOUN or cued):
            return position + 1 + len(name.rest), gazetteer().type_of(name.reference) == "organization"
    return None


def _educational(reader: Reader, here: int) -> int:
    """A university of a place may go on with its kind ("جامعة فلسطين التقنية")."""
    marks = reader.marks(here)
    return here + 1 if marks & DEFINITE and marks & ADJECTIVE and not marks & NATION else here
