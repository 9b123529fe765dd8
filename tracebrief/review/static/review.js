// The page: which claims are listed, which one is open, what was edited and not saved yet, and the keys.

import * as api from "/static/api.js";
import { Panel } from "/static/panel.js";
import { Picker } from "/static/picker.js";
import { TextView, element } from "/static/text.js";

const SUGGESTED = ["speaker", "cue", "via", "unit"];
const TELLING = ["modality", "as_of", "speaker", "via", "cue"];
const SHOWN = { all: "all claims", unreviewed: "not ruled on", changed: "read otherwise since", ruled: "ruled on" };
const LETS = {
  all: () => true,
  unreviewed: (claim) => claim.review_state === "found",
  changed: (claim) => claim.changed.length > 0,
  ruled: (claim) => claim.review_state !== "found",
};
const $ = (id) => document.getElementById(id);
const drafts = new Map();
const bodies = new Map();
let state = null;
let opened = { doc: null, key: null };
let busy = false;
// The ruling of another that a person was asked whether to replace.
let asked = null;
// What was edited before a person began to reject.
let undecided = null;

const view = new TextView($("text"), (key) => open(opened.doc, key));
const picker = new Picker(view, say);
const panel = new Panel($("claim"), {
  next: () => step(1),
  previous: () => step(-1),
  save,
  reject: askReject,
  withdraw: discard,
  words: changeWords,
  kind: chooseKind,
  edited: keepDraft,
  cut: (span) => view.cut(span),
});

// Tell everyone what happened, or, `aloud`, what a screen already shows to those who see it.
function say(line, { aloud = false } = {}) {
  $("said").classList.toggle("aloud", aloud);
  $("said").textContent = line;
}

function tell(problem) {
  $("problem").textContent = problem ?? "";
  $("problem").hidden = !problem;
}

// Texts and claims.

const textOf = (doc) => state.texts.find((text) => text.doc === doc);
const claimOf = ({ doc, key }) => textOf(doc)?.claims.find((claim) => claim.key === key) ?? null;
const draftKey = ({ doc, key }) => `${doc} ${key ?? "new"}`;

function isShown(claim) {
  return (!$("filter-kind").value || claim.kind === $("filter-kind").value) && LETS[$("filter-show").value](claim);
}

// The claims that the filters let through, in order; the open one stays among them until it is left.
function listed({ withOpen = true } = {}) {
  const doc = $("filter-doc").value;
  const texts = state.texts.filter((text) => !doc || text.doc === doc);
  const every = texts.flatMap((text) => text.claims.map((claim) => ({ doc: text.doc, key: claim.key, claim })));
  return every.filter(({ doc: of, claim }) => isShown(claim) || (withOpen && of === opened.doc && claim.key === opened.key));
}

async function load() {
  try {
    state = await api.readState();
  } catch (problem) {
    tell(problem.message);
    return false;
  }
  bodies.clear();
  if (!$("ruled-by").value) $("ruled-by").value = state.ruled_by;
  fill($("filter-doc"), [["", "All texts"], ...state.texts.map((text) => [text.doc, text.label])]);
  fill($("filter-kind"), [["", "all kinds"], ...Object.keys(state.kinds).map((kind) => [kind, kind])]);
  fill($("filter-show"), Object.entries(SHOWN));
  return true;
}

function fill(select, options) {
  const { value } = select;
  select.replaceChildren(...options.map(([key, label]) => element("option", { value: key, textContent: label })));
  if (options.some(([key]) => key === value)) select.value = value;
}

async function open(doc, key, { quietly = false } = {}) {
  // Words that are being chosen are those of the claim that is left.
  if (picker.active) picker.leave();
  const change = doc !== view.doc;
  if (change) {
    if (!bodies.has(doc)) bodies.set(doc, await api.readText(doc));
    view.show(bodies.get(doc));
    view.doc = doc;
  }
  opened = { doc, key };
  draw();
  if (key || change) view.scrollToOpen();
  const claim = claimOf(opened);
  if (!quietly && claim) say(`${describePosition()}: ${claim.review_state} ${claim.kind}, ${view.cut(claim.at)}`, { aloud: true });
}

function describePosition() {
  const list = listed();
  const at = list.findIndex((each) => each.doc === opened.doc && each.key === opened.key);
  return at < 0 ? "" : `${at + 1} of ${list.length}`;
}

