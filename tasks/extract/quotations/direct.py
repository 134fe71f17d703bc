"""Words in quotation marks that somebody said, told apart from names, titles and scare quotes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from tasks.extract.quotations.broken import ends_sentence, joined, missing_closing, missing_opening
from tasks.extract.quotations.lexicon import Shape
from tasks.extract.quotations.marks import MARKS, Quoted
from tasks.extract.quotations.scan import COLON, COMMAS, STOPS, THAT, THEREON, Cue, Scan
from tasks.extract.quotations.speaker import subject_after
from tasks.text.clitics import readings
from tasks.text.fold import match_key
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_NOUN: Final = Shape.NOUN
_PARTICIPLE: Final = Shape.PARTICIPLE
_PAST: Final = Shape.PAST
_PRESENT: Final = Shape.PRESENT
_WORD: Final = TokenKind.WORD

#: How many tokens may stand between a verb of saying and the opening mark.
_REACH: Final = 60
#: A name in quotation marks is at most this long.
_NAME: Final = 8
#: So few words are speech only right after their speaker.
_FEW: Final = 4
#: After words, their speaker's clause has at most so many tokens.
_NAMED_AFTER: Final = 15
_THUS: Final = frozenset(
    map(match_key, ("كما", "هكذا", "بهذا", "بذلك", "هذا", "ما", "وهذا", "بهذه", "الكلمات"))
)
_SO: Final = frozenset(map(match_key, ("فإن", "فإنه", "فإنها", "إن", "أن", "فقد")))
_AND: Final = frozenset(("و", "ثم"))
_IN: Final = match_key("في")


class Direct(NamedTuple):
    """Quoted words (tokens ``first`` to ``last``) with the cue that introduces them, and how it was found.

    ``bound`` is where the cue's subject must have ended; ``opening`` and ``closing`` are the marks' positions.
    ``continued`` takes over the speaker before.
    """

    first: int
    last: int
    rule: str
    cue: Cue | None
    bound: int
    opening: int
    closing: int
    phrase: int | None = None
    continued: bool = False


def find_direct(scan: Scan) -> list[Direct]:
    """The direct quotations of a release, ordered by where they begin."""
    found: list[Direct] = []
    end = -1
    for quoted in joined(scan):
        if quoted.opening is None:
            _missing_opening(scan, quoted, found)
            end = max(end, quoted.last)
            continue
        if quoted.opening < end:
            continue
        whole = quoted if quoted.closing is not None else missing_closing(scan, quoted)
        direct = _direct(scan, whole, found[-1] if found else None)
        if direct is not None:
            found.append(direct)
            end = whole.last
    return found


def _direct(scan: Scan, quoted: Quoted, before: Direct | None) -> Direct | None:
    """The quotation a marked stretch is, or None when nobody is seen to say it."""
    assert quoted.opening is not None
    trimmed = scan.content(quoted.first, quoted.last)
    if trimmed is None:
        return None
    first, last = trimmed
    words = scan.words(first, last)
    opening, closing = quoted.opening, quoted.last + 1
    keys = scan.document.tokens.keys
    if _is_name(scan, quoted, words):
        return None
    start = scan.start_of(opening)
    colon = opening > 0 and keys[opening - 1] == COLON
    if start == opening and opening >= 2 and keys[opening - 1] == "\n" and keys[opening - 2] == COLON:
        start, colon = scan.start_of(opening - 2), True
    floor = max(start, opening - _REACH)
    if before is not None and before.closing < opening and words >= 4 and _goes_on(scan, before, opening):
        return Direct(
            first,
            last,
            "quote.joined",
            before.cue,
            before.bound,
            opening,
            closing,
            before.phrase,
            before.cue is None,
        )
    if before is not None:
        floor = max(floor, before.closing)
    cue = _cue_before(scan, floor, opening)
    if cue is not None:
        that = next((p for p in range(cue.token + 1, opening) if scan.is_that(p)), None)
        adjacent = that is None or that == opening - 1
        least = 1 if colon else 2 if adjacent and that is None else 3
        if colon and words <= _FEW and COLON in keys[cue.token : opening - 1]:
            return None
        source = cue.form.verb.source
        if that is None and not colon and source is not None and source not in keys[cue.token : opening]:
            return None
        if (
            that is None
            and not colon
            and words <= _FEW
            and not _right_before(
                scan, cue, opening, closes=ends_sentence(scan, closing) or _aside(scan, closing + 1)
            )
        ):
            return None
        if not adjacent and (words < 3 or (words == 3 and not ends_sentence(scan, closing))):
            return None
        if words >= least:
            rule = "quote.after_cue" if adjacent else "quote.part"
            bound = opening if that is None else that
            if colon:
                bound = min(bound, opening - 1)
            return Direct(first, last, rule, cue, bound, opening, closing)
        return None
    phrase = _source_before(scan, floor, opening, closing)
    if phrase is not None and words >= 3:
        return Direct(first, last, "quote.after_source", None, 0, opening, closing, phrase)
    return _cue_after(scan, trimmed, opening, closing, words) or _continued(
        scan, trimmed, opening, closing, before
    )


def _right_before(scan: Scan, cue: Cue, opening: int, *, closes: bool) -> bool:
    """Do only the subject and the circumstances stand between a verb of saying and the opening mark?

    ``closes`` tells whether the sentence or clause ends with the closing mark, as it does after speech.
    """
    if cue.form.ambiguous and scan.document.tokens.keys[cue.token + 1] not in THEREON:
        return False
    subject = subject_after(scan, cue.token + 1, opening)
    after = cue.token + 1 if subject is None else subject[1]
    following = scan.document.tokens.keys[after]
    circumstances = following in scan.lexicon.ends_phrase or following in COMMAS or following == _IN
    return closes and (after == opening or circumstances)


def _aside(scan: Scan, token: int) -> bool:
    """Does a comment on the words follow ("في إشارة إلى")?"""
    keys = scan.document.tokens.keys
    return any(keys[token : token + len(phrase)] == phrase for phrase in scan.lexicon.asides)


def _cue_before(scan: Scan, floor: int, opening: int) -> Cue | None:
    """The verb of saying that announces the words at ``opening``: the last one, but "تابع" of "تابع قائلا"."""
    chosen: Cue | None = None
    for cue in reversed(scan.cues_between(floor, opening)):
        if (cue.form.shape is _NOUN and cue.token + 3 < opening) or scan.in_marks(cue.token):
            continue
        if chosen is None:
            chosen = cue
            if cue.form.shape not in (_PARTICIPLE, _NOUN) or not _repeats(scan, cue):
                break
        elif cue.form.shape in (_PAST, _PRESENT):
            return cue
    return chosen


def _repeats(scan: Scan, cue: Cue) -> bool:
    """Is it "قائلا" or "بقوله" that only repeats the verb before it, with no comma between?"""
    return cue.token > 0 and scan.document.tokens.keys[cue.token - 1] not in COMMAS and cue.form.letters == 0


def _goes_on(scan: Scan, before: Direct, opening: int) -> bool:
    """Does the speaker of the words before go on: "...". "...", or "...", قال فلان. "..."?"""
    if _only_joined(scan, before.closing, opening):
        return True
    named_after = before.rule in ("quote.before_cue", "quote.before_source")
    near = opening - before.closing <= _NAMED_AFTER and scan.start_of(opening) == opening
    return named_after and near and scan.paragraph_of(opening)[0] <= before.opening


def _only_joined(scan: Scan, closing: int, opening: int) -> bool:
    """Is there nothing but "and" or a comma between two stretches in marks?"""
    keys = scan.document.tokens.keys
    return opening - closing <= 3 and all(
        key in COMMAS or key in MARKS or key in STOPS or key in _AND or key.removeprefix("و") in THAT
        for key in keys[closing:opening]
    )


def _is_name(scan: Scan, quoted: Quoted, words: int) -> bool:
    """Is it a name, a title or a word held at arm's length rather than speech?"""
    assert quoted.opening is not None
    keys, words_of = scan.document.tokens.keys, scan.lexicon
    opening = quoted.opening
    if words == 0:
        return True
    if words > _NAME or opening == 0:
        return False
    before = keys[opening - 1]
    if before == COLON:
        return False
    if before in "-–—ـ" and opening > 1:
        before = keys[opening - 2]
    if keys[quoted.first] in THAT:
        return False
    near = keys[max(0, opening - _NAME) : opening]
    if any(key in words_of.works for key in near) and not scan.is_that(opening - 1):
        return True
    if _named_thing(scan, opening):
        return True
    if before in ("ب", "ل", "ك", "وب"):
        if words <= 3:
            return True
        before = keys[opening - 2] if opening > 1 else before
    if any(cut.stem in words_of.named and not cut.article for cut in readings(before)):
        return True
    after = quoted.last + 2
    return quoted.closing is not None and after < len(keys) and words <= 5 and scan.is_that(after)


