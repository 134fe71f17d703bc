"""Hedges and aspects taken into a draft."""

from __future__ import annotations

from functools import lru_cache

from tasks.errors import ConfigurationError
from tasks.extract import numeral_kinds
from tasks.extract.document import Document
from tasks.extract.facts import Aspect, Modifier
from tasks.extract.numeral import Numeral
from tasks.extract.quantities.bounds import bounded, hedge_after, hedge_before, hedge_clitic
from tasks.extract.quantities.draft import Draft
from tasks.extract.quantities.filling import fill
from tasks.extract.quantities.forms import TEH_MARBUTA, read_data
from tasks.extract.quantities.measures import measure_after
from tasks.text.fold import match_key

_PREFIXES = ("", "ب", "و", "ل", "وب")


@lru_cache(maxsize=1)
def _aspects() -> tuple[frozenset[str], frozenset[str]]:
    try:
        data = read_data("numbers_bounds.toml")["aspects"]
        cumulative = frozenset(
            prefix + match_key(word) for word in data["cumulative"] for prefix in _PREFIXES
        )
        return cumulative, frozenset(match_key(word) for word in data["incremental"])
    except KeyError as error:
        raise ConfigurationError(f"numbers_bounds.toml: {error} is missing") from error


def take_hedge(document: Document, draft: Draft, numeral: Numeral) -> None:
    """The hedge before the number, or behind it or its unit; and the bounds it gives."""
    tokens = document.tokens
    before = hedge_before(tokens, draft.first, numeral.clitic if draft.first == numeral.first else "")
    modifier = Modifier.EXACT
    if before is not None:
        modifier = before.modifier
        draft.begin(document, before.edge, hedge_clitic(tokens.keys[before.edge]))
        draft.trace.append(
            f"hedge: {document.words(before.edge, max(numeral.first, before.edge + 1)).of(document.text)}"
        )
    if numeral.low is not None and numeral.value is not None:
        modifier = Modifier.MORE_THAN
    after = hedge_after(tokens, draft.number_last, modifier) or hedge_after(tokens, draft.last, modifier)
    if after is not None:
        modifier = after.modifier
        draft.finish(document, max(after.edge, draft.last))
        draft.trace.append(f"hedge behind: {modifier.value}")
        if draft.rule == "number" and draft.last == after.edge:
            fill(document, draft, measure_after(document, draft.last, draft.value))
    if numeral.kind is numeral_kinds.INDEFINITE:
        draft.modifier, draft.rule = Modifier.INDEFINITE, "indefinite"
        return
    draft.modifier = modifier
    if draft.value is not None and numeral.low is None:
        draft.low, draft.high = bounded(modifier, draft.value)


def _is_group(document: Document, position: int) -> bool:
    """مجموعة is a group; مجموعه, "their total", has the same key."""
    tokens = document.tokens
    return (
        tokens.keys[position].endswith("مجموعه") and document.text[tokens.ends[position] - 1] == TEH_MARBUTA
    )


def take_aspect(document: Document, draft: Draft) -> None:
    """Is the figure called a total, or new?"""
    keys = document.tokens.keys
    cumulative, incremental = _aspects()
    before = range(max(0, draft.first - 2), draft.first)
    if any(keys[at] in cumulative and not _is_group(document, at) for at in before):
        draft.aspect = Aspect.CUMULATIVE
    elif keys[draft.last - 1] in incremental or (draft.last < len(keys) and keys[draft.last] in incremental):
        draft.aspect = Aspect.INCREMENTAL
    if draft.aspect is not None:
        draft.trace.append(f"aspect: {draft.aspect.value}")
