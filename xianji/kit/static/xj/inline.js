import { $, $$, composing, covered, plain, typing } from "./dom.js";

// One field changed where it stands: Enter saves, Tab saves and goes on, Esc reverts. On a record's page its value is clicked, in a
// list the pencil that comes with the pointer, or E on the row. Without scripts the same links lead to the form.
const kept = new WeakMap();
const cellOf = (element) => element.closest("[data-editing]");
const inList = (cell) => cell.matches("td");
const head = (cell) => cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
const address = (cell) => inList(cell)
  ? `${cell.parentElement.dataset.edit.replace(/edit$/, "field/")}${head(cell).dataset.name}`
  : $("[data-edit]", kept.get(cell) ?? cell)?.dataset.edit;

// Where one may go on: the cells of the row, or the fields of the page, that can be changed.
const open = (cell) => inList(cell) ? head(cell)?.dataset.name && !head(cell).dataset.lock : cell.matches("[data-editing]") || $("[data-edit]", cell);
const line = (cell) => (inList(cell) ? [...cell.parentElement.cells] : $$(".kv dd", cell.closest(".main"))).filter(open);

function start(cell) {
  if (!cell || !window.htmx) return false;
  if (cell.matches("[data-editing]")) return true;
  for (const other of $$("[data-editing]")) leave(other);
  pen.remove();
  const from = address(cell);
  const old = document.createDocumentFragment();
  old.append(...cell.childNodes);
  cell.append(...[...old.childNodes].map((node) => node.cloneNode(true)));
  kept.set(cell, old);
  cell.dataset.editing = "";
  below(cell, true);
  window.htmx.ajax("GET", `${from}${inList(cell) ? "?place=list" : ""}`, { target: cell, swap: "innerHTML" });
  return true;
}

// The editor lies over a part of the next row, which meanwhile is out of reach.
const below = (cell, is) => cell.closest("tr")?.nextElementSibling?.toggleAttribute("inert", is);

function restore(cell, focus = true) {
  if (!kept.has(cell)) return;
  cell.replaceChildren(kept.get(cell));
  done(cell, focus);
}

function done(cell, focus) {
  kept.delete(cell);
  delete cell.dataset.editing;
  below(cell, false);
  if (focus && !$("[data-editing]")) ($("[data-edit]", cell) ?? $("a.row", cell.closest("tr")))?.focus({ preventScroll: true });
}

const controls = (form) => $$("input:not([type=hidden]), select, textarea", form);
const changed = (form) => $(".both", form) || $("[aria-invalid]", form) || controls(form).some((one) => one.type === "checkbox" || one.type === "radio"
  ? one.checked !== one.defaultChecked : one.matches("select") ? [...one.options].some((each) => each.selected !== each.defaultSelected) : one.value !== one.defaultValue);

// What was changed is saved, what was not is left as it was.
function leave(cell) {
  const form = $("form.edit", cell);
  if (form && changed(form)) form.requestSubmit();
  else restore(cell, false);
}

document.addEventListener("click", (event) => {
  const pen = event.target.closest("[data-edit]:not(tr)");
  if (pen && window.htmx && !event.ctrlKey && !event.metaKey && !event.shiftKey && pen.closest("dd, td")) {
    event.preventDefault();
    event.stopPropagation();
    return start(pen.closest("dd, td"));
  }
  const cell = cellOf(event.target);
  if (!cell) return $$("[data-editing] > .why").forEach((why) => restore(why.parentElement, false));
  event.stopPropagation();
  if (event.target.closest("[data-revert]")) restore(cell);
  const theirs = event.target.closest("[data-theirs]");
  if (theirs) {
    window.htmx.ajax("GET", theirs.dataset.theirs, { target: cell, swap: "innerHTML" }).then(() => settle(cell));
  }
}, true);

