"""``balagh serve``: the same over HTTP."""

from __future__ import annotations

import click

from worker.cli.options import absolute, database_option


@click.command("serve")
@database_option
@click.option(
    "--host",
    metavar="ADDRESS",
    help="Where to listen; beyond this machine only with tokens.  [BALAGH_API_HOST, 127.0.0.1]",
)
@click.option("--port", type=click.IntRange(0, 65_535), help="0 for any free one.  [BALAGH_API_PORT, 8117]")
def command(database: str, host: str | None, port: int | None) -> None:
    """Take releases and answer questions over HTTP until stopped.

    Everyone on this machine may do everything while no token is set; see docs/http.md. Needs the extra `api`:
    pip install '.[api]' in a checkout of Balagh.
    """
    from dataclasses import replace

    from models.session import create_engine
    from tasks.errors import ConfigurationError
    from worker.app import configure
    from worker.logs import configure_logs
    from worker.settings import Settings

    try:
        from worker.api.serving import serve
    except ModuleNotFoundError as error:
        if error.name not in {"fastapi", "pydantic", "starlette", "uvicorn"}:
            raise
        raise ConfigurationError(
            f"{error.name} is missing; in a checkout of Balagh: pip install '.[api]'"
        ) from error
    settings = replace(Settings.from_environment(), database_url=absolute(database))
    settings = replace(
        settings,
        api_host=settings.api_host if host is None else host,
        api_port=settings.api_port if port is None else port,
    )
    configure_logs(settings)
    configure(settings)
    engine = create_engine(settings.database, create=False)
    try:
        serve(settings, engine)
    finally:
        engine.dispose()
