"""``balagh status``: how far everything is."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import click

from worker.cli.options import database_option
from worker.cli.reading import existing


@click.command("status")
@database_option
@click.option("--watch", is_flag=True, help="Show it again every two seconds until stopped.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(database: str, watch: bool, form: str) -> None:
    """Releases by status, queue depth, the oldest that waits, and releases a second over the last minute."""
    from worker.status import state

    with existing(database) as engine:
        while True:
            found = state(engine)
            if watch and sys.stdout.isatty():
                click.clear()
            click.echo(json.dumps(found) if form == "json" else "\n".join(_lines(found)))
            if not watch:
                return
            time.sleep(2)


def _lines(found: dict[str, Any]) -> list[str]:
    lines = [f"{status:<14}{count:>12,}" for status, count in found["releases"].items()]
    oldest = found["oldest_waiting_seconds"]
    lines.append("nothing waits" if oldest is None else f"the oldest has waited {oldest:,.0f} s")
    rates = "  ".join(f"{step} {value:,.1f}/s" for step, value in found["per_second"].items())
    lines.append(f"last minute: {rates}")
    queues = found["queues"]
    if queues is None:
        lines.append("queues: no broker (BALAGH_REDIS_URL)")
    else:
        lines.append("queues: " + "  ".join(f"{name} {depth:,}" for name, depth in queues.items()))
    return lines