def _named_thing(scan: Scan, opening: int) -> bool:
    """Does a definite thing with its adjective stand before the mark, and not as the speaker ("الدورة التدريبية")?"""
    keys, tokens = scan.document.tokens.keys, scan.document.tokens
    if opening < 2 or not keys[opening - 1].startswith("ال") or not keys[opening - 2].startswith("ال"):
        return False
    if keys[opening - 2][2:] not in scan.lexicon.named or tokens.kinds[opening - 1] != _WORD:
        return False
    return not scan.has_cue(opening - 3)


def _source_before(scan: Scan, floor: int, opening: int, closing: int) -> int | None:
    """The phrase at the beginning of the sentence that names whose words follow: "وبحسب الوزير فإن "..."."""
    keys = scan.document.tokens.keys
    index = bisect_left(scan.phrases, floor)
    if index == len(scan.phrases) or scan.phrases[index] >= opening:
        return None
    token = scan.phrases[index]
    if token != scan.start_of(opening) and keys[token - 1] not in COMMAS:
        return None
    subject = subject_after(scan, token + 1, opening)
    if subject is None:
        return None
    between = keys[subject[1] : opening]
    if not between and not ends_sentence(scan, closing):
        return None
    return token if all(key in COMMAS or key in _SO or key == COLON for key in between) else None


