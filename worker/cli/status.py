"""``balagh status``: how far everything is."""

from __future__ import annotations

import json
import sys
import time
from typing import Any, Final

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


#: Why there are no queues, without and with a broker's address.
_WITHOUT_BROKER: Final = ("no broker is set (BALAGH_REDIS_URL)", "the broker does not answer")


def _lines(found: dict[str, Any]) -> list[str]:
    from worker.app import settings

    lines = [f"{status:<14}{count:>12,}" for status, count in found["releases"].items()]
    oldest = found["oldest_waiting_seconds"]
    lines.append("nothing waits" if oldest is None else f"the oldest has waited {oldest:,.0f} s")
    rates = "  ".join(f"{step} {value:,.1f}/s" for step, value in found["per_second"].items())
    lines.append(f"last minute: {rates}")
    queues = found["queues"]
    if queues is None:
        lines.append("queues: " + _WITHOUT_BROKER[settings().redis_url is not None])
    else:
        lines.append("queues: " + "  ".join(f"{name} {depth:,}" for name, depth in queues.items()))
    return lines
