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
# **Asks** whether each claim stands where it says, who looked at it, how much the library reads rightly by itself, how complete the ledger is, and which sentences stayed silent.
#
# **Reads** `documents`, `passages`, `quantities`, `statements`, `events`, `dates`, `names`, `read_claims`, `claims`, `ruled_fields`; `data/raw/`, `data/sources.yml`, `data/gold/`.
#
# **Writes** `quotation_checks`, `review_states`, `ruling_scores`, `scores`, `ledger_scores`, `coverage`.
#
# **Known limits.**
# The marks are one reader's; nobody has measured how far two readers would agree.
# The texts are few, so one entry of a rare kind moves its score by several points.
# A score says how well these texts were read, not how well the next one will be.
# A ruling is written beside what the library had read, so the two agree more easily than two independent readers would.

# %% tags=["parameters"]
root: str = ".."  # the project's folder, absolute or relative to notebooks/
most_shown: int = 60  # rows in each listing of words, texts in a chart that has a row for each
least_recall: dict[str, float] = {}  # by kind: stop when the library reads less of what was marked by hand

# %%
from pathlib import Path

import altair as alt
import pandas as pd

from tracebrief import audit
from tracebrief.draw import DEEP, FAINT, INK, SOFT, WARM, list_rows, show_chart, use_theme
from tracebrief.model import Claim, RuledField, read_table, rows_of, write_table
from tracebrief.project import find_project

use_theme()
project = find_project(Path(root))
pd.set_option("display.max_colwidth", None, "display.max_rows", most_shown)
claims = read_table(project, "claims")
texts = read_table(project, "documents").set_index("doc_id").text.to_dict()

# %% [markdown]
# ## Does every claim stand where it says?
#
# Each claim is cut again from the text on disk, and its words, what is around them and its id are compared with what the build carries.
# This is the promise on which everything else rests, so a single failure stops the build.

# %%
checks = audit.check_quotations(project)
held = checks.found.sum()
print(f"Found: {held} of {len(checks)} claims stand word for word at their span, under the id of their content.")

# %%
counts = claims.groupby(["doc_id", "kind"]).size().unstack(fill_value=0)
list_rows(counts.assign(all=counts.sum(axis=1)), most_shown)

# %% [markdown]
# ## Who looked at the claims?
#
# Each claim is *found* until somebody rules on it; then it is *confirmed*, *corrected* or *rejected*, or it was *added* because the library had missed it.
# What a program ruled, no person has seen.

# %%
review_states = audit.count_reviews(rows_of(claims, Claim))
looked = review_states[review_states.ruled_as == "reader"]
changed = looked[looked.review_state != "confirmed"]
print(
    f"Found: readers ruled on {looked.claims.sum()} of {review_states.claims.sum()} claims and changed {changed.claims.sum()}."
)
print(
    f"A program alone ruled on {review_states[review_states.ruled_as == 'program'].claims.sum()}, nobody on {review_states[review_states.ruled_as.isna()].claims.sum()}."
)
list_rows(
    review_states.groupby(["doc_id", "review_state"]).claims.sum().unstack(fill_value=0).reset_index(), most_shown
)

# %% [markdown]
# ## What did the library read rightly by itself?
#
# Readings are compared with what readers ruled, on the claims that they ruled on.
# *Precision* is the share of found claims that are claims, *recall* the share of claims that were found; events stand by themselves, for most of what is read is events, and much of it is missed.

# %%
ruled_fields = rows_of(read_table(project, "ruled_fields"), RuledField)
ruling_scores = audit.score_rulings(ruled_fields)
against = ruling_scores[ruling_scores.doc_id == "all"].set_index("task").drop(columns="doc_id")
kinds = against[~against.index.str.contains(": ")]
for is_event, of in kinds[["gold", "found", "matched"]].groupby(kinds.index == "event").sum().iterrows():
    what = "events" if is_event else "quantities, quotations and statements"
    print(
        f"Found: {of.matched} of {of.gold} {what} that are right; {of.matched} of {of.found} that were found are right."
    )
list_rows(kinds.astype({"precision": float, "recall": float, "f1": float}).round(2).reset_index(), most_shown)

# %% [markdown]
# Of the claims that were found, each field by itself; days (`as_of`) are the hardest.

# %%
by_field = audit.list_field_scores(ruling_scores)
for is_day, of in (
    by_field[by_field.field != "every field"].groupby(by_field.field == "as_of")[["matched", "gold"]].sum().iterrows()
):
    print(f"Found: {of.matched} of {of.gold} {'days' if is_day else 'fields other than days'} are read rightly.")
shares = by_field.pivot(index="field", columns="kind", values="right").round(2)
list_rows(shares.reset_index(), most_shown)

