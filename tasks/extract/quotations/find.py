"""All quotations of a release, with their cues and speakers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tasks.extract.document import Document
from tasks.extract.facts import Mention, Part, Quotation, QuotationKind
from tasks.extract.quotations.attribution import Attribution
from tasks.extract.quotations.direct import Direct, find_direct
from tasks.extract.quotations.indirect import Reported, find_beside_sources, find_reported
from tasks.extract.quotations.lexicon import Shape
from tasks.extract.quotations.scan import THAT, Cue, Scan
from tasks.extract.quotations.sources import Source, source_at
from tasks.text.span import Span

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_PRESENT: Final = Shape.PRESENT


def find_quotations(document: Document, mentions: Sequence[Mention]) -> tuple[Quotation, ...]:
    """Who says what in a release: words in marks and reported clauses, ordered by span.

    ``mentions`` are those of the same document, ordered by span; a speaker that holds one is linked to it.

    >>> document = Document.of("قال الوزير إن الجسر أعيد فتحه اليوم.")
    >>> [(q.span.of(document.text), q.speaker.span.of(document.text)) for q in find_quotations(document, ())]
    [('الجسر أعيد فتحه اليوم', 'الوزير')]
    """
    scan = Scan.of(document)
    if not scan.cues and not scan.phrases and not scan.quoted:
        return ()
    attribution = Attribution(scan, mentions)
    directs = find_direct(scan)
    found: list[tuple[int, Direct | Reported]] = [(_order(direct), direct) for direct in directs]
    reported = find_reported(scan, attribution.names, directs)
    reported += find_beside_sources(scan, attribution.names, directs, reported)
    found += [(_order(report), report) for report in reported]
    found.sort(key=lambda entry: (entry[0], entry[1].first))
    read = (_quotation(document, attribution, item) for _, item in found)
    quotations = [quotation for quotation in read if quotation is not None]
    quotations.sort(key=lambda quotation: quotation.span)
    return tuple(quotations)


def _order(item: Direct | Reported) -> int:
    """Where the speaker is named: speakers are resolved in that order."""
    return item.cue.token if item.cue is not None else item.first


def _quotation(document: Document, attribution: Attribution, item: Direct | Reported) -> Quotation | None:
    speaker: Part | None = None
    cue: Span | None = None
    trace: tuple[str, ...] = ()
    if item.cue is not None:
        speaker = attribution.speaker(item.cue, item.bound, nested=isinstance(item, Reported) and item.nested)
        form = item.cue.form
        if speaker is None and (isinstance(item, Reported) and (form.impersonal or form.shape is _PRESENT)):
            return None
        if speaker is not None and not attribution.can_speak(speaker):
            return None
        cue = _cue_span(document, item.cue)
        trace = (f"verb={item.cue.form.verb.key}",)
    elif isinstance(item, Reported) and item.phrase is not None:
        speaker, cue = _from_source(document, attribution, item.phrase)
    elif isinstance(item, Direct) and item.phrase is not None:
        phrase = source_at(attribution.scan, attribution.names, item.phrase)
        if phrase is None:
            return None
        speaker, cue = _from_source(document, attribution, phrase)
    elif isinstance(item, Direct) and item.continued:
        speaker = attribution.previous(item.first)
    kind = item.kind if isinstance(item, Reported) else QuotationKind.DIRECT
    return Quotation(
        span=Span(_start(document, item), document.tokens.ends[item.last]),
        rule=item.rule.removesuffix("_by"),
        kind=kind,
        cue=cue,
        speaker=speaker,
        trace=trace,
    )


def _start(document: Document, item: Direct | Reported) -> int:
    """Where the first word begins, without the preposition of "بأنه"."""
    key = document.tokens.keys[item.first]
    by_noun = item.rule == "report.noun_by"
    preposition = by_noun or (isinstance(item, Reported) and key in THAT and key.startswith("ب"))
    return document.after_letters(item.first, 1) if preposition else document.tokens.starts[item.first]


def _cue_span(document: Document, cue: Cue) -> Span:
    """The verb without the conjunction written onto it."""
    return Span(document.after_letters(cue.token, cue.form.letters), document.tokens.ends[cue.token])


def _from_source(document: Document, attribution: Attribution, phrase: Source) -> tuple[Part, Span]:
    cue = Span(document.after_letters(phrase.token, phrase.letters), document.tokens.ends[phrase.after - 1])
    start = document.after_letters(phrase.first, 1) if phrase.clitic else document.tokens.starts[phrase.first]
    return attribution.source(phrase.token, Span(start, document.tokens.ends[phrase.last - 1])), cue
