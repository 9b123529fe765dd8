// Words selected with the arrows alone: the browser's own selection, moved by whole words and by lines.

export class Picker {
  constructor(view, say) {
    this.view = view;
    this.say = say;
    this.active = false;
  }

  // Begin at a span; `take` gets the words that are taken, and nothing happens when the picker is left.
  begin(span, take) {
    const words = this.view.words;
    this.anchor = Math.max(0, words.findIndex((word) => span[0] < word[1]));
    this.head = Math.max(this.anchor, words.findLastIndex((word) => word[0] < span[1]));
    this.take = take;
    this.active = true;
    document.body.classList.add("picking");
    document.activeElement.blur();
    this.#show();
  }

  leave() {
    this.active = false;
    document.body.classList.remove("picking");
    document.getSelection().removeAllRanges();
  }

  // Answer a key, and say whether it was one of the picker's.
  press(event) {
    if (event.key === "Escape") {
      this.leave();
      this.say("Left; nothing changed.");
    } else if (event.key === "Enter") {
      const span = this.#span();
      this.leave();
      this.take(span);
    } else if (event.key.startsWith("Arrow")) {
      this.#move(event.key, event.shiftKey);
    } else return false;
    return true;
  }

  #move(key, more) {
    const last = this.view.words.length - 1;
    const to = { ArrowLeft: this.head - 1, ArrowRight: this.head + 1, ArrowUp: this.#line(-1), ArrowDown: this.#line(1) }[key];
    this.head = Math.min(last, Math.max(0, to));
    if (!more) this.anchor = this.head;
    this.#show();
  }

  // The word in the next line that is nearest to this one.
  #line(step) {
    const { view, head } = this;
    const from = view.box(view.words[head]);
    let at = head;
    while (view.words[at] && Math.abs(view.box(view.words[at]).top - from.top) < 4) at += step;
    let best = at;
    const line = view.words[at] && view.box(view.words[at]).top;
    const far = (word) => Math.abs(view.box(view.words[word]).left - from.left);
    for (; view.words[at] && Math.abs(view.box(view.words[at]).top - line) < 4; at += step) if (far(at) < far(best)) best = at;
    return best;
  }

  #span() {
    const [first, last] = [Math.min(this.anchor, this.head), Math.max(this.anchor, this.head)];
    return [this.view.words[first][0], this.view.words[last][1]];
  }

  #show() {
    const span = this.#span();
    this.view.select(span);
    const { top, bottom } = this.view.box(this.view.words[this.head]);
    if (top < 120 || bottom > innerHeight - 120) scrollBy(0, top - innerHeight / 3);
    this.say(this.view.cut(span), { aloud: true });
  }
}
