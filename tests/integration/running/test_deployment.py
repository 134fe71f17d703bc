"""What we hand to operators holds together: compose file, example settings, documentation of settings."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from worker.cli import COMMANDS
from worker.settings import Settings

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The compose file, merged keys and all."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return loaded


def test_services_run_without_root_within_limits_and_are_watched(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        assert not str(service["user"]).startswith("0"), name
        assert service["cap_drop"] == ["ALL"], name
        assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory"}, name
        assert "healthcheck" in service or name == "migrate", name
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:"), name


def test_nothing_starts_before_what_it_needs(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for name in ("worker", "scheduler"):
        needs = {other: how["condition"] for other, how in services[name]["depends_on"].items()}
        assert needs == {
            "migrate": "service_completed_successfully",
            "postgres": "service_healthy",
            "redis": "service_healthy",
        }
    assert services["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}


def test_passwords_are_files_that_are_not_in_the_repository(compose: dict[str, Any]) -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "secrets/" in ignored
    for secret in compose["secrets"].values():
        assert secret["file"].startswith("./secrets/")
    for service in compose["services"].values():
        for key, value in service.get("environment", {}).items():
            assert "PASSWORD" not in key or key.endswith("_FILE"), key
            assert not re.search(r"://[^/@]*:[^/@]+@", str(value)), key


def test_settings_and_commands_of_the_compose_file_exist(compose: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("p/w\n", encoding="utf-8")
    for name in ("migrate", "worker", "scheduler"):
        service = compose["services"][name]
        environment = {
            key: str(tmp_path / "secret") if key.endswith("_PASSWORD_FILE") else str(value)
            for key, value in service["environment"].items()
        }
        settings = Settings.from_environment(environment)
        assert settings.database == "postgresql://balagh:p%2Fw@postgres:5432/balagh"
        assert settings.broker == "redis://:p%2Fw@redis:6379/0"
        assert service["command"][0] in COMMANDS


def test_redis_keeps_messages(compose: dict[str, Any]) -> None:
    command = " ".join(compose["services"]["redis"]["command"])
    assert "--appendonly yes" in command
    assert "--maxmemory-policy noeviction" in command


def test_every_setting_is_documented_and_nothing_else() -> None:
    documented = set(
        re.findall(r"`BALAGH_([A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"))
    )
    assert documented - {"REDIS_PASSWORD_FILE"} == {field.name.upper() for field in fields(Settings)}


def test_example_environment_is_readable() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    environment = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    known = {f"BALAGH_{field.name.upper()}" for field in fields(Settings)}
    assert {name.removesuffix("_FILE") for name in environment} <= known


def test_dockerfile_ends_as_a_user_and_installs_exact_versions() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert re.findall(r"^USER (.+)$", text, flags=re.MULTILINE) == ["balagh"]
    assert "--constraint constraints.txt" in text


def test_every_command_has_its_file() -> None:
    for name in COMMANDS:
        assert (ROOT / "worker" / "cli" / f"{name}.py").exists(), name
