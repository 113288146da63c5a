"""Reads posts as JSON lines on standard input and prints their claims: `python -m parsers < posts.jsonl`."""

import sys

from parsers.stream import parse_lines


def main() -> None:
    """Answer each line as it comes."""
    for answer in parse_lines(sys.stdin):
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
