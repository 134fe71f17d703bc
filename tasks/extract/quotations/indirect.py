"""Words reported without marks: a clause after "that", after a colon, or beside the name of its source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from tasks.extract.facts import QuotationKind
from tasks.extract.quotations.direct import Direct, covered
from tasks.extract.quotations.lexicon import Shape
from tasks.extract.quotations.marks import MARKS
from tasks.extract.quotations.names import Names
from tasks.extract.quotations.scan import BARE_THAT, COLON, COMMAS, STOPS, Cue, Scan
from tasks.extract.quotations.sources import Source, source_at
from tasks.extract.quotations.speaker import subject_after
from tasks.extract.quotations.subjects import SUBJECT_REACH, bound_of
from tasks.text.clitics import readings
from tasks.text.fold import match_key
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_NOUN: Final = Shape.NOUN
_PARTICIPLE: Final = Shape.PARTICIPLE
_PAST: Final = Shape.PAST
_PRESENT: Final = Shape.PRESENT
_BREAK: Final = TokenKind.BREAK
_PUNCTUATION: Final = TokenKind.PUNCTUATION
_WORD: Final = TokenKind.WORD

#: "That" after a participle stands within so many tokens ("مشيرا في الوقت نفسه إلى أن").
_AFTER_PARTICIPLE: Final = 8
#: A clause, or speech after a colon, is never longer, in tokens.
_LONGEST: Final = 600
#: A report within a report within a report is the deepest that is told.
_DEEPEST: Final = 3
_ABOUT: Final = match_key("عن")
#: "كل من" is "whoever", not "everything from".
_ALL: Final = match_key("كل")
_BY: Final = "ب"
_TO: Final = "ل"
_TANWEEN: Final = "\N{ARABIC FATHATAN}"
#: And within so many where no comma sets the participle apart, which then may be an adjective.
_RIGHT_AFTER: Final = 4
_IN: Final = match_key("في")
_SO: Final = frozenset(map(match_key, ("فإن", "فقد", "إن")))
#: A clause that marks hold for the greater part is told as a direct quotation only.
_MOSTLY: Final = 0.6


class Reported(NamedTuple):
    """A reported clause (tokens ``first`` to ``last``) with its cue, or the source phrase at ``phrase``."""

    first: int
    last: int
    kind: QuotationKind
    rule: str
    cue: Cue | None
    bound: int
    phrase: Source | None = None
    nested: bool = False


def find_reported(scan: Scan, names: Names, directs: Sequence[Direct]) -> list[Reported]:
    """Reported speech of a release, in the order of its cues."""
    found: list[Reported] = []
    stretches = [(direct.opening, direct.closing) for direct in directs]
    taken = {direct.cue.token for direct in directs if direct.cue is not None and direct.rule != "quote.part"}
    for index, cue in enumerate(scan.cues):
        if cue.token in taken or _inside(stretches, cue.token):
            continue
        following = (
            scan.cues[index + 1].token if index + 1 < len(scan.cues) else len(scan.document.tokens.keys)
        )
        clause = _clause(scan, cue, following)
        if clause is None:
            continue
        first, bound, kind, rule = clause
        held = [report for report in found[-_DEEPEST:] if report.first < first <= report.last]
        if len(held) == _DEEPEST:
            continue
        if held and rule != "report.colon":
            last = held[-1].last  # what ends the clause around this one ends it as well
        else:
            last = _end(scan, names, first, stretches, whole=rule == "report.colon")
        trimmed = scan.content(first, last)
        if trimmed is None or scan.words(*trimmed) < 2:
            continue
        if covered(directs, *trimmed) >= _MOSTLY * (trimmed[1] - trimmed[0] + 1):
            continue
        found.append(Reported(*trimmed, kind, rule, cue, bound, nested=bool(held)))
    return found


def _inside(stretches: Sequence[tuple[int, int]], token: int) -> bool:
    index = bisect_right(stretches, (token, token)) - 1
    return index >= 0 and stretches[index][0] <= token < stretches[index][1]


def _clause(scan: Scan, cue: Cue, following: int) -> tuple[int, int, QuotationKind, str] | None:
    """Where the reported clause begins, where the subject ended, and what kind of speech it is."""
    keys = scan.document.tokens.keys
    form = cue.form
    near = form.shape in (_PARTICIPLE, _NOUN)
    reach = SUBJECT_REACH
    if near:
        reach = _AFTER_PARTICIPLE if keys[cue.token - 1] in COMMAS else _RIGHT_AFTER
    limit = min(following, scan.end_of(cue.token), cue.token + reach)
    limit = _circumstance(scan, cue.token + 1, limit)
    position = bound_of(scan, cue, limit)
    if not scan.lexicon.prayed_to.isdisjoint(keys[cue.token + 1 : position]):
        comma = next((p for p in range(cue.token + 1, position) if keys[p] in COMMAS), position)
        prayed = cue.token + 1 if form.verb.addressed else comma
        if not scan.lexicon.prayed_to.isdisjoint(keys[prayed:position]):
            return None
    noun = _noun_clause(scan, cue, min(limit, position))
    if noun is not None or position >= limit:
        return noun
    if keys[position] == COLON:
        if position + 1 >= scan.end_of(cue.token) or (
            scan.document.tokens.glued(position) and keys[position + 1] == "/"
        ):
            return None
        if keys[position - 1] in scan.lexicon.announces_list:
            return None
        begin = position + 1
        while begin < len(keys) and scan.document.tokens.kinds[begin] == _PUNCTUATION:
            if keys[begin] in MARKS:
                return None
            begin += 1
        if begin < len(keys) and scan.is_that(begin):
            first = begin + 1 if keys[begin] in BARE_THAT else begin
            return first, position, QuotationKind.INDIRECT, "report.that"
        if form.verb.unmarked and form.shape is not _NOUN:
            return begin, position, QuotationKind.DIRECT, "report.colon"
        return None
    if form.verb.marked and form.shape is not _PARTICIPLE:
        return None
    first = position + 1 if keys[position] in BARE_THAT else position
    return first, position, QuotationKind.INDIRECT, "report.that"


def _circumstance(scan: Scan, first: int, limit: int) -> int:
    """Where an adverbial clause begins after a comma ("، سائلا الله أن"): what follows it is not the verb's."""
    document = scan.document
    keys, starts, ends = document.tokens.keys, document.tokens.starts, document.tokens.ends
    for position, key in enumerate(keys[first : max(first, limit - 1)], first):
        if key in COMMAS:
            word = document.text[starts[position + 1] : ends[position + 1]]
            if (_TANWEEN in word and not scan.has_cue(position + 1)) or _joins(scan, position + 1):
                return position
    return limit


