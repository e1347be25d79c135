"""Splits the change of recurring revenue between two months by cause."""

import pandas as pd

KINDS = ["new", "return", "expansion", "contraction", "churn"]


def classify(before: int, after: int, seen_earlier: bool) -> str | None:
    """The cause of one customer's change, or None when nothing changed."""
    if before == after:
        return None
    if before == 0:
        return "return" if seen_earlier else "new"
    if after == 0:
        return "churn"
    return "expansion" if after > before else "contraction"


def movements(wide: pd.DataFrame) -> pd.DataFrame:
    """One row per customer and change. `wide` has customers as rows and months as columns, in minor units."""
    rows = []
    for customer, values in wide.iterrows():
        seen = values.iloc[0] > 0
        for month, before, after in zip(wide.columns[1:], values, values.iloc[1:]):
            kind = classify(before, after, seen)
            if kind:
                rows.append({"month": month, "customer": customer, "kind": kind, "change": after - before})
            seen = seen or after > 0
    return pd.DataFrame(rows)
