// The open claim: its words, every field that its kind has, what the library read, and what was ruled.

import { readDays } from "/static/api.js";
import { element } from "/static/text.js";

// As they stand in two columns; event, measure, speaker and via have a line each.
const ORDER = ["event", "measure", "bound", "unit", "low", "high", "modality", "as_of", "speaker", "via", "cue", "actor", "place", "topic"];
const NUMBERS = ["low", "high"];
// Digits, or digits in groups of three, with a point before decimals; what else is meant as a number is for a person to say.
const PLAIN = /^-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;
const key = (name) => element("kbd", { textContent: name });
export const inWords = (name) => name.replace("_", " ");
const shown = (value) => (value === null || value === undefined ? "" : String(value));

export function button(name, label, letter, press) {
  return element("button", { type: "button", className: name, onclick: press }, `${label} `, key(letter));
}

// The values that the controls of a claim's fields have now.
export function readFields(form) {
  const values = {};
  for (const control of form.querySelectorAll("[data-field]")) {
    const words = control.value.trim();
    const number = NUMBERS.includes(control.dataset.field) && PLAIN.test(words) ? Number(words.replaceAll(",", "")) : NaN;
    values[control.dataset.field] = words === "" ? null : Number.isFinite(number) ? number : words;
  }
  return values;
}

export function makeFields(draft, { names, choices, suggestions, found }) {
  const sorted = [...names].sort((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other));
  return sorted.map((name) => makeField(name, draft.fields[name], { options: choices[name], suggested: suggestions[name], found }));
}

function makeField(name, value, { options, suggested, found }) {
  const control = options ? makeSelect(options, value) : element("input", { type: "text", value: shown(value) });
  control.id = `field-${name}`;
  control.dataset.field = name;
  if (NUMBERS.includes(name)) control.inputMode = "decimal";
  const note = element("span", { className: "note", id: `note-${name}` });
  control.setAttribute("aria-describedby", note.id);
  const field = element("div", { className: `field ${name}` }, element("label", { htmlFor: control.id, textContent: inWords(name) }), control, note);
  if (suggested?.length) {
    const list = element("datalist", { id: `list-${name}` }, ...suggested.map((each) => element("option", { value: each })));
    control.setAttribute("list", list.id);
    field.append(list);
  }
  const tell = () => tellField(field, name, control, note, found);
  control.addEventListener("input", tell);
  tell();
  return field;
}

function makeSelect(options, value) {
  const known = options.some(([each]) => each === value) || value === null || value === undefined;
  const all = [["", "–"], ...options, ...(known ? [] : [[value, `${value} (not in the codebook)`]])];
  const select = element("select", {}, ...all.map(([each, label]) => element("option", { value: each, textContent: label })));
  select.value = shown(value);
  return select;
}

// Say below a field what the library read where that differs, and which days a date means.
function tellField(field, name, control, note, found) {
  control.removeAttribute("aria-invalid");
  field.classList.remove("wrong");
  const differs = found && shown(found.fields[name]) !== control.value.trim();
  field.classList.toggle("differs", Boolean(differs));
  const read = differs ? [element("span", { className: "read", textContent: `read: ${shown(found.fields[name]) || "nothing"}` })] : [];
  note.replaceChildren(...read);
  if (name === "as_of" && control.value.trim()) tellDays(control, note);
}

async function tellDays(control, note) {
  const edtf = control.value.trim();
  const days = await readDays(edtf).catch(() => null);
  if (!days || control.value.trim() !== edtf) return;
  note.querySelector(".days")?.remove();
  if (days.problem) control.setAttribute("aria-invalid", "true");
  note.append(element("span", { className: days.problem ? "days problem" : "days", textContent: days.problem ?? days.words }));
}

// Show a refusal at its field, else above the buttons; the field gets the focus.
export function showRefusal(form, { field, message }) {
  const control = form.querySelector(`[data-field="${CSS.escape(field ?? "")}"]`) ?? (field === "why" ? form.querySelector("#why") : null);
  form.querySelector(".refusal").textContent = message;
  if (!control) return;
  control.setAttribute("aria-invalid", "true");
  control.parentElement.classList.add("wrong");
  control.focus();
}

export function describeRuling(claim) {
  if (!claim.ruling) return "Nobody has ruled on it.";
  const { review_state: ruled, ruled_by: who, ruled_as: as, ruled_on: day } = claim.ruling;
  const state = ruled[0].toUpperCase() + ruled.slice(1);
  return `${state} by ${who}${as === "program" ? " (a program)" : ""}, ${day}.`;
}

export function describeChange(claim) {
  const names = claim.changed.map((name) => `“${inWords(name)}”`).join(", ");
  return `The library now reads ${names} otherwise than it did when a reader let it stand. The ruling holds: keep it, or rule anew.`;
}

