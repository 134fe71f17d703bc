"""Names of people: after titles and verbs of speech, and by the words they are made of."""

from __future__ import annotations

from typing import Final

from tasks.extract.facts import MentionType
from tasks.extract.mentions.lexicon import NAMELIKE, Mark, Opening, lexicon
from tasks.extract.mentions.reader import Candidate, Reader, Words

_TITLES: Final = (Opening.RANK, Opening.STYLE, Opening.OFFICE)
_LONGEST_NAME: Final = 8
_LONGEST_OFFICE: Final = 10
_STOPPERS: Final = Mark.COMMON | Mark.VERB_SHAPE | Mark.PREPOSITION


def name_run(
    reader: Reader, start: int, *, titled: bool, cut_allowed: bool = True
) -> tuple[Words, int] | None:
    """The longest name that begins at a token, and how sure its words are (3 sure, 2 likely, 1 only after a title)."""
    if not reader.is_word(start):
        return None
    word = reader.words[start]
    cut, marks = 0, word.marks
    if word.cut and cut_allowed:
        cut, marks = word.cut, word.bare
    evidence = _first(reader, start, marks, titled=titled)
    if evidence == 0:
        return None
    position, evidence, sure = _body(reader, start, marks, evidence, titled=titled)
    if position == start:
        return None
    return Words(start, position, cut), min(evidence, 3) if sure else min(evidence, 2)


def _first(reader: Reader, start: int, marks: int, *, titled: bool) -> int:
    """How well a word begins a name: 0 not at all."""
    if marks & Mark.WEAK and _preposition(reader, start):
        return 0
    if marks & Mark.LINK:
        return 2 if _linked(reader, start, titled=titled) > start else 0
    if marks & (Mark.GIVEN | Mark.FOREIGN):
        return 1 if marks & Mark.WEAK else 2
    if marks & Mark.FOREIGN_SHAPE:
        return 1
    if not titled or marks & Mark.NATION:
        return 0
    if marks & Mark.SURNAME:
        return 1
    if marks & Mark.NISBA and not marks & (Mark.ADJECTIVE | Mark.BETWEEN | Mark.FIELD):
        return 1
    if marks & (Mark.DEFINITE | _STOPPERS):
        return 0
    return (
        1 if len(reader.keys[start]) >= 3 and not _other_name(reader, start) and _plain(reader, start) else 0
    )


def _preposition(reader: Reader, position: int) -> bool:
    """Is the word rather "on" than Ali, or another word in alef maksura that is no name?"""
    if reader.letters_of(position).endswith("\N{ARABIC LETTER ALEF MAKSURA}"):
        return True
    if reader.keys[position] != "علي" or reader.maksura:
        return False
    following = reader.marks(position + 1)
    return not following & (Mark.LINK | Mark.NISBA | Mark.SURNAME | Mark.GIVEN) or bool(
        following & Mark.COMMON
    )


def _office(reader: Reader, position: int) -> bool:
    """Does a title of two words begin here ("الأمين العام"), or an indefinite one ("رئيس")?"""
    for letters, phrase in reader.words[position].phrases:
        if (
            phrase.opening in _TITLES
            and (phrase.rest or not reader.marks(position) & Mark.DEFINITE)
            and reader.follows(position, phrase.rest)
        ):
            return letters <= 1
    return False


def _other_name(reader: Reader, position: int) -> bool:
    """Does a place or an organisation that needs no cue begin here?"""
    return any(
        not name.cue and reader.follows(position, name.rest) for _, name in reader.words[position].names
    )


