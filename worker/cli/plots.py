"""Pictures for the commands that draw; needs matplotlib (the extra ``plots``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from tasks.errors import ConfigurationError, InputError

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ENDINGS: Final = (".svg", ".png", ".pdf")

#: Colours that stay apart for colour-blind readers (Okabe and Ito, *Color Universal Design*, 2008).
COLOURS: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#F0E442", "#999999")


@contextmanager
def _figure(path: str, *, rows: int = 1, height: float = 4.0) -> Iterator[tuple[Any, Any]]:
    """A figure that is written to the path at the end."""
    if Path(path).suffix.lower() not in _ENDINGS:
        message = f"a picture's name must end in {', '.join(_ENDINGS)}: {path}"
        raise click.UsageError(message)
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        message = "drawing needs matplotlib; install it with: pip install matplotlib"
        raise ConfigurationError(message) from None
    figure = Figure(figsize=(9, height * rows), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.subplots(rows, 1, squeeze=False)[:, 0]
    for axis in axes:
        axis.spines[["top", "right"]].set_visible(False)
    yield figure, axes
    # The date is left out, so that the same data give the same file.
    figure.savefig(path, dpi=144, metadata={"Date": None} if path.lower().endswith(".svg") else None)


def plot_clusters(connection: Connection, path: str) -> None:
    """Similarity of releases to their originals by relation, and how many clusters have how many releases."""
    from models.queries.clusters import cluster_sizes, similarities

    by_relation: dict[str, list[float]] = {}
    for relation, similarity in similarities(connection):
        by_relation.setdefault(relation, []).append(similarity)
    sizes = {size: count for size, count in sorted(cluster_sizes(connection).items()) if size > 1}
    with _figure(path, rows=2, height=3.4) as (_, (top, bottom)):
        names = sorted(by_relation)
        top.hist(
            [by_relation[name] for name in names] or [[]],
            bins=[step / 20 for step in range(21)],
            stacked=True,
            label=[f"{name} ({len(by_relation[name])})" for name in names] or None,
            color=[COLOURS[index % len(COLOURS)] for index in range(len(names))] or None,
        )
        top.locator_params(axis="y", integer=True)
        top.set(
            title="Similarity to the cluster's original",
            xlabel="similarity",
            ylabel="releases",
            xlim=(0, 1.01),
        )
        if names:
            top.legend(frameon=False, loc="upper left")
        bottom.bar([str(size) for size in sizes], list(sizes.values()), color=COLOURS[0])
        bottom.set(title="Sizes of clusters", xlabel="releases in the cluster", ylabel="clusters")
        bottom.locator_params(axis="y", integer=True)
        if len(sizes) > 30:
            bottom.tick_params(axis="x", rotation=90, labelsize=6)


def plot_timeline(moments: Iterable[tuple[date, str]], path: str, *, kinds: int = 7) -> tuple[int, int]:
    """Events by month (by day within three months, by year beyond fifteen years) and type; the rarest share a colour.

    Returns how many events were drawn and over how many stretches.
    """
    drawn = sorted(moments)
    if not drawn:
        message = "no claim with a known time passes the filter: there is nothing to draw"
        raise InputError(message)
    label, unit = _stretch((drawn[-1][0] - drawn[0][0]).days)
    common = [kind for kind, _ in Counter(kind for _, kind in drawn).most_common(kinds)]
    stretches = _without_gaps(drawn[0][0], drawn[-1][0], label)
    counts: Counter[tuple[str, str]] = Counter(
        (label(moment), kind if kind in common else "other") for moment, kind in drawn
    )
    shown = [*common, "other"] if any(kind == "other" for _, kind in counts) else common
    with _figure(path, height=4.4) as (_, (axis,)):
        floor = [0] * len(stretches)
        for index, kind in enumerate(shown):
            heights = [counts[stretch, kind] for stretch in stretches]
            axis.bar(
                stretches,
                heights,
                bottom=floor,
                label=f"{kind} ({sum(heights)})",
                color=COLOURS[index % len(COLOURS)],
            )
            floor = [low + height for low, height in zip(floor, heights, strict=True)]
        axis.set(title="Claims by the time of the event", xlabel=unit, ylabel="claims")
        axis.locator_params(axis="y", integer=True)
        axis.legend(frameon=False, ncols=4, fontsize=8, loc="lower center", bbox_to_anchor=(0.5, 1.08))
        step = -(-len(stretches) // 40)
        axis.set_xticks(range(0, len(stretches), step), stretches[::step])
        if len(stretches) > 8:
            axis.tick_params(axis="x", rotation=90, labelsize=7)
    return len(drawn), len(stretches)


def _without_gaps(first: date, last: date, label: Callable[[date], str]) -> list[str]:
    """All stretches from the first to the last, also those in which nothing happened."""
    if label(first) == f"{first:%Y}":
        return [f"{year:04d}" for year in range(first.year, last.year + 1)]
    days = (last - first).days
    return list(dict.fromkeys(label(first + timedelta(days=day)) for day in range(days + 1)))


def _stretch(days: int) -> tuple[Callable[[date], str], str]:
    """How a span of so many days is cut up, and what the pieces are called."""
    if days <= 92:
        return (lambda moment: moment.isoformat()), "day"
    if days <= 15 * 366:
        return (lambda moment: f"{moment:%Y-%m}"), "month"
    return (lambda moment: f"{moment:%Y}"), "year"
