import { word } from "./drawing.js";
import { $, $$ } from "./dom.js";

// What stands in the form of a step, and back: plain inputs by name, lists row by row, materials and products as ids.
export function read(form, draft) {
  for (const input of $$("[name]:not([data-list] *)", form)) {
    if (input.name === "materials") draft.materials = $$("[name=materials]:checked", form).map((each) => Number(each.value));
    else if (input.type === "checkbox") draft[input.name] = input.checked;
    else if (input.type !== "radio") draft[input.name] = input.value;
    else if (input.checked) draft[input.name] = input.value;
  }
  for (const list of $$("[data-list]", form)) {
    draft[list.dataset.list] = $$(".pair", list).map((row) => Object.fromEntries($$("[name]", row).map((each) => [each.name, each.value])));
  }
  return draft;
}

export function write(form, draft) {
  for (const list of $$("[data-list]", form)) {
    const rows = draft[list.dataset.list] ?? [];
    for (const row of rows.length || list.dataset.list !== "next" ? rows : [{}]) more(list, row);
  }
  for (const input of $$("[name]:not([data-list] *)", form)) {
    const value = draft[input.name];
    if (input.name === "materials") input.checked = (value ?? []).includes(Number(input.value));
    else if (input.type === "checkbox") input.checked = Boolean(value);
    else if (input.type === "radio") input.checked = input.value === value;
    else input.value = value ?? "";
  }
}

export function more(list, given = {}) {
  const row = $("template", list).content.cloneNode(true);
  for (const input of $$("[name]", row)) input.value = given[input.name] ?? "";
  list.append(row);
  return list.lastElementChild;
}

// Only what is another than what was taken along is sent, so that nobody's word is written over by ours without need.
export const changed = (draft, fields) => Object.fromEntries(Object.keys(fields).filter((name) => name in draft && draft[name] !== fields[name]).map((name) => [name, draft[name]]));
export const filled = (rows) => (rows ?? []).filter((row) => Object.values(row).some((each) => each.trim()));

export function unprepared(visit, draft) {
  const has = { contact: visit.contact, purpose: draft.purpose?.trim(), expected: draft.expected?.trim(), looked: draft.looked, material: draft.materials?.length };
  return Object.keys(has).filter((name) => !has[name]);
}

// What the report still needs, named before it is sent.
export function unwritten(draft) {
  if (!draft.summary?.trim()) return "summary";
  const agreed = filled(draft.next);
  if (!agreed.length && !draft.no_next_because?.trim()) return "next";
  if ([...agreed, ...filled(draft.issues)].some((row) => !row.due || !row.text.trim())) return "due";
  return draft.result ? "" : "result";
}

// How far the noted place is from where one checked in here last; only told, never a reason to refuse.
export function near({ point }, { place }) {
  if (!point || !place) return "";
  const [lat, lon] = place.split(" ")[0].split(",").map(Number);
  const round = Math.PI / 180;
  const metres = Math.round(Math.hypot((lat - point[0]) * round, (lon - point[1]) * round * Math.cos(lat * round)) * 6371000);
  return word("near", { n: metres < 1000 ? `${metres} m` : `${(metres / 1000).toFixed(1)} km` });
}
