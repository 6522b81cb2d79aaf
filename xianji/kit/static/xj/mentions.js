import { $$, composing } from "./dom.js";

// In a text with data-mentions="address", @ and the beginning of a name offer people; Enter or Tab takes one.
const BEGUN = /(?:^|[^\w@.])[@＠]([^\s@]{0,20})$/;
let box = null;
let list = null;
let turn = 0;

const options = () => (list ? $$("[role=option]", list) : []);
const at = () => options().findIndex((one) => one.getAttribute("aria-selected") === "true");

function close() {
  list?.remove();
  list = null;
  turn += 1;
  box?.removeAttribute("aria-activedescendant");
}

function choose(place) {
  options().forEach((one, n) => one.setAttribute("aria-selected", String(n === place)));
  box.setAttribute("aria-activedescendant", options()[place].id);
}

function take(option) {
  const end = box.selectionStart;
  const begin = end - BEGUN.exec(box.value.slice(0, end))[1].length - 1;
  box.setRangeText(`@${option.dataset.word} `, begin, end, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  close();
  box.focus();
}

async function offer(area) {
  const begun = BEGUN.exec(area.value.slice(0, area.selectionStart));
  if (!begun) return close();
  const mine = ++turn;
  const answer = await fetch(`${area.dataset.mentions}?q=${encodeURIComponent(begun[1])}`);
  const found = answer.ok ? await answer.text() : "";
  if (mine !== turn) return;
  close();
  if (!found) return;
  box = area;
  list = document.createElement("ul");
  list.className = "mentions";
  list.id = "mentions";
  list.role = "listbox";
  list.ariaLabel = area.ariaLabel ?? area.labels?.[0]?.textContent ?? "@";
  list.innerHTML = found;
  if (options().length === 1 && options()[0].dataset.word === begun[1]) return close();
  options().forEach((one, n) => (one.id = `mention-${n}`));
  area.after(list);
  area.setAttribute("aria-controls", list.id);
  choose(0);
}

document.addEventListener("input", (event) => event.target.matches?.("[data-mentions]") && !event.isComposing && offer(event.target));
document.addEventListener("compositionend", (event) => event.target.matches?.("[data-mentions]") && offer(event.target));
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.(".mentions [role=option]");
  if (!option) return event.target !== box && close();
  event.preventDefault();
  take(option);
});
document.addEventListener("keydown", (event) => {
  if (!list || event.target !== box || composing(event)) return;
  const count = options().length;
  if (event.key === "ArrowDown") choose((at() + 1) % count);
  else if (event.key === "ArrowUp") choose((at() + count - 1) % count);
  else if (event.key === "Enter" || event.key === "Tab") take(options()[at()]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);
document.addEventListener("focusout", (event) => event.target === box && close());
// What was typed while this was fetched.
if (document.activeElement?.matches("[data-mentions]")) offer(document.activeElement);
