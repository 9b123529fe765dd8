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
# **Reads** `documents`, `claims`, `attributions`, `provenance`, `reuse`; `data/codebook.yml`, `data/comparisons.yml`, `data/sources.yml`.
#
# **Writes** `origins`, `origin_relations`, `comparisons`, `event_reports`, `joined_events`, `verifications`, `quotation_damage`.
#
# **Known limits.**
# An origin is whom the texts name; two outlets may have copied a third that neither names, so what the texts do not tell apart counts as one.
# Which people are of one party the codebook says, not the texts.
# Agreement is not truth: two origins may be wrong together.
# Statements, plans and warnings are compared only where their words are alike; what says the same in other words, people set side by side.
# Two reports are taken for one event by its type, place, days and parties: texts that describe two like events as one cannot be told apart.

# %% tags=["parameters"]
root: str = ".."  # the project's folder, absolute or relative to notebooks/
about: float = 0.1  # how far “about” and “roughly” reach, as a share of the number
alike: int = 85  # letters of 100 that must agree for two quotations to be the same words
other_abouts: list[float] = [0.0, 0.2]  # tried instead of `about`, to see what would change
other_alikes: list[int] = [75, 95]  # tried instead of `alike`
most_tried: int = 2000  # of more claims no other tolerance is tried: each is a weighing of its own
drawn: int = 40  # rows in each listing; texts, origins or counts in a chart that has a row for each

# %%
from pathlib import Path

import altair as alt
import pandas as pd

from tracebrief.draw import DEEP, FAINT, PAPER, SOFT, WARM, list_rows, short_labels, show_chart, use_theme
from tracebrief.link import read_codebook
from tracebrief.model import RELATIONS, UNSOURCED, VERIFICATION_STATUSES, read_table, write_table
from tracebrief.project import find_project
from tracebrief.read import altered_texts, read_sources
from tracebrief.weigh import read_comparisons, weigh_everything

# %%
use_theme()
project = find_project(Path(root))
pd.set_option("display.max_colwidth", None, "display.max_rows", drawn)

# %%
codebook = read_codebook(project)
names = ("documents", "claims", "attributions", "provenance", "reuse")
tables = {name: read_table(project, name) for name in names}
documents, claims = tables["documents"], tables["claims"]
words = claims.set_index("claim_id").exact
text_of = claims.set_index("claim_id").doc_id
rejected = (claims.status == "rejected").sum()
print(f"{len(claims)} claims from {len(documents)} texts, {rejected} of them rejected by a ruling")

# %% [markdown]
# All is weighed in one call; each section below shows one part of what it makes.

# %%
authored = read_comparisons(project, claims)
altered = altered_texts(read_sources(project))
known = {"codebook": codebook, "authored": authored, "altered": altered}
made = weigh_everything(tables, **known, about=about, alike=alike)

# %% [markdown]
# ## Where does each claim come from?
#
# The origin is the last step of a claim's provenance chain.
# A force and its spokesmen are one origin; an unnamed official is one origin per outlet; shared passages have one origin together.
# What a text says without a source stands under its outlet as “unsourced”, and is nobody's testimony.

# %%
origins = made["origins"]
by_origin = origins.merge(claims[["claim_id", "doc_id"]], on="claim_id")
aggregates = {"claims": ("claim_id", "size"), "texts": ("doc_id", "nunique"), "how": ("how", "first")}
counted = by_origin.groupby("origin").agg(**aggregates).sort_values(["texts", "claims"], ascending=False)
common = (counted.texts > 1).sum()
unsourced = (origins.how == UNSOURCED).sum()
print(
    f"Found: {len(origins)} of {len(claims)} claims come from {len(counted)} origins, {common} of them in several texts;"
)
print(f"{unsourced} are a text's own words, unsourced.")
list_rows(counted, drawn)

# %% [markdown]
# An origin that stands in several columns counts once, however many texts carry it.

# %%
of_drawn = by_origin[by_origin.doc_id.isin(documents.doc_id.head(drawn)) & by_origin.origin.isin(counted.index[:drawn])]
print(
    f"{min(drawn, len(documents))} of {len(documents)} texts and {min(drawn, len(counted))} of {len(counted)} origins are drawn"
)
chart = (
    alt.Chart(of_drawn.groupby(["origin", "doc_id"]).size().rename("claims").reset_index())
    .mark_circle(opacity=1)
    .encode(
        x=alt.X("doc_id:N", title=None, axis=alt.Axis(labelAngle=-30)),
        y=alt.Y("origin:N", title=None, sort=list(counted.index), axis=short_labels()),
        size=alt.Size("claims:Q", title="claims"),
        tooltip=["origin", "doc_id", "claims"],
    )
    .properties(width=460, height=alt.Step(18))
)
show_chart(chart, alt="How many claims of each text come from each origin.")

