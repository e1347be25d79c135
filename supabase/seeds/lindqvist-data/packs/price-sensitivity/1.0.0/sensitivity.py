"""Van Westendorp's price meter."""

import numpy as np

QUESTIONS = ["too_cheap", "cheap", "expensive", "too_expensive"]


def is_consistent(answers):
    """True where the four prices do not contradict each other."""
    values = answers[QUESTIONS].to_numpy()
    return (np.diff(values, axis=1) >= 0).all(axis=1)


def curves(answers, grid):
    """Share of people for each price: falling for the cheap questions, rising for the expensive ones."""
    falling = {q: [(answers[q] >= price).mean() for price in grid] for q in QUESTIONS[:2]}
    rising = {q: [(answers[q] <= price).mean() for price in grid] for q in QUESTIONS[2:]}
    return {q: np.array(v) for q, v in {**falling, **rising}.items()}


def crossing(grid, falling, rising):
    """Price at which the two curves meet, interpolated between grid points."""
    gap = rising - falling
    after = int(np.argmax(gap >= 0))
    if after == 0:
        return float(grid[0])
    share = -gap[after - 1] / (gap[after] - gap[after - 1])
    return float(grid[after - 1] + share * (grid[after] - grid[after - 1]))


def price_range(answers, grid):
    """Lower and upper end of the acceptable range."""
    c = curves(answers, grid)
    return crossing(grid, c["too_cheap"], c["expensive"]), crossing(grid, c["cheap"], c["too_expensive"])
