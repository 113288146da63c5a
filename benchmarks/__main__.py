"""Runs every benchmark and prints its figures: `make bench`."""

import runpy
from pathlib import Path


def main() -> None:
    """Run them, one after the other."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem.startswith("_"):
            continue
        print(f"== {path.stem}")
        runpy.run_module(f"benchmarks.{path.stem}", run_name="__main__")


if __name__ == "__main__":
    main()
