# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Draw the figures and publish the values
#
# **Asks** what a reader would rather look at than read, and which words and numbers the prose may quote.
#
# **Reads** `documents`, `passages`, `claims`, `provenance`, `reuse`, `origins`, `verifications`, `scores`; `data/codebook.yml`, `data/values.yml`, `data/basemap.json`.
#
# **Writes** `build/figures/`, `values`.
#
# **Known limits.**
# A figure shows what was read, not what happened: a claim that the rules missed is missing here too.
# A timeline bar covers all days that the words allow, so a long bar is an imprecise date, not a long event.

# %% tags=["parameters"]
root: str = ".."  # the project's folder, absolute or relative to notebooks/
measures: list[str] = [
    "detained",
    "detained_iraq_syria",
    "detained_foreign",
]  # the family of estimates, by codebook key
event_types: list[str] = [
    "offensive",
    "attack",
    "escape",
    "escape_attempt",
    "unrest",
    "bombing",
    "operations_suspended",
    "withdrawal",
    "prisoner_transfer",
]  # what the timeline shows, by codebook key

# %%
import json
from pathlib import Path

import pandas as pd
from IPython.display import SVG

from tracebrief.draw.dependence import draw_dependence
from tracebrief.draw.estimates import draw_estimates
from tracebrief.draw.figures import save_figure
from tracebrief.draw.places import draw_places
from tracebrief.draw.timeline import draw_timeline
from tracebrief.draw.values import find_values, write_values
from tracebrief.draw.voices import draw_voices
from tracebrief.link.codebook import read_codebook
from tracebrief.model.tables import read_table
from tracebrief.project.paths import find_project

project = find_project(Path(root))
codebook = read_codebook(project)
names = ("documents", "passages", "claims", "provenance", "reuse", "origins", "verifications")
documents, passages, claims, chains, reuse, origins, verifications = (read_table(project, name) for name in names)
pd.set_option("display.max_colwidth", None)
drawn = {}

# %% [markdown]
# ## How many are held, and how surely is it said?
#
# Side by side the numbers look like a trend or a quarrel; with their hedges and their scopes most of that goes away.
# A dot is a number said plainly, a ring one that is hedged, an arrow an open end, a dashed bar a vague word.

# %%
drawn["estimates"] = draw_estimates(claims, documents, codebook, measures=measures)
print(drawn["estimates"].n)
SVG(save_figure(project, "estimates", drawn["estimates"], title="Estimates of people held", documents=documents))

# %% [markdown]
# ## What happened when?
#
# Few events are dated to the day; a list of dates would hide that.
# Dark bars are known to a day or a few; light ones are only known to be before a day; dashes are doubt.

# %%
drawn["timeline"] = draw_timeline(claims, verifications, passages, documents, codebook, events=event_types)
print(drawn["timeline"].n)
SVG(save_figure(project, "timeline", drawn["timeline"], title="Reported events in time", documents=documents))

# %% [markdown]
# ## Who says what?
#
# The same subject can come from many mouths or from one.

# %%
drawn["voices"] = draw_voices(claims, documents, codebook)
print(drawn["voices"].n)
SVG(save_figure(project, "voices", drawn["voices"], title="Who says what", documents=documents))

# %% [markdown]
# ## Where?
#
# Only places with sourced coordinates are drawn; one that is located by its neighbour is drawn unlike the others.

# %%
basemap = json.loads(project.basemap.read_text("utf-8"))
drawn["places"] = draw_places(claims, documents, codebook, basemap)
print(drawn["places"].n)
SVG(save_figure(project, "places", drawn["places"], title="Where it is reported to have happened", documents=documents))

# %% [markdown]
# ## On whom do the texts depend?
#
# Corroboration counts origins; this shows how few there are.

# %%
drawn["dependence"] = draw_dependence(documents, chains, reuse, origins, claims)
print(drawn["dependence"].n)
SVG(
    save_figure(
        project, "dependence", drawn["dependence"], title="How the texts depend on each other", documents=documents
    )
)

# %% [markdown]
# ## What may the prose quote?
#
# Each name stands for words of one claim, hedge included, or for a count over a table.
# The prose has no other way to a number.

# %%
values = write_values(project, find_values(project, claims))
cited = values.claims.fillna("").str.split().map(len)
print(f"{len(values)} values; {(cited == 1).sum()} quote one claim, {(cited != 1).sum()} are counted")
values[["name", "text", "how"]]

# %% [markdown]
# ## Check, then write

# %%
known = set(claims.claim_id)
assert {name for ids in values.claims.dropna() for name in ids.split()} <= known, "a value that rests on no claim"
for name, figure in drawn.items():
    saved = [project.figures / f"{name}.{suffix}" for suffix in ("svg", "vl.json", "csv", "json")]
    assert all(path.stat().st_size > 2 for path in saved), f"{name} was not saved whole"
    assert len(figure.data) and figure.alt, f"{name} shows nothing"
    assert "http" not in saved[0].read_text("utf-8").replace("http://www.w3.org/", ""), f"{name} needs a network"
print(f"wrote {len(drawn)} figures, each as SVG, Vega-Lite, CSV and words, and {len(values)} values")