def _body(reader: Reader, start: int, marks: int, evidence: int, *, titled: bool) -> tuple[int, int, bool]:
    """The end of the name, its evidence, and whether its words are known names."""
    position = start
    sure = bool(marks & (Mark.GIVEN | Mark.FOREIGN | Mark.LINK))
    arabic = bool(marks & (Mark.GIVEN | Mark.LINK))
    unknown = 0
    while position < min(reader.size, start + _LONGEST_NAME) and reader.is_word(position):
        current = marks if position == start else reader.marks(position)
        following = reader.marks(position + 1) if reader.is_word(position + 1) else Mark.NONE
        if current & Mark.LINK:
            end = _linked(reader, position, titled=titled or position > start)
            if end == position:
                break
            position = end
            evidence += 2
            sure = arabic = True
            continue
        if (
            current & Mark.RELIGION_HEAD
            and following & Mark.RELIGION
            and (position > start or following & Mark.DEFINITE)
        ):
            position += 2
            evidence += 1
            sure = arabic = True
            continue
        if position == start:
            position += 1
            continue
        if current & Mark.FOREIGN_LINK and following & (Mark.FOREIGN | Mark.FOREIGN_SHAPE) and not arabic:
            position += 2
            continue
        if current & Mark.REGNAL and position == start + 1:
            return (
                position + (2 if reader.keys[position + 1 : position + 2] == ("عشر",) else 1),
                evidence + 1,
                sure,
            )
        if current & Mark.NATION and current & Mark.DEFINITE and arabic and position < start + 4:
            evidence += 1
            position += 1
            continue
        if (
            reader.words[position].cut
            or _other_name(reader, position)
            or _office(reader, position)
            or current & (Mark.NATION | Mark.COMPOSED | Mark.PREPOSITION)
        ):
            break
        if current & Mark.WEAK and _preposition(reader, position):
            break
        if current & (Mark.GIVEN | Mark.FOREIGN) and not (
            current & Mark.WEAK and current & Mark.COMMON and not arabic
        ):
            evidence += 1
        elif current & Mark.SURNAME and (not current & Mark.COMMON or arabic):
            evidence += 1
        elif (
            current & Mark.NISBA
            and not current & (Mark.ADJECTIVE | Mark.BETWEEN | Mark.FIELD)
            and (sure or titled)
        ):
            evidence += 1
        elif current & Mark.UNKNOWN_DEFINITE and arabic:
            evidence += 1
        elif current & Mark.FOREIGN_SHAPE and not current & Mark.VERB_SHAPE:
            evidence += 1
        elif (
            unknown == 0
            and position == start + 1
            and sure
            and not current & (_STOPPERS | Mark.DEFINITE | Mark.PLACE_CUE | Mark.PLACE_HEAD)
            and _plain(reader, position)
        ):
            unknown += 1
        else:
            break
        position += 1
    return position, evidence, sure


def _plain(reader: Reader, position: int) -> bool:
    """An unknown word that could well be a family name: no opening, no clitic, no ending of the plural in sight."""
    word = reader.words[position]
    key = reader.keys[position]
    return (
        not word.phrases and not word.cut and not word.marks & Mark.COMPOSED and 3 <= len(key) <= 9
        and not key.startswith(("وال", "بال", "فال", "لل", "كال")) and not key.endswith(("ات", "ون", "ين", "وا", "يه", "تا", "ته"))
        and "\N{ARABIC FATHATAN}" not in reader.letters_of(position)
    )  # fmt: skip


#: Links that are also everyday words (am "or", ab "father", walad "was born"): only before a known name.
_WEAK_LINKS: Final = frozenset({"ام", "بو", "ولد", "بنت", "ابنه", "ابا", "ابي", "ابن", "ال"})


def _linked(reader: Reader, position: int, *, titled: bool) -> int:
    """The end of what a connecting word such as bin, abu or abd brings along; the position itself if nothing."""
    if not reader.is_word(position + 1):
        return position
    key, following = reader.keys[position], reader.marks(position + 1)
    if reader.words[position].cut and not reader.marks(position) & Mark.LINK:
        key = key[reader.words[position].cut :]
    if key == "عبد":
        return position + 2 if following & (Mark.SERVANT | Mark.GIVEN) else position
    if key in {"ولد", "ال"} and not titled:
        return position
    if following & Mark.LINK and reader.is_word(position + 2):
        end = _linked(reader, position + 1, titled=True)
        return end if end > position + 1 else position
    if key == "ال":
        return (
            position + 2
            if not following & Mark.DEFINITE or following & (Mark.SURNAME | Mark.NISBA)
            else position
        )
    known = following & (Mark.GIVEN | Mark.SURNAME | Mark.FOREIGN) and not (
        following & Mark.COMMON and following & Mark.WEAK and not titled
    )
    if following & Mark.RELIGION_HEAD and reader.marks(position + 2) & Mark.RELIGION:
        return position + 3
    if known:
        return position + 2
    if key in _WEAK_LINKS and not (titled and following & (Mark.NISBA | Mark.DEFINITE)):
        return position
    if following & (_STOPPERS | Mark.COMPOSED) and not (titled and following & Mark.DEFINITE):
        return position
    return position + 2


