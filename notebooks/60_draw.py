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
# **Reads** `documents`, `passages`, `claims`, `provenance`, `reuse`, `origins`, `joined_events`, `event_reports`, `ledger_scores`, `review_states`, `ruling_scores`; `data/codebook.yml`, `data/values.yml`, `data/basemap.json`.
#
# **Writes** `build/figures/`, `values`.
#
# **Known limits.**
# A figure shows what was read, not what happened: a claim that the rules missed is missing here too.
# A timeline bar covers all days that the words allow, so a long bar is an imprecise date, not a long event.
#
# **To change a figure**, change its chart here.
# What it may draw is a tidy frame: one row per mark or line of words, its columns described in the room `tracebrief.draw`; tones and letters come from the theme.
#
# **To add a figure**, draw any Altair chart `WIDTH` pixels wide, then say what it shows: `mine = figures["mine"] = draw.Figure(data=frame, alt="its finding in words", n="9 of 12 counts", doc_ids=tuple(documents.doc_id), claims=tuple(frame.claim_id))`; `claims=()` where it shows none.
# `save_figure(project, "mine", chart, mine, title="…", documents=documents)` writes its files to `build/figures/` and shows it.
# The prose then has it as it has the others: look for `build/figures/` in `report/`.

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
shown: int = 80  # rows in each listing

# %%
import json
from pathlib import Path

import altair as alt
import pandas as pd

from tracebrief import draw
from tracebrief.draw import DEEP, FAINT, INK, PAPER, QUIET, SMALL_SIZE, SOFT, WIDTH, list_rows, save_figure, use_theme
from tracebrief.link import read_codebook
from tracebrief.model import read_table
from tracebrief.project import find_project

use_theme()
project = find_project(Path(root))
codebook = read_codebook(project)
names = ("documents", "passages", "claims", "provenance", "reuse", "origins")
documents, passages, claims, provenance, reuse, origins = (read_table(project, name) for name in names)
joined_events, event_reports = read_table(project, "joined_events"), read_table(project, "event_reports")
pd.set_option("display.max_colwidth", None)
figures = {}

# %% [markdown]
# ## How many are held, and how surely is it said?
#
# Side by side the numbers look like a trend or a quarrel; with their hedges and their scopes most of that goes away.
# A dot is a number said plainly, a ring one that is hedged, an arrowhead an open end, a dashed bar a vague word between two numbers.

# %%
estimates = figures["estimates"] = draw.lay_out_estimates(claims, documents, codebook, measures=measures)
plain = (estimates.rows.form == "number").sum()
print(
    f"Found: {plain} of {len(estimates.rows)} values are said plainly, the others with a hedge or a range; the chart holds {estimates.n}."
)
list_rows(estimates.rows[["measure", "words", "source", "form", "low", "high"]], shown)

# %%
forms = ["number", "about", "at least", "at most", "range", "vague"]
fill = alt.Fill("form:N", legend=None).scale(domain=forms, range=[INK, PAPER, PAPER, PAPER, SOFT, PAPER])
dash = alt.when(alt.datum.form == "vague").then(alt.value([4, 3])).otherwise(alt.value([1, 0]))
value = alt.X("low:Q", title=None).scale(range=[WIDTH / 2, WIDTH - 48], zero=True)
value = value.axis(style="scale", orient="top", tickCount=5, labelFlush=False, labelOverlap=True, labelSeparation=14)
y = alt.Y("y:Q").axis(None).scale(domain=[estimates.height, 0], nice=False, zero=False)
headings = alt.Chart(estimates.headings).mark_text(style="heading").encode(y, alt.XValue(0), text="measure:N")
base = alt.Chart(estimates.rows).encode(y, tooltip=["words:N", "source:N", "bound:N"])
words = base.mark_text(style="words", dy=-8).encode(alt.XValue(0), text="label:N")
sources = base.mark_text(style="quiet", dy=9).encode(alt.XValue(0), text="source:N")
bars = base.transform_filter("datum.low < datum.high").mark_bar(
    orient="horizontal", size=13, stroke=DEEP, strokeWidth=1.5
)
dots = base.transform_filter("datum.low == datum.high").mark_point(size=110, stroke=DEEP)
# The head of an arrow, in pixels beside its ring: an open end has no length.
arrows = [
    base.transform_filter(alt.datum.form == form).mark_point(shape=shape, fill=DEEP, size=70, xOffset=x).encode(value)
    for form, shape, x in (("at least", "triangle-right", 15), ("at most", "triangle-left", -15))
]
bars = bars.encode(value, alt.X2("high:Q"), fill, strokeDash=dash)
chart = alt.layer(headings, words, sources, bars, *arrows, dots.encode(value, fill)).properties(
    width=WIDTH, height=estimates.height
)
save_figure(project, "estimates", chart, estimates, title="Estimates of people held", documents=documents)

