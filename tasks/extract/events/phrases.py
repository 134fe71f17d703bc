"""Noun phrases by tokens: where one begins, how far it goes, and which mention or quantity it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tasks.extract.events.grammar import (
    ARMED,
    ARMIES,
    BELONGING,
    BODIES,
    COMPASS,
    COMPOUNDS,
    EVENT_ADJECTIVES,
    HUMANS,
    LOCATED,
    NOON_WORDS,
    NUMBERS,
    PARTITIVES,
    PLACE_NOUNS,
    TITLE_ADJECTIVES,
    TITLED_WORKS,
    TITLES,
    WEAPONS,
    Role,
    verbal_shape,
)
from tasks.extract.events.lexicon import WordKind, analyses
from tasks.extract.events.words import Words
from tasks.extract.facts import MentionType
from tasks.text.fold import match_key
from tasks.text.span import Span
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_FACILITY: Final = MentionType.FACILITY
_GROUP: Final = MentionType.GROUP
_ORGANIZATION: Final = MentionType.ORGANIZATION
_PERSON: Final = MentionType.PERSON
_PLACE: Final = MentionType.PLACE
_DEMONSTRATIVE: Final = Role.DEMONSTRATIVE
_NOUN: Final = Role.NOUN
_BREAK: Final = TokenKind.BREAK
_NUMBER: Final = TokenKind.NUMBER
_PUNCTUATION: Final = TokenKind.PUNCTUATION
_WORD_KIND_NOUN: Final = WordKind.NOUN

#: A noun phrase longer than this is cut: no press release has names of more words.
LONGEST: Final = 14
#: A title with its name is certain, and may be longer.
_LONGEST_TITLE: Final = 30
#: Indefinite nouns that begin a phrase of their own after an adjective.
_NOUNS: Final = WEAPONS | ARMED | HUMANS | BODIES
#: Between a word of quantity and what it is of ("another number of demonstrators").
_MORE: Final = frozenset(
    map(
        match_key,
        (
            "آخر",
            "أخرى",
            "كبير",
            "كبيرة",
            "كبيرا",
            "محدودا",
            "قليلا",
            "محدودة",
            "قليل",
            "محدود",
            "غير",
            "هائل",
        ),
    )
)
#: "Live (ammunition)", "(Kuwait) the capital".
_ADJECTIVES: Final = frozenset(map(match_key, ("حي", "عاصمة", "وسط")))
_NO_ADJECTIVES: Final = (_NOUNS | PLACE_NOUNS) - _ADJECTIVES
_OFFICES: Final = TITLES | BODIES
_ACTING: Final = HUMANS | BODIES | ARMED | TITLES
#: "Spokesman in the name of …".
_NAMED: Final = match_key("باسم")
_SPEAKERS: Final = tuple(map(match_key, ("متحدث", "متحدثة", "ناطق", "ناطقة", "الرسمي", "الرسمية", "العسكري")))
_ON: Final = match_key("على")
_SUPERVISOR: Final = match_key("مشرف")
_ORGANIZING: Final = match_key("المنظمة")
_SLASH: Final = "/"
_TEH_MARBUTA: Final = "\N{ARABIC LETTER TEH MARBUTA}"
_QUOTES: Final = frozenset("«»“”\"'‘’")
_OPENING: Final = frozenset("«“\"'‘(")
_CLOSING: Final = frozenset("»”\"'’)")


@dataclass(slots=True, kw_only=True)
class Phrase:
    """A noun phrase from token ``first`` to ``last`` (exclusive), without clitics in ``span``.

    Phrases, clauses and the like are never changed. A release has some thirty of them, and a plain slotted class is quicker
    to build and to read than a frozen one or a tuple.
    """

    first: int
    last: int
    span: Span
    head: str
    definite: bool
    mention: int | None = None
    quantity: int | None = None
    counted: bool = False


@dataclass(slots=True, kw_only=True)
class Reader(Words):
    """The same, and the noun phrases in it."""

    def phrase(self, first: int, end: int) -> Phrase | None:  # noqa: C901, PLR0915  a ladder of word classes
        """The noun phrase that begins at a token, or None when none does."""
        document = self.document
        tokens = document.tokens
        if first >= end:
            return None
        kinds, keys = tokens.kinds, tokens.keys
        opening = self.word(first)
        if first in self.time_at and first not in self.mention_at:
            return None
        if kinds[first] is _PUNCTUATION and keys[first] not in _OPENING:
            return None
        start = document.after_letters(first, opening.cut) if opening.cut else tokens.starts[first]
        head = opening.stem
        person = self._titled(first, end, start)
        if person is not None:
            return person
        definite = False
        mention: int | None = None
        quantity: int | None = None
        position = first
        last = first
        ended = 0
        #: "hundreds of the demonstrators": a noun without the article begins the next phrase.
        ended_by_noun = False
        of_office = False
        previous = ""
        limit = min(end, first + LONGEST)
        while position < limit:
            key, kind = keys[position], kinds[position]
            if position > first and (position in self.barriers or position in self.verbs):
                break
            figure = kind is _NUMBER or position in self.quantity_at
            if figure and position > first and self.new_figure(position, previous, limit):
                break
            if (
                figure
                and position in self.quantity_at
                and (position == first or (quantity is None and not definite))
            ):
                stop, quantity_index = self.quantity_at[position]
                if quantity is None:
                    quantity = quantity_index
                position = last = min(self.after_counted(quantity_index, stop), limit)
                head = keys[position - 1]
                previous = head
                ended_by_noun = position > first + 1 and self.word(position - 1).article
                continue
            if kind is _NUMBER:
                if definite and position != first:
                    break
                position = last = position + 1
                previous = key
                continue
            if kind is _BREAK:
                break
            if kind is _PUNCTUATION:
                if key == _SLASH and mention is None and self._name_after(position, first):
                    position += 1
                    continue
                if key == "(" and position > first:
                    after = self.skip_group(position, limit)
                    if after > position and after < limit and self.word(after).stem == "من":
                        position = after
                        continue
                    break
                if key in _OPENING and key != "(" and position + 1 < limit:
                    closing = self._closing(position, limit, 12 if previous in TITLED_WORKS else 5)
                    if closing is None or previous.endswith(("ون", "ين")):
                        break
                    position = last = closing
                    definite = True
                    continue
                break
            if position > first and position in self.time_at:
                break
            reading = opening if position == first else self.word(position)
            at = self.mention_at.get(position)
            if at is not None:
                joined = self._office_goes_on(first, position, previous)
                if position > first and (reading.conjunction or reading.preposition) and not joined:
                    break
                if (
                    position > first
                    and definite
                    and not (
                        joined
                        or self._apposition(
                            at[1],
                            previous,
                            None if self.word(first).stem in TITLES else mention,
                            acting=self.word(first).stem in _ACTING
                            and self.word(position - 1).stem not in PLACE_NOUNS,
                        )
                    )
                ):
                    break
                if (
                    mention is None
                    and not joined
                    and not (of_office and self.mentions[at[1]].type is not _PERSON)
                ):
                    mention = at[1]
                of_office = False
                definite = True
                position = last = min(at[0], limit)
                previous = keys[position - 1]
                continue
            if position > first and (
                (key == _NAMED and keys[position - 1].endswith(_SPEAKERS))
                or (key == _ON and self._supervises(first, position))
            ):
                position += 1
                definite = False
                of_office = True
                continue
            if reading.role is _DEMONSTRATIVE:
                if position > first:
                    break
                position += 1
                last = position
                start = tokens.starts[min(position, len(keys) - 1)]
                previous = key
                continue
            if (
                position > first
                and (reading.conjunction or reading.preposition)
                and not self._office_goes_on(first, position, previous)
            ):
                break
            if (
                reading.stem in COMPASS
                and position > first
                and not definite
                and (previous in COMPASS or head in COMPASS or head in PLACE_NOUNS)
            ):
                previous = key
                position = last = position + 1
                continue
            if (
                reading.role is not _NOUN
                and not (position == first and reading.stem in COMPASS)
                and not (position > first and (self.word(position - 1).stem, key) in COMPOUNDS)
            ):
                if (
                    (
                        reading.stem == "من"
                        and not reading.conjunction
                        and position > first
                        and self._partitive(position, previous)
                    )
                    and position + 1 < limit
                    and self._may_follow(position + 1)
                ):
                    position += 1
                    definite = False
                    quantity = quantity if quantity is not None else None
                    continue
                break
            if position > first:
                if self.is_verb(position) and (self.word(position - 1).stem, key) not in COMPOUNDS:
                    break
                if (
                    previous.endswith("ون")
                    and len(previous) > 5
                    and previous not in NUMBERS
                    and self.word(position - 1).stem not in NOON_WORDS
                    and not key.endswith("ون")
                    and not (key.startswith("ال") and key[2:] in NUMBERS)
                ):
                    break  # a nominative plural ends its phrase: مسلحون عميدا
                if reading.stem in _NOUNS and previous.endswith("يه") and not reading.article:
                    break
                if reading.article:
                    if (definite or ended_by_noun) and not self._adjective(position, previous, head):
                        break
                    if self._after_person(position):
                        break
                    if (
                        ended == 0
                        and mention is not None
                        and self._others_adjective(first, position, mention)
                    ):
                        ended = last
                    definite = True
                else:
                    if definite or ended_by_noun:
                        break
                    if (
                        self._accusative(key)
                        and not self._accusative(previous)
                        and not previous.isdigit()
                        and previous not in PARTITIVES
                    ):
                        break
            elif reading.article:
                definite = True
            definite = definite or (reading.role is _NOUN and self.possessed(position))
            if position == first or (previous in PARTITIVES or previous.isdigit()):
                head = reading.stem
            previous = key
            position = last = position + 1
        if last <= first or (last - first == 1 and len(keys[first]) < 2 and not keys[first].isdigit()):
            return None
        if last - first > 1 and keys[last - 1] in BELONGING:
            owner = self.phrase(last, end) if last < end and self.word(last).preposition == "ل" else None
            if owner is not None:  # "three planes belonging to the army"
                last = owner.last
            elif ended == 0:
                ended = last - 1
        if ended == 0 and last - first > 1 and keys[last - 1] in LOCATED and keys[last - 2] != "من":
            ended = last - 1  # "the forces stationed in …": where they are is told behind
        finish = tokens.ends[(ended or last) - 1]
        while start < finish and self.document.text[start] in _QUOTES:
            start += 1
        while (
            finish > start
            and self.document.text[finish - 1] in _QUOTES
            and not (any(self.document.text[i] in _QUOTES for i in range(start, finish - 1)))
        ):
            finish -= 1
        while start < finish and self.document.text[start].isspace():
            start += 1
        if start >= finish:
            return None
        return Phrase(
            first=first,
            last=last,
            span=Span(start, finish),
            head=head,
            definite=definite,
            mention=mention,
            quantity=quantity,
            counted=quantity is not None or self._figures(first, min(last, first + 3)),
        )

    def _figures(self, first: int, last: int) -> bool:
        """Is one of the tokens a number?"""
        keys, kinds, figures = self.document.tokens.keys, self.document.tokens.kinds, self.quantity_at
        for token in range(first, last):
            if kinds[token] is _NUMBER or keys[token] in NUMBERS or token in figures:
                return True
        return False

    def _titled(self, first: int, end: int, start: int) -> Phrase | None:
        """A person's title and name as one phrase ("minister of X in the republic of Y, Z")."""
        at = self.titled.get(first)
        if at is None or at[0] > end or not first < at[0] <= first + _LONGEST_TITLE:
            return None
        if any(p in self.barriers or p in self.verbs for p in range(first + 1, at[0])):
            return None
        mention = self.mentions[at[1]]
        return Phrase(
            first=first, last=at[0], span=Span(start, mention.span.end), head=self.word(first).stem, definite=True,
            mention=at[1],
        )  # fmt: skip

    def after_counted(self, index: int, stop: int) -> int:
        """The token after a figure's counted noun, before a hedge that follows it (على الأقل)."""
        counted = self.quantities[index].counted_span
        if counted is None:
            return stop
        return min(stop, self.document.token_at(counted.end - 1) + 1)

    def new_figure(self, position: int, previous: str, limit: int) -> bool:
        """Does a figure with its counted noun begin here, so that the phrase before it is over?"""
        if previous in PARTITIVES or previous in NUMBERS or previous[:1].isdigit():
            return False
        key = self.document.tokens.keys[position]
        if key.startswith("ال") and key[2:] in NUMBERS:
            return False  # "its ten years": the number is an adjective
        at = self.quantity_at.get(position)
        if at is not None:
            # "two American soldiers": the second dual is the adjective of the first.
            return not (at[0] == position + 1 and previous[-2:] == key[-2:] and previous[-2:] in ("ان", "ين"))
        if self.document.tokens.kinds[position] is not _NUMBER or position + 1 >= limit:
            return False
        return self._may_follow(position + 1) and not self.word(position + 1).preposition

    def _closing(self, position: int, limit: int, longest: int) -> int | None:
        """The token after a quoted name of at most three words, longer after what has a title (an exhibition)."""
        keys = self.document.tokens.keys
        for token in range(position + 1, min(limit, position + longest)):
            if keys[token] in _CLOSING:
                return token + 1
        return None

    def _apposition(self, index: int, previous: str, held: int | None, *, acting: bool) -> bool:
        """May this mention continue a phrase that is already definite: a person's name after the title?

        ``acting``: the phrase is for somebody who acts, and does not end in a word like "the capital".
        """
        if held is not None and self.mentions[held].type in (_PLACE, _FACILITY):
            return self.mentions[index].type is not _PERSON  # "in Cairo X": X is somebody else
        kind = self.mentions[index].type
        if kind in (_PLACE, _FACILITY) and acting:
            return False  # "the delegation visited the airport", "the American president … Damascus"
        if kind is _PERSON:
            return True
        # "hundreds of demonstrators (pelted) the riot police": a name without the article is whom they pelted
        named = self.document.text.startswith("ال", self.mentions[index].span.start)
        return previous.startswith(("ال", "لل")) and (named or not previous.endswith(("ين", "ون")))

    def _office_goes_on(self, first: int, position: int, previous: str) -> bool:
        """Does ل bring what an office is of ("the secretary-general of the league", "the executive director of X")?"""
        return (
            position > first
            and previous in TITLE_ADJECTIVES
            and self.word(first).stem in _OFFICES
            and self.word(position).preposition == "ل"
            and not self.word(position).conjunction
            and (self.word(position).article or position in self.mention_at)
        )

    def _supervises(self, first: int, position: int) -> bool:
        """Does "over" follow the title of a supervisor ("the general supervisor of the centre")?"""
        return any(
            self.word(token).stem == _SUPERVISOR for token in range(max(first, position - 2), position)
        )

    def _name_after(self, slash: int, first: int) -> bool:
        """Does a person's name follow a slash, as in court statements ("the culprit / So-and-so")?"""
        at = self.mention_at.get(slash + 1)
        return slash > first and at is not None and self.mentions[at[1]].type is _PERSON

    def _others_adjective(self, first: int, position: int, mention: int) -> bool:
        """Is a word with the article after a country no adjective of it: "Egypt's complete (refusal)"?"""
        return (
            self.inside.get(first) == mention == self.inside.get(position - 1)
            and self.mentions[mention].country is not None
            and self.mentions[mention].span.start == self.document.tokens.starts[first]
            and not self.document.tokens.keys[position].endswith("ه")
        )

    def _after_person(self, position: int) -> bool:
        """Is the word before the end of a person's name, which no adjective follows (but a family name in ي may)?"""
        at = self.inside.get(position - 1)
        person = at is not None and self.mentions[at].type is _PERSON
        return person and not self.document.tokens.keys[position].endswith("ي")

    def _partitive(self, position: int, previous: str) -> bool:
        """Does من continue the phrase: after a quantity, a word like "some", or before an organisation?"""
        if previous in PARTITIVES or previous in _MORE or previous.isdigit():
            return True
        held = self.inside.get(position - 1)
        if held is not None and self.mentions[held].type is MentionType.PLACE:
            return False  # "Aden from the rebels": no part of it
        nxt = self.mention_at.get(position + 1)
        return nxt is not None and self.mentions[nxt[1]].type in (_ORGANIZATION, _GROUP)

    def _may_follow(self, position: int) -> bool:
        """Can a noun phrase go on at this token?"""
        if self.document.tokens.kinds[position] in (_PUNCTUATION, _BREAK):
            return False
        reading = self.word(position)
        return reading.role in (_NOUN, _DEMONSTRATIVE) and position not in self.time_at

    def _accusative(self, key: str) -> bool:
        """Is the word written with the alef of the indefinite accusative?"""
        return len(key) >= 4 and key.endswith("ا") and not key.endswith(("يا", "نا", "ها"))

    def _adjective(self, position: int, previous: str, head: str) -> bool:
        """Is a definite word after a definite word its adjective rather than the next noun phrase?"""
        key = self.document.tokens.keys[position]
        if key[2:] in NUMBERS:
            return True
        if key[2:] in TITLES and head in TITLES:
            return True  # one title after the other names one person: صاحب السمو الملكي الأمير
        if (
            key == _ORGANIZING
            and self.word(min(position + 1, len(self.document.tokens.keys) - 1)).preposition == "ل"
        ):
            return True  # "the committee organizing the …", not an organization
        if key[2:] in _NO_ADJECTIVES and key[2:] not in EVENT_ADJECTIVES:
            return False
        found = analyses(key)
        if (found and found[0].form.kind is _WORD_KIND_NOUN) or verbal_shape(key[2:]):
            return False
        if key.endswith(("ين", "ون")):
            # An army is one: what follows it in the plural is whom it fights.
            return head not in ARMIES and not head.endswith(("ه", "ات"))
        if key.endswith(("يه", "يتين", "يان")):
            return True
        if key.endswith("ات"):
            return False
        return not (previous.endswith(("يه",)) and not key.endswith("ه"))
