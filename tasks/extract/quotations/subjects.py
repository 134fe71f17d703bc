"""The subject that stands in a verb of saying's own sentence, whichever side of the verb it is on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tasks.extract.facts import MentionType, Part
from tasks.extract.quotations.marks import MARKS
from tasks.extract.quotations.names import Names
from tasks.extract.quotations.scan import COLON, THAT, Cue, Scan
from tasks.extract.quotations.speaker import subject_after, subject_before
from tasks.languages.ar_lexicon import lexicon
from tasks.languages.gazetteers.loader import common_words
from tasks.text.clitics import readings
from tasks.text.fold import match_key
from tasks.text.span import Span
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_ORGANIZATION: Final = MentionType.ORGANIZATION
_PLACE: Final = MentionType.PLACE
_BREAK: Final = TokenKind.BREAK
_WORD: Final = TokenKind.WORD

#: Between a verb and what is said stand at most so many tokens.
SUBJECT_REACH: Final = 60
#: A title with its name has at most so many words.
_TITLE: Final = 12
_RELATIVES: Final = {match_key("الذي"): False, match_key("التي"): True}
_TEH_MARBUTA: Final = "\N{ARABIC LETTER TEH MARBUTA}"
#: "Peace be upon him" instead of a subject.
_PEACE: Final = (
    (match_key("عليه"), match_key("الصلاة")),
    (match_key("عليه"), match_key("السلام")),
)
_FROM: Final = match_key("عن")
#: "With the", which begins what a verb without words of its own is about.
_WITH: Final = match_key("بال")
#: A preposition and a noun of four letters; shorter words in ب are mostly names.
_SHORTEST_WITH: Final = 5
#: Above every cost in the lexicon.
_UNKNOWN: Final = 1_000
#: Before a place these make it part of a title.
_PLACED: Final = frozenset(
    map(match_key, ("في", "منطقة", "محافظة", "مدينة", "دولة", "جمهورية", "مملكة", "شؤون", "جنوب", "شمال"))
)
_BOUNDS: Final = THAT | {COLON, "\n"}
_AUXILIARY: Final = frozenset(map(match_key, ("قد", "كان", "كانت")))


@dataclass(frozen=True, slots=True)
class Subjects:
    """Finds subjects in one release."""

    scan: Scan
    names: Names

    def own(self, cue: Cue, bound: int) -> Part | None:
        """The subject after the verb, if one stands there and agrees with it."""
        words, keys = self.scan.lexicon, self.scan.document.tokens.keys
        form = cue.form
        if keys[cue.token + 1 : cue.token + 3] in _PEACE:
            return self._part((cue.token + 1, cue.token + 3))
        if form.verb.addressed:
            phrase = self._subject(cue.token + 1, bound)
        else:
            phrase = subject_after(self.scan, cue.token + 1, bound)
        if phrase is None:
            return None
        head = keys[phrase[0]]
        if not form.feminine and form.number == 1 and self._her(phrase):
            return None
        if form.verb.nouns and head in words.reported_nouns:
            return None
        if (form.feminine and _plain(head) in words.masculine) or (
            form.verb.addressed and head in words.addressed
        ):
            return None
        return self._part(self._without_object(cue, phrase))

    def _her(self, phrase: tuple[int, int]) -> bool:
        """Does a body with a feminine name begin the phrase, which no masculine verb has as its subject ("urged the court to …")?"""
        named = self.names.begins(self.scan.document.words(*phrase))
        tokens = self.scan.document.tokens
        return (
            named is not None
            and self.names[named].type is _ORGANIZATION
            and self.names[named].span.start <= tokens.starts[phrase[0]]
            and self.scan.document.text[tokens.ends[phrase[0]] - 1] == _TEH_MARBUTA
        )

    def titled(self, cue: Cue, bound: int) -> Part | None:
        """The title written after a participle: "مشيراً سموه إلى أن"."""
        token = cue.token + 1
        if token >= bound or self.scan.document.tokens.keys[token] not in self.scan.lexicon.roles:
            return None
        return self._phrase(token, bound)

    def relative(self, cue: Cue) -> bool:
        """Does "who" stand right before the verb?"""
        return cue.token > 0 and self.scan.document.tokens.keys[cue.token - 1] in _RELATIVES

    def before(self, cue: Cue) -> Part | None:
        """The subject that comes before its verb."""
        keys = self.scan.document.tokens.keys
        token = cue.token
        while token > 0 and keys[token - 1] in _AUXILIARY:
            token -= 1
        phrase = subject_before(self.scan, token, self.names)
        return None if phrase is None else self._part(phrase)

    def antecedent_of_who(self, cue: Cue) -> Part | None:
        """The name before "who said"."""
        document = self.scan.document
        relative = cue.token - 1
        if relative < 1 or _RELATIVES.get(document.tokens.keys[relative]) is not cue.form.feminine:
            return None
        end = document.tokens.ends[relative - 1]
        start = document.tokens.starts[max(self.scan.start_of(relative), relative - 8)]
        for index in reversed(self.names.within(Span(start, end))):
            if self.names[index].span.end == end:
                return self.names.whole(index)
        keys = document.tokens.keys
        for first in range(max(self.scan.start_of(relative), relative - _TITLE), relative):
            stems = {cut.stem for cut in readings(keys[first]) if not cut.proclitics}
            if stems & (self.scan.lexicon.roles | self.scan.lexicon.sources):
                phrase = self._subject(first, relative)
                if phrase is not None and phrase[1] == relative:
                    return self._part(phrase)
        return None

    def quoted_from(self, cue: Cue) -> Part | None:
        """Whose "saying" it is: "نقلت الوكالة عن الوزير قوله"."""
        keys = self.scan.document.tokens.keys
        for position in range(cue.token - 1, max(self.scan.start_of(cue.token), cue.token - 25) - 1, -1):
            if keys[position] == _FROM:
                return self._phrase(position + 1, cue.token)
        return None

    def after_preposition(self, cue: Cue, bound: int) -> Part | None:
        """Whose words are reported through somebody else: "نقلت الصحيفة عن مصدر"."""
        keys = self.scan.document.tokens.keys
        for position in range(cue.token + 1, min(bound, cue.token + 20)):
            if keys[position] == cue.form.verb.source:
                return self._phrase(position + 1, bound)
        return None

    def acting(self, cue: Cue, start: int) -> Part | None:
        """The subject of a sentence that begins with its verb, if that verb agrees with the cue."""
        scan = self.scan
        keys = scan.document.tokens.keys
        if start + 1 >= cue.token or scan.document.tokens.kinds[start] != _WORD or cue.form.number > 1:
            return None
        verb = keys[start].removeprefix("و")
        feminine = verb.endswith("ت") or verb.startswith("ت")
        if feminine is not cue.form.feminine or verb.startswith("ال") or verb in scan.lexicon.ends_phrase:
            return None
        subject = self._subject(start + 1, cue.token)
        if subject is None:
            return None
        part = self._part(self._without_accusative(self._named(subject)))
        if keys[subject[0]] in scan.lexicon.counted:
            return None
        stems = {cut.stem for cut in readings(keys[start + 1]) if not cut.proclitics}
        known = bool(stems & (scan.lexicon.roles | scan.lexicon.sources))
        return part if known or part.mention is not None else None

    def wordless(self, cue: Cue, last: int) -> Part | None:
        """The subject of a verb that introduces no words: it ends before what the verb is about."""
        subject = self._subject(cue.token + 1, bound_of(self.scan, cue, last))
        if subject is None:
            return None
        first, end = self._without_object(cue, subject)
        keys = self.scan.document.tokens.keys
        end = next((p for p in range(first, end) if keys[p].startswith(_WITH) or self._about(p)), end)
        return None if end == first else self._part(self._named((first, end)))

    def _about(self, token: int) -> bool:
        """Does the word begin what such a verb is about, written together with its preposition ("praised the fighters")?"""
        key, costs = self.scan.document.tokens.keys[token], lexicon().costs
        if len(key) < _SHORTEST_WITH or not key.startswith(_WITH[0]) or key[1:] not in costs:
            return False
        more_common = costs[key[1:]] < costs.get(key, _UNKNOWN)
        return more_common and not self.names.covers(self.scan.document.words(token, token + 1))

    def _phrase(self, first: int, bound: int) -> Part | None:
        phrase = self._subject(first, bound)
        return None if phrase is None else self._part(phrase)

    def _subject(self, first: int, bound: int) -> tuple[int, int] | None:
        """The noun phrase at token ``first``; who is only prayed to does not speak."""
        keys = self.scan.document.tokens.keys
        if first < len(keys) and (keys[first] in self.scan.lexicon.prayed_to or _accusative(keys[first])):
            return None
        return subject_after(self.scan, first, bound)

    def _part(self, phrase: tuple[int, int]) -> Part:
        trimmed = self.scan.content(phrase[0], phrase[1] - 1) or (phrase[0], phrase[1] - 1)
        if trimmed[0] == phrase[0] and self.scan.document.tokens.keys[phrase[1] - 1] in MARKS:
            trimmed = (phrase[0], phrase[1] - 1)  # a phrase that ends with a name in marks keeps them both
        return self.names.part(self.scan.document.words(trimmed[0], trimmed[1] + 1))

    def _without_object(self, cue: Cue, phrase: tuple[int, int]) -> tuple[int, int]:
        """The subject alone where the verb also has an object: "أبلغ الوزير الصحفيين أن".

        The object is a definite noun after a complete definite phrase; adjectives of relation belong to the subject.
        """
        if not cue.form.verb.addressed:
            return phrase
        first, end = phrase
        if self._named(phrase) != phrase:
            return self._named(phrase)
        keys = self.scan.document.tokens.keys
        span = self.scan.document.words(first, end)
        called = [self.names[index] for index in self.names.within(span) if self.names[index].type is _PLACE]
        if called and called[-1].span.end == span.end and called[-1].span.start > span.start:
            token = self.scan.document.token_at(called[-1].span.start)
            stems = {cut.stem for cut in readings(keys[token - 1])}
            if not stems & (self.scan.lexicon.roles | self.scan.lexicon.sources) and not stems & _PLACED:
                return first, token
        for position in range(first + 1, end):
            if (
                _plain(keys[position]) in self.scan.lexicon.addressees
                or keys[position] in self.scan.lexicon.addressed
            ):
                return first, position
            definite = keys[position].startswith("ال") and keys[position - 1].startswith("ال")
            adjective = (
                keys[position].endswith(("ي", "يه", "يون", "يين"))
                or keys[position] in self.scan.lexicon.title_adjectives
            )
            if definite and not adjective:
                return first, position
            if keys[position].startswith("ال") and not adjective and self._is_name(position - 1):
                return first, position
        return phrase

    def _is_name(self, token: int) -> bool:
        """Is the word no everyday word, and the next one no part of its name?"""
        key = self.scan.document.tokens.keys[token]
        if key.startswith("ال"):
            return False
        if any(cut.stem in common_words() or cut.stem in self.scan.lexicon.sources for cut in readings(key)):
            return False
        return not self.names.covers(self.scan.document.words(token, token + 2))

    def _without_accusative(self, phrase: tuple[int, int]) -> tuple[int, int]:
        """The phrase up to an indefinite object ("هجوما"), unless it is (part of) a name."""
        keys = self.scan.document.tokens.keys
        for position in range(phrase[0] + 1, phrase[1]):
            key = keys[position]
            if (
                len(key) > 3
                and key.endswith("ا")
                and not self.names.covers(self.scan.document.words(position, position + 1))
            ):
                return phrase[0], position
        return phrase

    def _named(self, phrase: tuple[int, int]) -> tuple[int, int]:
        """The phrase up to the name it begins with, where nothing else shows where it ends."""
        first, _ = phrase
        named = self.names.begins(self.scan.document.words(*phrase))
        if named is None or self.names[named].span.start != self.scan.document.tokens.starts[first]:
            return phrase
        return first, max(first + 1, self.scan.document.token_at(self.names[named].span.end - 1) + 1)


def bound_of(scan: Scan, cue: Cue, last: int) -> int:
    """Where a verb's subject must have ended: at "that", at a colon, or at ``last`` or the end of the paragraph."""
    keys = scan.document.tokens.keys
    end = min(last, scan.end_of(cue.token), cue.token + SUBJECT_REACH)
    for position, key in enumerate(keys[cue.token + 1 : end], cue.token + 1):
        if key in _BOUNDS:
            if key == COLON or (key in THAT and scan.is_that(position)):
                return position
            if key == "\n":
                return end
    return end


def _accusative(key: str) -> bool:
    """Is it a definite plural that cannot be a subject ("المواطنين")?"""
    return len(key) > 6 and key.startswith("ال") and key.endswith("ين")


def _plain(key: str) -> str:
    return key.removeprefix("ال")
