"""Random numbers that depend on a seed alone, and the distributions of the simulation."""

from collections.abc import Sequence
from random import Random


def seeded_random(seed: int, *names: str) -> Random:
    """Return a generator that gives the same numbers for the same seed and names on every machine."""
    return Random("/".join((str(seed), *names)))  # noqa: S311 - simulated data, no secrets


def random_count(mean: float, rng: Random) -> int:
    """Return a count of about `mean`; its variance equals the mean, as that of a Poisson variable does."""
    return max(0, round(rng.gauss(mean, max(mean, 0.1) ** 0.5)))


def random_part(whole: int, share: float, rng: Random) -> int:
    """Return about `share` of a whole; its variance is that of a binomial variable.

    Args:
        whole: the number of things of which some are counted.
        share: the chance of each of them; numbers outside 0 to 1 count as 0 or 1.
        rng: the generator.
    """
    chance = min(max(share, 0.0), 1.0)
    # The normal approximation is good enough here, and fast for large wholes.
    mean = whole * chance
    return min(whole, max(0, round(rng.gauss(mean, (mean * (1 - chance)) ** 0.5))))


def random_division(whole: int, weights: Sequence[int], rng: Random) -> list[int]:
    """Return the sizes of the parts if each thing of a whole falls into a part with a chance given by its weight."""
    drawn = rng.choices(range(len(weights)), weights, k=whole)
    return [drawn.count(part) for part in range(len(weights))]