def find_people(reader: Reader) -> list[Candidate]:
    """All people: titled names first, then names after verbs of speech, then names by their words."""
    found: list[Candidate] = []
    taken = 0
    for position in range(reader.size):
        word = reader.words[position]
        if not word.busy:
            continue
        if word.phrases:
            candidate = _titled(reader, position)
            if candidate is not None and candidate.words.first >= taken:
                found.append(candidate)
                taken = candidate.words.last
                continue
        if position < taken or not (word.marks | word.bare) & (
            Mark.GIVEN | Mark.FOREIGN | Mark.LINK | Mark.RELIGION_HEAD | Mark.FOREIGN_SHAPE
        ):
            continue
        candidate = _bare(reader, position)
        if candidate is not None:
            found.append(candidate)
            taken = candidate.words.last
    return found


def _titled(reader: Reader, position: int) -> Candidate | None:
    opened = reader.opening(position, *_TITLES)
    if opened is None:
        return None
    kind, end, letters = opened
    office = kind is Opening.OFFICE
    limit = min(reader.size, end + _LONGEST_OFFICE)
    here = end
    complement = 0
    while here < limit:
        more = reader.opening(here, *_TITLES)
        if more is not None and more[2] == 0:
            office = office or more[0] is Opening.OFFICE
            here = more[1]
            continue
        run = name_run(reader, here, titled=True, cut_allowed=False)
        if run is not None and not _other_name(reader, here):
            words, evidence = run
            if (
                evidence < 2
                and complement
                and reader.keys[here][0] in "ولبفكس"
                and not reader.marks(here) & (NAMELIKE | Mark.FOREIGN_SHAPE)
            ):
                return None
            if (
                evidence < 2
                and here == end
                and end == position + 1
                and reader.keys[position][letters:] in lexicon().doubtful
            ):
                return None
            foreign = words.last - words.first > 1 and reader.marks(here) & Mark.FOREIGN_SHAPE
            if (
                evidence >= 2
                or complement == 0
                or foreign
                or (reader.marks(here - 1) & (Mark.NATION | Mark.BETWEEN))
            ):
                if (
                    office
                    and complement == 0
                    and evidence < 2
                    and end == here
                    and not reader.keys[position].startswith(("ال", "وال"))
                ):
                    return None
                title = Words(position, here if reader.is_word(here - 1) else here - 1, letters)
                return Candidate(
                    words=words,
                    type=MentionType.PERSON,
                    rule="person.titled",
                    weight=86,
                    title=title,
                    role=_role(reader, words.last),
                )
        step = _complement(reader, here, office=office or complement > 0 or reader.keys[here] == "في")
        if step == 0:
            return None
        complement += step
        here += step
    return None


def _complement(reader: Reader, here: int, *, office: bool) -> int:
    """How many tokens from here belong to an office's own words ("... الخارجية الأمريكي"); 0 when it ends."""
    key = reader.keys[here]
    if key in {"،", ","}:
        return (
            1
            if reader.is_word(here + 1) and name_run(reader, here + 1, titled=False, cut_allowed=False)
            else 0
        )
    if not reader.is_word(here):
        return 0
    marks = reader.marks(here)
    if marks & (Mark.NATION | Mark.BETWEEN):
        return 1
    if not office:
        return 0
    for letters, name in reader.words[here].names:
        if letters <= 1 and reader.follows(here, name.rest):
            return 1 + len(name.rest)
    if marks & Mark.DEFINITE and not marks & Mark.SPEECH:
        return 1
    if (
        marks & Mark.COMMON
        and not marks & (Mark.PREPOSITION | Mark.SPEECH)
        and reader.words[here - 1].phrases
        and (
            reader.marks(here + 1) & Mark.DEFINITE
            or reader.words[here + 1 if here + 1 < reader.size else here].names
        )
    ):
        return 1
    if (
        key in {"في", "باسم", "لشوون", "لدي"}
        or key.startswith(("لل", "وال", "بال"))
        or reader.words[here].phrases
    ):
        return 1
    return 0


