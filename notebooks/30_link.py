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
# **Asks** what each mention is a claim *about*: which measure, event, place and actor, who says it, through whom, and when it is true of.
#
# **Reads** `documents`, `passages`, `quantities`, `statements`, `dates`, `clause_dates`, `events`; `data/codebook.yml`, `data/rulings/`, `data/sources.yml`.
#
# **Writes** `actors`, `reuse`, `read_claims`, `claims`, `attributions`, `provenance`, `ruled_fields`.
#
# **Known limits.**
# The codebook tests words, not meaning: a count that is worded in a new way keeps its words and has no measure until an author adds them.
# A place or a speaker that two entries fit alike is left empty.
# An event that fits no type of the codebook keeps its words and has no type; so it may be quoted, never grouped with others.

# %% tags=["parameters"]
root: str = ".."  # the project's folder, absolute or relative to notebooks/
with_rulings: bool = True  # apply the rulings of data/rulings/; False shows what was read without them
followed: str = "Five ISIS militants"  # the quantity that is followed step by step; if none has these words, the first
least_weight: float = 5.0  # content words (a name counts less) that a passage must share to count as reused
least_similar: float = 0.5  # share of a passage's words that its source must have
shown: int = 60  # rows in each listing
texts_drawn: int = 40  # texts in a chart that has a row for each

# %%
from pathlib import Path

import altair as alt
import pandas as pd

from tracebrief import link
from tracebrief.draw import DEEP, FAINT, SOFT, list_rows, show_chart, use_theme
from tracebrief.model import Claim, Quantity, RuledField, Span, read_table, rows, rows_of, span_of, write_table
from tracebrief.project import find_project
from tracebrief.rulings import count_added, list_strays, read_rulings

use_theme()
project = find_project(Path(root))
pd.set_option("display.max_colwidth", None, "display.max_rows", shown)

# %% [markdown]
# ## What does the codebook know?
#
# Each entry carries a sentence that must still be read as that entry.
# The sentences go through the same finders as the articles, so a codebook that drifted from the library stops here.

# %%
codebook = link.read_codebook(project)
corpus = link.read_annotated_documents(project)
texts = {document.doc_id: document.text for document in corpus}
examples = link.check_codebook(codebook, project=project)
wrong = [f"{example.key}: {example.problem}" for example in examples if example.problem]
kept = ("measures", "event_types", "actors", "places", "topics")
entries = pd.DataFrame({"entries": [len(getattr(codebook, kind)) for kind in kept]}, index=kept)
print(f"Found: {len(examples) - len(wrong)} of {len(examples)} examples are read as the entries they stand in.")
assert not wrong, "; ".join(wrong)
list_rows(entries.T, shown)

# %% [markdown]
# What a count counts is the first thing to settle.
# Two counts with different definitions must never be set side by side, however alike their words.

# %%
defined = [(m.label, m.definition, "; ".join(a.because for a in m.apart_from)) for m in codebook.measures]
list_rows(pd.DataFrame(defined, columns=["measure", "counts", "not to be compared, because"]), shown)

# %% [markdown]
# ## How does a mention become a claim?
#
# Every quantity and every statement is a claim; an event is one if it has a time of its own, for nearly every verb is an event.
# The codebook then says what each is of; one that fits no entry keeps its words.
# Rulings come last: what was ruled is what a claim says, whatever was read.
# Before all claims are listed, here is one, step by step.

# %%
rulings = read_rulings(project) if with_rulings else {}
read_claims, claims, attributions, provenance, ruled_fields = link.link_claims(corpus, codebook, rulings)
measured = claims[claims.measure.notna()]
claim = pd.concat([measured[measured.exact == followed], measured, claims]).head(1)
one = next(rows(claim))
mention = next(rows(read_table(project, "quantities").merge(claim[["doc_id", "start", "end"]])), None)
document = {document.doc_id: document for document in corpus}[one["doc_id"]]
text = document.text
print(f"Found: “{one['exact']}”, read in {one['doc_id']}, is 1 of {len(claims)} claims, {one['claim_id']}.")

# %% [markdown]
# **1. The words.**
# Reading found a quantity at these characters; here they are cut again from the text, with the sentence around them.

