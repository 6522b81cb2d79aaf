import { $, $$, composing } from "./dom.js";

// The grid of a decision table: moved over by keys, pasted into from a spreadsheet, saved by itself. Without scripts the same fields
// and buttons are one plain form.
const form = $("#grid");
const table = $(".dmn", form);
const body = table.tBodies[0];
const saved = $("#saved");
const past = [];
let added = 0;
let waiting = 0;
let busy = false;

const rows = () => [...body.rows];
const inputs = (row) => $$('input:not([type="hidden"])', row);
const place = (input) => [rows().indexOf(input.closest("tr")), inputs(input.closest("tr")).indexOf(input)];
const pattern = rows()[0]?.cloneNode(true);

function focus(at, column) {
  const input = inputs(rows()[at] ?? document)[column];
  if (!input || !rows()[at]) return false;
  input.focus();
  input.select();
  input.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}

// A row under another name: its fields, its menu and the place that links lead to.
function named(row, id) {
  const old = row.dataset.row;
  row.dataset.row = id;
  row.id = `row-${id}`;
  for (const one of $$("[name]", row)) {
    if (one.name === "row" || one.name === "do") one.value = one.value.replace(old, id);
    else one.name = one.name.replace(`${old}.`, `${id}.`);
  }
  const handle = $(".handle", row);
  handle.setAttribute("popovertarget", `do-${id}`);
  handle.style.anchorName = `--do-${id}`;
  const menu = $(".menu", row);
  menu.id = `do-${id}`;
  menu.style.positionAnchor = `--do-${id}`;
  return row;
}

function blank(id = `new${++added}`) {
  const row = named(pattern.cloneNode(true), id);
  for (const input of inputs(row)) {
    input.value = "";
    clean(input);
  }
  for (const mark of $$("s", row)) mark.remove();
  for (const cell of row.cells) delete cell.dataset.chg;
  delete row.dataset.hit;
  return row;
}

function clean(input) {
  input.removeAttribute("aria-invalid");
  input.removeAttribute("title");
  $(".err", input.closest("td"))?.remove();
}

const number = () => rows().forEach((row, n) => { $(".handle", row).textContent = n + 1; });
const taken = () => rows().map((row) => [row.dataset.row, inputs(row).map((input) => input.value)]);

function put(state) {
  const known = new Map(rows().map((row) => [row.dataset.row, row]));
  body.replaceChildren(...state.map(([id, values]) => {
    const row = known.get(id) ?? blank(id);
    inputs(row).forEach((input, n) => { input.value = values[n]; });
    return row;
  }));
  number();
}

let now = taken();
function keep() {
  const next = taken();
  if (JSON.stringify(next) === JSON.stringify(now)) return;
  past.push(now);
  if (past.length > 100) past.shift();
  now = next;
  number();
  later();
}

function back() {
  if (!past.length) return;
  const [at, column] = document.activeElement.closest?.(".dmn td") ? place(document.activeElement) : [0, 0];
  put(past.pop());
  now = taken();
  focus(Math.min(at, rows().length - 1), column);
  later();
}

const deeds = {
  insert: (row) => { row.after(blank()); return row.nextElementSibling; },
  copy: (row) => {
    const twin = blank();
    inputs(row).forEach((input, n) => { inputs(twin)[n].value = input.value; });
    row.after(twin);
    return twin;
  },
  up: (row) => { row.previousElementSibling?.before(row); return row; },
  down: (row) => { row.nextElementSibling?.after(row); return row; },
  remove: (row) => {
    const other = row.nextElementSibling ?? row.previousElementSibling;
    if (other) row.remove();
    return other ?? row;
  },
};

function act(verb, row, column = 0) {
  focus(rows().indexOf(deeds[verb](row)), column);
  keep();
}

form.addEventListener("click", (event) => {
  const button = event.target.closest('button[name="do"]');
  if (!button || !pattern) return;
  event.preventDefault();
  button.closest("[popover]")?.hidePopover();
  act(button.value.split(":")[0], button.closest("tr"));
});
document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add]");
  if (add && pattern) {
    event.preventDefault();
    act("insert", rows().at(-1));
  }
});