# %%
pairs = of_drawn.drop_duplicates(["origin", "doc_id"])
shared = pairs.merge(pairs, on="origin").query("doc_id_x < doc_id_y")
table = shared.groupby(["doc_id_x", "doc_id_y"]).origin.agg(["size", "; ".join])
list_rows(table.set_axis(["origins in common", "which"], axis=1).rename_axis(["text", "and text"]), drawn)

# %% [markdown]
# ## Which claims agree?
#
# Four kinds of claims are compared, and what people set side by side in `data/comparisons.yml`.
# *Counts*: of one measure or of measures that the codebook lets be compared, at times near enough, about one place where places matter.
# *Events*: of one type, told by two texts, of one place, on days that overlap; and denials with what they deny.
# *Statements*, plans and warnings: of two texts, on one topic, in like words.
# *Quotations*: of two texts, in the same words but for small differences.
# “Agrees” says the same, “compatible” can both be true once the hedges are honoured, “conflicts” cannot; “differs” cannot either unless something holds that the texts leave open, its guard.
# A vague word (“thousands”) sets no upper end, so it fits 11,000; two measures that share out one whole (“the majority of …”, “less than half of …”) are compared by what each leaves over for the other.

# %%
comparisons = made["comparisons"]
order = list(RELATIONS)
number = comparisons.relation.value_counts().reindex(order, fill_value=0)
said = ", ".join(f"{name} {number[name]}" for name in order[:-1])
print(f"Found: of {len(comparisons)} pairs of claims that a reader would compare: {said};")
print(
    f"{number['not comparable']} must not be compared; {len(authored.compared)} pairs were set side by side by people."
)

# %%
started = claims.set_index("claim_id").start
label = {name: f"{words[name]} ({text_of[name]}, from character {started[name]:,})" for name in words.index}
sides = comparisons.assign(a=comparisons.claim_a.map(label), b=comparisons.claim_b.map(label))
own = claims.set_index("claim_id")
subject = own.measure.fillna(own.event).map(codebook.label).fillna("–")
reaches = {"low": 1 - about, "high": 1 + about}
ends = {end: own[end].where(own.bound != "about", own[end] * reach) for end, reach in reaches.items()}
ends = {end: values.map("{:,.15g}".format, na_action="ignore").fillna("…") for end, values in ends.items()}
values = (ends["low"] + " to " + ends["high"].mask(own.bound == "vague", "…")).where(own.kind == "quantity", "–")
sides["kind"] = sides.claim_a.map(own.kind)
one, other = (sides[side].map(subject) for side in ("claim_a", "claim_b"))
sides["of"] = one.where(one == other, one + " / " + other)
sides["a allows"], sides["b allows"] = (sides[side].map(values) for side in ("claim_a", "claim_b"))
related = sides[sides.relation != "not comparable"].sort_values(["kind", "relation", "a", "b"])
by_kind = ", ".join(f"{kind} {number}" for kind, number in related.kind.value_counts().items())
print(f"{len(related)} of {len(comparisons)} pairs can be compared: {by_kind}.")
list_rows(related[["kind", "relation", "of", "a", "a allows", "b", "b allows", "reason", "guard"]], drawn)

# %% [markdown]
# These disagree: what conflicts cannot both be true, what differs cannot either unless its guard holds.

# %%
against = related[related.relation.isin(["conflicts", "differs"])]
print(f"Found: {len(against)} pairs disagree, {against.key.notna().sum()} of them set side by side by people.")
list_rows(against[["relation", "a", "b", "reason", "guard", "set_by"]], drawn)

# %% [markdown]
# The same as a picture: each square is a pair of counts, darkest where they agree, orange where they conflict or differ, palest where they must not be compared.
# The columns stand in the order of the rows.

# %%
counts = claims[claims.measure.notna()].sort_values(["measure", "doc_id", "start"]).claim_id
some = counts.head(drawn)
square = sides[sides.claim_a.isin(some) & sides.claim_b.isin(some)]
paired = some[some.isin([*square.claim_a, *square.claim_b])]
print(f"{len(paired)} of {len(counts)} counts are drawn, those that stand in a pair.")
axis = list(paired.map(label))  # counts of one measure side by side
mirrored = pd.concat([square, square.rename(columns={"a": "b", "b": "a"})])[["a", "b", "relation", "reason"]]
shades = alt.Scale(domain=order, range=[DEEP, SOFT, WARM, WARM, FAINT])
chart = (
    alt.Chart(mirrored)
    .mark_rect(stroke=PAPER)
    .encode(
        x=alt.X("a:N", title=None, sort=axis, axis=None),
        y=alt.Y("b:N", title=None, sort=axis, axis=short_labels()),
        color=alt.Color("relation:N", title=None, scale=shades, sort=order),
        tooltip=["a", "b", "relation", "reason"],
    )
    .properties(width=alt.Step(16), height=alt.Step(16))
)
show_chart(chart, alt=f"How {len(paired)} counts relate to each other, a square per pair.")

