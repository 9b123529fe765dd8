"""For notebooks with charts."""

import altair  # noqa: F401