document.addEventListener("keydown", (event) => {
  if (composing(event)) return;
  const cell = cellOf(event.target) ?? (event.key === "Escape" ? $("[data-editing]:has(> .why)") : null);
  if (cell) return inside(event, cell);
  if (!plain(event) || typing(event) || covered() || event.key.toLowerCase() !== "e" || document.documentElement.dataset.keys === "off") return;
  const field = event.target.closest?.(".kv dd");
  const row = $(".tbl[data-keys] tbody tr[data-at][data-edit]");
  const to = field && $("[data-edit]", field) ? field : row && matchMedia("(width >= 720px)").matches && [...row.cells].find(open);
  if (!to) return;
  event.preventDefault();
  start(to);
}, true);

function inside(event, cell) {
  const form = $("form.edit", cell);
  if (event.key === "Escape") restore(cell);
  else if (event.key === "Tab" && form && !$(".both", form) && controls(form).includes(event.target)) {
    const all = line(cell);
    const next = all[all.indexOf(cell) + (event.shiftKey ? -1 : 1)];
    if (next) start(next);
    else leave(cell);
  } else if (event.key === "Enter" && event.target.matches("input") && !event.ctrlKey && !event.metaKey) {
    if (changed(form)) form.requestSubmit();
    else restore(cell);
  } else return event.stopPropagation();
  event.preventDefault();
  event.stopPropagation();
}

// The value is in its place again: the title of a row keeps its picture and its link.
function settle(cell) {
  const title = inList(cell) && $("span.name", kept.get(cell));
  if (title) {
    title.replaceChildren(...cell.childNodes);
    cell.replaceChildren(kept.get(cell));
  }
  const focus = !document.activeElement || document.activeElement === document.body;
  done(cell, focus);
  cell.dataset.flash = "";
  setTimeout(() => delete cell.dataset.flash, 1000);
}

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  const cell = detail.target; // none where one goes back
  if (!cell?.matches?.("[data-editing]") || !kept.has(cell)) return;
  if ($("form.edit", cell)) {
    window.htmx.process(cell); // at once, not when htmx settles: who types fast presses Enter before
    if (!$$("[data-editing]").some((other) => other !== cell && other.contains(document.activeElement))) focusIn(cell);
  } else if (detail.xhr.getResponseHeader("HX-Trigger")) {
    settle(cell);
    if (!inList(cell)) refresh();
  }
});

function focusIn(cell) {
  const control = $("[autofocus]", cell) ?? controls($("form.edit", cell))[0];
  control?.focus();
  control?.select?.();
}

// What else the page says of the record: its facts, what is missing, the versions that verbs send, the last changes.
async function refresh() {
  if (!$(".rec")) return;
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of [".rec", ".lacking"]) {
    const [now, then] = [$(part), $(part, page)];
    if (now && then) now.replaceWith(then);
    else now?.remove();
    if (then) window.htmx.process(then);
  }
  const version = $("form:not(.edit) > input[name=version]", page)?.value;
  if (version) for (const input of $$("form:not(.edit) > input[name=version]")) input.value = version;
  const late = $("#late")?.getAttribute("hx-get");
  if (late) window.htmx.ajax("GET", late, { target: "#late", swap: "none" });
}

// In a list the pencil comes to the cell under the pointer; what cannot be changed says why.
const pen = document.createElement("button");
pen.type = "button";
pen.className = "pen";
pen.dataset.edit = "";
pen.tabIndex = -1;
document.addEventListener("pointerover", ({ target, pointerType }) => {
  const cell = pointerType === "mouse" && target.closest?.(".tbl[data-keys] tbody tr[data-edit] > td");
  if (!cell || cell === pen.parentElement || cell.matches("[data-editing]") || !head(cell)?.dataset.name) return;
  const lock = head(cell).dataset.lock;
  if (lock) cell.title = lock;
  const glyph = $("template[data-pen]");
  pen.ariaLabel = pen.title = glyph?.dataset.pen ?? "";
  if (glyph && !pen.firstChild) pen.append(glyph.content.cloneNode(true));
  if (!lock && glyph) cell.append(pen);
  else pen.remove();
});