# %% [markdown]
# ## What cannot be compared, and why?
#
# These are the comparisons that a reader is most likely to make, and should not.

# %%
measured = claims.set_index("claim_id").measure.map(codebook.label)
apart = sides[sides.relation == "not comparable"]
apart = apart.assign(one=apart.claim_a.map(measured), other=apart.claim_b.map(measured))
aggregates = {"pairs": ("a", "size"), "example": ("a", "first"), "against": ("b", "first")}
reasons = apart.groupby(["one", "other", "reason"]).agg(**aggregates).sort_values("pairs", ascending=False)
print(f"Found: {len(apart)} of {len(comparisons)} pairs cannot be compared, for {apart.reason.nunique()} reasons.")
list_rows(reasons.reset_index(), drawn)

# %% [markdown]
# ## Which claims are borne out?
#
# Corroborated is what two origins say that are independent of each other: told apart by the texts, and neither known to pass on the other.
# What is said in several places by origins that may be one is “reported twice”, and no more.
# A text that itself calls a report alleged or unverified passes it on; it does not support it.
# Facts are counted here, not claims: all claims of one group are one fact.

# %%
verifications = made["verifications"]
statuses = list(VERIFICATION_STATUSES)
counted = verifications.groupby("verification_status").agg(claims=("claim_id", "size"), facts=("group", "nunique"))
status = counted.reindex(statuses, fill_value=0)
facts = verifications.group.nunique()
several = verifications[verifications.documents > 1].group.nunique()
said = ", ".join(f"{status.facts[name]} {name}" for name in ("corroborated", "reported twice", "disputed"))
print(f"Found: of {facts} facts, {several} of them in more than one text, {said}.")
list_rows(status, drawn)

# %% [markdown]
# Where two origins meet in one fact, these are the grounds for telling them apart or not.

# %%
relations = made["origin_relations"]
named = origins.drop_duplicates("origin_id").set_index("origin_id").origin
met = relations.assign(one=relations.origin_a.map(named), other=relations.origin_b.map(named))
alone = (relations.relation == "independent").sum()
print(f"Found: {len(met)} pairs of origins meet in one fact, {alone} of them independent.")
list_rows(met[["one", "other", "relation", "reason"]].sort_values(["relation", "one", "other"]), drawn)

# %%
spread = verifications.groupby(["documents", "origins"]).size().rename("claims").reset_index()
base = alt.Chart(spread).encode(
    x=alt.X("documents:O", title="texts that carry the claim", axis=alt.Axis(labelAngle=0)),
    y=alt.Y("origins:O", title="independent origins it has", sort="descending"),
)
cells = base.mark_rect(color=SOFT, stroke=PAPER) + base.mark_text(fontSize=15).encode(text="claims:Q")
cells = cells.properties(width=alt.Step(80), height=alt.Step(50))
show_chart(cells, alt="How many claims stand in how many texts, and how many independent origins they have.")

# %%
stated = claims.merge(verifications, on="claim_id")
corroborated = stated[stated.verification_status == "corroborated"].sort_values(["group", "doc_id"])
print(f"{len(corroborated)} claims are corroborated, in {corroborated.group.nunique()} groups.")
list_rows(corroborated[["group", "exact", "doc_id", "as_of", "reason"]].reset_index(drop=True), drawn)

# %% [markdown]
# ## What has happened, told once?
#
# All reports of an event are joined, within a text and across texts; a report that fits two events is joined to neither.

# %%
events, reports = made["joined_events"], made["event_reports"].query("role != 'denies'")
denials = len(made["event_reports"]) - len(reports)
told = reports.groupby("event_id").claim_id.agg(["size", lambda ids: " / ".join(words[ids])])
of_events = events.merge(told.set_axis(["reports", "words"], axis=1), on="event_id")
named = of_events.assign(event=of_events.event.map(codebook.label), place=of_events.place.map(codebook.label))
joined, across = (named.reports > 1).sum(), (named.texts > 1).sum()
said = ", ".join(f"{name} {count}" for name, count in events.status.value_counts().items())
print(
    f"Found: {len(reports)} reports tell {len(events)} events, {denials} times one is denied; {joined} have several reports, {across} in several texts."
)
print(f"Their status: {said}.")
shown = ["event", "place", "as_of", "status", "texts", "reports", "words", "reason"]
list_rows(named.sort_values(["texts", "reports"], ascending=False)[shown], drawn)

