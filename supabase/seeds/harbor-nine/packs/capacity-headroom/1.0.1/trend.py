"""A trend line that a few strange days cannot bend."""

import numpy as np


def theil_sen(days, values):
    """Median of the slopes between all pairs of points; returns slope per day and intercept."""
    days, values = np.asarray(days, float), np.asarray(values, float)
    first, second = np.triu_indices(len(days), k=1)
    slope = np.median((values[second] - values[first]) / (days[second] - days[first]))
    return slope, float(np.median(values - slope * days))


def days_until(limit, days, values, today):
    """Days after today at which the line meets the limit; infinity if it never does."""
    slope, intercept = theil_sen(days, values)
    return max(0.0, (limit - intercept) / slope - today) if slope > 1e-6 else np.inf


def bootstrap_days(limit, days, values, block=7, runs=200, seed=6):
    """Days until the limit for resampled weeks, so that weekdays stay together."""
    random = np.random.default_rng(seed)
    days, values = np.asarray(days, float), np.asarray(values, float)
    results = []
    for _ in range(runs):
        starts = random.integers(0, len(days) - block + 1, size=len(days) // block)
        index = np.unique((starts[:, None] + np.arange(block)).ravel())
        results.append(days_until(limit, days[index], values[index], days.max()))
    return np.array(results)
