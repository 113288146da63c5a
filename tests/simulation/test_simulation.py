"""Nothing is lost and nothing is sent twice, whatever happens; and the proof fails where a safeguard is left out."""

import pytest

from tests.simulation.simulation import Plan, ProofFailed, simulate


def plan(seed, **more):
    return Plan(seed=seed, posts=more.pop("posts", 150), **more)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_a_run_with_faults_and_kills_loses_nothing_and_repeats_nothing(seed):
    figures = await simulate(plan(seed))
    assert figures.posts >= 150


async def test_without_the_sweep_posts_are_lost():
    with pytest.raises(ProofFailed, match="published and not stored"):
        await simulate(plan(1, without=("sweep",), patience=3))


async def test_with_random_ids_drawn_anew_messages_are_shown_twice():
    with pytest.raises(ProofFailed, match=r"shown \d times, due \d"):
        await simulate(plan(1, without=("steady ids",)))