function draw() {
  const text = textOf(opened.doc);
  $("text-title").textContent = text.title;
  $("text-label").textContent = text.label;
  tell(text.problem);
  view.mark(text.claims, opened.key, isShown);
  drawPanel();
  drawProgress();
}

function drawPanel() {
  const claim = claimOf(opened);
  const draft = drafts.get(draftKey(opened)) ?? (claim ? draftOf(claim) : null);
  if (!draft) {
    panel.showNothing(listed({ withOpen: false }).length ? "No claim is open: j opens the next one." : "No claim fits the filters.");
    return;
  }
  panel.show({ claim, draft, edited: isEdited(claim), words: view.cut(draft.at), position: describePosition(), sources: sourcesOf(claim, draft) });
}

function drawProgress() {
  // What was rejected and is no longer read is no claim.
  const every = state.texts.flatMap((text) => text.claims).filter((claim) => claim.stands);
  const ruled = every.filter((claim) => claim.review_state !== "found").length;
  const changed = every.filter((claim) => claim.changed.length).length;
  $("progress-words").textContent = `${ruled} of ${every.length} ruled on${changed ? `, ${changed} read otherwise since` : ""}`;
  $("progress-bar").max = Math.max(1, every.length);
  $("progress-bar").value = ruled;
  $("undo").disabled = !state.undo;
}

function sourcesOf(claim, draft) {
  const claims = textOf(opened.doc).claims;
  const values = (name) => [...new Set(claims.map((each) => each.fields[name]).filter(Boolean))].sort();
  const names = state.kinds[claim?.kind ?? draft.kind] ?? [];
  return { names, choices: state.choices, suggestions: Object.fromEntries(SUGGESTED.map((name) => [name, values(name)])), found: claim?.found ?? null };
}

// Edits that are not saved yet: they stay through every reload of the state.

function draftOf(claim) {
  return { at: claim.at, fields: { ...claim.fields }, why: claim.ruling?.why ?? "" };
}

function keepDraft(changes) {
  const claim = claimOf(opened);
  const before = drafts.get(draftKey(opened)) ?? draftOf(claim);
  const draft = { ...before, ...changes, fields: { ...before.fields, ...changes.fields } };
  if (claim && isSame(draft, draftOf(claim))) drafts.delete(draftKey(opened));
  else drafts.set(draftKey(opened), draft);
  panel.draft = draft;
  panel.showEdited(isEdited(claim));
}

function isSame(one, other) {
  const fields = (each) => JSON.stringify(Object.entries(each.fields).map(([name, value]) => [name, value ?? null]).sort());
  return String(one.at) === String(other.at) && one.why === other.why && fields(one) === fields(other);
}

function isEdited(claim) {
  const draft = drafts.get(draftKey(opened));
  return Boolean(draft && (!claim || !isSame({ ...draft, why: "" }, { ...draftOf(claim), why: "" })));
}

// Walking.

async function step(by, fits = () => true) {
  const list = listed();
  const here = list.findIndex((each) => each.doc === opened.doc && each.key === opened.key);
  const from = here < 0 ? (by > 0 ? -1 : 0) : here;
  for (let count = 1; count <= list.length; count++) {
    const to = list[(from + by * count + list.length * 2) % list.length];
    if (!(to.doc === opened.doc && to.key === opened.key) && fits(to.claim)) return open(to.doc, to.key);
  }
  say("No other claim fits the filters.");
}

async function nextUnreviewed() {
  if (!listed().some(({ claim, key }) => claim.review_state === "found" && key !== opened.key)) return say("Every claim that the filters let through is ruled on.");
  await step(1, LETS.unreviewed);
}

function nextText() {
  const { options } = $("filter-doc");
  const at = state.texts.findIndex((text) => text.doc === opened.doc);
  const next = state.texts[(at + 1) % state.texts.length].doc;
  if ($("filter-doc").value) $("filter-doc").value = [...options].find((option) => option.value === next).value;
  const first = listed({ withOpen: false }).find((each) => each.doc === next);
  return open(next, first?.key ?? null);
}

// Ruling.

async function send(action) {
  if (busy) return;
  const claim = claimOf(opened);
  const draft = drafts.get(draftKey(opened)) ?? draftOf(claim);
  // The reason for a rejection is none for the claim that it is after all.
  const stale = action === "rule" && claim?.ruling?.review_state === "rejected" && draft.why === claim.ruling.why;
  const request = { doc: opened.doc, action, key: claim?.key ?? null, version: claim?.version ?? "", at: draft.at, fields: draft.fields, why: stale ? "" : draft.why, ruled_by: $("ruled-by").value };
  if (claim && asked === `${opened.doc} ${claim.key} ${claim.version}`) request.replaces = claim.ruling.ruled_by;
  if (!claim) request.kind = draft.kind || null;
  await write(() => api.rule(request), draftKey(opened));
}

