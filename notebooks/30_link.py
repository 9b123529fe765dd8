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
# # Link mentions to claims
#
# **Asks** what each mention is a claim *about*: which measure, event, place and actor, who says it, through whose hands, and when it is true of.
#
# **Reads** `documents`, `passages`, `quantities`, `statements`, `dates`, `events`; `data/codebook.yml`, `data/corrections.yml`, `data/sources.yml`.
#
# **Writes** `actors`, `reuse`, `claims`, `attributions`, `provenance`.
#
# **Known limits.**
# The codebook tests words, not meaning: a count that is worded in a new way keeps its words and has no measure until an author adds them.
# A place or a speaker that two entries fit alike is left empty.
# An event that fits no type of the codebook is no claim.

# %% tags=["parameters"]
root: str = ".."  # the project's folder, absolute or relative to notebooks/
with_corrections: bool = True  # apply the rulings of data/corrections.yml; False shows what was read without them
least_weight: float = 5.0  # content words (a name counts less) that a passage must share to count as reused
least_similar: float = 0.5  # share of a passage's words that its source must have
texts_drawn: int = 40  # texts in a chart that has a row for each

# %%
from pathlib import Path

import altair as alt
import pandas as pd

from tracebrief.draw.theme import use_theme
from tracebrief.link import (
    check_attributions,
    check_codebook,
    link_actors,
    link_claims,
    link_reuse,
    read_annotated_documents,
    read_codebook,
    read_rulings,
)
from tracebrief.model.tables import write_table
from tracebrief.project.paths import find_project

use_theme()
project = find_project(Path(root))
pd.set_option("display.max_colwidth", None, "display.max_rows", 200)

# %% [markdown]
# ## What does the codebook know?
#
# Each entry carries a sentence that must still be read as that entry.
# The sentences go through the same finders as the articles, so a codebook that drifted from the library stops here.

# %%
codebook = read_codebook(project)
corpus = read_annotated_documents(project)
print(f"{check_codebook(codebook, project=project)} examples read as their entries")
kept = ("measures", "event_types", "actors", "places", "topics")
pd.DataFrame({"entries": [len(getattr(codebook, kind)) for kind in kept]}, index=kept).T

# %% [markdown]
# What a count counts is the first thing to settle.
# Two counts with different definitions must never be set side by side, however alike their words.

# %%
pd.DataFrame(
    [(m.label, m.definition, "; ".join(a.because for a in m.apart_from)) for m in codebook.measures],
    columns=["measure", "counts", "not to be compared, because"],
)

# %% [markdown]
# ## Who is named?
#
# The longest name wins: a spokesman of a force is the spokesman, not the force.

# %%
actors = link_actors(corpus, codebook)
kinds = {actor.key: actor.kind for actor in codebook.actors}
named = actors.assign(name=actors.actor.map(codebook.label), kind=actors.actor.map(kinds))
print(f"{actors.actor.nunique()} of {len(codebook.actors)} actors are named, {len(actors)} times")
alt.Chart(named.groupby(["name", "kind"], as_index=False).size()).mark_bar().encode(
    x=alt.X("size:Q", title="times named"),
    y=alt.Y("name:N", title=None, sort="-x"),
    color=alt.Color("kind:N", title=None),
    tooltip=["name", "kind", "size"],
).properties(width=380, height=alt.Step(16))

# %% [markdown]
# ## Which words do the texts share?
#
# A sentence that two texts share is one witness, not two.
# Shared words are found in spite of typography and small edits; here they stand side by side.

# %%
reuse = link_reuse(corpus, least_weight=least_weight, least_similar=least_similar)
texts = {annotated.doc_id: annotated.text for annotated in corpus}
print(f"{len(reuse)} passages are shared, by {reuse.doc_id.nunique()} of {len(corpus)} texts")
pd.DataFrame(
    [
        (
            r.doc_id,
            texts[r.doc_id][r.start : r.end],
            r.source_doc_id,
            texts[r.source_doc_id][r.source_start : r.source_end],
            r.similarity,
        )
        for r in reuse.itertuples()
    ],
    columns=["text", "its words", "earlier text", "its words there", "similar"],
)

# %% [markdown]
# ## Mentions become claims
#
# Every quantity and every statement is a claim; an event is one if the codebook has its type.
# Rulings by people come last, and each is noted on its claim.

# %%
corrections = read_rulings(project) if with_corrections else []
claims, attributions, chains = link_claims(corpus, codebook, corrections)
print(f"{len(claims)} claims in {claims.doc_id.nunique()} of {len(corpus)} texts; {len(corrections)} rulings applied")
counts = claims.groupby(["doc_id", "kind"]).size().unstack(fill_value=0)
counts.assign(all=counts.sum(axis=1))

# %%
drawn = set(list(texts)[:texts_drawn])
print(f"{len(drawn)} of {len(texts)} texts are drawn")
by_modality = claims[claims.doc_id.isin(drawn)].groupby(["doc_id", "kind", "modality"], as_index=False).size()
alt.Chart(by_modality).mark_bar().encode(
    x=alt.X("size:Q", title="claims"),
    y=alt.Y("kind:N", title=None, sort=["quantity", "quote", "statement", "event"]),
    color=alt.Color("modality:N", title=None),
    row=alt.Row("doc_id:N", title=None, header=alt.Header(labelAngle=0, labelAlign="left")),
    tooltip=["kind", "modality", "size"],
).properties(width=420, height=alt.Step(14))

