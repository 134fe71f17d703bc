"""Structured logs: a static event name and ids as fields; never the text of a release."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog

from worker.settings import Settings


def _without_body(record: logging.LogRecord) -> bool:
    """Take body and headers, which hold a release, out of what Celery says of a message that it cannot take."""
    if "body" in str(record.msg):
        record.msg = record.getMessage().partition("\n")[0].partition(" [type:")[0]
        record.args = None
    return True


def configure_logs(settings: Settings) -> None:
    """Send our logs and those of Celery and SQLAlchemy to standard error, as JSON or for a human."""
    human = settings.log_format == "console" or (settings.log_format == "auto" and sys.stderr.isatty())
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    if not human:
        shared.append(structlog.processors.format_exc_info)
    renderer: Any = (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
        if human
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    # Celery repeats a message's arguments at INFO; a release handed in through `balagh.receive` would end in the log.
    # Alembic names each of its plugins whenever a schema is looked at.
    for chatty in ("celery.worker.strategy", "celery.app.trace", "kombu", "amqp", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.getLogger("celery.worker.consumer.consumer").addFilter(_without_body)


def logger(name: str) -> Any:
    """A logger whose events carry ids as keyword arguments."""
    return structlog.stdlib.get_logger(name)