async function write(call, draft) {
  busy = true;
  say("Saving …");
  try {
    const outcome = await call();
    drafts.delete(draft);
    await receive(outcome);
  } catch (problem) {
    if (!(problem instanceof api.Refusal)) throw problem;
    await refuse(problem);
  } finally {
    busy = false;
  }
}

async function receive({ said, on, text, undo, note }) {
  state.texts = state.texts.map((each) => (each.doc === text.doc ? text : each));
  state.undo = undo;
  const ruled = text.claims.find((claim) => claim.kind === on?.kind && String(claim.at) === String(on.at));
  document.activeElement.blur();
  const words = ruled ? ` ${ruled.kind}` : "";
  if (said === "undone" || said === "withdrawn") await open(text.doc, ruled?.key ?? null, { quietly: true });
  else await openAfter(text.doc, ruled);
  const left = listed({ withOpen: false }).filter(({ claim }) => claim.review_state === "found").length;
  say(`${said[0].toUpperCase()}${said.slice(1)}${words}${note ? ` (${note})` : ""}. ${left} not ruled on.`);
}

// Go on from a claim that was ruled on to the next one that waits: not ruled on, or read otherwise since.
async function openAfter(doc, ruled) {
  opened = { doc, key: ruled.key };
  const list = listed();
  const here = list.findIndex((each) => each.doc === doc && each.key === ruled.key);
  const after = [...list.slice(here + 1), ...list.slice(0, Math.max(0, here))];
  const waits = $("filter-show").value === "changed" ? LETS.changed : LETS.unreviewed;
  const next = after.find(({ claim }) => waits(claim));
  await open(next?.doc ?? doc, next?.key ?? ruled.key, { quietly: true });
}

async function refuse(problem) {
  say("Not saved.", { aloud: true });
  if (problem.status === 409) {
    await reload();
    tell(problem.message);
    return;
  }
  if (problem.field === "replaces") asked = `${opened.doc} ${opened.key} ${claimOf(opened)?.version}`;
  if (problem.field === "ruled_by") $("ruled-by").focus();
  if (problem.status === 422 && panel.form) panel.refuse({ field: problem.field, message: problem.message });
  else tell(problem.message);
}

function save() {
  if (panel.rejecting) return say("Being rejected: Enter below the reason rejects it, Escape goes back.");
  return panel.form && send("rule");
}

function askReject() {
  if (!claimOf(opened)) return;
  if (panel.rejecting) return send("reject");
  undecided = drafts.get(draftKey(opened)) ?? null;
  panel.askWhy(keepClaim);
}

// Go back from a rejection to what was edited before.
function keepClaim() {
  if (undecided) drafts.set(draftKey(opened), undecided);
  else drafts.delete(draftKey(opened));
  drawPanel();
}

function discard() {
  const claim = claimOf(opened);
  if (!drafts.has(draftKey(opened))) return claim?.ruling ? send("withdraw") : say("There is nothing to discard.");
  drafts.delete(draftKey(opened));
  if (!claim) return step(1);
  drawPanel();
  say("Edits discarded.");
}

const undo = () => busy || write(api.undo, null);

function changeWords() {
  const claim = claimOf(opened);
  const draft = drafts.get(draftKey(opened)) ?? (claim && draftOf(claim));
  if (!draft) return;
  const take = (at) => {
    keepDraft({ at });
    drawPanel();
    say(`The words are now: ${view.cut(at)}`);
  };
  const selected = view.selected();
  if (selected) return take(selected);
  say("Select the right words with the arrows; Enter takes them.");
  picker.begin(draft.at, take);
}

function addClaim() {
  const take = (at) => {
    opened = { doc: opened.doc, key: null };
    drafts.set(draftKey(opened), { at, fields: around(at), why: "", kind: "" });
    draw();
    panel.focusFields();
    say(`New claim: ${view.cut(at)}. Choose its kind.`);
  };
  const selected = view.selected();
  if (selected) return take(selected);
  if (!view.words.length) return;
  const from = claimOf(opened)?.at ?? view.words[0];
  picker.begin([from[0], from[0] + 1], take);
  document.body.classList.add("picking");
}