def _role(reader: Reader, end: int) -> Words | None:
    """An office in apposition after a name ("... بول لاكاميرا، القائد العام في قوة المهام المشتركة")."""
    if end + 1 < reader.size and reader.keys[end] in {"،", ","}:
        opened = reader.opening(end + 1, *_TITLES)
        if opened is not None and opened[2] == 0:
            last = opened[1]
            while last < min(reader.size, end + 16):
                step = _complement(reader, last, office=True) if reader.keys[last] not in {"،", ","} else 0
                if step == 0 and reader.keys[last] in {"–", "-"} and reader.is_word(last + 1):
                    step = 1
                if step == 0:
                    break
                last += step
            return Words(end + 1, min(last, reader.size))
    return None


def _bare(reader: Reader, position: int) -> Candidate | None:
    """A name without a title: at least two words that fit, or one that can be nothing else."""
    spoken = reader.marks(position - 1) & Mark.SPEECH if position else Mark.NONE
    run = name_run(reader, position, titled=False)
    if run is None or _other_name(reader, position):
        return None
    words, evidence = run
    marks = reader.words[position].bare if words.cut else reader.marks(position)
    length = words.last - words.first
    sure = marks & (Mark.GIVEN | Mark.FOREIGN | Mark.LINK | Mark.RELIGION_HEAD)
    if marks & Mark.WEAK and _preposition(reader, position):
        return None
    if reader.keys[position] in {"بن", "بنت"}:
        if not position or not reader.is_word(position - 1) or _stops(reader.marks(position - 1)):
            return None
        words = words._replace(first=position - 1)
    if length >= 2 and sure and (evidence >= 3 or (evidence == 2 and _firm(reader.marks(words.first + 1)))):
        return Candidate(
            words=words,
            type=MentionType.PERSON,
            rule="person.words",
            weight=76,
            role=_role(reader, words.last),
        )
    if (
        length == 1
        and marks & Mark.FOREIGN
        and not marks & (Mark.WEAK | Mark.COMMON)
        and len(reader.keys[position]) >= 4
    ):
        before = (
            reader.marks(position - 1)
            if position and not words.cut and reader.is_word(position - 1)
            else Mark.COMMON
        )
        if (
            not before
            & (
                _STOPPERS
                | Mark.DEFINITE
                | Mark.COMPOSED
                | Mark.NATION
                | Mark.PLACE_CUE
                | Mark.PLACE_HEAD
                | Mark.SPEECH
            )
            and _plain(reader, position - 1)
            and not reader.words[position - 1].names
            and (before & Mark.FOREIGN_SHAPE or reader.keys[position - 1][0] not in "وفبلاينتس")
        ):
            words = words._replace(first=position - 1)
        return Candidate(words=words, type=MentionType.PERSON, rule="person.known", weight=60)
    if spoken and marks & (Mark.GIVEN | Mark.FOREIGN | Mark.FOREIGN_SHAPE) and not marks & Mark.WEAK:
        return Candidate(
            words=words,
            type=MentionType.PERSON,
            rule="person.spoken",
            weight=64,
            role=_role(reader, words.last),
        )
    return None


def _stops(marks: int) -> bool:
    return bool(marks & (Mark.PREPOSITION | Mark.SPEECH | Mark.DEFINITE)) and not marks & Mark.GIVEN


def _firm(marks: int) -> bool:
    """Is the word hardly ever anything but a name?"""
    if marks & Mark.WEAK or marks & Mark.COMMON:
        return False
    return bool(marks & (Mark.GIVEN | Mark.FOREIGN | Mark.SURNAME | Mark.NISBA))
