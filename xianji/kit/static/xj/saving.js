import { $, $$ } from "./dom.js";
import { body, clean, focus, form, inputs, named, number, place, put, rows, taken } from "./grid.js";

// A grid saves itself after each change, and takes back what was changed since it was opened.
const told = $(".dmn", form).dataset;
const saved = $("#saved");
const past = [];
let waiting = 0;
let busy = false;
let now = taken();
export const written = (at, column) => now[at]?.[1][column];
export function keep() {
  const next = taken();
  if (JSON.stringify(next) === JSON.stringify(now)) return;
  past.push(now);
  if (past.length > 100) past.shift();
  now = next;
  number();
  later();
}

export function back() {
  if (!past.length) return;
  const [at, column] = document.activeElement.closest?.(".dmn td") ? place(document.activeElement) : [0, 0];
  put(past.pop());
  now = taken();
  focus(Math.min(at, rows().length - 1), column);
  later();
}

function later() {
  form.dataset.unsaved = "";
  clearTimeout(waiting);
  waiting = setTimeout(save, 600);
}

export async function save() {
  if (busy) return later();
  busy = true;
  clearTimeout(waiting);
  waiting = 0;
  const sent = taken();
  saved.textContent = told.saving;
  delete saved.dataset.t;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    const given = await answer.json();
    for (const input of $$("[aria-invalid]", body)) clean(input);
    if (answer.ok) settle(given, sent);
    else refuse(given);
  } catch {
    saved.textContent = told.failed;
  }
  busy = false;
  if (!waiting) delete form.dataset.unsaved;
}

// What was written while the answer was on its way stays, in the cells and among what can be taken back.
function settle(given, sent) {
  form.elements.edition.value = given.edition;
  for (const [from, to] of Object.entries(given.given)) {
    const row = $(`tr[data-row="${from}"]`, body);
    if (row) named(row, to);
    for (const state of [now, sent, ...past]) for (const one of state) if (one[0] === from) one[0] = to;
  }
  const values = (state, row) => state.find(([id]) => id === row.dataset.row)?.[1] ?? [];
  for (const row of rows()) inputs(row).forEach((input, n) => {
    if (!given.cells[input.name]) return;
    const [text, changed, before] = given.cells[input.name];
    if (input !== document.activeElement && input.value === values(sent, row)[n]) input.value = values(now, row)[n] = text;
    const cell = input.closest("td");
    if (changed) cell.dataset.chg = "";
    else delete cell.dataset.chg;
    $("s", cell)?.remove();
    if (before) {
      const old = document.createElement("s");
      old.textContent = before;
      input.before(old);
    }
  });
  saved.textContent = given.saved;
  $("#chips").innerHTML = given.chips;
  $("#cases").innerHTML = given.cases;
}

function refuse(given) {
  saved.textContent = given.refused || told.unread;
  saved.dataset.t = "bad";
  for (const [name, text] of Object.entries(given.problems)) {
    const input = form.elements[name];
    if (!input) continue;
    input.setAttribute("aria-invalid", "true");
    input.title = text;
    const note = document.createElement("div");
    note.className = "err";
    note.textContent = text;
    input.closest("td").append(note);
  }
}
