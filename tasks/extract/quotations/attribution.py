"""Who speaks: the subject of a verb of saying, or the antecedent of its pronoun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tasks.extract.facts import Mention, MentionType, Part
from tasks.extract.quotations.lexicon import Shape
from tasks.extract.quotations.marks import MARKS
from tasks.extract.quotations.names import Names
from tasks.extract.quotations.scan import COLON, Cue, Scan
from tasks.extract.quotations.speaker import subject_after, subject_before
from tasks.text.clitics import readings
from tasks.text.fold import match_key
from tasks.text.span import Span
from tasks.text.tokens import TokenKind

#: How far back, in characters, a pronoun may find its speaker.
_REACH: Final = 2500
#: Between a verb and what is said stand at most so many tokens.
SUBJECT_REACH: Final = 60
#: In a longer sentence, in tokens, nobody is looked for.
_SENTENCE: Final = 400
#: A title with its name has at most so many words.
_TITLE: Final = 12
_RELATIVES: Final = {match_key("الذي"): False, match_key("التي"): True}
_FROM: Final = match_key("عن")
#: "With the", which begins what a verb without words of its own is about.
_WITH: Final = match_key("بال")
_AUXILIARY: Final = frozenset(map(match_key, ("قد", "كان", "كانت")))
_FEMININE_ENDING: Final = "ه"


def _accusative(key: str) -> bool:
    """Is it a definite plural that cannot be a subject ("المواطنين")?"""
    return len(key) > 6 and key.startswith("ال") and key.endswith("ين")


def _plain(key: str) -> str:
    return key.removeprefix("ال")


@dataclass(frozen=True, slots=True)
class _Said:
    """A speaker already resolved, and how a pronoun for it would agree."""

    token: int
    speaker: Part
    feminine: bool
    plural: bool


@dataclass(slots=True)
class Attribution:
    """Resolves speakers in text order, remembering who spoke before."""

    scan: Scan
    mentions: Sequence[Mention]
    names: Names = field(init=False)
    _history: list[_Said] = field(default_factory=list)
    _known: dict[int, Part | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = Names(self.scan.document, self.mentions)

    def speaker(self, cue: Cue, bound: int, *, nested: bool = False) -> Part | None:
        """The speaker of a cue whose words begin at token ``bound`` (or end before the cue).

        ``nested`` cues stand within what somebody else reports: their pronouns are not resolved.
        """
        if cue.token not in self._known:
            found = self._find(cue, bound, nested=nested)
            self._known[cue.token] = found
            if found is not None and self.can_speak(found):
                self._history.append(_Said(cue.token, found, cue.form.feminine, self._plural(found)))
        return self._known[cue.token]

    def can_speak(self, speaker: Part) -> bool:
        """Is it somebody, and neither an idiom's subject ("دعت الحاجة") nor scripture?"""
        head = match_key(speaker.span.of(self.scan.document.text).split()[0])
        return head not in self.scan.lexicon.not_speakers

    def source(self, token: int, span: Span) -> Part:
        """The speaker whom a phrase like "according to" names at a span; later pronouns may refer to it."""
        part = self.names.part(span)
        head = match_key(span.of(self.scan.document.text).split()[0])
        self._history.append(_Said(token, part, head.endswith(_FEMININE_ENDING), self._plural(part)))
        return part

    def previous(self, token: int) -> Part | None:
        """Who spoke last before a token."""
        return self._history[-1].speaker if self._history and self._near(self._history[-1], token) else None

    def _phrase(self, first: int, bound: int) -> Part | None:
        phrase = self._subject(first, bound)
        return None if phrase is None else self._part(phrase)

    def _subject(self, first: int, bound: int) -> tuple[int, int] | None:
        """The noun phrase at token ``first``; who is only prayed to does not speak."""
        keys = self.scan.document.tokens.keys
        if first < len(keys) and (keys[first] in self.scan.lexicon.prayed_to or _accusative(keys[first])):
            return None
        return subject_after(self.scan, first, bound)

    def _phrase_at(self, first: int, bound: int) -> tuple[int, int] | None:
        return subject_after(self.scan, first, bound)

    def _part(self, phrase: tuple[int, int]) -> Part:
        trimmed = self.scan.content(phrase[0], phrase[1] - 1) or (phrase[0], phrase[1] - 1)
        if trimmed[0] == phrase[0] and self.scan.document.tokens.keys[phrase[1] - 1] in MARKS:
            trimmed = (phrase[0], phrase[1] - 1)  # a phrase that ends with a name in marks keeps them both
        return self.names.part(self.scan.document.words(trimmed[0], trimmed[1] + 1))

    def _find(self, cue: Cue, bound: int, *, nested: bool) -> Part | None:
        form = cue.form
        if form.shape is Shape.PARTICIPLE:
            return self._of_sentence(cue)
        if form.shape is Shape.NOUN:
            return self._quoted_from(cue) or self._of_sentence(cue) or self._antecedent(cue)
        if form.verb.source is not None:
            phrase = self._after_preposition(cue, bound)
            if phrase is not None or form.verb.key == "come_in":
                return phrase
        after = (self._subject if form.verb.addressed else self._phrase_at)(cue.token + 1, bound)
        if (
            after is not None
            and form.feminine
            and _plain(self.scan.document.tokens.keys[after[0]]) in self.scan.lexicon.masculine
        ):
            after = None
        if after is not None and not (
            form.verb.addressed and self.scan.document.tokens.keys[after[0]] in self.scan.lexicon.addressed
        ):
            return self._part(self._without_object(cue, after))
        if not form.letters:
            before = self._relative(cue) or self._before(cue)
            if before is not None or self.scan.document.tokens.keys[cue.token - 1] in _RELATIVES:
                return before
        if form.impersonal or nested:
            return None
        if not (form.letters or self.scan.begins_clause(cue.token) or self._after_adverb(cue.token)):
            return None  # some noun before the verb is its subject, but which words name it is not known
        start = self.scan.start_of(cue.token)
        last = self._history[-1] if self._history else None
        if last is not None and start <= last.token < cue.token and self._agrees(last, cue):
            return last.speaker
        if cue.token and self.scan.document.tokens.keys[cue.token - 1] in self.scan.lexicon.when:
            return None
        acting = self._acting(cue, start) if cue.token > start + 2 else None
        return acting or self._antecedent(cue)

    def _agrees(self, said: _Said, cue: Cue) -> bool:
        return said.plural if cue.form.number > 1 else said.feminine is cue.form.feminine

    def _after_adverb(self, token: int) -> bool:
        """Does a word stand before the verb that cannot end its subject?"""
        before = self.scan.document.tokens.keys[token - 1]
        return before in self.scan.lexicon.ends_phrase or before in self.scan.lexicon.circumstances

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
        for position in range(first + 1, end):
            if _plain(keys[position]) in self.scan.lexicon.addressees:
                return first, position
            definite = keys[position].startswith("ال") and keys[position - 1].startswith("ال")
            adjective = (
                keys[position].endswith(("ي", "يه", "يون", "يين"))
                or keys[position] in self.scan.lexicon.title_adjectives
            )
            if definite and not adjective:
                return first, position
        return phrase

    def _before(self, cue: Cue) -> Part | None:
        """The subject that comes before its verb."""
        keys = self.scan.document.tokens.keys
        token = cue.token
        while token > 0 and keys[token - 1] in _AUXILIARY:
            token -= 1
        phrase = subject_before(self.scan, token, self.names)
        return None if phrase is None else self._part(phrase)

    def _relative(self, cue: Cue) -> Part | None:
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

    def _quoted_from(self, cue: Cue) -> Part | None:
        """Whose "saying" it is: "نقلت الوكالة عن الوزير قوله"."""
        keys = self.scan.document.tokens.keys
        for position in range(cue.token - 1, max(self.scan.start_of(cue.token), cue.token - 25) - 1, -1):
            if keys[position] == _FROM:
                return self._phrase(position + 1, cue.token)
        return None

    def _after_preposition(self, cue: Cue, bound: int) -> Part | None:
        keys = self.scan.document.tokens.keys
        for position in range(cue.token + 1, min(bound, cue.token + 20)):
            if keys[position] == cue.form.verb.source:
                return self._phrase(position + 1, bound)
        return None

    def _of_sentence(self, cue: Cue) -> Part | None:
        """A participle's speaker: that of the verb of saying before it in the sentence, else who acts in it."""
        scan = self.scan
        start = scan.start_of(cue.token)
        for earlier in reversed(scan.cues_between(max(start, cue.token - _SENTENCE), cue.token)):
            if earlier.token not in self._known:
                continue
            said = self._known[earlier.token]
            return said if said is None or cue.form.number == 1 or self._plural(said) else None
        for earlier in scan.cues_between(max(start, cue.token - _SENTENCE), cue.token):
            if earlier.form.shape in (Shape.PAST, Shape.PRESENT):
                subject = self._wordless(earlier, cue.token)
                if subject is not None:
                    return subject
        if cue.form.shape is Shape.NOUN or cue.token - start > _SENTENCE:
            return None
        acting = self._acting(cue, start)
        if acting is not None:
            return acting
        starts = scan.document.tokens.starts
        for index in self.names.acting(starts[start], starts[cue.token]):
            if self.names[index].type is MentionType.PERSON and self._fits(self.names[index], cue):
                return self.names.whole(index)
        return None

    def _acting(self, cue: Cue, start: int) -> Part | None:
        """The subject of a sentence that begins with its verb, if that verb agrees with the cue."""
        scan = self.scan
        keys = scan.document.tokens.keys
        if (
            start + 1 >= cue.token
            or scan.document.tokens.kinds[start] != TokenKind.WORD
            or cue.form.number > 1
        ):
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

    def _antecedent(self, cue: Cue) -> Part | None:
        """Who the verb's pronoun stands for: the last speaker that agrees with it, else the last person named."""
        start = self.scan.start_of(cue.token)
        told = self._told(cue, start)
        if told is not None:
            return told
        for said in reversed(self._history[-30:]):
            if said.token > cue.token:
                continue
            if not self._near(said, cue.token):
                break
            if self._agrees(said, cue):
                return said.speaker
        if cue.form.number > 1:
            return None
        starts = self.scan.document.tokens.starts
        paragraph_before = self.scan.paragraph_of(max(0, start - 2))[0]
        for begin, end in ((start, cue.token), (paragraph_before, start)):
            if begin >= end:
                continue
            for index in self.names.acting(max(starts[begin], starts[end] - _REACH), starts[end]):
                if self.names[index].type is MentionType.PERSON and self._fits(self.names[index], cue):
                    return self.names.whole(index)
        return None

    def _told(self, cue: Cue, start: int) -> Part | None:
        """The subject of a verb of saying in the sentence before that introduced no words ("نوه فلان بجهود ...")."""
        before = self.scan.start_of(max(0, start - 1))
        if before >= start or cue.form.number > 1:
            return None
        for earlier in reversed(self.scan.cues_between(max(before, start - _SENTENCE), start)):
            form = earlier.form
            if form.shape is not Shape.PAST or not self.scan.begins_clause(earlier.token):
                continue
            if earlier.token in self._known or form.feminine is not cue.form.feminine:
                return None
            subject = self._wordless(earlier, start)
            if subject is not None:
                return subject
        return None

    def _wordless(self, cue: Cue, last: int) -> Part | None:
        """The subject of a verb that introduces no words: it ends before what the verb is about."""
        subject = self._subject(cue.token + 1, bound_of(self.scan, cue, last))
        if subject is None:
            return None
        first, end = self._without_object(cue, subject)
        keys = self.scan.document.tokens.keys
        end = next((p for p in range(first + 1, end) if keys[p].startswith(_WITH)), end)
        return self._part(self._named((first, end)))

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

    def _fits(self, mention: Mention, cue: Cue) -> bool:
        """Does the mention agree in gender with the cue, as far as its words show?"""
        words = (mention.title or mention.canonical).split()
        feminine = bool(words) and words[0].endswith("\N{ARABIC LETTER TEH MARBUTA}")
        if mention.type is MentionType.PERSON and mention.title is None:
            return not cue.form.feminine or feminine
        return feminine is cue.form.feminine

    def _near(self, said: _Said, token: int) -> bool:
        starts = self.scan.document.tokens.starts
        return 0 <= starts[token] - starts[said.token] <= _REACH

    def _plural(self, part: Part) -> bool:
        head = match_key(part.span.of(self.scan.document.text).split()[0])
        return (
            head.endswith(("ون", "ين", "ات")) or head.removeprefix("ال") in self.scan.lexicon.broken_plurals
        )


def bound_of(scan: Scan, cue: Cue, last: int) -> int:
    """Where a verb's subject must have ended: at "that", at a colon, or at ``last`` or the end of the paragraph."""
    keys = scan.document.tokens.keys
    end = min(last, scan.end_of(cue.token), cue.token + SUBJECT_REACH)
    for position in range(cue.token + 1, end):
        if keys[position] == COLON or scan.is_that(position):
            return position
        if scan.document.tokens.kinds[position] == TokenKind.BREAK:
            return end
    return end