// What the narrowest claim around some words says of its telling: most often that of what it holds.
function around([start, end]) {
  const holding = textOf(opened.doc).claims.filter((claim) => claim.stands && claim.at[0] <= start && end <= claim.at[1]);
  const [nearest] = holding.sort((one, other) => one.at[1] - one.at[0] - (other.at[1] - other.at[0]));
  return nearest ? Object.fromEntries(TELLING.map((name) => [name, nearest.fields[name] ?? null])) : {};
}

function chooseKind(kind) {
  keepDraft({ ...panel.read(), kind });
  const { fields } = panel.draft;
  panel.draft.fields = Object.fromEntries((state.kinds[kind] ?? TELLING).map((name) => [name, fields[name] ?? null]));
  panel.showFields(sourcesOf(null, panel.draft));
}

async function reload() {
  if (!(await load())) return;
  const doc = textOf(opened.doc) ? opened.doc : state.texts[0]?.doc;
  if (!doc) return tell("The build has no texts.");
  view.doc = null;
  const key = claimOf(opened) || drafts.has(draftKey(opened)) ? opened.key : (listed({ withOpen: false }).find((each) => each.doc === doc)?.key ?? null);
  await open(doc, key, { quietly: true });
}

// Keys.

const WRITING = ["c", "x", "d", "z"];
const KEYS = {
  j: () => step(1), k: () => step(-1), n: nextUnreviewed, c: save, x: askReject, e: () => panel.form && panel.focusFields(),
  w: changeWords, a: addClaim, d: discard, z: undo, t: nextText, f: () => $("filter-doc").focus(), "?": () => $("help").showModal(),
};

document.addEventListener("keydown", (event) => {
  const inField = event.target.matches?.("input, textarea, select");
  if ($("help").open || event.altKey || event.isComposing) return;
  if (picker.active) return void (picker.press(event) && event.preventDefault());
  if (event.key === "Enter" && inField && panel.form?.contains(event.target)) return saveByEnter(event);
  if (event.key === "Escape") return void leave(event.target, inField);
  if (inField || !$("keys-on").checked) return;
  // A key that is held rules once.
  if (event.repeat && WRITING.includes(event.key)) return void event.preventDefault();
  if (event.ctrlKey || event.metaKey) return void (event.key === "z" && (event.preventDefault(), undo()));
  if (!KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});

function saveByEnter(event) {
  if (event.shiftKey || (event.target.matches("select") && !event.ctrlKey)) return;
  event.preventDefault();
  if (event.repeat) return;
  if (panel.rejecting) send("reject");
  else save();
}

function leave(target, inField) {
  if (panel.rejecting) keepClaim();
  else if (inField) target.blur();
  else return;
  say(drafts.has(draftKey(opened)) ? "Edits are kept, not saved." : "");
}

for (const [id, press] of Object.entries({ add: addClaim, undo, "help-open": () => $("help").showModal(), "help-close": () => $("help").close() })) {
  $(id).addEventListener("click", press);
}
for (const id of ["filter-doc", "filter-kind", "filter-show"]) {
  $(id).addEventListener("change", () => {
    const list = listed({ withOpen: false });
    const here = list.some((each) => each.doc === opened.doc && each.key === opened.key);
    const to = here ? opened : (list.find((each) => each.doc === opened.doc) ?? list[0] ?? { doc: $("filter-doc").value || opened.doc, key: null });
    open(to.doc, to.key, { quietly: true }).then(() => say(`${list.length} claims fit the filters.`));
  });
}
// Another window, or a person with an editor, may have written meanwhile.
addEventListener("focus", () => state && !busy && !picker.active && !panel.rejecting && refresh());
addEventListener("beforeunload", (event) => drafts.size && event.preventDefault());

async function refresh() {
  const before = JSON.stringify(state.texts);
  const now = await api.readState().catch((problem) => tell(problem.message));
  if (!now || JSON.stringify(now.texts) === before) return;
  await reload();
  say("The rulings were changed elsewhere; they are shown as they are now.");
}

history.replaceState(null, "", "/");
if ((await load()) && state.texts.length) {
  const first = listed({ withOpen: false }).find(({ claim }) => claim.review_state === "found") ?? listed({ withOpen: false })[0];
  await open(first?.doc ?? state.texts[0].doc, first?.key ?? null, { quietly: true });
  if (state.notice) say(state.notice);
}
