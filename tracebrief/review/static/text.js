// The text with its claims marked. Spans are counted in code points, as in every table; a browser counts UTF-16 units.

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*|[^\s\p{L}\p{N}\p{M}]/gu;
// Where several claims share words, the underline is that of the one that most needs a look.
const URGENCY = ["changed", "found", "corrected", "added", "confirmed", "rejected"];

export const lookOf = (claim) => (claim.changed.length ? "changed" : claim.review_state);

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

export class TextView {
  constructor(place, open) {
    this.place = place;
    place.addEventListener("click", (event) => this.#click(event, open));
  }

  // Show another text: its passages as they are built, a paragraph each.
  show({ text, passages }) {
    this.text = text;
    this.points = Array.from(text);
    this.passages = passages;
    const units = new Uint32Array(text.length + 1);
    let unit = 0;
    this.points.forEach((point, at) => {
      for (const end = unit + point.length; unit < end; unit++) units[unit] = at;
    });
    units[text.length] = this.points.length;
    const shown = (at) => passages.some((each) => each.start <= at && at < each.end);
    this.words = Array.from(text.matchAll(WORD), (match) => [units[match.index], units[match.index + match[0].length]]);
    this.words = this.words.filter(([start]) => shown(start));
  }

  cut([start, end]) {
    return this.points.slice(start, end).join("");
  }

  // Mark the claims anew; `isShown` tells which ones the filters let through.
  mark(claims, open, isShown) {
    this.claims = claims;
    this.openKey = open;
    this.pieces = [];
    const paragraphs = Map.groupBy(this.passages, (each) => each.passage);
    this.place.replaceChildren(...Array.from(paragraphs, ([number, parts]) => {
      const words = element("p", { className: "words" });
      let at = parts[0].start;
      for (const part of parts) {
        words.append(...this.#pieces(at, part.start, "", open, isShown));
        words.append(...this.#pieces(part.start, part.end, part.kind, open, isShown));
        at = part.end;
      }
      const label = element("span", { className: "number", textContent: number });
      return element("div", { className: `passage ${parts[0].kind}` }, label, words);
    }));
  }

  #pieces(start, end, kind, open, isShown) {
    const here = this.claims.filter((claim) => claim.at[0] < end && start < claim.at[1]);
    const cuts = new Set([start, end, ...here.flatMap((claim) => claim.at)]);
    const edges = [...cuts].filter((edge) => start <= edge && edge <= end).sort((one, other) => one - other);
    const made = [];
    for (let number = 0; number + 1 < edges.length; number++) {
      const span = [edges[number], edges[number + 1]];
      const over = here.filter((claim) => claim.at[0] < span[1] && span[0] < claim.at[1]);
      made.push(this.#piece(span, over, kind, open, isShown));
    }
    return made;
  }

  #piece(span, over, kind, open, isShown) {
    const shown = over.filter(isShown);
    const look = URGENCY.find((each) => shown.some((claim) => lookOf(claim) === each));
    const signs = shown.filter((claim) => claim.at[0] === span[0]).map(sign);
    const piece = element("span", { className: kind === "boilerplate" ? "boilerplate" : "" }, ...signs, this.cut(span));
    if (look) piece.classList.add("mark", look);
    const opened = over.find((claim) => claim.key === open);
    if (opened) piece.classList.add("open");
    if (opened?.at[0] === span[0]) piece.classList.add("first");
    if (opened?.at[1] === span[1]) piece.classList.add("last");
    this.pieces.push({ piece, span, over: shown });
    return piece;
  }

  scrollToOpen() {
    this.place.querySelector(".open")?.scrollIntoView({ block: "center" });
  }

  // The words selected with the pointer or the arrows, whole, as a span; null where there are none.
  selected() {
    const selection = document.getSelection();
    const inText = this.place.contains(selection.anchorNode) && this.place.contains(selection.focusNode);
    if (!inText || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const touched = this.pieces.filter(({ piece }) => range.intersectsNode(piece.lastChild));
    if (!touched.length) return null;
    const [first, last] = [touched[0], touched.at(-1)];
    const start = offset(first, range.startContainer, range.startOffset, first.span[0]);
    const end = offset(last, range.endContainer, range.endOffset, last.span[1]);
    const words = this.words.filter((word) => word[0] < end && start < word[1]);
    return words.length ? [words[0][0], words.at(-1)[1]] : null;
  }

  select([start, end]) {
    const [from, to] = [this.#position(start, 0), this.#position(end, 1)];
    document.getSelection().setBaseAndExtent(...from, ...to);
  }

  // Where on the screen a word is.
  box([start]) {
    const range = document.createRange();
    range.setStart(...this.#position(start, 0));
    range.setEnd(...this.#position(start + 1, 1));
    return range.getBoundingClientRect();
  }

  #position(at, end) {
    const { piece, span } = this.pieces.find((each) => each.span[0] <= at - end && at - end < each.span[1]);
    return [piece.lastChild, this.points.slice(span[0], at).join("").length];
  }

  // A pointer opens the shortest claim at its words, pressed again the next longer one.
  #click(event, open) {
    if (!document.getSelection().isCollapsed) return;
    const at = this.pieces.find((each) => each.piece.contains(event.target));
    if (!at?.over.length) return;
    const there = [...at.over].sort((one, other) => one.at[1] - one.at[0] - (other.at[1] - other.at[0]));
    const current = there.findIndex((claim) => at.piece.classList.contains("open") && this.openKey === claim.key);
    open(there[(current + 1) % there.length].key);
  }
}

export function sign(claim) {
  const made = element("span", { className: `sign ${lookOf(claim)}` });
  made.setAttribute("role", "img");
  made.setAttribute("aria-label", `${claim.changed.length ? "read otherwise since, " : ""}${claim.review_state} ${claim.kind}: `);
  return made;
}

function offset({ piece, span }, container, units, otherwise) {
  if (container !== piece.lastChild) return otherwise;
  return span[0] + Array.from(piece.lastChild.data.slice(0, units)).length;
}
