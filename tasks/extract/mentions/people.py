"""Names of people: after titles and verbs of speech, and by the words they are made of."""

from __future__ import annotations

from typing import Final

from tasks.extract.facts import MentionType
from tasks.extract.mentions.lexicon import Mark, Opening, lexicon, marks_of
from tasks.extract.mentions.reader import Candidate, Reader, Words

_TITLES: Final = (Opening.RANK, Opening.STYLE, Opening.OFFICE)
_LONGEST_NAME: Final = 8
_LONGEST_OFFICE: Final = 10
_STOPPERS: Final = Mark.COMMON | Mark.VERB_SHAPE | Mark.PREPOSITION


def name_run(reader: Reader, start: int, *, titled: bool, cut_allowed: bool = True) -> tuple[Words, int] | None:
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
    position, evidence, sure = _body(reader, start, marks, evidence)
    if position == start:
        return None
    return Words(start, position, cut), min(evidence, 3) if sure else min(evidence, 2)


def _first(reader: Reader, start: int, marks: Mark, *, titled: bool) -> int:
    """How well a word begins a name: 0 not at all."""
    if reader.letters_of(start).endswith("\N{ARABIC LETTER ALEF MAKSURA}") and marks & Mark.WEAK:
        return 0
    if marks & Mark.LINK:
        return 2 if reader.is_word(start + 1) and not marks & Mark.COMMON else (2 if titled else 1)
    if marks & (Mark.GIVEN | Mark.FOREIGN):
        return 1 if marks & Mark.WEAK else 2
    if marks & Mark.FOREIGN_SHAPE:
        return 1
    if not titled:
        return 0
    if marks & Mark.SURNAME:
        return 1
    if marks & Mark.NISBA and not marks & (Mark.COMMON | Mark.ADJECTIVE | Mark.BETWEEN | Mark.NATION):
        return 1
    if marks & (Mark.DEFINITE | _STOPPERS | Mark.NATION):
        return 0
    return 1 if len(reader.keys[start]) >= 3 and not _other_name(reader, start) else 0


def _other_name(reader: Reader, position: int) -> bool:
    """Does a place or an organisation that needs no cue begin here?"""
    return any(not letters and not name.cue and reader.follows(position, name.rest) for letters, name in reader.words[position].names)


def _body(reader: Reader, start: int, marks: Mark, evidence: int) -> tuple[int, int, bool]:
    """The end of the name, its evidence, and whether all its words are known names."""
    position = start
    sure = bool(marks & (Mark.GIVEN | Mark.FOREIGN | Mark.LINK))
    parts = 0
    while position < min(reader.size, start + _LONGEST_NAME) and reader.is_word(position):
        current = marks if position == start else reader.marks(position)
        following = reader.marks(position + 1) if reader.is_word(position + 1) else Mark.NONE
        key = reader.keys[position]
        if current & Mark.LINK and reader.is_word(position + 1):
            end = _linked(reader, position, key)
            if end == position:
                break
            position = end
            evidence += 1
        elif current & Mark.RELIGION_HEAD and following & Mark.RELIGION:
            position += 2
            evidence += 1
            sure = True
        elif position > start and current & Mark.FOREIGN_LINK and following & (Mark.FOREIGN | Mark.FOREIGN_SHAPE | Mark.GIVEN):
            position += 2
        elif position == start:
            position += 1
        elif current & (Mark.GIVEN | Mark.FOREIGN | Mark.SURNAME):
            if current & Mark.COMMON and not current & (Mark.GIVEN | Mark.FOREIGN) and not sure:
                break
            position += 1
            evidence += 1
        elif current & Mark.NISBA and not current & (Mark.COMMON | Mark.ADJECTIVE | Mark.NATION | Mark.BETWEEN):
            position += 1
            evidence += 1
        elif current & Mark.NISBA and sure and parts == 1 and not current & (Mark.ADJECTIVE | Mark.NATION | Mark.BETWEEN):
            position += 1
            evidence += 1
        elif current & Mark.FOREIGN_SHAPE:
            position += 1
            evidence += 1
        elif not current & (_STOPPERS | Mark.DEFINITE | Mark.NATION | Mark.PLACE_CUE | Mark.PLACE_HEAD) and not _other_name(reader, position) and _plain(reader, position):
            position += 1
        else:
            break
        parts += 1
    return position, evidence, sure


