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
# # Extract what the passages say
#
# **Asks** which numbers, statements, dates, events, names and hedges stand in the story of each text, and exactly where.
#
# **Reads** `documents`, `passages`.
#
# **Writes** `quantities`, `statements`, `dates`, `clause_dates`, `events`, `names`, `hedges`.
#
# **Known limits.**
# The rules read English grammar as spaCy's small model sees it; where that parse is wrong, a clause or a speaker is wrong with it.
# Nothing here is a judgement: a false statement is found as faithfully as a true one.

# %% tags=["parameters"]
root: str = ".."  # the project's folder, absolute or relative to notebooks/
doc_ids: list[str] = []  # read only these citation keys; empty reads all
shown: int = 40  # rows in each listing
texts_drawn: int = 40  # texts in a chart that has a row for each

# %%
import json
from pathlib import Path

import altair as alt
import pandas as pd

from tracebrief.draw import DEEP, FAINT, SOFT, WARM, list_rows, show_chart, use_theme
from tracebrief.extract import MENTION_TABLES, Request, read_articles
from tracebrief.model import Passage, Span, read_table, rows, to_table, write_table
from tracebrief.project import find_project

use_theme()
project = find_project(Path(root))
pd.set_option("display.max_colwidth", None, "display.max_rows", shown)
documents, passages = read_table(project, "documents"), read_table(project, "passages")
if doc_ids:
    documents = documents[documents.doc_id.isin(doc_ids)]

# %% [markdown]
# ## How much story is there?
#
# Each text is parsed once, whole, so that a token's offset is the offset that claims publish; then every finder goes over it.
# What was read in a text is kept: it is read again only when its words, its record or the library change.
# A text is dated by the interval that its record allows; relative dates inherit its width.

# %%
marked = {
    doc_id: tuple(Passage(**row) for row in rows(own.drop(columns="doc_id")))
    for doc_id, own in passages.groupby("doc_id")
}
requests = [
    Request(row["doc_id"], row["text"], marked[row["doc_id"]], row["first"], row["last"]) for row in rows(documents)
]
articles = {article.doc_id: article for article in read_articles(requests, project=project)}
total = sum(len(article.sentences) for article in articles.values())
print(f"Found: {total} sentences of story, headings among them, in {len(articles)} of {len(documents)} texts.")

# %% [markdown]
# ## What do they mention?
#
# What a finder found has its span, and the name of the rule that found it.

# %%
tables = {
    kind: to_table(kind, (row for one in articles.values() for row in one.mentions[kind])) for kind in MENTION_TABLES
}
words = {
    table: [articles[row.doc_id].text[row.start : row.end].replace("\n", " ") for row in frame.itertuples()]
    for table, frame in tables.items()
}
counts = pd.DataFrame({table: frame.groupby("doc_id").size() for table, frame in tables.items()}).fillna(0).astype(int)
print(f"Found: {counts.to_numpy().sum():,} mentions of {len(tables)} kinds in {len(counts)} of {len(documents)} texts.")
list_rows(counts, shown)

# %%
print(f"{min(texts_drawn, len(counts))} of {len(counts)} texts are drawn")
long = (
    counts.head(texts_drawn).rename_axis("doc_id").reset_index().melt("doc_id", var_name="kind", value_name="mentions")
)
chart = (
    alt.Chart(long)
    .mark_bar()
    .encode(
        x=alt.X("mentions:Q", title="mentions"),
        y=alt.Y("kind:N", title=None, sort=list(MENTION_TABLES)),
        tooltip=["doc_id", "kind", "mentions"],
    )
    .properties(width=150, height=130)
    .facet(facet=alt.Facet("doc_id:N", title=None), columns=3)
)
show_chart(chart, alt="The mentions of each kind, a panel per text.")

# %% [markdown]
# ## How many?
#
# A quantity keeps its hedge: “over 11,000” is an interval without an upper end, never the number 11,000.

