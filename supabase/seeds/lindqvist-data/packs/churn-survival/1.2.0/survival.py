"""Kaplan-Meier in NumPy. Durations in days; observed is True where the end was seen."""

import numpy as np


def kaplan_meier(durations, observed):
    """Return times, survival and number at risk, one entry per day on which someone left."""
    durations = np.asarray(durations, dtype=float)
    observed = np.asarray(observed, dtype=bool)
    times = np.unique(durations[observed])
    at_risk = np.array([(durations >= t).sum() for t in times])
    left = np.array([((durations == t) & observed).sum() for t in times])
    survival = np.cumprod(1 - left / at_risk)
    return times, survival, at_risk


def median_lifetime(times, survival):
    """First day on which survival is at or below one half; None if it never is."""
    below = np.flatnonzero(survival <= 0.5)
    return float(times[below[0]]) if below.size else None
