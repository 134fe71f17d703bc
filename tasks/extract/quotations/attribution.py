"""Who speaks: the subject of a verb of saying, or the antecedent of its pronoun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tasks.extract.facts import Mention, MentionType, Part
from tasks.extract.quotations.lexicon import Shape
from tasks.extract.quotations.marks import MARKS
from tasks.extract.quotations.scan import COLON, COMMAS, Cue, Scan
from tasks.extract.quotations.speaker import Names, subject_after, subject_before
from tasks.text.clitics import readings
from tasks.text.fold import match_key
from tasks.text.span import Span
from tasks.text.tokens import TokenKind

#: How far back, in characters, a pronoun may find its speaker.
_REACH: Final = 2500
_RELATIVES: Final = {match_key("الذي"): False, match_key("التي"): True}
_FROM: Final = match_key("عن")


@dataclass(frozen=True, slots=True)
class _Said:
    """A speaker already resolved, with what its verb says about it."""

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
        self.names = Names(self.scan, self.mentions)

    def speaker(self, cue: Cue, bound: int) -> Part | None:
        """The speaker of a cue whose words begin at token ``bound`` (or end before the cue)."""
        if cue.token not in self._known:
            found = self._find(cue, bound)
            self._known[cue.token] = found
            if found is not None:
                feminine = cue.form.feminine
                self._history.append(_Said(cue.token, found, feminine, self._plural(found)))
        return self._known[cue.token]

    def previous(self, token: int) -> Part | None:
        """Who spoke last before a token."""
        return self._history[-1].speaker if self._history and self._near(self._history[-1], token) else None

    def phrase(self, first: int, bound: int) -> Part | None:
        """The noun phrase at token ``first`` as a speaker."""
        phrase = subject_after(self.scan, first, bound)
        return None if phrase is None else self.names.part(*phrase)

    def _find(self, cue: Cue, bound: int) -> Part | None:
        form = cue.form
        if form.shape is Shape.PARTICIPLE:
            return self._of_sentence(cue)
        if form.shape is Shape.NOUN:
            return self._quoted_from(cue) or self._antecedent(cue)
        if form.verb.source is not None:
            phrase = self._after_preposition(cue, bound)
            if phrase is not None:
                return phrase
            if form.verb.key == "come_in":
                return None
        after = subject_after(self.scan, cue.token + 1, bound)
        if after is not None:
            return self.names.part(*after)
        if not form.letters:
            relative = self._relative(cue)
            if relative is not None:
                return relative
            before = subject_before(self.scan, self._before_auxiliary(cue.token), self.names)
            if before is not None:
                return self.names.part(*before)
        if form.impersonal:
            return None
        return self._antecedent(cue)

    def _before_auxiliary(self, token: int) -> int:
        keys = self.scan.document.tokens.keys
        while token > 0 and keys[token - 1] in ("قد", "كان", "كانت"):
            token -= 1
        return token

    def _relative(self, cue: Cue) -> Part | None:
        """The name before "who said"."""
        keys = self.scan.document.tokens.keys
        relative = cue.token - 1
        if relative < 1 or _RELATIVES.get(keys[relative]) is not cue.form.feminine:
            return None
        end = self.scan.document.tokens.ends[relative - 1]
        start = self.scan.document.tokens.starts[max(self.scan.start_of(relative), relative - 8)]
        for index in reversed(self.names.within(Span(start, end))):
            if self.names.mention(index).span.end == end:
                return Part(span=self.names.mention(index).span, mention=index)
        return None

    def _quoted_from(self, cue: Cue) -> Part | None:
        """Whose "saying" it is: "نقلت الوكالة عن الوزير قوله"."""
        keys = self.scan.document.tokens.keys
        for position in range(cue.token - 1, max(self.scan.start_of(cue.token), cue.token - 25) - 1, -1):
            if keys[position] == _FROM:
                return self.phrase(position + 1, cue.token)
        return None

    def _after_preposition(self, cue: Cue, bound: int) -> Part | None:
        keys = self.scan.document.tokens.keys
        for position in range(cue.token + 1, min(bound, cue.token + 20)):
            if keys[position] == cue.form.verb.source:
                return self.phrase(position + 1, bound)
        return None

    def _of_sentence(self, cue: Cue) -> Part | None:
        """A participle's speaker: that of the verb of saying before it in the sentence, else who acts in it."""
        scan = self.scan
        start = scan.start_of(cue.token)
        for earlier in reversed(scan.cues_between(start, cue.token)):
            if earlier.form.shape is Shape.PARTICIPLE and earlier.token in self._known:
                return self._known[earlier.token]
            if earlier.form.shape in (Shape.PAST, Shape.PRESENT):
                return self.speaker(earlier, bound_of(scan, earlier, cue.token))
        acting = self._acting(cue, start)
        if acting is not None:
            return acting
        tokens = scan.document.tokens
        inside = self.names.people_before(tokens.starts[start], tokens.starts[cue.token])
        fitting = [index for index in inside if self._fits(self.names.mention(index), cue)]
        if fitting:
            return self._mention_part(fitting[0])
        return None

    def _acting(self, cue: Cue, start: int) -> Part | None:
        """The subject of a sentence that begins with its verb, if the verb agrees with the participle."""
        scan = self.scan
        keys = scan.document.tokens.keys
        if start + 1 >= cue.token or scan.document.tokens.kinds[start] != TokenKind.WORD:
            return None
        verb = keys[start].removeprefix("و")
        feminine = verb.endswith("ت") or verb.startswith("ت")
        if feminine is not cue.form.feminine or verb.startswith("ال") or verb in scan.lexicon.ends_phrase:
            return None
        subject = subject_after(scan, start + 1, cue.token)
        if subject is None:
            return None
        part = self.names.part(*subject)
        stems = {cut.stem for cut in readings(keys[start + 1]) if not cut.proclitics}
        if part.mention is None and not stems & (scan.lexicon.roles | scan.lexicon.sources):
            return None
        return part

    def _antecedent(self, cue: Cue) -> Part | None:
        """Who the verb's pronoun stands for: the last speaker that agrees with it, else the last person named."""
        for said in reversed(self._history):
            if said.token > cue.token:
                continue
            if not self._near(said, cue.token):
                break
            if cue.form.number > 1:
                if said.plural:
                    return said.speaker
                continue
            if said.feminine is cue.form.feminine:
                return said.speaker
        tokens = self.scan.document.tokens
        start = self.scan.start_of(cue.token)
        paragraph_before = self.scan.paragraph_of(max(0, start - 2))[0]
        for begin, end in ((start, cue.token), (paragraph_before, start)):
            if begin >= end or cue.form.number > 1:
                continue
            inside = self.names.people_before(tokens.starts[begin], tokens.starts[end])
            fitting = [index for index in inside if self._fits(self.names.mention(index), cue)]
            people = [index for index in fitting if self.names.mention(index).type is MentionType.PERSON]
            if people:
                return self._mention_part(people[0])
        return None

    def _mention_part(self, index: int) -> Part:
        mention = self.names.mention(index)
        span = mention.span
        if (
            mention.title_span is not None
            and mention.title_span.end <= span.start <= mention.title_span.end + 2
        ):
            span = Span(mention.title_span.start, span.end)
        return Part(span=span, mention=index)

    def _fits(self, mention: Mention, cue: Cue) -> bool:
        """Does the mention agree in gender with the cue, as far as its words show?"""
        words = (mention.title or mention.canonical).split()
        feminine = (
            bool(words) and match_key(words[0]).removeprefix("ال").endswith("ه") and words[0][-1] == "ة"
        )
        if mention.type is MentionType.PERSON and mention.title is None:
            return not cue.form.feminine or feminine
        return feminine is cue.form.feminine

    def _near(self, said: _Said, token: int) -> bool:
        starts = self.scan.document.tokens.starts
        return 0 <= starts[token] - starts[said.token] <= _REACH

    def _plural(self, part: Part) -> bool:
        head = match_key(part.span.of(self.scan.document.text).split()[0])
        return head.endswith(("ون", "ين", "ات")) or head in _PLURALS


_PLURALS: Final = frozenset(
    map(
        match_key,
        (
            "المصادر",
            "مصادر",
            "الأهالي",
            "أهالي",
            "خبراء",
            "الخبراء",
            "السكان",
            "سكان",
            "شهود",
            "نشطاء",
            "النشطاء",
            "وزراء",
            "الوزراء",
            "قادة",
            "القادة",
            "علماء",
            "العلماء",
        ),
    )
)


def bound_of(scan: Scan, cue: Cue, last: int) -> int:
    """Where a verb's subject must have ended: at "that", a mark, a colon, the next cue or the sentence's end."""
    keys = scan.document.tokens.keys
    end = min(last, scan.end_of(cue.token), cue.token + 60)
    for position in range(cue.token + 1, end):
        if keys[position] == COLON or scan.is_that(position):
            return position
        if scan.document.tokens.kinds[position] == TokenKind.BREAK:
            return end
    return end


__all__ = ["COMMAS", "MARKS", "Attribution", "bound_of"]