# %% [markdown]
# ## What if the tolerances were others?
#
# How far “about” reaches and how alike two quotations must be are choices of this notebook, not of the sources.
# Each row weighs all claims again with one of the two changed; below stands each claim whose verification status would be another, and the pair that makes it so.

# %%
tried = [(about, alike), *((other, alike) for other in other_abouts), *((about, other) for other in other_alikes)]
tried = tried if len(claims) <= most_tried else tried[:1]
weighed = {(about, alike): made}
weighed |= {(wide, near): weigh_everything(tables, **known, about=wide, alike=near) for wide, near in tried[1:]}

# %%
chosen = verifications.set_index("claim_id").verification_status
before = comparisons.set_index(["claim_a", "claim_b"]).relation
outcomes, changes = [], []
for (wide, near), then in weighed.items():
    compared, statuses_then = then["comparisons"], then["verifications"].set_index("claim_id").verification_status
    differ = statuses_then.index[statuses_then != chosen[statuses_then.index]]
    relation = compared.set_index(["claim_a", "claim_b"])[["relation", "reason"]]
    other = relation[relation.relation != before.reindex(relation.index)]
    lost = comparisons[~before.index.isin(relation.index)].set_index(["claim_a", "claim_b"])
    other = pd.concat([other, lost[["reason"]].assign(relation="no longer compared")])
    for name in differ:
        pairs = [f"{row.relation}: {row.reason}" for row in other.itertuples() if name in row.Index]
        changes.append((wide, near, label[name], chosen[name], statuses_then[name], "; ".join(pairs)))
    row = {"": "chosen" if (wide, near) == tried[0] else "", "about": wide, "alike": near}
    row |= {**compared.relation.value_counts().reindex(order[:-1], fill_value=0)}
    row |= {"origins": then["origins"].origin_id.nunique()}
    row |= {**statuses_then.value_counts().reindex(statuses, fill_value=0)}
    outcomes.append(row | {"other status": len(differ)})

# %%
changed = pd.DataFrame(changes, columns=["about", "alike", "claim", "status as chosen", "status then", "because"])
print(
    f"Found: {changed.claim.nunique()} of {len(chosen)} claims change their status under any of {len(outcomes) - 1} other tolerances."
)
list_rows(pd.DataFrame(outcomes), drawn)

# %%
list_rows(changed, drawn)

# %% [markdown]
# ## Which quotations may not be the speaker's words?
#
# An ellipsis and square brackets show what was done.
# That words were changed is known where another text has the same saying whole, or where the record of a text holds that all of it was reworded; who or what reworded it is an inference.

# %%
damage = made["quotation_damage"]
quoted = ((claims.kind == "quote") & (claims.status != "rejected")).sum()
print(f"Found: {damage.doubtful.sum()} of {quoted} quotations may not be the speaker's exact words;")
print(f"{(~damage.doubtful).sum()} more are shortened or filled in, and show it.")
shown = damage.assign(quotation=damage.claim_id.map(words), text=damage.claim_id.map(text_of))
list_rows(shown[["text", "quotation", "doubtful", "signs", "reason"]].sort_values(["doubtful", "text"]), drawn)

# %% [markdown]
# ## What is disputed or unverified?

# %%
doubtful = stated[stated.verification_status.isin(["disputed", "unverified"])]
doubtful = doubtful.sort_values(["verification_status", "doc_id", "start"]).reset_index(drop=True)
print(f"Found: {len(doubtful)} of {len(stated)} claims are disputed or unverified.")
list_rows(doubtful[["verification_status", "exact", "speaker", "doc_id", "reason"]], drawn)

# %% [markdown]
# ## How old is it?
#
# Age is counted to the last day on which the newest text may have appeared.

# %%
age = stated.dropna(subset=["age"]).groupby("doc_id").age.agg(["min", "median", "max", "size"])
print(
    f"Found: {stated.age.notna().sum()} of {len(stated)} claims have an age, {stated.age.median():,.0f} days in the median."
)
print(f"{stated['first'].isna().sum()} of {len(stated)} have no first day: they may be older than their age says.")
list_rows(age.set_axis(["youngest, days", "median", "oldest", "claims"], axis=1), drawn)

# %% [markdown]
# ## Check, then write

# %%
accepted = set(claims[claims.status != "rejected"].claim_id)
assert set(origins.claim_id) == accepted, "a claim without an origin"
assert set(verifications.claim_id) == accepted, "a claim without a verification status"
assert (verifications.documents >= 1).all(), "a claim from nowhere"
corroborated = verifications[verifications.verification_status == "corroborated"]
assert (corroborated.origins > 1).all(), "corroborated by one origin"
unsourced = verifications[verifications.verification_status == "unsourced"]
assert (unsourced.origins == 0).all(), "unsourced, with an origin"

# %%
for name, table in made.items():
    print(f"{name}: {len(write_table(project, name, table))} rows")