# %%
quantities = tables["quantities"].assign(words=words["quantities"])
with_number = quantities.groupby(["doc_id", "sentence_start"]).ngroups
hedged = (quantities.bound != "exact").sum()
print(f"Found: {with_number} of {total} sentences carry a quantity; {hedged} of {len(quantities)} are hedged.")
list_rows(quantities[["doc_id", "words", "low", "high", "unit", "bound", "modality"]], shown)

# %% [markdown]
# ## Who says what?
#
# A statement is quoted (“quote”), reported (“indirect”), partly both (“mixed”), or is a bare phrase that states nothing by itself (“phrase”); its speaker is resolved within the text: “he”, a surname and “the official” become the fullest form that the text has.

# %%
statements = tables["statements"].assign(words=words["statements"])
named = statements.speaker.notna().sum()
kinds = {"indirect": "reported", "mixed": "partly quoted", "quote": "quoted", "phrase": "bare phrases"}
by_kind = ", ".join(f"{n} are {kinds[kind]}" for kind, n in statements.kind.value_counts().items())
print(f"Found: {named} of {len(statements)} statements have a speaker; {by_kind}.")
list_rows(statements[["doc_id", "kind", "speaker", "cue", "recipient", "words"]], shown)

# %% [markdown]
# Whom each text lets speak most, by the name that the text resolves to:

# %%
voices = (
    statements.dropna(subset="speaker")
    .groupby(["doc_id", "speaker"])
    .agg(
        statements=("cue", "size"),
        quoted=("kind", lambda kinds: kinds.isin(["quote", "mixed"]).sum()),
        cues=("cue", lambda cues: ", ".join(sorted(set(cues)))),
    )
)
often = voices[voices.statements > 1].sort_values(["doc_id", "statements"], ascending=[True, False])
print(f"{len(often)} of {len(voices)} speakers speak more than once in a text.")
list_rows(often.reset_index(), shown)

# %% [markdown]
# ### What was refused?
#
# A speaker is left empty for one of two reasons: the sentence names nobody (“are believed to be”), or it has a word like “it”, “they” or “the group” that fits several of those named, or none of them.
# No guess is made for either.

# %%
empty = statements[statements.speaker.isna()].copy()
empty["stands there"] = [
    None if pd.isna(row.speaker_start) else articles[row.doc_id].text[row.speaker_start : row.speaker_end]
    for row in empty.itertuples()
]
empty["why"] = empty["stands there"].isna().map({True: "nobody is named", False: "its word fits several, or none"})
reasons = ", ".join(f"{n} because {why}" for why, n in empty.why.value_counts().items()) or "no reason is needed"
print(f"Found: {len(empty)} of {len(statements)} statements have no speaker: {reasons}.")
list_rows(empty[["doc_id", "cue", "stands there", "why", "words"]], shown)

# %% [markdown]
# Words in quotation marks that nobody is shown to say are titles or scare quotes, not statements.

# %%
spoken = {
    doc_id: [span for parts in own.content for span in json.loads(parts)]
    for doc_id, own in statements.groupby("doc_id")
}
quotations = {doc_id: article.quotations for doc_id, article in articles.items()}
unsaid = [
    {"doc_id": doc_id, "words": part.cut(articles[doc_id].text)}
    for doc_id, own in quotations.items()
    for quotation in own
    for part in quotation
    if not any(start <= part.start and part.end <= end for start, end in spoken.get(doc_id, ()))
]
parts = sum(len(quotation) for own in quotations.values() for quotation in own)
print(f"{len(unsaid)} of {parts} stretches between quotation marks are nobody's statement.")
list_rows(pd.DataFrame(unsaid, columns=["doc_id", "words"]), shown)

# %% [markdown]
# ### By which words?

