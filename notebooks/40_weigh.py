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
# # Weigh the claims
#
# **Asks** which claims agree, which conflict, which cannot be compared at all, and from how many origins each one comes.
#
# **Reads** `documents`, `claims`, `attributions`, `provenance`, `reuse`; `data/codebook.yml`.
#
# **Writes** `origins`, `comparisons`, `verifications`.
#
# **Known limits.**
# An origin is whom the texts name; two unnamed officials may be one man, and two outlets may have copied a third that neither names.
# Agreement is not truth: two origins may be wrong together.
# Statements in indirect speech are traced to their origin but not compared with each other.

# %% tags=["parameters"]
root: str = ".."  # the project's folder, absolute or relative to notebooks/
about: float = 0.1  # how far “about” and “roughly” reach, as a share of the number
alike: int = 85  # letters of 100 that must agree for two quotations to be the same words
drawn: int = 40  # texts, origins or counts in a chart or table that has a row for each

# %%
from pathlib import Path

import altair as alt
import pandas as pd

from tracebrief.draw.theme import use_theme
from tracebrief.link import check_attributions, read_codebook
from tracebrief.model.tables import read_table, write_table
from tracebrief.project.paths import find_project
from tracebrief.weigh import check_origins, weigh_agreement, weigh_origins, weigh_verification

use_theme()
project = find_project(Path(root))
pd.set_option("display.max_colwidth", None, "display.max_rows", 200)

# %%
codebook = read_codebook(project)
documents, claims, attributions, chains, reuse = (
    read_table(project, name) for name in ("documents", "claims", "attributions", "provenance", "reuse")
)
words = claims.set_index("claim_id").exact
text_of = claims.set_index("claim_id").doc_id
print(
    f"{len(claims)} claims from {len(documents)} texts, {(claims.status == 'rejected').sum()} of them rejected by a ruling"
)

# %% [markdown]
# ## Where does each claim come from?
#
# The origin is the last hand of a claim's chain.
# A force and its spokesmen are one origin; an unnamed official is one origin per outlet; shared passages have one origin together.

# %%
origins = weigh_origins(claims, attributions, chains, reuse, codebook=codebook, alike=alike)
by_origin = origins.merge(claims[["claim_id", "doc_id"]], on="claim_id")
counted = by_origin.groupby("origin").agg(
    claims=("claim_id", "size"), texts=("doc_id", "nunique"), how=("how", "first")
)
print(f"{len(origins)} claims in {by_origin.doc_id.nunique()} texts come from {origins.origin_id.nunique()} origins")
counted.sort_values(["texts", "claims"], ascending=False)

# %% [markdown]
# An origin that stands in several columns is one witness, however many texts carry it.

# %%
widest = counted.sort_values(["texts", "claims"], ascending=False).head(drawn)
of_drawn = by_origin[by_origin.doc_id.isin(documents.doc_id.head(drawn))]
print(f"{min(drawn, len(documents))} of {len(documents)} texts are drawn, {len(widest)} of {len(counted)} origins")
matrix = (
    of_drawn[of_drawn.origin.isin(widest.index)].groupby(["origin", "doc_id"]).size().rename("claims").reset_index()
)
alt.Chart(matrix).mark_circle().encode(
    x=alt.X("doc_id:N", title=None, axis=alt.Axis(labelAngle=-30)),
    y=alt.Y("origin:N", title=None, sort="-size", axis=alt.Axis(labelLimit=340)),
    size=alt.Size("claims:Q", title="claims"),
    tooltip=["origin", "doc_id", "claims"],
).properties(width=460, height=alt.Step(18))

# %%
pairs = of_drawn.drop_duplicates(["origin", "doc_id"])
shared = pairs.merge(pairs, on="origin").query("doc_id_x < doc_id_y")
table = shared.groupby(["doc_id_x", "doc_id_y"]).origin.agg(["size", "; ".join])
table.set_axis(["origins in common", "which"], axis=1).rename_axis(["text", "and text"])

# %% [markdown]
# ## Which claims agree?
#
# Only counts of one measure are compared, at times near enough, about one place where places matter.
# “Agrees” states the same number, “compatible” can both be true once the hedges are honoured, “conflicts” cannot.

# %%
comparisons = weigh_agreement(claims, codebook=codebook, about=about, alike=alike)
order = ["agrees", "compatible", "conflicts", "not comparable"]
comparisons.relation.value_counts().reindex(order, fill_value=0).rename("pairs").to_frame()

# %%
measured = claims.set_index("claim_id").measure.map(codebook.label)
label = {name: f"{words[name]} ({text_of[name]})" for name in words.index}
sides = comparisons.assign(a=comparisons.claim_a.map(label), b=comparisons.claim_b.map(label))
related = sides[sides.relation != "not comparable"].sort_values(["relation", "a", "b"])
print(f"{len(related)} of {len(comparisons)} pairs can be compared")
related[["relation", "a", "b", "reason"]].reset_index(drop=True)

