"""Tables as notebooks show them: so many rows of how many, and a dash where nothing is known."""

import pandas as pd


def list_rows(table: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the first rows of a table to look at, and print how many of how many they are."""
    print(f"{min(most, len(table)):,} of {len(table):,} rows:")
    first = table.head(most).astype(object)
    return first.where(first.notna(), "–")
