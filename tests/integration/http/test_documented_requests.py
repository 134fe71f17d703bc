"""Every request that docs/http.md shows works as it stands, and answers what it says."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

DOCUMENT = Path(__file__).parents[3] / "docs" / "http.md"
ADDRESS = "http://127.0.0.1:8117"
_BLOCK = re.compile(r"```(sh|json)\n(.*?)```", re.DOTALL)


def _like(found: Any, documented: Any) -> bool:
    """Whether an answer is the documented one, an ellipsis standing for anything."""
    if documented == "…":
        return True
    if isinstance(documented, dict):
        same = isinstance(found, dict) and found.keys() == documented.keys()
        return same and all(_like(found[key], documented[key]) for key in documented)
    return bool(found == documented)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_requests_of_the_document(
    client: httpx.Client, store: Callable[..., int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given the release that the document reads
    store("1")
    monkeypatch.setenv("BALAGH_API_READ_TOKEN", "none is needed here")
    blocks = _BLOCK.findall(DOCUMENT.read_text(encoding="utf-8"))
    assert len(blocks) > 8
    answer = ""
    for kind, text in blocks:
        if kind == "json":
            # then
            assert _like(json.loads(answer), json.loads(text)), answer
            continue
        # when
        script = text.replace(ADDRESS, str(client.base_url).rstrip("/")).replace(
            "curl ", "curl -sS --noproxy '*' "
        )
        done = subprocess.run(
            ["bash", "-e"], check=False, input=script, capture_output=True, text=True, cwd=tmp_path
        )
        assert done.returncode == 0, (script, done.stdout, done.stderr)
        answer = done.stdout
    assert "<style>" in (tmp_path / "release.html").read_text(encoding="utf-8")
    assert (tmp_path / "quantities.csv").read_text(encoding="utf-8").startswith("fact,source,")


def test_the_document_names_every_address_and_problem(client: httpx.Client) -> None:
    from worker.api.problems import PROBLEMS

    text = DOCUMENT.read_text(encoding="utf-8")
    described = client.get("/openapi.json").json()["paths"]
    for path, methods in described.items():
        assert f"`{path}`" in text or path == "/releases"
        row = next((line for line in text.splitlines() if line.startswith(f"| `{path}`")), "")
        for parameter in methods.get("get", {}).get("parameters", []):
            assert parameter["in"] == "path" or f"`{parameter['name']}`" in row, (path, parameter["name"])
    for problem in PROBLEMS:
        assert f"`{problem.name}`" in text, problem.name
        assert str(problem.status) in text
