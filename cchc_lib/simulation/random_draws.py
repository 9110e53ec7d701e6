"""Random numbers that depend on a seed alone, and the distributions of the simulation."""

from collections.abc import Sequence
from math import exp
from random import Random

_EXACT_BELOW = 25
"""The variance below which a count is drawn exactly; a normal approximation of fewer things would shift its mean."""


def seeded_random(seed: int, *names: str) -> Random:
    """Return a generator that gives the same numbers for the same seed and names on every machine."""
    return Random("/".join((str(seed), *names)))  # noqa: S311 - simulated data, no secrets


def random_count(mean: float, rng: Random) -> int:
    """Return a count of about `mean`, which varies as a Poisson variable does; 0 for a mean that is not above 0."""
    if mean >= _EXACT_BELOW:
        return max(0, round(rng.gauss(mean, mean**0.5)))
    # Knuth's method: the events within one unit of time, if the times between them are exponential.
    count, left, limit = 0, rng.random(), exp(-max(mean, 0.0))
    while left > limit:
        count, left = count + 1, left * rng.random()
    return count


def random_part(whole: int, share: float, rng: Random) -> int:
    """Return about `share` of a whole, which varies as a binomial variable does.

    Args:
        whole: the number of things of which some are counted.
        share: the chance of each of them; numbers outside 0 to 1 count as 0 or 1.
        rng: the generator.
    """
    chance = min(max(share, 0.0), 1.0)
    mean = whole * chance
    if mean * (1 - chance) < _EXACT_BELOW:
        return sum(rng.random() < chance for _ in range(whole))
    return min(whole, max(0, round(rng.gauss(mean, (mean * (1 - chance)) ** 0.5))))


def random_division(whole: int, weights: Sequence[int], rng: Random) -> list[int]:
    """Return the sizes of the parts if each thing of a whole falls into a part with a chance given by its weight."""
    drawn = rng.choices(range(len(weights)), weights, k=whole)
    return [drawn.count(part) for part in range(len(weights))]
