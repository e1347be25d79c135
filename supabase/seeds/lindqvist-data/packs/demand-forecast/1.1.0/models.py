"""Baselines for one seasonal series. Each takes a history and a horizon and returns a forecast of that length."""

import numpy as np


def seasonal_naive(history, horizon, season=52):
    """The same week one season ago."""
    return np.array([history[-season + step % season] for step in range(horizon)], dtype=float)


def holt_winters(history, horizon, season=52, alpha=0.25, beta=0.03, gamma=0.3, damping=0.95):
    """Additive trend (damped), multiplicative season. Parameters are fixed on purpose: a baseline must not be tuned."""
    history = np.asarray(history, dtype=float)
    first, second = history[:season].mean(), history[season : 2 * season].mean()
    level, trend = first, (second - first) / season
    factors = list(history[:season] / first)
    for step in range(season, len(history)):
        value, factor, previous = history[step], factors[step - season], level
        level = alpha * value / factor + (1 - alpha) * (level + damping * trend)
        trend = beta * (level - previous) + (1 - beta) * damping * trend
        factors.append(gamma * value / level + (1 - gamma) * factor)
    growth = np.cumsum(damping ** np.arange(1, horizon + 1))
    season_ahead = np.array([factors[len(history) - season + step % season] for step in range(horizon)])
    return (level + growth * trend) * season_ahead
