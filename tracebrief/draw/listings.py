"""Tables as notebooks show them: so many rows of how many, words to the left, and a dash where nothing is known."""

import re
from itertools import cycle

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

# Letters from which a column's words get room of their own, so that they do not become a stack of short lines.
LONG = 60


class Listing(pd.DataFrame):
    """Rows to look at."""

    def _repr_html_(self) -> str:
        styles = cycle([_style(self.iloc[:, at]) for at in range(self.shape[1])])
        named = any(name is not None for name in self.index.names) or not is_numeric_dtype(self.index.dtype)
        html: str = pd.DataFrame(self).to_html(index=named, justify="left", max_rows=None, border=0)
        html = re.sub("<th>", '<th style="text-align: left; vertical-align: top">', html)
        return re.sub("<td>", lambda _: f'<td style="{next(styles)}">', html)


def list_rows(table: pd.DataFrame, most: int) -> Listing | None:
    """Return the first rows of a table to look at, and print how many of how many they are; None of an empty one."""
    if table.empty:
        print("There is nothing to list.")
        return None
    print(f"{min(most, len(table)):,} of {len(table):,} rows:")
    first = table.head(most).astype(object)
    return Listing(first.where(first.notna(), "–").map(_whole))


def _whole(value: object) -> object:
    """Return a whole number without its decimals, anything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _style(column: pd.Series) -> str:
    known = column[column != "–"].infer_objects()
    if is_numeric_dtype(known) and not is_bool_dtype(known):
        return "text-align: right; vertical-align: top"
    room = "; min-width: 28em" if column.map(str).map(len).max() > LONG else ""
    return f"text-align: left; vertical-align: top{room}"
