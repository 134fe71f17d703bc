"""The table of docs/reliability.md, written while faults are tried."""

from __future__ import annotations

from pathlib import Path


class Matrix:
    """Collects what each fault did, and keeps the file ``CHAOS_REPORT`` names up to date with it."""

    def __init__(self, report: str | None) -> None:
        self._report = report
        self._rows: list[str] = []

    def add(self, *cells: object) -> None:
        """One row: fault, database, times, releases, lost, doubled."""
        self._rows.append("| " + " | ".join(str(cell).splitlines()[0].rstrip(".") for cell in cells) + " |\n")
        if self._report:
            head = "| fault | database | times | releases | lost | doubled |\n|---|---|---:|---:|---:|---:|\n"
            _put_between_marks(Path(self._report), f"\n{head}{''.join(self._rows)}\n")


def _put_between_marks(file: Path, table: str) -> None:
    first, last = "<!-- matrix -->", "<!-- /matrix -->"
    page = file.read_text(encoding="utf-8") if file.exists() else f"{first}{last}\n"
    before, _, rest = page.partition(first)
    file.write_text(before + first + table + last + rest.partition(last)[2], encoding="utf-8")
