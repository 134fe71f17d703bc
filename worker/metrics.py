"""Prometheus metrics, read from the database and the broker whenever they are asked for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import Connection, Engine, func, select

from models.batch import BatchRow
from models.burial import dead_groups
from models.claiming import counts_by_status, oldest_waiting
from models.session import reading
from models.status import Step
from models.throughput import facts_by_kind, retried
from tasks.pipeline import queue_depth
from worker.logs import logger
from worker.patience import passes
from worker.settings import RECEIVE_QUEUE, STEP_QUEUES, Settings
from worker.sweep import TALLY

_log = logger(__name__)
_WINDOW = timedelta(minutes=5)


class Collected(Collector):
    """What Balagh has to say of itself. One process a database serves it, so nothing is counted twice."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def collect(self) -> Iterator[Any]:
        """All families; those of a server that does not answer are left out, and ``balagh_up`` says so."""
        up = GaugeMetricFamily("balagh_up", "Whether the server answers (1) or not (0)", labels=["server"])
        for server, families in (("database", self._from_database), ("broker", _from_broker)):
            began = time.monotonic()
            try:
                found = list(families())
            except Exception as error:
                if not passes(error):
                    raise
                _log.warning("metrics_unavailable", server=server, error=type(error).__name__)
                up.add_metric([server], 0)
                continue
            yield from found
            up.add_metric([server], 1)
            _log.debug("metrics_read", server=server, seconds=round(time.monotonic() - began, 3))
        yield up
        yield from _from_sweep()

    def _from_database(self) -> Iterator[Any]:
        with reading(self._engine) as connection:
            yield _releases(connection)
            yield _oldest(connection)
            yield _retried(connection)
            yield _dead(connection)
            yield _facts(connection)
            yield from _steps(connection)


def _releases(connection: Connection) -> GaugeMetricFamily:
    family = GaugeMetricFamily("balagh_releases", "Releases by status", labels=["status"])
    for status, count in counts_by_status(connection).items():
        family.add_metric([status.value], count)
    return family


def _oldest(connection: Connection) -> GaugeMetricFamily:
    family = GaugeMetricFamily("balagh_oldest_waiting_seconds", "Age of the release that has waited longest")
    oldest = oldest_waiting(connection)
    family.add_metric([], 0 if oldest is None else max(0.0, (datetime.now(UTC) - oldest).total_seconds()))
    return family


def _retried(connection: Connection) -> GaugeMetricFamily:
    family = GaugeMetricFamily(
        "balagh_releases_retried", "Releases on their way that were tried before", labels=["step"]
    )
    counts = retried(connection)
    for step in Step:
        family.add_metric([step.value], counts.get(step, 0))
    return family


def _facts(connection: Connection) -> GaugeMetricFamily:
    family = GaugeMetricFamily("balagh_facts", "Facts in the database", labels=["kind"])
    for kind, count in facts_by_kind(connection).items():
        family.add_metric([kind.value], count)
    return family


def _dead(connection: Connection) -> GaugeMetricFamily:
    family = GaugeMetricFamily(
        "balagh_dead_letters", "Releases given up, by cause", labels=["step", "fingerprint", "error"]
    )
    for group in dead_groups(connection):
        family.add_metric([group.step.value, group.fingerprint, group.error_class], group.releases)
    return family


def _steps(connection: Connection) -> Iterator[GaugeMetricFamily]:
    """Sums over the last five minutes, from one row a batch."""
    since = datetime.now(UTC) - _WINDOW
    names = {"claimed": "Releases claimed", "advanced": "Releases done", "given_back": "Releases given back", "facts": "Facts stored"}  # fmt: skip
    query = (
        select(
            BatchRow.step,
            *(func.sum(getattr(BatchRow, name)).label(name) for name in names),
            func.count().label("batches"),
        )
        .where(BatchRow.finished_at >= since)
        .group_by(BatchRow.step)
    )
    rows = {row.step: row for row in connection.execute(query)}
    for name, what in {**names, "batches": "Batches finished"}.items():
        family = GaugeMetricFamily(f"balagh_step_{name}", f"{what} in the last five minutes", labels=["step"])
        for step in Step:
            family.add_metric([step.value], float(getattr(rows.get(step), name, 0) or 0))
        yield family
    yield _durations(connection, since)


def _durations(connection: Connection, since: datetime) -> GaugeMetricFamily:
    family = GaugeMetricFamily(
        "balagh_step_seconds", "Duration of the batches of the last five minutes", labels=["step", "quantile"]
    )
    query = select(BatchRow.step, BatchRow.started_at, BatchRow.finished_at).where(
        BatchRow.finished_at >= since
    )
    seconds: dict[Step, list[float]] = {}
    for step, started, finished in connection.execute(query.limit(10_000)):
        seconds.setdefault(step, []).append((finished - started).total_seconds())
    for step, values in seconds.items():
        values.sort()
        for quantile in (0.5, 0.99):
            family.add_metric([step.value, str(quantile)], values[int(quantile * (len(values) - 1))])
    return family


def _from_sweep() -> Iterator[CounterMetricFamily]:
    yield CounterMetricFamily("balagh_sweeps", "Sweeps of this process", value=TALLY.sweeps)
    yield CounterMetricFamily("balagh_sweep_buried", "Releases a sweep gave up on", value=TALLY.buried)
    tickets = CounterMetricFamily(
        "balagh_sweep_tickets", "Tickets a sweep sent for what waits", labels=["step"]
    )
    for step in Step:
        tickets.add_metric([step.value], TALLY.tickets[step])
    yield tickets


def _from_broker() -> Iterator[Any]:
    family = GaugeMetricFamily("balagh_queue_depth", "Messages that wait in a queue", labels=["queue"])
    for queue in (*STEP_QUEUES, RECEIVE_QUEUE):
        family.add_metric([queue], queue_depth(queue))
    yield family


def serve(engine: Engine, settings: Settings) -> int:
    """Serve the metrics in the background; the port."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(Collected(engine))
    server, _ = start_http_server(settings.metrics_port, addr=settings.metrics_host, registry=registry)
    port = int(server.server_port)
    _log.info("metrics_served", host=settings.metrics_host, port=port)
    return port
