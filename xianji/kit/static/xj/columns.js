import { $, $$ } from "./dom.js";
import { follow } from "./table.js";

// Heads are dragged to another place; without a mouse the column picker does the same.
const NAMED = ".tbl[data-keys] thead th[data-name]";
let head = null;

function grip() {
  if (!window.htmx || !matchMedia("(pointer: fine)").matches) return;
  for (const one of $$(NAMED)) {
    one.draggable = true;
    for (const link of $$("a", one)) link.draggable = false;
  }
}
document.addEventListener("htmx:afterSettle", grip);
grip();

const over = (event) => head && event.target.closest?.(NAMED);
const isLate = (event, at) => event.clientX > at.getBoundingClientRect().left + at.offsetWidth / 2;
const unmark = () => $$(`${NAMED}[data-drop]`).forEach((one) => delete one.dataset.drop);

document.addEventListener("dragstart", (event) => {
  head = event.target.matches?.(NAMED) ? event.target : null;
  if (head) event.dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragover", (event) => {
  const at = over(event);
  if (!at) return;
  event.preventDefault();
  unmark();
  if (at !== head) at.dataset.drop = isLate(event, at) ? "after" : "before";
});
document.addEventListener("drop", (event) => {
  const at = over(event);
  if (!at) return;
  event.preventDefault();
  const was = $$(NAMED).map((one) => one.dataset.name);
  const names = was.filter((name) => name !== head.dataset.name);
  names.splice(names.indexOf(at.dataset.name) + isLate(event, at), 0, head.dataset.name);
  if (at !== head && names.join() !== was.join()) follow("columns", names.join(","), `th[data-name="${CSS.escape(head.dataset.name)}"] a`);
});
document.addEventListener("dragend", () => {
  unmark();
  head = null;
});

// Columns are put in order by dragging, by Alt and arrows, or by their buttons; the form sends them as they stand.
function shift(row, down) {
  const other = down ? row.nextElementSibling : row.previousElementSibling;
  if (!other?.matches(".pick")) return;
  down ? other.after(row) : other.before(row);
}

let dragged = null;
document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.(".pick");
  if (dragged) dragged.dataset.ghost = "";
});
document.addEventListener("dragover", (event) => {
  const row = dragged && event.target.closest?.(".pick");
  if (!row || row.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  const half = row.getBoundingClientRect();
  if (row !== dragged) event.clientY > half.top + half.height / 2 ? row.after(dragged) : row.before(dragged);
});
document.addEventListener("dragend", () => {
  if (dragged) delete dragged.dataset.ghost;
  dragged = null;
});
document.addEventListener("click", (event) => {
  const button = event.target.closest(".pick > [name=move]");
  if (!button) return;
  event.preventDefault();
  shift(button.closest(".pick"), button.value.startsWith("down:"));
  button.focus();
});
document.addEventListener("keydown", (event) => {
  const row = event.altKey && event.target.closest?.(".pick");
  if (!row || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  shift(row, event.key === "ArrowDown");
  event.target.focus();
}, true);