# %%
cues = statements.groupby(["cue", "kind"]).size().reset_index(name="statements")
order = cues.groupby("cue").statements.sum().sort_values(ascending=False).index.tolist()
print(
    f"Found: {len(order)} cues in {len(statements)} statements; {min(shown, len(order))} of {len(order)} are drawn, the most frequent first."
)
order = order[:shown]
chart = (
    alt.Chart(cues[cues.cue.isin(order)])
    .mark_bar()
    .encode(
        x=alt.X("statements:Q", title="statements"),
        y=alt.Y("cue:N", title=None, sort=order),
        fill=alt.Fill(
            "kind:N",
            title=None,
            scale=alt.Scale(domain=["quote", "mixed", "phrase", "indirect"], range=[DEEP, SOFT, WARM, FAINT]),
        ),
    )
    .properties(width=420)
)
show_chart(chart, alt="The statements that each cue introduces: quoted, partly quoted, bare phrases and reported.")

# %% [markdown]
# ## When?
#
# A date that the words leave open stays an interval; one that they do not give stays empty.

# %%
dates = tables["dates"].assign(words=words["dates"])
bounded = dates["first"].notna() & dates["last"].notna()
day = bounded & (dates["first"] == dates["last"])
print(
    f"Found: {day.sum()} of {len(dates)} time expressions name one day, {(bounded & ~day).sum()} an interval of days; {(~bounded).sum()} leave an end open or name no day."
)
list_rows(dates[bounded][["doc_id", "words", "type", "value", "first", "last", "basis"]], shown)

# %% [markdown]
# ## What happened, and how surely?
#
# An event is quoted by its clause.
# Its modality is that of the words above it: a feared escape is not an escape.

# %%
events = tables["events"].assign(words=words["events"])
print(f"Found: {(events.modality == 'asserted').sum()} of {len(events)} events are told as facts.")
list_rows(events.groupby("modality").size().rename("events").sort_values(ascending=False).to_frame(), shown)

# %%
unsure = events[(events.modality != "asserted") & events["first"].notna()]
print(f"{len(unsure)} of {len(events)} events have a day and are not told as facts.")
list_rows(unsure[["doc_id", "modality", "trigger", "words"]], shown)

# %% [markdown]
# ## Which words make a report less than a fact?
#
# A word of doubt, fear, plan or question weakens what it governs; a denial (“not”, “refuse”) turns it round.

# %%
hedges = tables["hedges"].groupby(["cue", "modality"]).size().rename("times").reset_index()
denials = hedges.modality == "denied"
print(f"Found: {hedges.cue[~denials].nunique()} words or phrases weaken, {hedges.times[~denials].sum()} times;")
print(f"{hedges.cue[denials].nunique()} deny, {hedges.times[denials].sum()} times.")
list_rows(hedges.sort_values(["times", "cue"], ascending=[False, True]), shown)

# %% [markdown]
# ## Who and where?

# %%
names = tables["names"]
by_name = names.groupby(["type", "name"]).agg(texts=("doc_id", "nunique"), times=("doc_id", "size"))
common = (by_name.texts > 1).sum()
print(f"Found: {len(by_name)} names, {len(names)} times; {common} of {len(by_name)} stand in more than one text.")
list_rows(by_name.sort_values("times", ascending=False).reset_index(), shown)

# %% [markdown]
# ## Check, then write

# %%
for table, frame in tables.items():
    for row in frame.itertuples():
        article = articles[row.doc_id]
        assert 0 <= row.start < row.end <= len(article.text), f"{table}: a span outside {row.doc_id}"
        assert article.is_in_story(Span(row.start, row.end)) or table == "statements", (
            f"{table}: {words[table][row.Index]!r} is page boilerplate"
        )
assert (quantities.low.fillna(0) <= quantities.high.fillna(float("inf"))).all(), (
    "an interval that ends before it begins"
)
for table, frame in tables.items():
    write_table(project, table, frame)
print("wrote " + ", ".join(f"{len(frame)} {table}" for table, frame in tables.items()))
