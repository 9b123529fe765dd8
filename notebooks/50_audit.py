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
# # Audit the claims
#
# **Asks** whether each claim stands where it says, how much of what a careful reader marks was found, and which sentences stayed silent.
#
# **Reads** `documents`, `passages`, `quantities`, `statements`, `events`, `dates`, `names`, `claims`, `data/gold/`.
#
# **Writes** `quotation_checks`, `scores`, `coverage`.
#
# **Known limits.**
# The marks are one reader's; nobody has measured how far two readers would agree.
# The texts are few, so one entry of a rare kind moves its score by several points.
# A score says how well these texts were read, not how well the next one will be.

# %% tags=["parameters"]
root: str = ".."  # the project's folder, absolute or relative to notebooks/
most_shown: int = 60  # rows in each listing of words, texts in a chart that has a row for each
least_recall: dict[str, float] = {}  # by kind: stop when less of what the reader marked is found

# %%
from pathlib import Path

import altair as alt
import pandas as pd

from tracebrief.audit import (
    FIELDS,
    KINDS,
    check_coverage,
    check_quotations,
    compare_days,
    count_marks,
    list_disagreements,
    list_misses,
    match_gold,
    read_gold,
    score_matches,
)
from tracebrief.draw.theme import DEEP, FAINT, INK, SOFT, WARM, use_theme
from tracebrief.model.tables import read_table, write_table
from tracebrief.project.paths import find_project

use_theme()
project = find_project(Path(root))
pd.set_option("display.max_colwidth", None, "display.max_rows", most_shown)
claims = read_table(project, "claims")
texts = read_table(project, "documents").set_index("doc_id").text.to_dict()

# %% [markdown]
# ## Does every claim stand where it says?
#
# Each claim is cut again from the text on disk, and its words, their surroundings and its id are compared with what the build carries.
# This is the promise on which everything else rests, so a single failure stops the build.

# %%
anchors = check_quotations(project)
print(
    f"{anchors.found.sum()} of {len(anchors)} claims stand word for word at their place, under the id of their content"
)
anchors[~anchors.found]

# %%
counts = claims.groupby(["doc_id", "kind"]).size().unstack(fill_value=0)
counts.assign(all=counts.sum(axis=1))

# %% [markdown]
# ## How much of what a reader marks was found?
#
# The reader marked the raw texts without seeing what the extractor found; `data/gold/README.md` tells by which rules.
# A finding matches a mark of its kind when they share at least half of their letters, one to one.
# *Precision* is the share of findings that a reader marked too, *recall* the share of marks that were found.

# %%
gold = read_gold(project)
matches = match_gold(project)
print(f"{len({one.doc_id for one in gold})} of {len(texts)} texts are marked")
scores = score_matches(matches)
together = scores[scores.doc_id == "all"].set_index("task").drop(columns="doc_id")
places = together.loc[[kind for kind in KINDS if kind in together.index]]
print(
    f"{places.matched.sum()} of {places.gold.sum()} marks found; {places.matched.sum()} of {places.found.sum()} findings are marked"
)
places.round(2)

