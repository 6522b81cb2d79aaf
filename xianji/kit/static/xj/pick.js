import { $, $$, composing } from "./dom.js";

// A text field with data-pick is a combobox over the options of its address; without scripts its datalist stands there.
let serial = 0;
const listOf = (field) => document.getElementById(field.getAttribute("aria-controls"));
const isOpen = (field) => field.ariaExpanded === "true";
const rowsOf = (list) => $$('[role="option"]:not([aria-disabled])', list);
const markedIn = (list) => $('[aria-selected="true"]', list);

function ready(root) {
  for (const field of $$("[data-pick][list]", root)) {
    const ariaLabel = field.ariaLabel ?? field.labels?.[0]?.firstChild?.textContent.trim() ?? "";
    const list = Object.assign(document.createElement("div"), { className: "picks", id: `picks-${++serial}`, popover: "manual", role: "listbox", ariaLabel });
    field.dataset.options = field.getAttribute("list");
    field.removeAttribute("list");
    field.setAttribute("aria-controls", list.id);
    Object.assign(field, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false" });
    field.dataset.chosen = field.defaultValue;
    field.after(list);
    if (field === document.activeElement && field.value !== field.defaultValue) ask(field); // typed before this was there
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", ({ target }) => rowsOf(list).filter((row) => row.contains(target)).forEach((row) => choose(field, row)));
  }
}

function place(field, list) {
  const at = field.getBoundingClientRect();
  const width = Math.min(Math.max(at.width, 260), innerWidth - 16);
  Object.assign(list.style, { width: `${width}px`, left: `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px` });
  const under = innerHeight - at.bottom - 8, above = under < list.scrollHeight && at.top > under;
  list.style.maxHeight = `${Math.min(320, above ? at.top - 12 : under)}px`;
  list.style.top = above ? `${at.top - list.offsetHeight - 4}px` : `${at.bottom + 4}px`;
}

function mark(field, list, row) {
  for (const was of $$('[aria-selected="true"]', list)) was.ariaSelected = "false";
  field.removeAttribute("aria-activedescendant");
  if (!row) return;
  row.ariaSelected = "true";
  row.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", row.id);
}

function show(field) {
  const list = listOf(field);
  const options = document.getElementById(field.dataset.options).children;
  list.replaceChildren(...[...options].map((option, place) => {
    const row = Object.assign(document.createElement("div"), { id: `${list.id}-${place}`, role: "option", ariaSelected: "false" });
    if (option.disabled) row.ariaDisabled = "true";
    row.dataset.value = option.value;
    const more = Object.assign(document.createElement("small"), { textContent: option.dataset.more ?? "" });
    row.append(option.text, more);
    return row;
  }));
  field.ariaExpanded = "true";
  list.togglePopover(true);
  place(field, list);
  mark(field, list, field.value && field.value !== field.dataset.chosen ? rowsOf(list)[0] : null);
}

function close(field) {
  field.ariaExpanded = "false";
  field.removeAttribute("aria-activedescendant");
  delete field.dataset.wanted;
  listOf(field)?.togglePopover(false);
}

function choose(field, row) {
  field.value = field.dataset.chosen = row.dataset.value;
  close(field);
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function ask(field) {
  field.dataset.wanted = "";
  window.htmx.trigger(field, "pick");
}

document.addEventListener("input", ({ target }) => target.matches("[data-pick]") && (target.dataset.wanted = ""));
document.addEventListener("click", ({ target }) => {
  if (target.matches("[data-pick]") && !isOpen(target)) ask(target);
});
document.addEventListener("focusout", ({ target }) => target.matches("[data-pick][role]") && close(target));

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-pick][role]") || composing(event) || event.ctrlKey || event.metaKey) return;
  const list = listOf(field);
  const rows = rowsOf(list);
  const at = rows.indexOf(markedIn(list));
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && !isOpen(field)) ask(field);
  else if (step) mark(field, list, rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : (at + step + rows.length) % rows.length]);
  else if (!isOpen(field)) return;
  else if (event.key === "Escape") close(field);
  else if (event.key === "Enter" && at >= 0) choose(field, rows[at]);
  else {
    if (event.key === "Tab" && at >= 0) choose(field, rows[at]);
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}, true);

// What was chosen shows the recent ones again; what was typed is searched for, within what stands beside.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const field = detail.elt;
  if (!field.matches("[data-pick]")) return;
  if (field.value === field.dataset.chosen) detail.parameters[field.name] = "";
  const { beside } = field.dataset;
  if (beside) detail.parameters[beside] = field.form.elements[beside]?.value ?? "";
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (!detail.target?.matches("datalist")) return;
  const field = $(`[data-options="${CSS.escape(detail.target.id)}"]`);
  if (field?.dataset.wanted !== undefined && field === document.activeElement) show(field);
});
const opened = () => $("[data-pick][aria-expanded=true]");
addEventListener("resize", () => opened() && close(opened()));
document.addEventListener("scroll", ({ target }) => opened() && !target.matches?.(".picks") && place(opened(), listOf(opened())), true);

ready(document);
document.addEventListener("htmx:load", ({ detail }) => ready(detail.elt));