# %%
quantity = Quantity(**mention) if mention else None
sentence = Span(quantity.sentence_start, quantity.sentence_end) if quantity else Span(one["start"], one["end"])
print(f"text[{one['start']}:{one['end']}] = {text[one['start'] : one['end']]!r}")
print(f"text[{sentence.start}:{sentence.end}] = {text[sentence.start : sentence.end]!r}")
read = ["low", "high", "unit", "bound", "bound_cue", "modality", "rule"]
list_rows(pd.DataFrame([mention or one]).reindex(columns=read), shown)

# %% [markdown]
# **2. The measure.**
# Each measure of the codebook tests the quantity's own words, and the words between the quantities before and after it.
# It is of a measure if that one alone fits; if two do, it gets neither.

# %%
tests = []
fitting = link.find_measures(document, quantity, codebook) if quantity else []
if quantity:
    own, near = document.cut(span_of(quantity)), document.cut(link.stretch_of(document, quantity))
    print(f"{len(fitting)} of {len(codebook.measures)} measures fit “{own}” in “{near.strip()}”.")
    tests = [
        (m.label, m.counted.is_met(own), m.counted.explain(own), m.near.explain(near), m.key in fitting)
        for m in codebook.measures
    ]
columns = ["measure", "own words fit", "its own words", "the words around it", "chosen"]
tests = pd.DataFrame(tests, columns=columns)
list_rows(tests[tests["own words fit"].astype(bool)].drop(columns="own words fit"), shown)

# %% [markdown]
# **3. The attribution.**
# The record of the text and the statement around the mention say through whom it came, step by step, to the one who said it first.
# It is read once: the claim's speaker, its chain and its origin are views of it, and a ruling on it changes them all.

# %%
steps = provenance[provenance.claim_id == one["claim_id"]]
words = [None if pd.isna(step.start) else text[step.start : step.end] for step in steps.itertuples()]
by = next(rows(attributions[attributions.claim_id == one["claim_id"]]))
if by["cue_start"] is not None:
    print(f"The cue: text[{by['cue_start']}:{by['cue_end']}] = {text[by['cue_start'] : by['cue_end']]!r}")
list_rows(steps[["step", "role", "who"]].assign(**{"the words that say so": words}), shown)

# %% [markdown]
# **4. The day.**
# A time expression that dates the claim's own clause decides.
# Where there is none, the tense does: what is past, or counts what happened, lies no later than the day on which it was told; all else is true of that day.
# It was told on the day that dates the word of saying, or on that of what the same speaker said shortly before; with neither, on the days on which the text can have appeared.
# What somebody *has said* has no first day.
# *basis* says from what its days were computed.

# %%
days = read_table(project, "dates").query("doc_id == @document.doc_id")
near = days[(days.start >= sentence.start) & (days.end <= sentence.end)]
print(f"{len(near)} of {len(days)} time expressions of the text stand in its sentence.")
print(f"The claim is true of {one['as_of']}, by the words “{one['as_of_words'] or one['note']}”.")
cut = [text[row.start : row.end] for row in near.itertuples()]
list_rows(near.assign(words=cut)[["words", "value", "first", "last", "basis"]], shown)

# %% [markdown]
# **5. The place.**
# The nearest words that name a place decide: a quantity's own, then the clause around them, then those between the quantities before and after it, then its sentence; any other claim's own words alone.
# “The camp” is the only camp that the text names, if there is but one.
# Last comes the paragraph, if it names a single place narrower than a region; an event without a type does not look there.
# Where one place named lies within another, the part stands for the whole; where two lie apart, there is no place.

# %%
own = Span(one["start"], one["end"])
around = {"its own words": own}
if quantity:
    stretch = link.stretch_of(document, quantity)
    around |= {"its clause": link.clause_of(document, own), "between the quantities": stretch, "its sentence": sentence}
around["its paragraph"] = span_of(document.passage_at(own))
looked = []
for where, span in around.items():
    named = link.places_in(document.cut(span), codebook)
    wholes = {whole for key in named for whole in codebook.around(key)} & named
    names, within = (", ".join(sorted(map(codebook.label, keys))) for keys in (named, wholes))
    looked.append((where, names or None, within or None, one["place"] in named))
by = next((where for where, names, *_ in looked if names), "nothing near it")
print(f"The place of the claim: {codebook.label(one['place']) or 'none'}; the first words that name one: {by}.")
list_rows(pd.DataFrame(looked, columns=["in", "places named", "of these, around another", "names the claim's"]), shown)

# %% [markdown]
# **6. The claim.**
# Each field, and where it comes from; its line in `report/claims.csv` holds the same fields once the ledger accepts it.
# The id is made from the text, the span, the kind and the value: the same finding has the same id in every build.