def _cue_after(scan: Scan, trimmed: tuple[int, int], opening: int, closing: int, words: int) -> Direct | None:
    """Words first, then who said them: "...", قال فلان."""
    keys = scan.document.tokens.keys
    position = closing + 1
    if position < len(keys) and keys[position] in COMMAS:
        position += 1
    for _ in range(3):
        if position < len(keys) and keys[position] in _THUS:
            position += 1
    if words < 3 or position >= len(keys):
        return None
    for cue in (*scan.cues_between(position, position + 1), *_said_it(scan, position)):
        if cue.form.shape in (_PAST, _PRESENT) and not cue.form.letters and not _opens_own(scan, cue):
            bound = scan.end_of(cue.token)
            return Direct(*trimmed, "quote.before_cue", cue, bound, opening, closing)
    if keys[position] in scan.lexicon.source_phrases:
        return Direct(*trimmed, "quote.before_source", None, 0, opening, closing, position)
    return None


def _said_it(scan: Scan, token: int) -> Iterator[Cue]:
    """A verb of saying with the words before it as its object: "هذا ما قاله فلان"."""
    key = scan.document.tokens.keys[token]
    form = scan.lexicon.forms.get(key.removesuffix("ها") if key.endswith("ها") else key.removesuffix("ه"))
    if form is not None and key.endswith(("ه", "ها")) and form.shape is _PAST and not scan.has_cue(token):
        yield Cue(token, form)


def _opens_own(scan: Scan, cue: Cue) -> bool:
    """Does the verb introduce words of its own after it: "...". قال فلان: "..."?"""
    keys = scan.document.tokens.keys
    for position in range(cue.token + 1, min(scan.end_of(cue.token), cue.token + _NAMED_AFTER)):
        if keys[position] == COLON or scan.is_that(position):
            return True
    return False


def _continued(
    scan: Scan, trimmed: tuple[int, int], opening: int, closing: int, before: Direct | None
) -> Direct | None:
    """A paragraph that is nothing but words in marks goes on with the speaker of the paragraph before."""
    start, end = scan.paragraph_of(opening)
    if (
        before is None
        or opening != start
        or scan.words(*trimmed) < 5
        or not _paragraph_ends(scan, closing, end)
    ):
        return None
    if bisect_left(scan.breaks, opening) - bisect_left(scan.breaks, before.opening) > 1:
        return None
    if not _paragraph_ends(scan, before.closing, scan.paragraph_of(before.first)[1]):
        return None
    return Direct(*trimmed, "quote.continued", None, 0, opening, closing, None, True)


def _paragraph_ends(scan: Scan, closing: int, end: int) -> bool:
    kinds = scan.document.tokens.kinds
    return end - closing <= 4 and all(kinds[p] != _WORD for p in range(closing, end))


def _missing_opening(scan: Scan, quoted: Quoted, found: list[Direct]) -> None:
    """A closing mark alone: a doubled one moves the end before it, else the words begin after the cue."""
    assert quoted.closing is not None
    closing = quoted.closing
    paragraph = scan.paragraph_of(closing)[0]
    floor = paragraph
    if found and found[-1].opening >= paragraph:
        floor = found[-1].closing
    cues = [
        cue
        for cue in scan.cues_between(max(floor, closing - 400), closing)
        if scan.begins_clause(cue.token) or cue.form.shape is _PARTICIPLE
    ]
    if not cues or not ends_sentence(scan, closing):
        if not cues and quoted.extends and found and found[-1].opening >= paragraph:
            grown = scan.content(found[-1].first, quoted.last)
            if grown is not None:
                found[-1] = found[-1]._replace(last=grown[1], closing=closing, rule="quote.doubled_closing")
        return
    first = missing_opening(scan, cues[0], closing)
    trimmed = None if first is None else scan.content(first, quoted.last)
    if first is None or trimmed is None or scan.words(*trimmed) < 4:
        return
    cue = _cue_before(scan, max(floor, cues[0].token - 1), first) or cues[0]
    found.append(Direct(*trimmed, "quote.missing_opening", cue, first, first, closing))


def covered(directs: Sequence[Direct], first: int, last: int) -> int:
    """How many tokens of ``first`` to ``last`` the direct quotations, ordered by where they begin, hold."""
    if not directs:
        return 0
    begin = max(0, bisect_left(directs, first, key=lambda direct: direct.first) - 1)
    end = bisect_right(directs, last, key=lambda direct: direct.first)
    return sum(max(0, min(d.last, last) - max(d.first, first) + 1) for d in directs[begin:end])
