"""Events of a release: triggers first, then the clause around each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tasks.extract.beginnings import beginnings
from tasks.extract.document import Document
from tasks.extract.events.claims import settle_claims
from tasks.extract.events.clause import limits
from tasks.extract.events.lexicon import Analysis, WordKind
from tasks.extract.events.nouns import converb, noun
from tasks.extract.events.phrases import Reader
from tasks.extract.events.places import settle
from tasks.extract.events.senses import choose, closed, quoted_name
from tasks.extract.events.state import Pass, Site
from tasks.extract.events.verbs import verb
from tasks.extract.facts import Event, Mention, Quantity, Quotation, Time
from tasks.text.tokens import TokenKind

#: Members asked for in inner loops: reaching one through its enum costs as much as the rest of a question.
_WORD: Final = TokenKind.WORD
_CONVERB: Final = WordKind.CONVERB
_NOUN: Final = WordKind.NOUN


def find_events(
    document: Document,
    quantities: Sequence[Quantity],
    times: Sequence[Time],
    mentions: Sequence[Mention],
    quotations: Sequence[Quotation],
) -> tuple[Event, ...]:
    """Every event the lexicon has a word for, with its arguments, polarity, modality and quotation.

    >>> [e.type for e in find_events(Document.of("قصفت المدفعية مواقع المسلحين"), (), (), (), ())]
    ['shelling']
    """
    kinds = document.tokens.kinds
    triggers = [
        (token, found) for token, found in beginnings(document.tokens.keys).triggers if kinds[token] is _WORD
    ]
    if not triggers:
        return ()
    state = Pass.over(Reader.of(document, quantities, times, mentions, quotations))
    for token, found in triggers:
        visit(state, token, found)
    return tuple(settle(state.reader, settle_claims(state.reader, state.events)))


def visit(state: Pass, token: int, found: tuple[Analysis, ...]) -> None:
    """Make an event of the token when it is a trigger here."""
    reader = state.reader
    if token in state.consumed:
        return
    at = reader.inside.get(token)
    if token in reader.timed or token <= reader.dateline or closed(state, token, found):
        return
    if at is not None and reader.mentions[at].span.start <= reader.document.after_letters(
        token, found[0].cut
    ):
        return
    if found[0].form.person not in ("3mp", "3fp") and quoted_name(state, token):
        return
    low, high = limits(reader, token)
    analysis = choose(state, token, found, low)
    if analysis is None:
        return
    site = Site(token=token, analysis=analysis, low=low, high=high)
    if analysis.form.kind is _NOUN:
        noun(state, site)
    elif analysis.form.kind is _CONVERB:
        converb(state, site)
    else:
        verb(state, site)