# %%
long = places.reset_index().melt(id_vars=["task", "gold"], value_vars=["precision", "recall"], var_name="share of")
long["share of"] = long["share of"].map({"precision": "findings that are marked", "recall": "marks that are found"})
base = alt.Chart(long).encode(y=alt.Y("task:N", title=None, sort=list(KINDS)))
line = base.mark_rule(strokeWidth=2, color=SOFT).encode(x=alt.X("min(value):Q"), x2="max(value):Q")
dots = base.mark_point(size=110, filled=True, opacity=1).encode(
    x=alt.X("value:Q", title="share", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")),
    shape=alt.Shape("share of:N", title=None, scale=alt.Scale(range=["diamond", "circle"])),
    color=alt.Color("share of:N", title=None, scale=alt.Scale(range=[WARM, INK])),
)
(line + dots).properties(width=520, height=alt.Step(30))

# %% [markdown]
# Findings that no reader marked are not all wrong: the reader leaves out what an analyst would not quote.
# The same by text, as F1, the balance of the two:

# %%
by_text = scores[scores.task.isin(KINDS)].pivot(index="doc_id", columns="task", values="f1")
by_text[[kind for kind in KINDS if kind in by_text]].astype(float).round(2)

# %% [markdown]
# ## Does a finding say what the reader says?
#
# Only matched findings are compared, field by field.
# Speakers agree when the finding has every word of the reader's description, or the two share half of their words; values, bounds and days must be the same.

# %%
fields = together.loc[[field.task for field in FIELDS if field.task in together.index]]
for task, row in fields.iterrows():
    print(f"{task}: {row.matched} of {row.gold} as the reader has it")

# %% [markdown]
# Days that differ are not equally wrong.
# A wider time is cautious: the build ends every past event with publication, where the reader leaves the end open, and that counts as narrower.
# A time apart from the reader's is a mistake.

# %%
compare_days(matches)

# %%
disagreements = list_disagreements(matches, texts)
disagreements[disagreements.task.str.contains("value|bound|speaker")].head(most_shown)

# %% [markdown]
# A hedge read otherwise is the mistake that a brief can least afford:

# %%
disagreements[disagreements.task == "modality"].drop(columns="task").head(most_shown)

# %% [markdown]
# ## What was missed?
#
# Every mark of what can become a claim that no finding matched, in its words.

# %%
misses = list_misses(matches, texts)
can_be_claim = misses[~misses.kind.isin(["date", "name"])]
missed = can_be_claim[can_be_claim.what == "missed"]
print(f"{len(missed)} marks missed: " + ", ".join(f"{n} {kind}" for kind, n in missed.kind.value_counts().items()))
missed.drop(columns="what").head(most_shown)

# %% [markdown]
# And what was found that the reader left unmarked:

# %%
extra = can_be_claim[can_be_claim.what == "not marked"]
print(f"{len(extra)} findings not marked: " + ", ".join(f"{n} {kind}" for kind, n in extra.kind.value_counts().items()))
extra.drop(columns="what").head(most_shown)

# %% [markdown]
# ## Which sentences stayed silent?
#
# A sentence of the story is silent when no claim touches it.
# Silence is right where nothing is reported, and the first place to look for what was overlooked.

# %%
coverage = check_coverage(project)
coverage["marked"] = count_marks(coverage, gold, kinds=("quantity", "quote", "statement", "event"))
heard = coverage[~coverage.silent]
print(
    f"{len(heard)} of {len(coverage)} sentences of the story hold a claim; {coverage.claims.mean():.1f} claims in a sentence on average"
)
coverage.groupby("doc_id").agg(sentences=("start", "size"), silent=("silent", "sum"), claims=("claims", "sum"))

# %%
overlooked = coverage.silent & (coverage.marked > 0)
kinds_of_silence = {True: "silent, though a reader marked something", False: "silent, and nothing marked"}
drawn = list(texts)[:most_shown]
print(f"{len(drawn)} of {len(texts)} texts are drawn")
states = coverage.assign(state=overlooked.map(kinds_of_silence).where(coverage.silent, "holds a claim"))
alt.Chart(states[states.doc_id.isin(drawn)].groupby(["doc_id", "state"], as_index=False).size()).mark_bar().encode(
    x=alt.X("size:Q", title="sentences"),
    y=alt.Y("doc_id:N", title=None),
    color=alt.Color(
        "state:N",
        title=None,
        scale=alt.Scale(domain=["holds a claim", *kinds_of_silence.values()], range=[DEEP, WARM, FAINT]),
    ),
).properties(width=520, height=alt.Step(28))

# %% [markdown]
# The silent sentences themselves, those that a reader marked first:

# %%
silent = coverage[coverage.silent].sort_values(["marked", "doc_id", "start"], ascending=[False, True, True])
silent = silent.assign(words=[" ".join(texts[row.doc_id][row.start : row.end].split()) for row in silent.itertuples()])
print(f"{overlooked.sum()} of {len(silent)} silent sentences hold something that the reader marked")
silent[["doc_id", "words", "why", "marked"]].head(most_shown)

# %% [markdown]
# ## Check, then write

# %%
assert anchors.found.all(), f"claims that are not at their place: {list(anchors[~anchors.found].claim_id)}"
assert set(anchors.claim_id) == set(claims.claim_id), "claims without an anchor"
assert set(coverage.doc_id) == set(texts), "texts without a sentence"
for kind, least in least_recall.items():
    assert places.recall[kind] >= least, f"of the kind {kind}, {places.recall[kind]:.0%} of the marks are found"

write_table(project, "quotation_checks", anchors)
write_table(project, "scores", scores)
write_table(project, "coverage", coverage.drop(columns="marked"))
print(f"wrote {len(anchors)} anchors, {len(scores)} scores and {len(coverage)} sentences")