# %% [markdown]
# ## What happened when?
#
# Few events are dated to the day; a list of dates would hide that.
# Each event stands once, however many reports of it there are; its fill says what these amount to, and an arrow that no first day is told.

# %%
timeline = figures["timeline"] = draw.lay_out_timeline(
    claims, joined_events, event_reports, passages, documents, codebook, events=event_types
)
dated, doubted = timeline.data["first"].notna().sum(), (timeline.data.standing == "doubted").sum()
print(
    f"Found: {dated} of {len(timeline.data)} events have a first day, {doubted} are told with doubt; the chart holds {timeline.n}."
)

# %%
day = alt.X("start:T", title=None).scale(range=[328, WIDTH - 16])
day = day.axis(style="scale", orient="top", format="%-d %b", tickCount=5)
base = alt.Chart(timeline.rows).encode(alt.Y("row:O").axis(None))
words = base.mark_text(style="words", fontSize=SMALL_SIZE + 0.5).encode(alt.XValue(0), text="words:N")
about = base.mark_text(style="quiet").encode(alt.XValue(0), text="about:N")
undated = base.mark_text(style="heading").encode(alt.XValue(0), text="heading:N")
tips = ["event:N", "when:N", "source:N", "status:N"]
events = base.transform_filter("isValid(datum.start)").encode(day, tooltip=tips)
key = {"confirmed": "confirmed by independent sources", "told": "reported by one, or by several who may be one"}
key |= {"doubted": "in doubt or disputed"}
drawn = [each for each in key if (timeline.data.standing == each).any()]
legend = alt.Legend(title=None, orient="top", direction="vertical", symbolType="square", symbolStrokeWidth=1.5)
legend.labelExpr = f"{json.dumps(key)}[datum.value]"
tones, dashes = (
    {"confirmed": DEEP, "told": SOFT, "doubted": PAPER},
    {"confirmed": [1, 0], "told": [1, 0], "doubted": [4, 3]},
)
fill = alt.Fill("standing:N", legend=legend).scale(domain=drawn, range=[tones[each] for each in drawn])
dash = alt.StrokeDash("standing:N", legend=legend).scale(domain=drawn, range=[dashes[each] for each in drawn])
edge = alt.Stroke("standing:N", legend=legend).scale(domain=drawn, range=[DEEP for _ in drawn])
# In pixels at both ends: of a day among months, the dashes of doubt would be no dashes.
widen = 2
bars = [
    events.transform_filter(alt.datum.open == without_first_day)
    .mark_bar(height=height, strokeWidth=1.5, xOffset=-widen, x2Offset=widen)
    .encode(alt.X2("end:T"), fill, dash, edge)
    for without_first_day, height in ((False, 13), (True, 9))
]
arrows = events.transform_filter(alt.datum.open).mark_point(
    shape="triangle-left", size=60, fill=DEEP, color=DEEP, xOffset=-4
)
chart = (
    alt.layer(words, about, undated, *bars, arrows)
    .properties(width=WIDTH, height=alt.Step(8))
    .facet(row=alt.Row("panel:N", title=None, sort=list(timeline.rows.panel.unique())), spacing=8)
    .resolve_scale(x="independent", y="independent")
)
save_figure(project, "timeline", chart, timeline, title="Reported events in time", documents=documents)

# %% [markdown]
# ## Who says what?
#
# The same subject can come from many people or from one.

# %%
voices = figures["voices"] = draw.lay_out_voices(claims, documents, codebook)
print(f"Found: the chart holds {voices.n}, on {len(voices.topics)} topics.")

