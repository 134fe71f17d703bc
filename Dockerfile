# One image for every process of Balagh: migrate, worker, scheduler, HTTP, commands.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE NOTICE ./
COPY tasks tasks
COPY models models
COPY worker worker
RUN python -m venv /opt/balagh \
 && /opt/balagh/bin/pip install --no-cache-dir --disable-pip-version-check --constraint constraints.txt '.[api]'

FROM python:3.12-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin balagh \
 && install -d -o balagh -g balagh /data /run/balagh
COPY --from=build /opt/balagh /opt/balagh
ENV PATH=/opt/balagh/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    BALAGH_LOG_FORMAT=json BALAGH_HEALTH_FILE=/run/balagh/alive
USER balagh
WORKDIR /data
STOPSIGNAL SIGTERM
ENTRYPOINT ["balagh"]
CMD ["--help"]