# %%
origin = {"measure": "step 2", "unit": "the measure, else the words", "actor": "the only actor named in the words"}
origin |= dict.fromkeys(["speaker", "speaker_actor", "cue", "via"], "step 3")
origin |= dict.fromkeys(["as_of", "as_of_words", "first", "last"], "step 4") | {"place": "step 5"}
origin |= dict.fromkeys(
    ["doc_id", "start", "end", "kind", "low", "high", "bound", "modality", "exact", "rule"], "step 1"
)
origin |= {"topic": "the first topic whose words stand near it, else in its sentence", "event": "only of events"}
origin |= {"claim_id": "text, span, kind and value", "status": "its review", "rule_version": "the library"}
origin |= dict.fromkeys(["review_state", "ruled_by", "ruled_as", "ruled_on"], "a ruling, else only found")
origin |= dict.fromkeys(["prefix", "suffix", "passage"], "the text around it") | {"note": "rulings and refusals"}
fields = pd.DataFrame({"field": list(one), "value": list(one.values())})
list_rows(fields.assign(**{"comes from": fields.field.map(origin)}), shown)

# %%
same = [name for name in read if mention and name in one and mention[name] == one[name]]
print(f"As read in step 1: {', '.join(same)}.")
topics = [topic.label for topic in codebook.topics if topic.key == one["topic"]]
print(f"Topic: {', '.join(topics) or 'none'}; actor: {codebook.label(one['actor']) or 'none'}.")

# %% [markdown]
# ## What became of all mentions?
#
# A quantity or a statement of the story is a claim whatever it is about; a statement that only repeats a narrower one adds none.
# An event is a claim only if it has a time of its own, and if no longer clause tells of the same type already.
# What is counted here is what was read, before any ruling.

# %%
timely = {(d.doc_id, e.start, e.end) for d in corpus for e in d.events if e.timely}
fates = []
for kind, made in (("quantities", ["quantity"]), ("statements", ["quote", "statement"]), ("events", ["event"])):
    read = read_table(project, kind)
    here = {(d.doc_id, m.start, m.end) for d in corpus for m in getattr(d, kind)}
    spans = [(c.doc_id, c.start, c.end) for c in read_claims[read_claims.kind.isin(made)].itertuples()]
    held = {(d, s, e) for d, s, e in here if any(d == doc and s <= start and end <= e for doc, start, end in spans)}
    held = held & set(spans) if kind == "events" else held
    unknown = here - held - timely if kind == "events" else set()
    others = len(unknown), len(here - held - unknown), len(read) - len(here)
    fates.append((kind, len(read), len(held), *others, len(spans)))
not_claims = ["no time of its own", "repeats another", "outside the story"]
columns = ["mentions", "read", "became claims", *not_claims, "claims"]
fates = pd.DataFrame(fates, columns=columns)

# %%
became = ", ".join(f"{row['became claims']} of {row['read']} {row['mentions']}" for row in fates.to_dict("records"))
print(f"Found: {became} became {len(read_claims)} claims in {read_claims.doc_id.nunique()} of {len(corpus)} texts.")
print("A statement may hold several: each quotation in it, and its whole.")
print(
    f"{sum(len(each.rulings) for each in rulings.values())} rulings made {(claims.rule == 'ruling').sum()} more, {len(claims)} in all, and rejected {(claims.status == 'rejected').sum()} of them."
)
list_rows(fates, shown)

# %% [markdown]
# From here on, rejected claims are left out.

# %%
standing = claims[claims.status == "accepted"]
counts = standing.groupby(["doc_id", "kind"]).size().unstack(fill_value=0)
list_rows(counts.assign(all=counts.sum(axis=1)), shown)

# %%
drawn = set(list(texts)[:texts_drawn])
print(f"{len(drawn)} of {len(texts)} texts are drawn")
told = {"asserted": "told as a fact", "alleged": "in doubt", "unverified": "in doubt"}
sure = ["told as a fact", "in doubt", "feared, planned, asked, or said not to be so"]
states = standing[standing.doc_id.isin(drawn)].assign(told=lambda frame: frame.modality.map(told).fillna(sure[2]))
chart = (
    alt.Chart(states.groupby(["doc_id", "kind", "told"], as_index=False).size())
    .mark_bar()
    .encode(
        x=alt.X("size:Q", title="claims"),
        y=alt.Y("kind:N", title=None, sort=["quantity", "quote", "statement", "event"]),
        color=alt.Color("told:N", title=None, scale=alt.Scale(domain=sure, range=[DEEP, SOFT, FAINT])),
        row=alt.Row("doc_id:N", title=None),
        tooltip=["kind", "told", "size"],
    )
    .properties(width=420, height=alt.Step(17))
)
show_chart(chart, alt="The claims of each text by kind: told as a fact, in doubt, or not told as having happened.")