def _joins(scan: Scan, token: int) -> bool:
    """Does "and" begin another clause here, rather than an aside ("وهو") or a title ("وزير")?"""
    key, words = scan.document.tokens.keys[token], scan.lexicon
    if not key.startswith("و") or key in words.ends_phrase or key in words.roles or key in words.sources:
        return False
    return key == "و" or len(key) > 4


def _noun_clause(scan: Scan, cue: Cue, limit: int) -> tuple[int, int, QuotationKind, str] | None:
    """What is said as a noun: "أفاد مصدر بمصرع شخص", "أشار إلى تراجع الأسعار", "أعلن الجيش مقتل خمسة"."""
    words, keys = scan.lexicon, scan.document.tokens.keys
    verb = cue.form.verb
    if cue.form.shape is _NOUN or not (verb.through or verb.nouns):
        return None
    first = cue.token + 1
    subject = subject_after(scan, first, limit) if cue.form.shape is not _PARTICIPLE else None
    after = subject[1] if subject is not None else first
    held = -1
    for position in range(first, min(limit - 1, after + _AFTER_PARTICIPLE)):
        key = keys[position]
        quoted = scan.by_opening.get(position)
        if quoted is not None and quoted.closing is not None and keys[position - 1] == _TO:
            held = quoted.closing  # who was told, in marks
        if position <= held or key == _TO:
            continue
        if key in COMMAS and keys[position + 1] in verb.through:
            continue
        if key in COMMAS or key in MARKS or scan.document.tokens.kinds[position] == _BREAK:
            return None
        if _BY in verb.through and key[:1] == _BY and key[1:].removeprefix("ال") in words.reported_nouns:
            return position, position, QuotationKind.INDIRECT, "report.noun_by"
        if verb.nouns and key in words.reported_nouns and _complete(scan, first, position):
            return position, position, QuotationKind.INDIRECT, "report.noun"
        if position >= after and key in verb.through:
            following = keys[position + 1]
            if scan.document.tokens.kinds[position + 1] != _WORD or following in words.no_report:
                return None
            if following in words.ends_phrase or scan.is_that(position + 1):
                return None
            if keys[position - 1] == _ALL:
                return None
            if key == _ABOUT and following.removeprefix("ال") not in words.reported_nouns:
                return None
            return position + 1, after, QuotationKind.INDIRECT, "report.noun"
    return None


def _complete(scan: Scan, first: int, position: int) -> bool:
    """Can a noun phrase that begins at ``first`` be complete before ``position``, so that an object may follow?"""
    keys = scan.document.tokens.keys
    before = keys[position - 1]
    if position == first or before in scan.lexicon.ends_phrase or before.startswith("ال"):
        return True
    if before.endswith(("ي", "يه")):
        return position - first >= 2
    known = scan.lexicon.roles | scan.lexicon.sources
    return position == first + 1 and not any(cut.stem in known for cut in readings(before))