body.addEventListener("keydown", (event) => {
  const input = event.target.closest("td input");
  if (!input || composing(event)) return;
  const [at, column] = place(input);
  const row = input.closest("tr");
  const held = event.ctrlKey || event.metaKey;
  const edge = (end) => input.selectionStart === input.selectionEnd ? input.selectionStart === end : input.value.length === input.selectionEnd - input.selectionStart;
  const go = (to, over) => focus(to, over) && event.preventDefault();
  const deed = held && event.key === "Enter" ? "insert" : held && event.key.toLowerCase() === "d" ? "copy" : held && event.key === "Backspace" ? "remove"
    : event.altKey && event.key === "ArrowUp" ? "up" : event.altKey && event.key === "ArrowDown" ? "down" : "";
  if (deed) {
    event.preventDefault();
    input.dispatchEvent(new Event("change", { bubbles: true }));
    act(deed, row, column);
  } else if (held && event.key.toLowerCase() === "z" && input.value === (now[at]?.[1][column] ?? "")) {
    event.preventDefault();
    back();
  } else if (held || event.altKey) return;
  else if (event.key === "Enter") {
    event.preventDefault();
    go(at + (event.shiftKey ? -1 : 1), column);
  } else if (event.key === "ArrowDown") go(at + 1, column);
  else if (event.key === "ArrowUp") go(at - 1, column);
  else if (event.key === "ArrowLeft" && edge(0)) go(at, column - 1);
  else if (event.key === "ArrowRight" && edge(input.value.length)) go(at, column + 1);
  else if (event.key === "Escape" && now[at]) input.value = now[at][1][column];
});
body.addEventListener("focusin", (event) => event.target.matches?.("td input") && event.target.select());
body.addEventListener("input", (event) => clean(event.target));
body.addEventListener("change", keep);

// Several cells from a spreadsheet fill from the one that has the focus; rows are added as they are needed.
body.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const input = event.target.closest("td input");
  if (!input || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
  event.preventDefault();
  const [at, column] = place(input);
  text.replace(/\r?\n$/, "").split(/\r?\n/).forEach((line, n) => {
    if (!rows()[at + n]) rows().at(-1).after(blank());
    line.split("\t").forEach((value, k) => {
      const cell = inputs(rows()[at + n])[column + k];
      if (cell) {
        cell.value = value.trim();
        clean(cell);
      }
    });
  });
  keep();
});

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(save, 600);
}

async function save() {
  if (busy) return later();
  busy = true;
  saved.textContent = table.dataset.saving;
  delete saved.dataset.t;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    const told = await answer.json();
    for (const input of $$("[aria-invalid]", body)) clean(input);
    if (answer.ok) settle(told);
    else refuse(told);
  } catch {
    saved.textContent = table.dataset.failed;
  }
  busy = false;
}

function settle(told) {
  form.elements.edition.value = told.edition;
  for (const [from, to] of Object.entries(told.given)) {
    const row = $(`tr[data-row="${from}"]`, body);
    if (row) named(row, to);
    for (const state of [now, ...past]) for (const one of state) if (one[0] === from) one[0] = to;
  }
  for (const [name, [text, changed, before]] of Object.entries(told.cells)) {
    const input = form.elements[name];
    if (!input) continue;
    if (input !== document.activeElement && input.value === input.value.trim()) input.value = text;
    const cell = input.closest("td");
    if (changed) cell.dataset.chg = "";
    else delete cell.dataset.chg;
    $("s", cell)?.remove();
    if (before) {
      const old = document.createElement("s");
      old.textContent = before;
      input.before(old);
    }
  }
  now = taken();
  saved.textContent = told.saved;
  $("#chips").innerHTML = told.chips;
  $("#cases").innerHTML = told.cases;
}

function refuse(told) {
  saved.textContent = told.refused || table.dataset.unread;
  saved.dataset.t = "bad";
  for (const [name, text] of Object.entries(told.problems)) {
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

form.addEventListener("submit", (event) => {
  event.preventDefault();
  keep();
  save();
});
