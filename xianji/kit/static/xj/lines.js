import { $, $$, composing } from "./dom.js";

// Lines of a record: more empty rows from the template beside them, the keys of a spreadsheet, and what is pasted from one.
// Enter goes down and adds a row at the end, Alt with the arrows goes up and down, Alt Delete removes or brings back.
const controls = (row) => $$("td > .field :is(input:not([type=hidden]), select)", row);

function ready(root) {
  for (const section of $$("[data-lines]", root)) {
    for (const shown of $$("[data-add-line], [data-lines-keys]", section)) shown.hidden = false;
  }
}

function add(section) {
  const body = $("tbody", section);
  const holder = document.createElement("tbody");
  holder.innerHTML = $("template", section).innerHTML.replaceAll("__n__", body.rows.length);
  body.append(...holder.children);
  const row = body.lastElementChild;
  window.htmx.process(row);
  window.htmx.trigger(row, "htmx:load", { elt: row });
  return row;
}

function fill(control, text) {
  const value = text.trim();
  if (control.matches("select")) {
    const option = [...control.options].find((one) => [one.text, one.value].some((name) => name.toLowerCase() === value.toLowerCase()));
    if (option) control.value = option.value;
  } else if (control.type === "checkbox") control.checked = !["", "0", "no", "false", "否"].includes(value.toLowerCase());
  else if (control.type === "date") control.value = day(value);
  else control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}

// 2026/3/1, 2026.03.01 and 2026年3月1日 are days as spreadsheets write them.
function day(text) {
  const parts = text.match(/^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$/);
  return parts ? [parts[1], ...parts.slice(2).map((part) => part.padStart(2, "0"))].join("-") : text;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-line]");
  if (button) controls(add(button.closest("[data-lines]")))[0]?.focus();
});

document.addEventListener("keydown", (event) => {
  const section = event.target.closest?.("[data-lines]");
  const row = section && event.target.closest("tbody > tr");
  if (!row || composing(event) || event.ctrlKey || event.metaKey) return;
  const at = controls(row).indexOf(event.target);
  if (event.key === "Enter" && !event.altKey && !event.target.matches("button")) {
    const next = row.nextElementSibling ?? add(section);
    controls(next)[Math.max(at, 0)]?.focus();
  } else if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) {
    const next = event.key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling;
    if (next) controls(next)[Math.max(at, 0)]?.focus();
  } else if (event.altKey && event.key === "Delete") {
    const gone = $('[name$="-gone"]', row);
    gone.checked = !gone.checked;
    gone.dispatchEvent(new Event("input", { bubbles: true }));
  } else return;
  event.preventDefault();
});

document.addEventListener("paste", (event) => {
  const section = event.target.closest?.("[data-lines]");
  const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!section || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  let row = event.target.closest("tbody > tr");
  const from = controls(row).indexOf(event.target);
  for (const [place, line] of text.split("\n").slice(0, Number(section.dataset.most)).entries()) {
    if (place) row = row.nextElementSibling ?? add(section);
    const fields = controls(row).slice(from);
    line.split("\t").forEach((cell, column) => fields[column] && fill(fields[column], cell));
  }
});

ready(document);
document.addEventListener("htmx:load", ({ detail }) => ready(detail.elt));