def _end(scan: Scan, names: Names, first: int, stretches: Sequence[tuple[int, int]], *, whole: bool) -> int:
    """The last token of a reported clause that begins at ``first``.

    It ends with its sentence, or before the comma that opens another report or an aside; words after a colon go on
    to the end of the paragraph, or to the sentence that begins with another verb of saying.
    """
    keys = scan.document.tokens.keys
    end = min(scan.end_of(first), first + _LONGEST)
    if whole:
        paragraph = min(scan.paragraph_of(first)[1], first + _LONGEST)
        while end < paragraph and not scan.cues_between(end, end + 2):
            end = scan.end_of(end)
        end = min(end, paragraph)
        for cue in scan.cues_between(first + 1, end):
            if cue.form.verb.unmarked and keys[cue.token - 1] in COMMAS and _speaks_on(scan, cue):
                return cue.token - 1
        return end - 1
    for cue in scan.cues_between(first + 1, end):
        if _inside(stretches, cue.token):
            continue
        before = keys[cue.token - 1]
        if before in scan.lexicon.auxiliaries:
            before = keys[cue.token - 2]
        comma = before in COMMAS
        if cue.form.shape is _PARTICIPLE and (comma or _reports(scan, cue)):
            end = cue.token
            break
        if cue.form.shape in (_PAST, _PRESENT) and (comma or cue.form.letters) and _reports(scan, cue):
            end = cue.token
            break
    for position, key in enumerate(keys[first : max(first, end)], first):
        if key in COMMAS and _aside(scan, names, position + 1):
            end = position
            break
    return end - 1


def _speaks_on(scan: Scan, cue: Cue) -> bool:
    """Does the verb open speech of its own with a colon ("، وتابع قائلا: ...")?"""
    end = min(scan.end_of(cue.token), cue.token + _AFTER_PARTICIPLE)
    return any(scan.document.tokens.keys[p] == COLON for p in range(cue.token + 1, end))


def _reports(scan: Scan, cue: Cue) -> bool:
    """Does the cue itself introduce a clause or marked words?"""
    near = cue.form.shape in (_PARTICIPLE, _NOUN)
    limit = min(scan.end_of(cue.token), cue.token + (_AFTER_PARTICIPLE if near else 30))
    position = bound_of(scan, cue, limit)
    if position < limit:
        return True
    keys = scan.document.tokens.keys
    return any(keys[p] in MARKS for p in range(cue.token + 1, min(limit, cue.token + 12)))


def _aside(scan: Scan, names: Names, token: int) -> bool:
    keys = scan.document.tokens.keys
    if keys[token : token + 1] and keys[token] in scan.lexicon.source_phrases:
        return source_at(scan, names, token) is not None
    return any(keys[token : token + len(phrase)] == phrase for phrase in scan.lexicon.asides)


def find_beside_sources(
    scan: Scan, names: Names, directs: Sequence[Direct], reported: Sequence[Reported]
) -> list[Reported]:
    """Clauses with their source named before ("وبحسب الوزارة، ...") or after ("..., بحسب الوزارة")."""
    keys = scan.document.tokens.keys
    found: list[Reported] = []
    stretches = [(direct.opening, direct.closing) for direct in directs]
    for token in scan.phrases:
        if _inside(stretches, token):
            continue
        phrase = source_at(scan, names, token)
        if phrase is None:
            continue
        start, end = scan.start_of(token), scan.end_of(token)
        if token == start or (phrase.letters and keys[token - 1] in COMMAS):
            first = phrase.last
            if first >= end or (keys[first] not in COMMAS and keys[first] not in _SO):
                continue
            while first < end and (keys[first] in COMMAS or keys[first] in _SO):
                first += 1
            if scan.cues_between(first, min(end, first + 2)):
                continue
            trimmed = scan.content(first, _end(scan, names, first, stretches, whole=False))
        elif _closes(scan, phrase.last, comma=keys[token - 1] in COMMAS):
            first = start if token - start < _LONGEST else end
            for cue in scan.cues_between(max(start, token - _LONGEST), token):
                if _reports(scan, cue):
                    first = end
            trimmed = None if first >= end else scan.content(first, token - 1)
        else:
            continue
        if trimmed is None or scan.words(*trimmed) < 3:
            continue
        index = bisect_right(reported, trimmed[0], key=lambda report: report.first)
        if any(trimmed[1] <= report.last for report in reported[max(0, index - 20) : index]):
            continue
        if covered(directs, *trimmed) >= _MOSTLY * (trimmed[1] - trimmed[0] + 1):
            continue
        found.append(Reported(*trimmed, QuotationKind.INDIRECT, "report.source", None, 0, phrase))
    return found


def _closes(scan: Scan, token: int, *, comma: bool) -> bool:
    """Does the clause end at the token, or a few adverbs after it ("أمس")? A comma ends it if ``comma``."""
    keys = scan.document.tokens.keys
    for position in range(token, min(token + 4, len(keys))):
        if keys[position] in COMMAS:
            return comma
        if keys[position] in STOPS or keys[position] in MARKS or keys[position] in "\n)":
            return True
        if (
            keys[position] not in scan.lexicon.ends_phrase
            and keys[position] not in scan.lexicon.circumstances
        ):
            return keys[position] == _IN
    return token >= len(keys)