# %%
left, column, most = 268, voices.column, max(voices.rows.claims, default=1)
y = alt.Y("y:Q").axis(None).scale(domain=[voices.height, 0], nice=False, zero=False)
base = alt.Chart(voices.rows).encode(y)
headings = alt.Chart(voices.headings).mark_text(style="heading").encode(y, alt.XValue(0), text="outlet:N")
speakers = base.transform_aggregate(sum="sum(claims)", groupby=["y", "speaker"])
lines = speakers.mark_rule(color=FAINT, yOffset=10.5).encode(alt.XValue(8), x2=alt.value(WIDTH - 1))
names = speakers.mark_text(style="words", limit=left - 52, ellipsis=" …").encode(alt.XValue(8), text="speaker:N")
sums = speakers.mark_text(style="words", align="right", color=QUIET).encode(alt.XValue(left - 14), text="sum:Q")
topics = alt.X("topic:N", title=None, sort=voices.topics).scale(
    range=[left, left + column * len(voices.topics)], padding=0
)
edges = alt.Chart(voices.rows).transform_aggregate(groupby=["topic"]).mark_rule(color=FAINT)
edges = edges.encode(topics.bandPosition(0), alt.YValue(0), y2=alt.value(voices.height))
over = alt.Chart().mark_text(style="quiet", text="sum", align="right").encode(alt.XValue(left - 14), alt.YValue(-8))
kinds = alt.Fill("kind:N", title="The larger, the more often.").scale(domain=["quote", "statement"], range=[INK, PAPER])
circles = base.mark_point(stroke=INK).encode(
    topics.axis(domain=False, ticks=False, labelAngle=-55, labelLimit=WIDTH, orient="top"),
    alt.XOffset("kind:N", sort=["quote", "statement"]),
    alt.Size("claims:Q", legend=None).scale(domain=[0, most], range=[0, min(90 * most, (column / 2 - 1) ** 2)]),
    kinds.legend(
        labelExpr="datum.label == 'quote' ? 'quoted word for word' : 'reported in other words'",
        symbolStrokeColor=INK,
        titleFontWeight=400,
        direction="vertical",
        orient="none",
        legendX=0,
        legendY=-92,
    ),
    tooltip=["outlet:N", "speaker:N", "topic:N", "kind:N", "claims:Q"],
)
chart = alt.layer(circles, edges, lines, headings, names, sums, over).properties(width=WIDTH, height=voices.height)
save_figure(project, "voices", chart, voices, title="Who says what", documents=documents)

# %% [markdown]
# ## Where?
#
# A place is drawn where the codebook has its coordinates with their source.
# One that the texts only locate by another place stands beside that one, with a dashed outline.

# %%
basemap = json.loads(project.basemap.read_text("utf-8"))
places = figures["places"] = draw.lay_out_places(claims, documents, codebook, basemap)
print(
    f"Found: {places.data.latitude.notna().sum()} of {len(places.data)} places drawn have coordinates of their own; the map holds {places.n}."
)
list_rows(places.data, shown)

# %%
shapes = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]
kinds = list(places.symbols.groupby("kind").size().sort_values(ascending=False, kind="stable").index)
key = ["The larger, the more claims."]
key += ["Dashed: known only by the quoted words."] if places.symbols.parent.notna().any() else []
point = {"longitude": "longitude:Q", "latitude": "latitude:Q"}
land = alt.Chart(alt.Data(values=basemap["features"])).mark_geoshape(
    fill=FAINT, stroke=QUIET, strokeWidth=1.2, clip=True
)
countries = (
    alt.Chart(places.countries)
    .encode(**point, text="name:N")
    .mark_text(style="words", align="center", fontStyle="italic", color=QUIET)
)
bar = alt.Chart(places.bar).encode(**point)
scale = bar.mark_rule(color=INK, strokeWidth=3).encode(longitude2="east:Q", latitude2="latitude:Q")
kilometres = bar.mark_text(style="words", dy=-12, fontSize=SMALL_SIZE).encode(text="words:N")
base = alt.Chart(places.symbols).encode(**point)
by_words = alt.when("isValid(datum.parent)")
leaders = base.transform_filter("isValid(datum.parent)").mark_rule(color=INK, strokeWidth=1.5, strokeDash=[3, 3])
symbols = base.mark_point(stroke=INK).encode(
    alt.Size("area:Q", scale=None),
    alt.Shape("kind:N", title=None).scale(domain=kinds, range=shapes),
    fill=by_words.then(alt.value(PAPER)).otherwise(alt.value(SOFT)),
    strokeDash=by_words.then(alt.value([4, 3])).otherwise(alt.value([1, 0])),
    tooltip=["place:N", "kind:N", "claims:Q"],
)
beside = {"align": alt.expr("datum.align"), "dx": alt.expr("datum.dx"), "dy": alt.expr("datum.dy"), "lineHeight": 16}
labelled = base.transform_filter("isValid(datum.align)").encode(text="lines:N")
halos = labelled.mark_text(style="words", stroke=FAINT, strokeWidth=4, strokeJoin="round", **beside)
leaders = leaders.encode(longitude2="longitude:Q", latitude2="parent:Q")
layers = [land, countries, scale, kilometres, leaders, symbols, halos, labelled.mark_text(style="words", **beside)]
chart = (
    alt.layer(*layers)
    .project("mercator", **places.projection)
    .properties(width=WIDTH, height=places.height, title=alt.Title(key))
)
save_figure(project, "places", chart, places, title="Where it is reported to have happened", documents=documents)