# %% [markdown]
# ## What is counted?
#
# For each measure: the words, the interval they state, and the day they are true of.
# An empty end is open: “over 11,000” has no highest value.

# %%
quantities = claims[claims.kind == "quantity"]
linked = quantities[quantities.measure.notna()].assign(
    label=quantities.measure.map(codebook.label),
    where=quantities.place.map(codebook.label),
    **{end: quantities[end].map("{:,g}".format, na_action="ignore") for end in ("low", "high")},
)
print(f"{len(linked)} of {len(quantities)} quantities are of a measure of the codebook")
order = ["label", "last", "doc_id"]
shown = ["label", "exact", "low", "high", "bound", "modality", "as_of", "where", "speaker", "doc_id"]
linked.sort_values(order)[shown].astype(object).fillna("–").reset_index(drop=True)

# %% [markdown]
# A quantity without a measure is kept with its words: it may be quoted, never compared.
# Where the note says that two measures fit, neither was chosen.

# %%
quantities[quantities.measure.isna()][["doc_id", "prefix", "exact", "suffix", "note"]].fillna("–")

# %% [markdown]
# ## What happened, or is feared?
#
# The type comes from the codebook, the day from the event's own clause; an undated event is only known not to be later than the text.

# %%
events = claims[claims.kind == "event"].assign(
    type=claims.event.map(codebook.label), where=claims.place.map(codebook.label)
)
dated = events.as_of_words.notna().sum()
print(f"{dated} of {len(events)} events are dated by words; {events.place.notna().sum()} have a place")
columns = ["type", "exact", "modality", "as_of", "as_of_words", "where", "speaker", "doc_id"]
events.sort_values(["type", "last", "doc_id", "start"])[columns].fillna("–").reset_index(drop=True)

# %% [markdown]
# ## Who says what?
#
# Direct quotations, with the speaker as the text resolves him and the word that introduces the quotation.

# %%
quotes = claims[claims.kind == "quote"].sort_values(["doc_id", "start"])
print(
    f"{quotes.speaker.notna().sum()} of {len(quotes)} quotations have a speaker; {quotes.speaker_actor.notna().sum()} are actors of the codebook"
)
quotes[["doc_id", "speaker", "cue", "exact", "modality"]].fillna("–").reset_index(drop=True)

# %%
said = claims[claims.kind == "statement"].sort_values(["doc_id", "start"])
print(f"{said.speaker.notna().sum()} of {len(said)} reported statements have a speaker")
said[["doc_id", "speaker", "cue", "exact", "modality", "topic"]].fillna("–").reset_index(drop=True)

# %% [markdown]
# ## Through whose hands?
#
# Read each line from left to right: from the text that we hold, one hand at a time, to whoever said it first.

# %%
hands = chains.sort_values(["claim_id", "step"]).groupby("claim_id").who.agg(" ← ".join)
lengths = chains.groupby("claim_id").step.max()
print(f"the longest chain has {lengths.max()} hands between the text and the origin")
routes = hands.value_counts().rename_axis("from the text to the origin").rename("claims").reset_index()
routes.head(40)

# %%
far = claims[claims.doc_id.isin(drawn)].assign(hands=lambda frame: frame.claim_id.map(lengths))
print(f"{len(drawn)} of {len(texts)} texts are drawn")
alt.Chart(far.groupby(["doc_id", "hands"], as_index=False).size()).mark_bar().encode(
    x=alt.X("hands:O", title="hands between the text and the origin"),
    y=alt.Y("size:Q", title="claims"),
    facet=alt.Facet("doc_id:N", title=None, columns=5),
    tooltip=["doc_id", "hands", "size"],
).properties(width=90, height=120)

# %% [markdown]
# ## What people ruled
#
# A ruling names its reason and its author; the finding keeps both in its note.

# %%
ruled = [(r.what.doc, r.what.words, r.field, r.was, r.to, r.why, r.who, r.date) for r in corrections]
pd.DataFrame(ruled, columns=["text", "words", "field", "was", "is", "why", "who", "date"]).fillna("–")

# %% [markdown]
# ## Check, then write
#
# Every claim's words are cut again from the text that it names, and its columns, its attribution and its chain agree.

# %%
assert claims.claim_id.is_unique, "two findings with one name"
assert all(texts[c.doc_id][c.start : c.end] == c.exact for c in claims.itertuples()), (
    "a claim whose words are not at its place"
)
assert set(check_attributions(claims, attributions, chains)) == set(claims.claim_id), "a claim without attribution"
assert set(claims.doc_id) <= set(texts), "a claim of an unknown text"

# %%
linked = {"claims": claims, "attributions": attributions, "provenance": chains}
for name, table in {"actors": actors, "reuse": reuse, **linked}.items():
    print(f"{name}: {len(write_table(project, name, table))} rows")