# %% [markdown]
# ## Who is named?
#
# The longest name wins: a spokesman of a force is the spokesman, not the force.

# %%
actors = link.link_actors(corpus, codebook)
kinds = {actor.key: actor.kind for actor in codebook.actors}
named = actors.assign(name=actors.actor.map(codebook.label), kind=actors.actor.map(kinds))
times = named.groupby(["name", "kind"], as_index=False).size().sort_values("size", ascending=False)
print(f"Found: {actors.actor.nunique()} of {len(codebook.actors)} actors are named, {len(actors)} times.")
print(f"{min(shown, len(times))} of {len(times)} are drawn")
chart = (
    alt.Chart(times.head(shown))
    .mark_bar()
    .encode(
        x=alt.X("size:Q", title="times named"),
        y=alt.Y("name:N", title=None, sort="-x", axis=alt.Axis(labelLimit=260)),
        color=alt.Color("kind:N", title=None),
        tooltip=["name", "kind", "size"],
    )
    .properties(width=380, height=alt.Step(16))
)
show_chart(chart, alt="How often each actor is named.")

# %% [markdown]
# ## Which words do the texts share?
#
# A sentence that two texts share is one witness, not two.
# Shared words are found in spite of typography and small edits; here they stand side by side.

# %%
reuse = link.link_reuse(corpus, least_weight=least_weight, least_similar=least_similar)
print(
    f"Found: {len(reuse)} passages are shared; {reuse.doc_id.nunique()} of {len(corpus)} texts repeat an earlier one."
)
beside = reuse.assign(
    words=[texts[r.doc_id][r.start : r.end] for r in reuse.itertuples()],
    earlier=[texts[r.source_doc_id][r.source_start : r.source_end] for r in reuse.itertuples()],
)
list_rows(beside[["doc_id", "words", "source_doc_id", "earlier", "similarity"]], shown)

# %% [markdown]
# ## What is counted?
#
# For each measure: the words, the interval they state, and the day they are true of.
# An empty end is open: “over 11,000” has no highest value.

# %%
quantities = standing[standing.kind == "quantity"]
linked = quantities[quantities.measure.notna()].assign(
    label=quantities.measure.map(codebook.label),
    where=quantities.place.map(codebook.label),
    **{end: quantities[end].map("{:,g}".format, na_action="ignore") for end in ("low", "high")},
)
print(f"Found: {len(linked)} of {len(quantities)} quantities are of a measure of the codebook.")
columns = ["label", "exact", "low", "high", "bound", "modality", "as_of", "where", "speaker", "doc_id"]
list_rows(linked.sort_values(["label", "last", "doc_id"])[columns].reset_index(drop=True), shown)

# %% [markdown]
# A quantity without a measure is kept with its words: it may be quoted, never compared.
# Where the note says that two measures fit, neither was chosen.

# %%
list_rows(quantities[quantities.measure.isna()][["doc_id", "prefix", "exact", "suffix", "note"]], shown)

# %% [markdown]
# ## What happened, or is feared?
#
# The type comes from the codebook, the day from the event's own clause; an undated event is only known not to be later than the text.

# %%
events = standing[standing.kind == "event"]
events = events.assign(type=events.event.map(codebook.label), where=events.place.map(codebook.label))
dated = events.as_of_words.notna().sum()
print(f"Found: {dated} of {len(events)} events are dated by words; {events.place.notna().sum()} have a place.")
columns = ["type", "exact", "modality", "as_of", "as_of_words", "where", "speaker", "doc_id"]
list_rows(events.sort_values(["type", "last", "doc_id", "start"])[columns].reset_index(drop=True), shown)

# %% [markdown]
# ## Who says what?
#
# Direct quotations, with the speaker as the text resolves them and the word that introduces the quotation.