# %% [markdown]
# ## On whom do the texts depend?
#
# Corroboration counts origins; this shows how few there are.

# %%
dependence = figures["dependence"] = draw.lay_out_dependence(documents, provenance, reuse, origins, claims)
print(f"Found: {dependence.n}.")
list_rows(dependence.data, shown)

# %%
pixels = {"nice": False, "zero": False}
x = alt.X("x:Q").axis(None).scale(domain=[0, WIDTH], **pixels)
y = alt.Y("y:Q").axis(None).scale(domain=[dependence.height, 0], **pixels)
hows = {"came through": (DEEP, [2, 2]), "rests on": (QUIET, [1, 0]), "shares words with": (INK, [7, 4])}
key = alt.Legend(title=None, symbolType="stroke", symbolSize=1000)
base = alt.Chart(dependence.links)
links = base.mark_rule().encode(
    x,
    y,
    alt.X2("x2:Q"),
    alt.Y2("y2:Q"),
    alt.Color("how:N", legend=key).scale(domain=list(hows), range=[tone for tone, _ in hows.values()]),
    alt.StrokeDash("how:N", legend=key).scale(domain=list(hows), range=[dash for _, dash in hows.values()]),
    alt.StrokeWidth("width:Q", scale=None),
    tooltip=["how:N", "whom:N", "number:Q"],
)
ends = base.transform_filter("datum.how == 'rests on' && isValid(datum.whom)").mark_point(fill=INK, stroke=INK, size=40)
words = [
    alt.Chart(dependence.nodes)
    .transform_filter(alt.datum.style == style)
    .mark_text(style=style)
    .encode(x, y, text="lines:N")
    for style in ("heading", "words", "quiet", "turned")
]
chart = alt.layer(links, ends.encode(alt.X("x2:Q").axis(None), alt.Y("y2:Q").axis(None)), *words).properties(
    width=WIDTH, height=dependence.height, title="Lines are thicker for 3 claims or more, and for 10 or more."
)
save_figure(project, "dependence", chart, dependence, title="How the texts depend on each other", documents=documents)

# %% [markdown]
# ## What may the prose quote?
#
# Each name stands for words of one claim, hedge included, or for a count over a table.
# The prose has no other way to a number.

# %%
values = draw.write_values(project, draw.compute_values(project, claims))
cited = values.claims.fillna("").str.split().map(len)
print(
    f"Found: {(cited == 1).sum()} of {len(values)} values quote one claim, the other {(cited != 1).sum()} count or rest on several."
)
list_rows(values[["name", "text", "how"]], shown)

# %% [markdown]
# ## Check, then write

# %%
known = set(claims.claim_id)
assert {name for ids in values.claims.dropna() for name in ids.split()} <= known, "a value that rests on no claim"
for name, figure in figures.items():
    saved = [project.figures / f"{name}.{suffix}" for suffix in ("svg", "vl.json", "csv", "json")]
    assert all(path.stat().st_size > 2 for path in saved), f"{name} was not saved whole"
    assert len(figure.data) and figure.alt, f"{name} shows nothing"
    assert "http" not in saved[0].read_text("utf-8").replace("http://www.w3.org/", ""), f"{name} needs a network"
print(f"wrote {len(figures)} figures, each as SVG, Vega-Lite, CSV and words, and {len(values)} values")
