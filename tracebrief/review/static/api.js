// What the page asks of its server: a mistake comes back as one line, and with the field that it is in.

let token = "";
// One window's name, through its reloads: what it undoes are its own rulings.
const window = sessionStorage.getItem("window") ?? crypto.randomUUID();
sessionStorage.setItem("window", window);

export class Refusal extends Error {
  constructor(line, status, field) {
    super(line);
    this.status = status;
    this.field = field;
  }
}

async function ask(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    throw new Refusal("tracebrief review does not answer: start it again; your edits stay in this page", 0);
  }
  const content = await response.json().catch(() => ({ problem: `the server failed (${response.status}); see its terminal` }));
  if (!response.ok) throw new Refusal(content.problem, response.status, content.field);
  return content;
}

function write(address, content) {
  const headers = { "Content-Type": "application/json", "X-Tracebrief-Token": token };
  return ask(address, { method: "POST", headers, body: JSON.stringify(content) });
}

export async function readState() {
  const state = await ask(`/api/state?window=${window}`);
  token = state.token;
  return state;
}

export const readText = (doc) => ask(`/api/text/${encodeURIComponent(doc)}`);
export const readDays = (edtf) => ask(`/api/days?edtf=${encodeURIComponent(edtf)}`);
export const rule = (request) => write("/api/rule", { ...request, window });
export const undo = () => write("/api/undo", { window });
