import { $, $$, covered, plain, typing } from "./dom.js";

// The row under the cursor (J K ↑ ↓), its checkbox (X, Shift X a range), opening it (Enter), editing it (E), and what stands in it
// with a letter of its own (data-row-key).
let last = null;
const table = () => $(".tbl[data-keys]");
const rows = () => $$("tbody tr:not(.more)", table());
const current = () => $("tbody tr[data-at]", table());

function move(step) {
  const all = rows();
  const from = all.indexOf(current());
  const to = all[Math.max(0, Math.min(all.length - 1, from + step))];
  if (!to) return;
  put(to);
  to.scrollIntoView({ block: "nearest" });
  (($(".name", to) ?? $("a", to)))?.focus({ preventScroll: true });
}

function put(row) {
  current()?.removeAttribute("data-at");
  row.dataset.at = "";
  document.dispatchEvent(new CustomEvent("xj:at", { detail: row }));
}
document.addEventListener("xj:go", ({ detail }) => put(detail));
document.addEventListener("xj:step", ({ detail }) => move(detail));

function toggle(range) {
  const row = current();
  const box = row && $(".check", row);
  if (!box) return;
  const all = rows();
  const [from, to] = [all.indexOf(range && last ? last : row), all.indexOf(row)].sort((a, b) => a - b);
  const ticked = !box.checked;
  for (const box of all.slice(from, to + 1).flatMap((each) => $$(".check", each))) box.checked = ticked;
  last = row;
  count();
}

function count() {
  const host = table();
  if (!host) return;
  const boxes = $$("tbody .check", host);
  const ticked = boxes.filter((box) => box.checked).length;
  const all = $("[data-all]", host);
  if (all) {
    all.checked = ticked > 0 && ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  }
  const label = $(".bulk [data-count]");
  // While nothing is ticked the bar is not seen, and nothing is written into it: that would style the whole page anew.
  if (!label || !(ticked || $(".bulk [name=all]")?.checked)) return;
  const every = matching(all?.checked);
  const total = $("#count")?.textContent.trim() ?? "";
  say(label, every ? label.dataset.allCount.replace("{n}", total) : label.dataset.count.replace("{n}", ticked));
  for (const button of $$("[data-when]")) can(button, boxes, every);
}

// Written where it differs: what is put into a page is looked at by all that depends on what it holds.
const say = (at, text) => at.textContent !== text && (at.textContent = text);

// All that match the list's address, not only what stands on this page; offered when the whole page is ticked.
function matching(whole) {
  const box = $(".bulk [name=all]");
  if (!box) return false;
  if (!whole) box.checked = false;
  const words = box.nextElementSibling;
  say(words, words.dataset.matching.replace("{n}", $("#count")?.textContent.trim() ?? ""));
  return box.checked;
}

// A verb for which no ticked row is in the right state is hidden; one that some can do says how many.
function can(button, boxes, every) {
  const [field, states] = button.dataset.when.split(":");
  const rows = boxes.filter((box) => box.checked).map((box) => box.closest("tr").getAttribute(`data-in-${field}`));
  const able = rows.filter((state) => states.split(" ").includes(state)).length;
  button.hidden = !every && rows.length > 0 && !able;
  $(".can", button)?.remove();
  if (every || !able || able === rows.length) return;
  const told = document.createElement("span");
  told.className = "can";
  told.textContent = $(".bulk").dataset.can.replace("{n}", able).replace("{all}", rows.length);
  button.append(told);
}

function clear() {
  for (const box of $$(".check:checked", table())) box.checked = false;
  last = null;
  count();
}

document.addEventListener("change", (event) => {
  if (event.target.matches(".bulk [name=all]")) return count();
  if (!event.target.matches(".tbl .check")) return;
  if (event.target.matches("[data-all]")) for (const box of $$("tbody .check", table())) box.checked = event.target.checked;
  last = event.target.closest("tbody tr");
  count();
});

document.addEventListener("click", (event) => {
  // On a phone rows have no boxes until one wants to select some.
  if (event.target.closest("[data-selecting]")) {
    event.target.closest("[popover]")?.hidePopover();
    return table()?.toggleAttribute("data-selects");
  }
  if (event.target.closest("[data-clear]")) return clear();
  const row = event.target.closest(".tbl[data-keys] tbody tr");
  if (!row || event.target.closest("a, button, input, label, select, [popover]") || getSelection().toString()) return;
  const link = $("a.name, a:has(.name)", row) ?? $("a", row);
  if (!link) return;
  if (event.ctrlKey || event.metaKey) open(link.href);
  else link.click();
});

document.addEventListener("keydown", (event) => {
  if (!table() || !plain(event) || covered()) return;
  if (event.key === "Escape" && $("tbody .check:checked", table())) return clear();
  if (typing(event)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const idle = document.documentElement.dataset.keys === "off";
  if ((key === "j" && !idle) || key === "ArrowDown") move(1);
  else if ((key === "k" && !idle) || key === "ArrowUp") move(-1);
  else if (key === "x" && !idle) toggle(event.shiftKey);
  else if (key === "Enter" && current() && !event.target.closest("a, button")) $("a.name, a", current())?.click();
  else if (key === "e" && !idle && current()?.dataset.edit) location.assign(current().dataset.edit);
  else if (/^[a-z]$/.test(key) && !idle && current() && $(`[data-row-key="${key}"]`, current())) $(`[data-row-key="${key}"]`, current()).click();
  else return;
  event.preventDefault();
});

document.addEventListener("htmx:afterSettle", ({ target }) => target.matches?.("#main, #count, tbody, tr") && count());
document.addEventListener("xj:ticked", count);
document.addEventListener("htmx:load", ({ target }) => target.id === "deeds" && count());
addEventListener("pageshow", count);
