"""Where one noun phrase goes on and where the next one begins: adjectives, appositions, offices, figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tasks.extract.events.closed import (
    ARMED,
    ARMIES,
    BODIES,
    COMPASS,
    EVENT_ADJECTIVES,
    HONOURS,
    HUMANS,
    NUMBERS,
    PARTITIVES,
    PLACE_NOUNS,
    TIMES_OVER,
    TITLE_ADJECTIVES,
    TITLES,
    VEHICLES,
    WEAPONS,
    verbal_shape,
)
from tasks.extract.events.grammar import Role
from tasks.extract.events.lexicon import WordKind, analyses
from tasks.extract.events.words import Words
from tasks.extract.facts import MentionType
from tasks.text.fold import match_key
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_FACILITY: Final = MentionType.FACILITY
_GROUP: Final = MentionType.GROUP
_ORGANIZATION: Final = MentionType.ORGANIZATION
_PERSON: Final = MentionType.PERSON
_PLACE: Final = MentionType.PLACE
_TEH_MARBUTA: Final = "\N{ARABIC LETTER TEH MARBUTA}"
_THINGS: Final = ("ه", "ات")
#: How an adjective ends behind a feminine noun or a plural of things.
_FEMININE: Final = ("ه", "ات", "ون", "ين")
_DEMONSTRATIVE: Final = Role.DEMONSTRATIVE
_NOUN: Final = Role.NOUN
_BREAK: Final = TokenKind.BREAK
_NUMBER: Final = TokenKind.NUMBER
_PUNCTUATION: Final = TokenKind.PUNCTUATION
_WORD_KIND_NOUN: Final = WordKind.NOUN
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
_NO_ADJECTIVES: Final = (_NOUNS | PLACE_NOUNS | BODIES | VEHICLES) - _ADJECTIVES
_OFFICES: Final = TITLES | BODIES
_HOLDERS: Final = frozenset(map(match_key, ("أصحاب", "صاحب", "صاحبي")))
_SUPERVISOR: Final = match_key("مشرف")
_ORGANIZING: Final = match_key("المنظمة")
_CLOSING: Final = frozenset("»”\"'’)")


_SAUDI: Final = "السعودية"


@dataclass(slots=True, kw_only=True)
class Joints(Words):
    """The same, and what may join two words in one noun phrase."""

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
        if at is not None and previous.endswith("تي") and at[0] == position + 1 and key not in TIMES_OVER:
            return False  # "the two bodies of two men" (جثتي رجلين)
        if at is not None:
            # "two American soldiers": the second dual is the adjective of the first.
            return not (at[0] == position + 1 and previous[-2:] == key[-2:] and previous[-2:] in ("ان", "ين"))
        if self.document.tokens.kinds[position] is not _NUMBER or position + 1 >= limit:
            return False
        return self.may_follow(position + 1) and not self.word(position + 1).preposition

    def closing(self, position: int, limit: int, longest: int) -> int | None:
        """The token after a quoted name of at most three words, longer after what has a title (an exhibition)."""
        keys = self.document.tokens.keys
        for token in range(position + 1, min(limit, position + longest)):
            if keys[token] in _CLOSING:
                return token + 1
        return None

    def apposition(self, index: int, previous: str, held: int | None, *, acting: bool, body: bool) -> bool:
        """May this mention continue a phrase that is already definite: a person's name after the title?

        ``body``: the phrase is so far the name of a body and nothing else. ``acting``: the phrase is for somebody who acts, and does not end in a word like "the capital".
        """
        if held is not None and self.mentions[held].type in (_PLACE, _FACILITY):
            return self.mentions[index].type is not _PERSON  # "in Cairo X": X is somebody else
        kind = self.mentions[index].type
        if kind is _PERSON and body:
            return False  # "the United Nations appointed X"
        if kind is _PLACE and self.mentions[index].span.of(self.document.text) == _SAUDI:
            return previous.endswith(("ه", "ات"))  # the country's name is the adjective, too
        if kind in (_PLACE, _FACILITY) and held is not None and self.mentions[held].type is _ORGANIZATION:
            return False  # "the brigades of X (shelled) the crossing of Y"
        if kind in (_PLACE, _FACILITY) and acting:
            return False  # "the delegation visited the airport", "the American president … Damascus"
        if kind is _PERSON:
            return not (previous.startswith("ال") and previous.endswith("ون"))
        begins = self.word(self.document.token_at(self.mentions[index].span.start))
        if begins.article and begins.stem in BODIES:
            return False  # "the opposition (accused) the government of X"
        # "the demonstrators (pelted) the riot police": the name after a plural is whom they pelted
        return previous.startswith(("ال", "لل")) and not previous.endswith(("ين", "ون"))

    def honours_go_on(self, first: int, position: int) -> bool:
        """Does "and" bring another honour of the same people ("their highnesses and excellencies, the ministers of …")?"""
        return (
            position > first + 1
            and self.word(first).stem in _HOLDERS
            and self.word(position).stem in HONOURS
            and self.word(position - 1).stem in HONOURS
        )

    def office_goes_on(self, first: int, position: int, previous: str) -> bool:
        """Does ل bring what an office is of ("the secretary-general of the league", "the executive director of X")?"""
        if previous not in TITLE_ADJECTIVES:
            return self.word(position).stem in HONOURS and self.honours_go_on(first, position)
        return (
            position > first
            and self.word(first).stem in _OFFICES
            and self.word(position).preposition == "ل"
            and not self.word(position).conjunction
            and (self.word(position).article or position in self.mention_at)
        )

    def place_begins(self, position: int) -> bool:
        """Does a place's name or a noun for one without the article begin here?"""
        if self.word(position).stem in PLACE_NOUNS:
            return not self.word(position).article
        at = self.mention_at.get(position)
        return at is not None and self.mentions[at[1]].type in (_PLACE, _FACILITY)

    def supervises(self, first: int, position: int) -> bool:
        """Does "over" follow the title of a supervisor ("the general supervisor of the centre")?"""
        return any(
            self.word(token).stem == _SUPERVISOR for token in range(max(first, position - 2), position)
        )

    def followed_by_article(self, position: int, limit: int) -> bool:
        """Does a noun with the article follow?"""
        return (
            position + 1 < limit
            and self.word(position + 1).article
            and not self.word(position + 1).preposition
        )

    def name_after(self, slash: int, first: int) -> bool:
        """Does a person's name follow a slash, as in court statements ("the culprit / So-and-so")?"""
        at = self.mention_at.get(slash + 1)
        return slash > first and at is not None and self.mentions[at[1]].type is _PERSON

    def others_adjective(self, first: int, position: int, mention: int) -> bool:
        """Is a word with the article after a country no adjective of it: "Egypt's complete (refusal)"?"""
        return (
            self.inside.get(first) == mention == self.inside.get(position - 1)
            and self.mentions[mention].country is not None
            and self.mentions[mention].span.start == self.document.tokens.starts[first]
            and not self.document.tokens.keys[position].endswith("ه")
        )

    def after_person(self, position: int) -> bool:
        """Is the word before the end of a person's name, which no adjective follows (but a family name in ي may)?"""
        at = self.inside.get(position - 1)
        person = at is not None and self.mentions[at].type is _PERSON
        return person and not self.document.tokens.keys[position].endswith("ي")

    def partitive(self, position: int, previous: str) -> bool:
        """Does من continue the phrase: after a quantity, a word like "some", or before an organisation?"""
        if previous in PARTITIVES or previous in _MORE or previous.isdigit():
            return True
        held = self.inside.get(position - 1)
        if held is not None and self.mentions[held].type is MentionType.PLACE:
            return False  # "Aden from the rebels": no part of it
        nxt = self.mention_at.get(position + 1)
        return nxt is not None and self.mentions[nxt[1]].type in (_ORGANIZATION, _GROUP)

    def may_follow(self, position: int) -> bool:
        """Can a noun phrase go on at this token?"""
        if self.document.tokens.kinds[position] in (_PUNCTUATION, _BREAK):
            return False
        reading = self.word(position)
        return reading.role in (_NOUN, _DEMONSTRATIVE) and position not in self.time_at

    def accusative(self, key: str) -> bool:
        """Is the word written with the alef of the indefinite accusative?"""
        return len(key) >= 4 and key.endswith("ا") and not key.endswith(("يا", "نا", "ها"))

    def _of_things(self, token: int) -> bool:
        """Does a word end in teh marbuta, or in the plural of things?"""
        tokens = self.document.tokens
        return tokens.keys[token].endswith("ات") or self.document.text[tokens.ends[token] - 1] == _TEH_MARBUTA

    def adjective(self, position: int, previous: str, head: str) -> bool:
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
        if key.endswith(("ين", "ون")) and previous.endswith(key[-2:]):
            return True  # "the hard-line fighters"
        if key[2:] in COMPASS:
            return not previous.endswith(("ه", "ات"))  # "the eastern coast"; none of a plural of things
        if head.endswith(_THINGS) and self._of_things(position - 1) and not key.endswith(_FEMININE):
            return False  # "the planes (shelled) the coast": no masculine adjective describes them
        if key[2:] in _NO_ADJECTIVES and key[2:] not in EVENT_ADJECTIVES:
            return False
        found = analyses(key)
        if (found and found[0].form.kind is _WORD_KIND_NOUN) or verbal_shape(key[2:]):
            return False
        if key in PARTITIVES:
            return False
        if key.endswith(("ين", "ون")):
            # An army is one: what follows it in the plural is whom it fights.
            return head not in ARMIES and not head.endswith(("ه", "ات"))
        if key.endswith(("يه", "يتين", "يان")):
            return True
        if head in TITLES and key.endswith("ي") and not head.endswith("ه"):
            return True  # "the Russian foreign minister"
        if key.endswith("ات"):
            return False
        return not (previous.endswith(("يه",)) and not key.endswith("ه"))
