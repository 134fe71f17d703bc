"""Reading quality against its floor: scores may rise, never fall.

    python benchmarks/quality.py EVALUATION_FOLDER [--only SETS] [--raise-floor]

EVALUATION_FOLDER holds the scorer (``score.py``) and its data, which are not part of this project. The floor is
``quality_baseline.json`` beside this file: the lowest accepted score of every measure, with a digest of the data it was
measured on. ``--raise-floor`` writes scores that are higher than the floor into it; it never lowers one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

FLOOR = Path(__file__).with_name("quality_baseline.json")

#: Scores are shares rounded to four places; less than this is rounding.
TOLERANCE = 0.00011


def main() -> int:
    """Score, compare, report; exit status 1 when a measure fell below its floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("evaluation", type=Path)
    parser.add_argument("--only", default="", help="comma-separated data sets")
    parser.add_argument("--raise-floor", action="store_true")
    arguments = parser.parse_args()
    if not (arguments.evaluation / "score.py").is_file():
        parser.error(f"there is no score.py in {arguments.evaluation}; name the folder of the evaluation")
    floor: dict[str, Any] = (
        json.loads(FLOOR.read_text(encoding="utf-8")) if FLOOR.exists() else {"measures": {}}
    )
    data = digest(arguments.evaluation / "dev")
    if floor.get("data", data) != data:
        parser.error("the evaluation data are not those the floor was measured on; scores cannot be compared")
    scores = measure(arguments.evaluation, arguments.only)
    fallen = compare(scores, floor["measures"])
    if arguments.raise_floor and not fallen:
        merged = {
            name: max(scores.get(name, 0.0), floor["measures"].get(name, 0.0))
            for name in sorted(scores.keys() | floor["measures"].keys())
        }
        FLOOR.write_text(
            json.dumps({"data": data, "measures": merged}, ensure_ascii=False, indent=1) + "\n",
            encoding="utf-8",
        )
    return 1 if fallen else 0


def measure(evaluation: Path, only: str) -> dict[str, float]:
    """The scores of every measure, by data set and name."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "scores.json"
        command = [
            sys.executable,
            "score.py",
            "--json",
            str(out),
            "--system",
            str(Path(sys.executable).with_name("balagh")),
        ]
        done = subprocess.run([*command, *(["--only", only] if only else [])], cwd=evaluation, check=False)
        if done.returncode:
            raise SystemExit("the scorer found a failure or a broken contract; see above")
        rows = json.loads(out.read_text(encoding="utf-8"))["results"]
    return {f"{row['dataset']}: {row['measure']}": row["score"] for row in rows if row["score"] is not None}


def compare(scores: dict[str, float], floor: dict[str, float]) -> list[str]:
    """Print what rose and what fell; the names of what fell."""
    fallen = [name for name, score in scores.items() if score < floor.get(name, 0.0) - TOLERANCE]
    risen = [name for name, score in scores.items() if score > floor.get(name, 0.0) + TOLERANCE]
    for title, names in (("below the floor", fallen), ("above the floor", risen)):
        print(f"\n{len(names)} measures {title}")
        for name in names:
            print(f"  {name}: {100 * floor.get(name, 0.0):.2f} -> {100 * scores[name]:.2f}")
    return fallen


def digest(folder: Path) -> str:
    """A digest of the data files."""
    total = hashlib.sha256()
    for path in sorted(folder.glob("*.jsonl")):
        total.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main())
