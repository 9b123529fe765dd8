// The panel beside the text: builds what is shown of one claim, and tells what is asked of it.

import { button, describeChange, describeRuling, makeFields, readFields, showRefusal } from "/static/form.js";
import { element, sign } from "/static/text.js";

const OUTDATED = "The text around these words changed since they were ruled on. Read them again, then confirm or correct.";
const NEW_KINDS = ["quantity", "quote", "statement", "event"];

export class Panel {
  // `answers` has a function for each thing that can be asked: next, previous, save, reject, words, withdraw, edited.
  constructor(place, answers) {
    this.place = place;
    this.answers = answers;
  }

  // Show a claim, or words that are to become one (`claim` null).
  show({ claim, draft, edited, words, position, sources }) {
    this.claim = claim;
    this.draft = draft;
    const form = element("form", { id: "form", autocomplete: "off", noValidate: true });
    this.form = form;
    form.append(this.#head(position), this.#words(words));
    if (claim?.outdated) form.append(element("p", { className: "notice", textContent: OUTDATED }));
    if (claim?.changed.length) form.append(element("p", { className: "notice", textContent: describeChange(claim) }));
    if (!claim) form.append(this.#kinds());
    this.fields = element("div", { className: "fields" });
    form.append(this.fields, this.#why());
    form.append(element("p", { className: "refusal", role: "alert" }), this.#buttons(edited));
    if (claim) form.append(element("p", { className: "ruled quiet", textContent: describeRuling(claim) }));
    this.place.replaceChildren(form);
    this.showFields(sources);
    form.addEventListener("input", () => this.answers.edited(this.read()));
    form.addEventListener("submit", (event) => event.preventDefault());
  }

  showFields(sources) {
    this.fields.replaceChildren(...makeFields(this.draft, sources));
  }

  showNothing(line) {
    this.claim = this.form = null;
    this.place.replaceChildren(element("p", { className: "nothing", textContent: line }));
  }

  // What the controls say now, besides the words.
  read() {
    const kind = this.form.querySelector("#kind")?.value;
    return { fields: readFields(this.form), why: this.form.querySelector("#why").value, ...(kind === undefined ? {} : { kind }) };
  }

  // Tell on the buttons whether there are edits to save.
  showEdited(edited) {
    if (this.rejecting) return;
    this.form.querySelector(".actions").replaceWith(this.#buttons(edited));
  }

  refuse(problem) {
    if (this.form) showRefusal(this.form, problem);
  }

  focusFields() {
    this.form.querySelector("#kind, [data-field]").focus();
  }

  // Ask why it is no claim; a reason for what it was ruled to be is none.
  askWhy(back) {
    this.form.classList.add("rejecting");
    this.form.querySelector("label[for=why]").textContent = "why it is no claim";
    const why = this.form.querySelector("#why");
    if (this.claim.review_state !== "rejected") why.value = "";
    const made = [button("primary", "Reject", "Enter", this.answers.reject), button("plain", "Back", "Esc", back)];
    this.form.querySelector(".actions").replaceChildren(...made);
    why.focus();
    why.select();
    this.answers.edited(this.read());
  }

  get rejecting() {
    return this.form?.classList.contains("rejecting") ?? false;
  }

  #head(position) {
    const { claim } = this;
    const title = element("h2", {}, ...(claim ? [sign(claim)] : []), claim ? claim.kind[0].toUpperCase() + claim.kind.slice(1) : "New claim");
    if (claim) title.append(element("span", { className: "state", textContent: claim.review_state }));
    const { previous, next } = this.answers;
    const walk = claim ? [button("", "Previous", "k", previous), button("", "Next", "j", next)] : [];
    const place = element("span", { className: "position quiet", textContent: position });
    return element("div", { className: "head" }, title, place, element("div", { className: "walk" }, ...walk));
  }

  #words(words) {
    const quote = element("blockquote", { textContent: words });
    const found = this.claim?.found;
    const moved = found && String(found.at) !== String(this.draft.at);
    const note = moved ? [element("p", { className: "note" }, element("span", { className: "read", textContent: `read: ${this.answers.cut(found.at)}` }))] : [];
    return element("div", { className: "claim-words" }, quote, ...note, button("plain", "Change words", "w", this.answers.words));
  }

  #kinds() {
    const options = ["", ...NEW_KINDS].map((kind) => element("option", { value: kind, textContent: kind || "choose" }));
    const select = element("select", { id: "kind", required: true }, ...options);
    select.value = this.draft.kind ?? "";
    select.addEventListener("change", () => this.answers.kind(select.value));
    return element("div", { className: "field kind" }, element("label", { htmlFor: "kind", textContent: "kind" }), select);
  }

  #why() {
    const why = element("textarea", { id: "why", rows: 2, value: this.draft.why });
    return element("div", { className: "field why" }, element("label", { htmlFor: "why", textContent: "why" }), why);
  }

  #buttons(edited) {
    const { save, reject, withdraw } = this.answers;
    const kept = this.claim?.ruling && !["found", "rejected"].includes(this.claim.review_state) ? "Keep ruling" : "Confirm";
    const made = [button("primary", this.claim ? (edited ? "Save as corrected" : kept) : "Add claim", "c", save)];
    if (this.claim) made.push(button("", "Reject", "x", reject));
    if (!this.claim || edited || this.claim.ruling) {
      made.push(button("plain", !this.claim || edited ? "Discard edits" : "Withdraw ruling", "d", withdraw));
    }
    return element("div", { className: "actions" }, ...made);
  }
}
