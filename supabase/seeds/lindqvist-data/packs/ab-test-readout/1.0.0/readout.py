"""Checks and intervals for a two-arm test on a rate."""

import math


def sample_ratio_p(control, variant, expected_share=0.5):
    """p-value that the split is as planned. Below 0.001 the assignment is broken: do not read the result."""
    total = control + variant
    z = (variant - total * expected_share) / math.sqrt(total * expected_share * (1 - expected_share))
    return math.erfc(abs(z) / math.sqrt(2))


def difference(control_conversions, control_visitors, variant_conversions, variant_visitors, z=1.96):
    """Difference of the rates (variant minus control) with its interval, in the units of the rates."""
    p_c, p_v = control_conversions / control_visitors, variant_conversions / variant_visitors
    error = math.sqrt(p_c * (1 - p_c) / control_visitors + p_v * (1 - p_v) / variant_visitors)
    return p_v - p_c, p_v - p_c - z * error, p_v - p_c + z * error
