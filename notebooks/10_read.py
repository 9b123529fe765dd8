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
# # Read the texts
#
# **Asks** what each text is: who published it, when, through whom it came, and which of its words are the story rather than the page around it.
#
# **Reads** `data/raw/`, `data/sources.yml`.
#
# **Writes** `documents`, `passages`.
#
# **Known limits.**
# A publication day is only as exact as the text's own words allow; where they allow several days, all of them are kept.
# Boilerplate is recognised by the forms that English-language news pages use; a new form stays in the story until `read/boilerplate.yml` knows it.

# %% tags=["parameters"]
root: str = ".."  # the project's folder, absolute or relative to notebooks/
doc_ids: list[str] = []  # read only these citation keys; empty reads all
longest_shown: int = 96  # characters of a passage shown in the listings
shown: int = 40  # rows in each listing, and texts in a chart that has a bar for each

# %%
from pathlib import Path

import altair as alt
import pandas as pd

from tracebrief.draw import DEEP, FAINT, SOFT, list_rows, show_chart, use_theme
from tracebrief.model import rows, to_table, write_table
from tracebrief.project import find_project
from tracebrief.read import find_passages, read_documents

use_theme()
project = find_project(Path(root))
pd.set_option("display.max_colwidth", None)

# %% [markdown]
# ## Which texts are there?
#
# Every text is read byte for byte and refused if it is not the file whose hash its record gives.
# A field is empty where the text does not say: an outlet that is not named is not guessed from the look of the page.

# %%
documents = read_documents(project)
if doc_ids:
    documents = documents[documents.doc_id.isin(doc_ids)].reset_index(drop=True)
fields = ["title", "outlet", "republisher", "author", "url"]
complete = documents[fields].notna().all(axis=1).sum()
print(f"Found: {len(documents)} texts of {documents.text.str.len().sum():,} characters.")
print(f"{complete} of {len(documents)} say all of {', '.join(fields[:-1])} and {fields[-1]}.")
list_rows(documents[["doc_id", *fields]], shown)

# %%
documents[fields].notna().sum().rename(f"known for, of {len(documents)} texts").to_frame()

# %% [markdown]
# ## When was each published?
#
# A text that states its day has one.
# For the others the words only bound it: a weekday is the last one before publication, an embedded post gives the earliest day.
# The interval is carried along; no step downstream may narrow it.

# %%
days = documents[["doc_id", "published", "first", "last"]].copy()
days["width"] = (pd.to_datetime(days["last"]) - pd.to_datetime(days["first"])).dt.days + 1
print(f"Found: {(days.width == 1).sum()} of {len(days)} texts state their publication day.")
print(f"The publication day of the others is one of up to {days.width.max():.0f}.")
list_rows(days.rename(columns={"width": "days it may be"}), shown)

# %%
print(f"{min(shown, len(documents))} of {len(documents)} texts:")
for record in rows(documents.head(shown)):
    print(f"{record['doc_id']}: {record['published']}")
    for reason in record["published_basis"].split("; “"):
        print(f"    “{reason.removeprefix('“')}")

# %%
drawn = set(documents.doc_id.head(shown))
print(f"{len(drawn)} of {len(documents)} texts are drawn")
spread = days[days.doc_id.isin(drawn)].assign(
    year=lambda frame: frame["first"].str[:4], stop=lambda frame: pd.to_datetime(frame["last"]) + pd.Timedelta(days=1)
)
chart = (
    alt.Chart(spread)
    .mark_bar(height=14)
    .encode(
        x=alt.X("first:T", title="possible publication days"),
        x2="stop:T",
        y=alt.Y("doc_id:N", title=None, sort="x"),
        tooltip=["doc_id", "published"],
    )
    .properties(width=260, height=alt.Step(28))
    .facet(column=alt.Column("year:N", title=None))
    .resolve_scale(x="independent", y="independent")
)
show_chart(chart, alt="The days on which each text may have been published, a bar per text, a panel per year.")

# %% [markdown]
# ## Through whom did it come?
#
# The last intermediary is the page the text was taken from, the first the one it says it reports from.
# A longer chain is more room for a hedge to be lost: the grade says how far the text stands from what it reports.

# %%
steps = (documents.via.str.count(", then ") + 1).fillna(0).astype(int)
print(f"Found: {(steps > 1).sum()} of {len(documents)} texts came through more than one outlet, {steps.max()} at most.")
list_rows(documents[["doc_id", "via", "reliability", "reliability_reason"]], shown)

# %% [markdown]
# ## What is story, what is page?
#
# Every line is kept and marked.
# What is marked as boilerplate (menus, players, captions, credits, licence notices) yields no claim, whatever numbers it holds.

# %%
found = [
    {"doc_id": record["doc_id"], **vars(passage)}
    for record in rows(documents)
    for passage in find_passages(record["text"], title=record["title"])
]
passages = to_table("passages", found)
texts = documents.set_index("doc_id").text
passages_shown = passages.assign(
    words=[texts[p.doc_id][p.start : p.end] for p in passages.itertuples()],
    characters=passages.end - passages.start,
)
boilerplate = passages_shown[passages_shown.kind == "boilerplate"]
print(
    f"Found: {len(boilerplate)} of {len(passages)} passages are boilerplate, {boilerplate.characters.sum():,} of their {passages_shown.characters.sum():,} characters."
)
print(
    f"The texts have {texts.str.len().sum() - passages_shown.characters.sum():,} characters more: the white space between passages."
)

# %%
by_kind = passages_shown[passages_shown.doc_id.isin(drawn)]
print(f"{len(drawn)} of {len(documents)} texts are drawn")
chart = (
    alt.Chart(by_kind[["doc_id", "kind", "characters"]])
    .mark_bar()
    .encode(
        x=alt.X("sum(characters):Q", title="characters"),
        y=alt.Y("doc_id:N", title=None),
        fill=alt.Fill(
            "kind:N",
            title=None,
            scale=alt.Scale(domain=["body", "heading", "boilerplate"], range=[DEEP, SOFT, FAINT]),
        ),
        tooltip=["doc_id", "kind", "sum(characters)", "count()"],
    )
    .properties(width=520, height=alt.Step(28))
)
show_chart(chart, alt="The characters of each text that are body, heading and boilerplate, a bar per text.")

# %% [markdown]
# Each line that was set aside, so that a reader can object:

# %%
cut = boilerplate.assign(words=boilerplate.words.str.slice(0, longest_shown))
list_rows(cut[["doc_id", "passage", "boilerplate", "words"]], shown)

# %% [markdown]
# ## Check, then write

# %%
assert passages.groupby("doc_id").size().min() > 0, "a text without a passage"
assert (passages_shown[passages_shown.kind == "body"].groupby("doc_id").size() > 0).all(), "a text without a story"
for doc_id, group in passages.groupby("doc_id"):
    assert (group.start.iloc[1:].to_numpy() >= group.end.iloc[:-1].to_numpy()).all(), (
        f"overlapping passages in {doc_id}"
    )
    covered = sum(len("".join(texts[doc_id][p.start : p.end].split())) for p in group.itertuples())
    assert covered == len("".join(texts[doc_id].split())), f"characters outside any passage in {doc_id}"

write_table(project, "documents", documents)
write_table(project, "passages", passages)
print(
    f"wrote {len(documents)} documents and {len(passages)} passages; every character but white space is in exactly one passage"
)
