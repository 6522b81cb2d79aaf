import { $, $$ } from "./dom.js";
import { follow } from "./table.js";

// A handle at the edge of each head sets the width: dragged, or by the arrow keys. All widths go into the address.
const LEAST = 48, MOST = 800;
const table = () => $(".tbl[data-keys]", $(".besides > .body") ?? document);
const heads = () => $$("thead th[data-name]", table());
const wide = (head) => Math.round(head.getBoundingClientRect().width);

// All are measured before the first is put in: each one put in makes the next measurement lay the table out again.
function handles() {
  if (!table() || !window.htmx || matchMedia("(width < 720px)").matches) return;
  const bare = heads().filter((head) => !$("[role=separator]", head)).map((head) => [head, Math.min(MOST, wide(head))]);
  for (const [head, width] of bare) {
    const handle = document.createElement("span");
    const label = (table().dataset.width ?? "").replace("{column}", head.textContent.trim());
    for (const [name, value] of Object.entries({ role: "separator", tabindex: "0", "aria-orientation": "vertical", "aria-label": label, "aria-valuemin": LEAST, "aria-valuemax": MOST, "aria-valuenow": width })) handle.setAttribute(name, value);
    head.append(handle);
  }
}
document.addEventListener("htmx:afterSettle", ({ detail }) => detail.elt.id === "main" && handles());
addEventListener("pageshow", handles);
handles();

function freeze() {
  const host = table();
  if ($("colgroup", host)) return $$("col", host).slice(-heads().length);
  const widths = heads().map(wide);
  const group = document.createElement("colgroup");
  if ("ticks" in host.dataset) group.append(document.createElement("col"));
  for (const width of widths) group.append(Object.assign(document.createElement("col"), { style: `width:${width}px` }));
  host.prepend(group);
  host.dataset.fixed = "";
  return $$("col", host).slice(-widths.length);
}

function widen(head, to) {
  const cols = freeze();
  const all = heads();
  const widths = all.map((each, n) => (each === head ? Math.max(LEAST, Math.min(MOST, Math.round(to))) : parseInt(cols[n].style.width) || wide(each)));
  cols.forEach((col, n) => (col.style.width = n === cols.length - 1 ? "" : `${widths[n]}px`));
  table().style.minWidth = `${widths.reduce((sum, width) => sum + width, "ticks" in table().dataset ? 40 : 0)}px`;
  return all.map((each, n) => `${each.dataset.name}:${Math.max(LEAST, Math.min(MOST, widths[n]))}`).join(",");
}

let waiting = 0;
const handleOf = (name) => `th[data-name="${CSS.escape(name)}"] [role=separator]`;

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest?.("th [role=separator]");
  if (!handle) return;
  event.preventDefault();
  const head = handle.closest("th"), from = event.clientX, was = wide(head);
  let widths = "";
  const drag = (moved) => (widths = widen(head, was + moved.clientX - from));
  handle.setPointerCapture(event.pointerId);
  handle.addEventListener("pointermove", drag);
  handle.addEventListener("lostpointercapture", () => {
    handle.removeEventListener("pointermove", drag);
    if (widths) follow("widths", widths, handleOf(head.dataset.name));
  }, { once: true });
});

document.addEventListener("keydown", (event) => {
  const handle = event.target.closest?.("th [role=separator]");
  const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
  if (!handle || !step) return;
  event.preventDefault();
  const head = handle.closest("th");
  const widths = widen(head, wide(head) + step);
  handle.setAttribute("aria-valuenow", wide(head));
  clearTimeout(waiting);
  waiting = setTimeout(() => follow("widths", widths, handleOf(head.dataset.name)), 500);
});

// What a narrow column cuts off is told where one points.
document.addEventListener("pointerover", (event) => {
  const cell = event.target.closest?.(".tbl[data-fixed] td");
  if (cell && !cell.title && cell.scrollWidth > cell.clientWidth) cell.title = cell.innerText.trim();
});
