"""What is in a table."""

import pandas as pd


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