def _plain(reader: Reader, position: int) -> bool:
    """An unknown word that could well be a family name: no opening, no tanween, no clitic in sight."""
    word = reader.words[position]
    key = reader.keys[position]
    return not word.phrases and not word.cut and 3 <= len(key) <= 9 and not key.endswith(("ات", "ون", "ين", "ها", "هم", "وا")) and "\N{ARABIC FATHATAN}" not in reader.letters_of(position)


def _linked(reader: Reader, position: int, key: str) -> int:
    """The end of what a connecting word such as bin, abu or abd brings along; the position itself if nothing."""
    following = reader.marks(position + 1)
    if key == "عبد":
        return position + 2 if following & Mark.SERVANT or following & Mark.GIVEN else position
    if following & Mark.LINK and reader.is_word(position + 2):
        return _linked(reader, position + 1, reader.keys[position + 1])
    if following & (Mark.PREPOSITION | Mark.VERB_SHAPE) and not following & (Mark.GIVEN | Mark.SURNAME):
        return position
    if following & Mark.COMMON and not following & (Mark.GIVEN | Mark.SURNAME | Mark.NISBA) and key in {"ام", "بو", "ولد", "بنت", "ابنه", "ابا", "ابي", "ابن", "بني"}:
        return position
    if following & Mark.RELIGION_HEAD and reader.marks(position + 2) & Mark.RELIGION:
        return position + 3
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
        if position < taken or not (word.marks | word.bare) & (Mark.GIVEN | Mark.FOREIGN | Mark.LINK | Mark.RELIGION_HEAD | Mark.FOREIGN_SHAPE):
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
            if evidence >= 2 or complement == 0 or (reader.marks(here - 1) & (Mark.NATION | Mark.BETWEEN)):
                if office and complement == 0 and evidence < 2 and end == here and not reader.keys[position].startswith(("ال", "وال")):
                    return None
                title = Words(position, here if reader.is_word(here - 1) else here - 1, letters)
                return Candidate(words=words, type=MentionType.PERSON, rule="person.titled", weight=86, title=title, role=_role(reader, words.last))
        step = _complement(reader, here, office=office or complement > 0 or reader.keys[here] == "في")
        if step == 0:
            return None
        complement += step
        here += step
    return None


def _complement(reader: Reader, here: int, *, office: bool) -> int:
    """How many tokens from here belong to an office's own words ("... الخارجية الأمريكي"); 0 when it ends."""
    key = reader.keys[here]
    if key == "،" or key == ",":
        return 1 if reader.is_word(here + 1) and name_run(reader, here + 1, titled=False, cut_allowed=False) else 0
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
    if key in {"في", "باسم", "لشوون", "لدي"} or key.startswith(("لل", "وال", "بال")) or reader.words[here].phrases:
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
    sure = marks & (Mark.GIVEN | Mark.FOREIGN | Mark.LINK)
    if marks & Mark.COMMON and marks & Mark.WEAK and evidence < 3:
        return None
    if length >= 2 and sure and evidence >= 3:
        return Candidate(words=words, type=MentionType.PERSON, rule="person.words", weight=76, role=_role(reader, words.last))
    if length == 1 and marks & Mark.FOREIGN and not marks & (Mark.WEAK | Mark.COMMON) and len(reader.keys[position]) >= 4:
        return Candidate(words=words, type=MentionType.PERSON, rule="person.known", weight=60)
    if spoken and marks & (Mark.GIVEN | Mark.FOREIGN | Mark.FOREIGN_SHAPE) and not marks & Mark.WEAK:
        return Candidate(words=words, type=MentionType.PERSON, rule="person.spoken", weight=64, role=_role(reader, words.last))
    return None


def known_pairs() -> set[tuple[str, ...]]:
    """Family names of two words."""
    return lexicon().surname_pairs


__all__ = ["find_people", "known_pairs", "marks_of", "name_run"]
