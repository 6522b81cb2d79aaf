import { $, $$, composing } from "./dom.js";

// A text field with data-pick is a combobox over the options that its address answers with; without scripts the field's
// own datalist stands there. Enter or Tab takes the marked row, Esc closes the list alone.
let serial = 0;
const listOf = (field) => document.getElementById(field.getAttribute("aria-controls"));
const isOpen = (field) => field.getAttribute("aria-expanded") === "true";
const rowsOf = (list) => $$('[role="option"]:not([aria-disabled])', list);
const markedIn = (list) => $('[aria-selected="true"]', list);

function ready(root) {
  for (const field of $$("[data-pick][list]", root)) {
    const list = document.createElement("div");
    list.className = "picks";
    list.id = `picks-${++serial}`;
    list.popover = "manual";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.getAttribute("aria-label") ?? field.labels?.[0]?.firstChild?.textContent.trim() ?? "");
    field.dataset.options = field.getAttribute("list");
    field.removeAttribute("list");
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-expanded", "false");
    field.dataset.chosen = field.value;
    field.after(list);
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", ({ target }) => {
      const row = target.closest('[role="option"]:not([aria-disabled])');
      if (row) choose(field, row);
    });
  }
}

function place(field, list) {
  const at = field.getBoundingClientRect();
  const width = Math.min(Math.max(at.width, 260), innerWidth - 16);
  Object.assign(list.style, { width: `${width}px`, left: `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px` });
  const under = innerHeight - at.bottom - 8;
  const above = under < list.scrollHeight && at.top > under;
  list.style.maxHeight = `${Math.min(320, above ? at.top - 12 : under)}px`;
  list.style.top = above ? `${at.top - list.offsetHeight - 4}px` : `${at.bottom + 4}px`;
}

function mark(field, list, row) {
  markedIn(list)?.setAttribute("aria-selected", "false");
  row?.setAttribute("aria-selected", "true");
  row?.scrollIntoView({ block: "nearest" });
  if (row) field.setAttribute("aria-activedescendant", row.id);
  else field.removeAttribute("aria-activedescendant");
}

function show(field) {
  const list = listOf(field);
  const options = document.getElementById(field.dataset.options).children;
  list.replaceChildren(...[...options].map((option, place) => {
    const row = document.createElement("div");
    row.id = `${list.id}-${place}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    if (option.disabled) row.setAttribute("aria-disabled", "true");
    row.dataset.value = option.value;
    const more = document.createElement("small");
    more.textContent = option.dataset.more ?? "";
    row.append(option.text, more);
    return row;
  }));
  field.setAttribute("aria-expanded", "true");
  if (!list.matches(":popover-open")) list.showPopover();
  place(field, list);
  mark(field, list, field.value && field.value !== field.dataset.chosen ? rowsOf(list)[0] : null);
}

function close(field) {
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
  delete field.dataset.wanted;
  const list = listOf(field);
  if (list?.matches(":popover-open")) list.hidePopover();
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
  if (target.matches("[data-pick][role]") && !isOpen(target)) ask(target);
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

// A field that holds what was chosen shows the recent ones again; what was typed is searched for, within what stands beside.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const field = detail.elt;
  if (!field.matches("[data-pick]")) return;
  if (field.value === field.dataset.chosen) detail.parameters[field.name] = "";
  const { beside } = field.dataset;
  if (beside) detail.parameters[beside] = field.form.elements[beside]?.value ?? "";
});
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (!detail.target.matches("datalist")) return;
  const field = $(`[data-options="${CSS.escape(detail.target.id)}"]`);
  if (field?.dataset.wanted !== undefined && field === document.activeElement) show(field);
});
addEventListener("resize", () => document.activeElement?.matches("[data-pick][role]") && close(document.activeElement));
document.addEventListener("scroll", ({ target }) => {
  const field = document.activeElement;
  if (field?.matches("[data-pick][role]") && isOpen(field) && !target.matches?.(".picks")) place(field, listOf(field));
}, true);

ready(document);
document.addEventListener("htmx:load", ({ detail }) => ready(detail.elt));
