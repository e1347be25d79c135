"""Kaplan-Meier and the log-rank test in NumPy. Durations in days; observed is True where the end was seen."""

import math

import numpy as np


def kaplan_meier(durations, observed, z=1.96):
    """Return times, survival, lower, upper and number at risk, one entry per day on which someone left.

    The band is Greenwood's variance on the log-log scale, which stays between 0 and 1.
    """
    durations = np.asarray(durations, dtype=float)
    observed = np.asarray(observed, dtype=bool)
    times = np.unique(durations[observed])
    at_risk = np.array([(durations >= t).sum() for t in times])
    left = np.array([((durations == t) & observed).sum() for t in times])
    survival = np.cumprod(1 - left / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(left / (at_risk * (at_risk - left)))
        spread = z * np.sqrt(variance) / np.log(survival)
        lower = survival ** np.exp(-spread)
        upper = survival ** np.exp(spread)
    return times, survival, np.nan_to_num(lower), np.nan_to_num(upper), at_risk


def median_lifetime(times, survival):
    """First day on which survival is at or below one half; None if it never is."""
    below = np.flatnonzero(survival <= 0.5)
    return float(times[below[0]]) if below.size else None


def log_rank(durations_a, observed_a, durations_b, observed_b):
    """Return chi-square with one degree of freedom and its p-value for two groups."""
    a, b = np.asarray(durations_a, float), np.asarray(durations_b, float)
    seen_a, seen_b = np.asarray(observed_a, bool), np.asarray(observed_b, bool)
    difference = variance = 0.0
    for t in np.unique(np.concatenate([a[seen_a], b[seen_b]])):
        n_a, n_b = (a >= t).sum(), (b >= t).sum()
        d_a, d_b = ((a == t) & seen_a).sum(), ((b == t) & seen_b).sum()
        n, d = n_a + n_b, d_a + d_b
        difference += d_a - d * n_a / n
        if n > 1:
            variance += d * (n_a / n) * (n_b / n) * (n - d) / (n - 1)
    chi_square = difference**2 / variance
    return chi_square, math.erfc(math.sqrt(chi_square / 2))