# %%
order = by_field.groupby("field").right.mean().sort_values().index.tolist()
chart = (
    alt.Chart(by_field)
    .mark_point(size=110, filled=True, opacity=1)
    .encode(
        x=alt.X("right:Q", title="share read rightly", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")),
        y=alt.Y("field:N", title=None, sort=order),
        color=alt.Color("kind:N", title=None, scale=alt.Scale(range=[WARM, INK, SOFT, DEEP])),
        shape=alt.Shape("kind:N", title=None),
        tooltip=["kind", "field", "matched", "gold"],
    )
    .properties(width=520, height=alt.Step(22))
)
show_chart(chart, alt="For each field and kind of claim, the share that the library reads as readers ruled.")

# %% [markdown]
# ## How much of what was marked by hand does the library read?
#
# The reader marked the raw texts without seeing what the library reads; `data/gold/README.md` tells by which rules.
# What is compared here is the library's own reading: its claims before any ruling, its dates and its names.
# A found mention matches a mark of its kind when they share at least half of their letters, one to one.
# *Precision* is the share of found mentions that a reader marked too, *recall* the share of marks that were found.

# %%
gold = audit.read_gold(project)
matches = audit.match_gold(project)
scores = audit.score_matches(matches)
together = scores[scores.doc_id == "all"].set_index("task").drop(columns="doc_id")
scored = together.loc[[kind for kind in audit.KINDS if kind in together.index]]
sums = scored.drop(columns=["precision", "recall", "f1"]).groupby(scored.index.isin(["date", "name"])).sum()
for (_, of), what in zip(sums.iterrows(), ("marks of what can become a claim", "marked dates and names"), strict=False):
    print(
        f"Found: {of.matched} of {of.gold} {what}; {of.matched} of {of.found} mentions found of these kinds are marked."
    )
claimed = scored[~scored.index.isin(["date", "name"])]
for is_event, of in (
    claimed.drop(columns=["precision", "recall", "f1"]).groupby(claimed.index == "event").sum().iterrows()
):
    print(
        f"{of.matched} of {of.gold} marks of {'events' if is_event else 'quantities, quotations and statements'} were found."
    )
print(f"{len({one.doc_id for one in gold})} of {len(texts)} texts are marked.")
list_rows(scored.astype({"precision": float, "recall": float, "f1": float}).round(2), most_shown)

# %%
long = scored.reset_index().melt(id_vars=["task", "gold"], value_vars=["precision", "recall"], var_name="share of")
long["share of"] = long["share of"].map(
    {"precision": "found mentions that are marked", "recall": "marks that are found"}
)
base = alt.Chart(long).encode(y=alt.Y("task:N", title=None, sort=list(audit.KINDS)))
line = base.mark_rule(strokeWidth=2, color=SOFT).encode(x=alt.X("min(value):Q"), x2="max(value):Q")
dots = base.mark_point(size=110, filled=True, opacity=1).encode(
    x=alt.X("value:Q", title="share", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")),
    shape=alt.Shape("share of:N", title=None, scale=alt.Scale(range=["diamond", "circle"])),
    color=alt.Color("share of:N", title=None, scale=alt.Scale(range=[WARM, INK])),
)
chart = (line + dots).properties(width=520, height=alt.Step(30))
show_chart(chart, alt="For each kind, the share of findings that are marked and of marks that are found.")

# %% [markdown]
# Found mentions that no reader marked are not all wrong: the reader leaves out what an analyst would not quote.
# The same by text, as F1, the balance of the two:

# %%
by_text = scores[scores.task.isin(audit.KINDS)].pivot(index="doc_id", columns="task", values="f1")
list_rows(by_text[[kind for kind in audit.KINDS if kind in by_text]].astype(float).round(2), most_shown)

# %% [markdown]
# ## Does a found mention say what the reader says?
#
# Only matched mentions are compared, field by field.
# Speakers agree when the mention has every word of the reader's description, or the two share half of their words; values, bounds and days must be the same.

# %%
fields = together.loc[[field.task for field in audit.FIELDS if field.task in together.index]]
for is_day, of in fields.groupby(fields.index.str.endswith(" days"))[["matched", "gold"]].sum().iterrows():
    print(
        f"Found: {of.matched} of {of.gold} {'days' if is_day else 'fields other than days'} of matched mentions are as the reader has them."
    )
list_rows(fields[["matched", "gold"]].set_axis(["as the reader has it", "compared"], axis=1), most_shown)

# %% [markdown]
# Days that differ are not equally wrong.
# A wider time is cautious; a narrower one claims more than the reader found in the words.
# Most narrower ones are past events: the library and the rulings say that they happened no later than they were told, where the marks leave the end open (`data/gold/README.md`, “Days”).
# Those two conventions differ; neither is counted as the other here.
# A time apart from the reader's is a mistake.

# %%
list_rows(audit.compare_days(matches), most_shown)

# %%
disagreements = audit.list_disagreements(matches, texts)
list_rows(disagreements[disagreements.task.str.contains("value|bound|speaker")], most_shown)

# %% [markdown]
# A hedge that is read differently is the mistake that a brief can least afford:

# %%
list_rows(disagreements[disagreements.task == "modality"].drop(columns="task"), most_shown)

# %% [markdown]
# ## What did the library miss?
#
# Every mark of what can become a claim that nothing it reads matches, in its words.

# %%
misses = audit.list_misses(matches, texts)
can_be_claim = misses[~misses.kind.isin(["date", "name"])]
missed = can_be_claim[can_be_claim.what == "missed"]
by_kind = ", ".join(f"{n} {kind}" for kind, n in missed.kind.value_counts().items()) or "none"
print(f"Found: {len(missed)} of {sum(one.kind not in ('date', 'name') for one in gold)} marks were missed: {by_kind}.")
list_rows(missed.drop(columns="what"), most_shown)

# %% [markdown]
# And what was found that the reader left unmarked:

# %%
extra = can_be_claim[can_be_claim.what == "not marked"]
by_kind = ", ".join(f"{n} {kind}" for kind, n in extra.kind.value_counts().items()) or "none"
print(f"{len(extra)} found mentions are not marked: {by_kind}.")
list_rows(extra.drop(columns="what"), most_shown)

# %% [markdown]
# ## How complete is the ledger?
#
# Here the claims after rulings are compared with the marks, those that rulings added among them: this measures the ledger, not the library.

# %%
held = audit.match_ledger(project)
ledger_scores = audit.score_matches(held, table="ledger_scores")
complete = ledger_scores[ledger_scores.doc_id == "all"].set_index("task").drop(columns="doc_id")
complete = complete.loc[[kind for kind in audit.KINDS if kind in complete.index]]
print(f"Found: the ledger holds {complete.matched.sum()} of {complete.gold.sum()} marks of what can become a claim.")
print(f"The library reads {scored.matched.reindex(complete.index).sum()} of them by itself.")
list_rows(complete[["gold", "found", "matched"]].set_axis(["marked", "in the ledger", "both"], axis=1), most_shown)

# %%
absent = audit.list_misses(held, texts)
list_rows(absent[absent.what == "missed"].drop(columns="what"), most_shown)

# %% [markdown]
# ## Which sentences stayed silent?
#
# A sentence of the story is silent when no claim touches it; a rejected one is no claim.
# Silence is right where nothing is reported, and worth a look first for what was overlooked.

# %%
coverage = audit.check_coverage(project)
coverage["marked"] = audit.count_marks(coverage, gold, kinds=("quantity", "quote", "statement", "event"))
print(f"Found: {coverage.silent.sum()} of {len(coverage)} sentences of the story hold no claim.")
print("Headings are left out, so these are fewer sentences than were read in 20_extract.")
print(f"A sentence holds {coverage.claims.mean():.1f} claims on average.")
accepted = (claims.status == "accepted").sum()
print(f"They add up to {coverage.claims.sum()}; {accepted} of {len(claims)} claims were not rejected.")
print("A claim that reaches into two sentences counts in both, one in a heading in none.")
by_text = coverage.groupby("doc_id")
list_rows(by_text.agg(sentences=("start", "size"), silent=("silent", "sum"), claims=("claims", "sum")), most_shown)

# %%
overlooked = coverage.silent & (coverage.marked > 0)
kinds_of_silence = {True: "silent, though a reader marked something", False: "silent, and nothing marked"}
drawn = list(texts)[:most_shown]
print(f"{len(drawn)} of {len(texts)} texts are drawn")
states = coverage.assign(state=overlooked.map(kinds_of_silence).where(coverage.silent, "holds a claim"))
chart = (
    alt.Chart(states[states.doc_id.isin(drawn)].groupby(["doc_id", "state"], as_index=False).size())
    .mark_bar()
    .encode(
        x=alt.X("size:Q", title="sentences"),
        y=alt.Y("doc_id:N", title=None),
        color=alt.Color(
            "state:N",
            title=None,
            scale=alt.Scale(domain=["holds a claim", *kinds_of_silence.values()], range=[DEEP, WARM, FAINT]),
        ),
    )
    .properties(width=520, height=alt.Step(28))
)
show_chart(chart, alt="The sentences of each text that hold a claim, and those that stay silent.")

# %% [markdown]
# The silent sentences themselves, those that a reader marked first:

# %%
silent = coverage[coverage.silent].sort_values(["marked", "doc_id", "start"], ascending=[False, True, True])
silent = silent.assign(words=[" ".join(texts[row.doc_id][row.start : row.end].split()) for row in silent.itertuples()])
print(f"{overlooked.sum()} of {len(silent)} silent sentences hold something that the reader marked.")
list_rows(silent[["doc_id", "words", "why", "marked"]], most_shown)

# %% [markdown]
# ## Check, then write

# %%
assert checks.found.all(), f"claims that are not at their span: {list(checks[~checks.found].claim_id)}"
assert set(checks.claim_id) == set(claims.claim_id), "claims without a quotation check"
assert set(coverage.doc_id) == set(texts), "texts without a sentence"
for kind, least in least_recall.items():
    assert scored.recall[kind] >= least, f"of the kind {kind}, {scored.recall[kind]:.0%} of the marks are read"

write_table(project, "quotation_checks", checks)
write_table(project, "scores", scores)
write_table(project, "ledger_scores", ledger_scores)
write_table(project, "review_states", review_states)
write_table(project, "ruling_scores", ruling_scores)
write_table(project, "coverage", coverage.drop(columns="marked"))
print(f"wrote {len(checks)} quotation checks, {len(scores)} scores and {len(coverage)} sentences")