# %% [markdown]
# The same as a picture: each square is a pair of counts, darker where they agree, lightest where they must not be compared.

# %%
counts = claims[claims.measure.notna()].sort_values(["measure", "doc_id", "start"]).claim_id
some = counts.head(drawn)
print(f"{len(some)} of {len(counts)} counts are drawn")
axis = list(dict.fromkeys(some.map(label)))  # counts of one measure side by side
square = sides[sides.claim_a.isin(some) & sides.claim_b.isin(some)]
mirrored = pd.concat([square, square.rename(columns={"a": "b", "b": "a"})])[["a", "b", "relation", "reason"]]
shades = alt.Scale(domain=order, range=["#08306b", "#6baed6", "#cb181d", "#e8e8e8"])
alt.Chart(mirrored).mark_rect(stroke="white").encode(
    x=alt.X("a:N", title=None, sort=axis, axis=alt.Axis(labelAngle=-60, labelLimit=260)),
    y=alt.Y("b:N", title=None, sort=axis, axis=alt.Axis(labelLimit=340)),
    color=alt.Color("relation:N", title=None, scale=shades, sort=order),
    tooltip=["a", "b", "relation", "reason"],
).properties(width=alt.Step(16), height=alt.Step(16))

# %% [markdown]
# ## What cannot be compared, and why?
#
# These are the comparisons that a reader is most likely to make, and should not.

# %%
apart = sides[sides.relation == "not comparable"].assign(
    one=comparisons.claim_a.map(measured), other=comparisons.claim_b.map(measured)
)
reasons = apart.groupby(["one", "other", "reason"]).agg(
    pairs=("a", "size"), example=("a", "first"), against=("b", "first")
)
reasons.sort_values("pairs", ascending=False).reset_index()

# %% [markdown]
# ## Which findings are borne out?
#
# Corroboration counts origins, never texts.
# A text that itself calls a report alleged or unverified passes it on; it does not bear it out.

# %%
verifications = weigh_verification(claims, comparisons, origins, documents)
several = verifications[verifications.documents > 1]
print(
    f"{len(several)} of {len(verifications)} claims stand in more than one text; {(several.origins > 1).sum()} of those have more than one origin"
)
verifications.verification_status.value_counts().rename("claims").to_frame()

# %%
spread = verifications.groupby(["documents", "origins"]).size().rename("claims").reset_index()
base = alt.Chart(spread).encode(
    x=alt.X("documents:O", title="texts that carry the finding", axis=alt.Axis(labelAngle=0)),
    y=alt.Y("origins:O", title="origins it comes from", sort="descending"),
)
(base.mark_rect(color="#c6dbef", stroke="white") + base.mark_text(fontSize=15).encode(text="claims:Q")).properties(
    width=alt.Step(80), height=alt.Step(50)
)

# %%
facts = claims.merge(verifications, on="claim_id")
corroborated = facts[facts.verification_status == "corroborated"].sort_values(["group", "doc_id"])
print(f"{len(corroborated)} claims are corroborated, in {corroborated.group.nunique()} findings")
corroborated[["group", "exact", "doc_id", "as_of", "reason"]].reset_index(drop=True)

# %% [markdown]
# ## What is disputed or unverified?

# %%
doubtful = facts[facts.verification_status.isin(["disputed", "unverified"])].sort_values(
    ["verification_status", "doc_id", "start"]
)
print(f"{len(doubtful)} of {len(facts)} claims are disputed or unverified")
doubtful[["verification_status", "exact", "speaker", "doc_id", "reason"]].fillna("–").reset_index(drop=True)

# %% [markdown]
# ## How old is it?
#
# Age is counted to the last day on which the newest text may have appeared.

# %%
age = facts.dropna(subset=["age"]).groupby("doc_id").age.agg(["min", "median", "max", "size"])
print(
    f"{facts.age.notna().sum()} of {len(facts)} claims have an age; {(facts['first'].isna()).sum()} may be older than it says"
)
age.set_axis(["youngest, days", "median", "oldest", "claims"], axis=1)

# %% [markdown]
# ## Check, then write

# %%
accepted = set(claims[claims.status != "rejected"].claim_id)
assert set(origins.claim_id) == accepted, "a claim without an origin"
check_origins(origins, check_attributions(claims, attributions, chains), codebook=codebook)
assert set(verifications.claim_id) == accepted, "a claim without a verification status"
assert (verifications.origins >= 1).all() and (verifications.documents >= 1).all(), "a finding from nowhere"
assert (verifications[verifications.verification_status == "corroborated"].origins > 1).all(), (
    "corroborated by one origin"
)

# %%
for name, table in {"origins": origins, "comparisons": comparisons, "verifications": verifications}.items():
    print(f"{name}: {len(write_table(project, name, table))} rows")
