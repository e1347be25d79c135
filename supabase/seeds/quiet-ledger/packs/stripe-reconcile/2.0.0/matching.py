"""Joins ledger entries with balance transactions and names the cause of each difference."""

import pandas as pd


def match(ledger: pd.DataFrame, stripe: pd.DataFrame) -> pd.DataFrame:
    """One row per reference with both sums, the number of rows on each side, and their difference."""
    ours = ledger.groupby("reference")["amount_minor"].agg(["sum", "size"])
    theirs = stripe.groupby("source")["gross_minor"].agg(["sum", "size"])
    joined = ours.join(theirs, how="outer", lsuffix="_ledger", rsuffix="_stripe").fillna(0).astype(int)
    joined["difference"] = joined["sum_ledger"] - joined["sum_stripe"]
    joined["cause"] = joined.apply(cause, axis=1)
    joined.index.name = "reference"
    return joined


def cause(row: pd.Series) -> str:
    """The most likely reason why a reference differs, or an empty string when it does not."""
    if row["difference"] == 0:
        return ""
    if row["size_ledger"] == 0:
        return "not posted"
    if row["size_stripe"] == 0:
        return "not at Stripe"
    if row["size_ledger"] > row["size_stripe"] and row["sum_ledger"] == 2 * row["sum_stripe"]:
        return "posted twice"
    if row["size_stripe"] > row["size_ledger"] and row["sum_stripe"] < row["sum_ledger"]:
        return "refund missing"
    return "amount differs"
