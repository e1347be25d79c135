"""What is in a table, and what looks wrong with it."""

import pandas as pd


def suspicions(table: pd.DataFrame, today: pd.Timestamp) -> list[str]:
    """Sentences about columns that deserve a question to whoever made the file."""
    found = []
    for name, column in table.items():
        values = column.dropna()
        if values.nunique() == 1:
            found.append(f"{name} always holds {values.iloc[0]!r}")
        if name.lower() in ("id", "key") and values.duplicated().any():
            found.append(f"{name} repeats: {', '.join(map(str, values[values.duplicated()].unique()[:3]))}")
        if column.dtype != object:
            continue
        numbers = pd.to_numeric(values, errors="coerce")
        if 0.5 < numbers.notna().mean() < 1:
            found.append(f"{name} is numeric except for {', '.join(sorted(set(values[numbers.isna()])))}")
        dates = pd.to_datetime(values, errors="coerce", format="%Y-%m-%d")
        if dates.notna().mean() > 0.9 and (dates > today).any():
            found.append(f"{name} lies in the future {int((dates > today).sum())} times")
        folded = values.str.casefold()
        if folded.nunique() < values.nunique():
            found.append(f"{name} mixes upper and lower case: {', '.join(sorted(values.unique())[:6])}")
    return found


def profile(table: pd.DataFrame) -> pd.DataFrame:
    """One row per column: type, share missing, distinct values and the most frequent ones."""
    rows = []
    for name, column in table.items():
        top = column.value_counts().head(3)
        rows.append(
            {
                "column": name,
                "type": str(column.dtype),
                "missing": f"{column.isna().mean():.0%}",
                "distinct": column.nunique(),
                "most frequent": ", ".join(f"{value} ({count})" for value, count in top.items()),
            }
        )
    return pd.DataFrame(rows).set_index("column")
