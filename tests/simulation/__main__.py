"""`python -m tests.simulation --seed 7 --posts 400`: one run; it ends with 1 where something was lost or repeated."""

import argparse
import asyncio
import sys

from tests.simulation.simulation import Plan, ProofFailed, simulate


def main():
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--posts", type=int, default=400)
    parser.add_argument("--kills", type=float, default=0.5, help="how likely a kill is in each round")
    parser.add_argument("--announces", type=float, default=0.15, help="the share of texts that are announcements")
    arguments = parser.parse_args()
    try:
        figures = asyncio.run(simulate(Plan(**vars(arguments))))
    except ProofFailed as failure:
        sys.exit(f"{failure}\nseed {arguments.seed} fails: {again(arguments)}")
    print(figures)  # noqa: T201


def again(arguments):
    """The command that runs the same again."""
    return f"make simulate SEED={arguments.seed} POSTS={arguments.posts} ANNOUNCES={arguments.announces}"


if __name__ == "__main__":
    main()
