"""Who speaks: the subject of a verb of saying, or the antecedent of its pronoun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tasks.extract.facts import Mention, MentionType, Part
from tasks.extract.quotations.lexicon import Shape
from tasks.extract.quotations.names import Names
from tasks.extract.quotations.scan import Cue, Scan
from tasks.extract.quotations.subjects import Subjects
from tasks.text.fold import match_key
from tasks.text.span import Span

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_PERSON: Final = MentionType.PERSON
_NOUN: Final = Shape.NOUN
_PARTICIPLE: Final = Shape.PARTICIPLE
_PAST: Final = Shape.PAST
_PRESENT: Final = Shape.PRESENT

#: How far back, in characters, a pronoun may find its speaker.
_REACH: Final = 2500
#: In a longer sentence, in tokens, nobody is looked for.
_SENTENCE: Final = 400
_HAMZA: Final = "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"
#: The tenth form's past has no hamza: with one it is the first person's present.
_TENTH: Final = "است"
_FEMININE_ENDING: Final = "ه"
_REMEMBER: Final = match_key("تذكر")


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
    subjects: Subjects = field(init=False)
    _history: list[_Said] = field(default_factory=list)
    _known: dict[int, Part | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = Names(self.scan.document, self.mentions)
        self.subjects = Subjects(self.scan, self.names)

    def speaker(self, cue: Cue, bound: int, *, nested: bool = False) -> Part | None:
        """The speaker of a cue whose words begin at token ``bound`` (or end before the cue).

        ``nested`` cues stand within what somebody else reports: their pronouns are not resolved.
        """
        if cue.token not in self._known:
            found = self._in_person(self._find(cue, bound, nested=nested))
            self._known[cue.token] = found
            if found is not None and self.can_speak(found):
                self._history.append(_Said(cue.token, found, cue.form.feminine, self._plural(found)))
        return self._known[cue.token]

    def _in_person(self, speaker: Part | None) -> Part | None:
        """Whom a form of address with a pronoun stands for ("سموه"): the last one before it who has the style."""
        if speaker is None or speaker.mention is not None:
            return speaker
        titles = self.scan.lexicon.honorifics.get(match_key(speaker.span.of(self.scan.document.text)), ())
        before = self.names.acting(max(0, speaker.span.start - _REACH), speaker.span.start)
        for wanted in titles:
            for index in reversed(before):
                title = self.names[index].title if self.names[index].type is _PERSON else None
                if title is not None and not wanted.isdisjoint(map(match_key, title.split())):
                    return Part(span=speaker.span, mention=index)
        return speaker

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

    def _find(self, cue: Cue, bound: int, *, nested: bool) -> Part | None:
        form = cue.form
        if self._mine(cue):
            return None
        if form.shape is _PARTICIPLE:
            return self.subjects.titled(cue, bound) or self._of_sentence(cue)
        if form.shape is _NOUN:
            return self.subjects.quoted_from(cue) or self._of_sentence(cue) or self._antecedent(cue)
        if form.verb.source is not None:
            phrase = self.subjects.after_preposition(cue, bound)
            if phrase is not None or form.verb.key == "come_in":
                return phrase
        own = self.subjects.own(cue, bound)
        if own is not None:
            return own
        if not form.letters:
            before = self.subjects.antecedent_of_who(cue) or self.subjects.before(cue)
            if before is not None or self.subjects.relative(cue):
                return before
        if form.impersonal or nested:
            return None
        if not (form.letters or self.scan.begins_clause(cue.token) or self._after_adverb(cue.token)):
            return None  # some noun before the verb is its subject, but which words name it is not known
        start = self.scan.start_of(cue.token)
        told = self._told_in(start, cue)
        if told is not None:
            return told
        last = self._history[-1] if self._history else None
        if last is not None and start <= last.token < cue.token and self._agrees(last, cue):
            return last.speaker
        if cue.token and self.scan.document.tokens.keys[cue.token - 1] in self.scan.lexicon.when:
            return None
        acting = self.subjects.acting(cue, start) if cue.token > start + 2 else None
        return acting or self._antecedent(cue)

    def _elided(self, cue: Cue) -> bool:
        """Does what the verb is about follow it at once, so that its subject is the last speaker ("And he praised the …")?"""
        following = self.scan.document.tokens.keys[cue.token + 1 : cue.token + 2]
        return (
            cue.form.shape is _PAST and bool(following) and following[0][:1] == "ب" and len(following[0]) > 4
        )

    def _mine(self, cue: Cue) -> bool:
        """Is the verb in the first person ("I say")? Whose words a release's own are is not told."""
        document = self.scan.document
        key = document.tokens.keys[cue.token][cue.form.letters :]
        if cue.form.shape is not _PRESENT and not key.startswith(_TENTH):
            return False
        start = document.after_letters(cue.token, cue.form.letters)
        return document.text[start] == _HAMZA

    def _told_in(self, start: int, cue: Cue) -> Part | None:
        """The subject of the nearest verb of saying before the cue in its sentence, if that verb told nothing."""
        for earlier in reversed(self.scan.cues_between(max(start, cue.token - _SENTENCE), cue.token)):
            form = earlier.form
            if form.shape is not _PAST or not self.scan.begins_clause(earlier.token):
                continue
            if earlier.token in self._known or form.feminine is not cue.form.feminine or cue.form.number > 1:
                return None
            return self.subjects.wordless(earlier, cue.token)
        return None

    def _agrees(self, said: _Said, cue: Cue) -> bool:
        if cue.form.number > 1:
            return said.plural
        return said.feminine is cue.form.feminine and (cue.form.feminine or not said.plural)

    def _after_adverb(self, token: int) -> bool:
        """Does a word stand before the verb that cannot end its subject?"""
        before = self.scan.document.tokens.keys[token - 1]
        return before in self.scan.lexicon.ends_phrase or before in self.scan.lexicon.circumstances

    def _of_sentence(self, cue: Cue) -> Part | None:
        """A participle's speaker: that of the verb of saying before it in the sentence, else who acts in it."""
        scan = self.scan
        start = scan.start_of(cue.token)
        for earlier in reversed(scan.cues_between(max(start, cue.token - _SENTENCE), cue.token)):
            if earlier.token not in self._known:
                continue
            said = self._known[earlier.token]
            if said is not None and not self.can_speak(said):
                continue
            return said if said is None or cue.form.number == 1 or self._plural(said) else None
        for earlier in scan.cues_between(max(start, cue.token - _SENTENCE), cue.token):
            if earlier.form.shape in (_PAST, _PRESENT):
                subject = self.subjects.wordless(earlier, cue.token)
                if subject is not None:
                    return subject
                if earlier.form.letters and earlier.token == start and self._elided(earlier):
                    return self._antecedent(earlier)  # "He also praised …, adding that …"
        if cue.form.shape is _NOUN or cue.token - start > _SENTENCE:
            return None
        acting = self.subjects.acting(cue, start)
        if acting is not None:
            return acting
        starts = scan.document.tokens.starts
        for index in self.names.acting(starts[start], starts[cue.token]):
            if self.names[index].type is _PERSON and self._fits(self.names[index], cue):
                return self.names.whole(index)
        return None

    def _antecedent(self, cue: Cue) -> Part | None:
        """Who the verb's pronoun stands for: the last speaker that agrees with it, else the last person named."""
        start = self.scan.start_of(cue.token)
        told = self._told(cue, start)
        if told is not None:
            return told
        paragraph_before = self.scan.paragraph_of(max(0, self.scan.paragraph_of(start)[0] - 2))[0]
        for said in reversed(self._history[-30:]):
            if said.token > cue.token:
                continue
            if not self._near(said, cue.token):
                break
            if said.token < paragraph_before and self._remember(cue):
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
                if self.names[index].type is _PERSON and self._fits(self.names[index], cue):
                    return self.names.whole(index)
        return None

    def _remember(self, cue: Cue) -> bool:
        """May the verb rather be "remember that ..." than "she says that ..."?"""
        return self.scan.document.tokens.keys[cue.token][cue.form.letters :] == _REMEMBER

    def _told(self, cue: Cue, start: int) -> Part | None:
        """The subject of a verb of saying in the sentence before that introduced no words ("نوه فلان بجهود ...")."""
        before = self.scan.start_of(max(0, start - 1))
        if before >= start or cue.form.number > 1:
            return None
        for earlier in reversed(self.scan.cues_between(max(before, start - _SENTENCE), start)):
            form = earlier.form
            if form.shape is not _PAST or not self.scan.begins_clause(earlier.token):
                continue
            if earlier.token in self._known or form.feminine is not cue.form.feminine:
                return None
            subject = self.subjects.wordless(earlier, start)
            if subject is not None:
                return subject
        return None

    def _fits(self, mention: Mention, cue: Cue) -> bool:
        """Does the mention agree in gender with the cue, as far as its words show?"""
        words = (mention.title or mention.canonical).split()
        feminine = bool(words) and words[0].endswith("\N{ARABIC LETTER TEH MARBUTA}")
        if mention.type is _PERSON and mention.title is None:
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
