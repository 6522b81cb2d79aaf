import { $, $$ } from "./dom.js";

// The rows of the grid of a decision table: found, made, put back as they were.
export const form = $("#grid");
export const body = $(".dmn", form).tBodies[0];
let added = 0;

export const rows = () => [...body.rows];
export const inputs = (row) => $$('input:not([type="hidden"])', row);
export const place = (input) => [rows().indexOf(input.closest("tr")), inputs(input.closest("tr")).indexOf(input)];
export const pattern = rows()[0]?.cloneNode(true);

export function focus(at, column) {
  const input = inputs(rows()[at] ?? document)[column];
  if (!input || !rows()[at]) return false;
  input.focus();
  input.select();
  input.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}

// A row under another name: its fields, its menu and the place that links lead to.
export function named(row, id) {
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

export function blank(id = `new${++added}`) {
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

export function clean(input) {
  input.removeAttribute("aria-invalid");
  input.removeAttribute("title");
  $(".err", input.closest("td"))?.remove();
}

export const number = () => rows().forEach((row, n) => { $(".handle", row).textContent = n + 1; });
export const taken = () => rows().map((row) => [row.dataset.row, inputs(row).map((input) => input.value)]);

export function put(state) {
  const known = new Map(rows().map((row) => [row.dataset.row, row]));
  body.replaceChildren(...state.map(([id, values]) => {
    const row = known.get(id) ?? blank(id);
    inputs(row).forEach((input, n) => { input.value = values[n]; });
    return row;
  }));
  number();
}