# %%
quotes = standing[standing.kind == "quote"].sort_values(["doc_id", "start"])
heard, known = quotes.speaker.notna().sum(), quotes.speaker_actor.notna().sum()
print(f"Found: {heard} of {len(quotes)} quotations have a speaker; {known} are actors of the codebook.")
list_rows(quotes[["doc_id", "speaker", "cue", "exact", "modality"]].reset_index(drop=True), shown)

# %%
said = standing[standing.kind == "statement"].sort_values(["doc_id", "start"])
print(f"{said.speaker.notna().sum()} of {len(said)} reported statements have a speaker.")
list_rows(said[["doc_id", "speaker", "cue", "exact", "modality", "topic"]].reset_index(drop=True), shown)

# %% [markdown]
# ## Through whom?
#
# Read each line from left to right: from the text that we hold, one intermediary at a time, to the one who said it first.

# %%
ordered = provenance[provenance.claim_id.isin(standing.claim_id)].sort_values(["claim_id", "step"]).groupby("claim_id")
lengths = ordered.step.max()
direct = (lengths <= 1).sum()
print(
    f"Found: {direct} of {len(lengths)} claims have at most one step from the text to the origin; the longest has {lengths.max()}."
)
routes = ordered.who.agg(" ← ".join).value_counts().rename_axis("from the text to the origin").rename("claims")
list_rows(routes.reset_index(), shown)

# %%
far = standing[standing.doc_id.isin(drawn)].assign(steps=lambda frame: frame.claim_id.map(lengths))
print(f"{len(drawn)} of {len(texts)} texts are drawn")
chart = (
    alt.Chart(far.groupby(["doc_id", "steps"], as_index=False).size())
    .mark_bar()
    .encode(
        x=alt.X("steps:O", title="steps to the origin", axis=alt.Axis(labelAngle=0)),
        y=alt.Y("size:Q", title="claims"),
        facet=alt.Facet("doc_id:N", title=None, columns=4),
        tooltip=["doc_id", "steps", "size"],
    )
    .properties(width=120, height=120)
)
show_chart(chart, alt="How many steps the claims of each text are from their origin.")

# %% [markdown]
# ## What was ruled?
#
# A claim that nobody looked at is only *found*.
# A reader or a program may confirm it, correct it or reject it, and add one that the library had missed; the record of a ruling says who, when and why.

# %%
states = (
    claims.assign(by=claims.ruled_as.fillna("nobody"))
    .groupby(["review_state", "by", "kind"])
    .size()
    .unstack(fill_value=0)
)
by_reader = (claims.ruled_as == "reader").sum()
print(
    f"Found: a reader ruled on {by_reader} of {len(claims)} claims, a program on {(claims.ruled_as == 'program').sum()}."
)
list_rows(states.assign(all=states.sum(axis=1)).reset_index(), shown)

# %% [markdown]
# What was corrected: the field, what the library had read in it, what it reads by itself now, and what is right.

# %%
differ = ruled_fields[~ruled_fields.agrees]
print(
    f"{ruled_fields.agrees.sum()} of {len(ruled_fields)} fields that were ruled on are read rightly without the ruling."
)
list_rows(differ[["doc_id", "kind", "words", "field", "found", "read_now", "right"]].reset_index(drop=True), shown)

# %% [markdown]
# A ruling holds while its words stand where they did.
# Where the library has come to read something else than it did when the ruling was written, and not what is right, somebody should look at the ruling again.
# A claim that was added because the library missed it may be read by the library itself by now.

# %%
strays = list_strays(rows_of(ruled_fields, RuledField))
missed, read_since = count_added(rows_of(claims, Claim), rows_of(ruled_fields, RuledField))
print(f"{read_since} of {missed} claims that were added are read by the library itself by now.")
print(f"Look at {len(strays)} of {ruled_fields.groupby(['doc_id', 'kind', 'start', 'end']).ngroups} rulings again.")
list_rows(pd.DataFrame({"ruling": strays}), shown)

# %% [markdown]
# ## Check, then write
#
# The columns of every claim, its attribution and its provenance chain agree.
# The audit cuts the words of every claim again from the texts on disk.

# %%
attributed = link.check_attributions(claims, attributions, provenance)
print(f"{len(attributed)} of {len(claims)} claims are attributed as their columns and chains say.")

# %%
said_by = {"attributions": attributions, "provenance": provenance, "ruled_fields": ruled_fields}
found_first = {"actors": actors, "reuse": reuse, "read_claims": read_claims}
for name, table in {**found_first, "claims": claims, **said_by}.items():
    print(f"{name}: {len(write_table(project, name, table))} rows")
