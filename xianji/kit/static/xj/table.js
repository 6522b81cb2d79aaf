import { $, $$, covered, plain, typing } from "./dom.js";

// A table keeps its place: ticks, cursor and scroll come back with the address they belong to.
const body = () => $(".besides > .body");
const table = () => $(".tbl[data-keys]", body() ?? document);
const place = () => location.pathname + withoutPanel(location.search);
const withoutPanel = (search) => search.replace(/([?&])beside=\d*&?/, "$1").replace(/[?&]$/, "");
const KEPT = "xj:list";

function keep() {
  if (!table()) return;
  const ids = $$("tbody .check:checked", table()).map((box) => box.value);
  const at = $("tbody tr[data-at]", table())?.dataset.id ?? "";
  sessionStorage.setItem(KEPT, JSON.stringify({ place: place(), top: body().scrollTop, left: body().scrollLeft, ids, at }));
}

function bring() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (!table() || kept?.place !== place()) return;
  for (const box of $$("tbody .check", table())) if (kept.ids.includes(box.value)) box.checked = true;
  const row = kept.at && $(`tr[data-id="${CSS.escape(kept.at)}"]`, table());
  if (row && !$("tr[data-at]", table())) row.dataset.at = "";
  body().scrollTo(kept.left, kept.top);
  document.dispatchEvent(new CustomEvent("xj:ticked"));
}

addEventListener("pagehide", keep);
document.addEventListener("htmx:beforeSwap", ({ detail }) => detail.target.id === "main" && keep());
document.addEventListener("submit", (event) => event.target.id === "bulk" && $$("tbody .check:checked", table()).length && setTimeout(() => sessionStorage.removeItem(KEPT)));

// Opening and closing a group, or a width, leaves the reader where they were.
document.addEventListener("htmx:afterSettle", ({ detail }) => detail.elt.id === "main" && bring());
addEventListener("pageshow", bring);
bring();

// The panel beside the list follows the cursor while it is open.
const panel = () => $("#beside");
const isOpen = () => panel()?.childElementCount > 0;
let waiting = 0;

export function aside(row) {
  const link = row && $("a.name", row);
  if (!link || !window.htmx || !panel()) return;
  const url = new URL(location.href);
  url.searchParams.set("beside", row.dataset.id);
  history.replaceState(history.state, "", url.pathname + readable(url));
  window.htmx.ajax("GET", link.getAttribute("href"), { target: "#beside", swap: "innerHTML" });
}

const readable = (url) => url.search.replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%21", "!").replaceAll("%28", "(").replaceAll("%29", ")").replaceAll("%3B", ";");

function shut() {
  if (!isOpen()) return false;
  panel().replaceChildren();
  history.replaceState(history.state, "", location.pathname + withoutPanel(location.search));
  return true;
}

document.addEventListener("xj:at", ({ detail }) => {
  if (!isOpen()) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => aside(detail), 120);
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !window.htmx) return;
  const edge = event.target.closest("a.edge");
  const step = event.target.closest("[data-step]");
  if (!edge && !step && !event.target.closest("[data-shut]")) return;
  event.preventDefault();
  if (edge) document.dispatchEvent(new CustomEvent("xj:go", { detail: edge.closest("tr") }));
  if (edge) aside(edge.closest("tr"));
  else if (step) document.dispatchEvent(new CustomEvent("xj:step", { detail: Number(step.dataset.step) }));
  else shut();
});

document.addEventListener("keydown", (event) => {
  const row = table() && $("tbody tr[data-at]", table());
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && row && !covered() && !event.target.closest("form")) {
    event.preventDefault();
    return aside(row);
  }
  if (!plain(event) || covered() || !table()) return;
  if (event.key === "Escape" && !$("tbody .check:checked", table()) && shut()) return event.preventDefault();
  const toggle = row?.matches(".group") && $("a[aria-expanded]", row);
  if (!toggle || typing(event)) return;
  const open = toggle.getAttribute("aria-expanded") === "true";
  if ((event.key === "ArrowRight" && !open) || (event.key === "ArrowLeft" && open)) toggle.click();
});

// The list is asked for anew with one word of its address changed; the focus comes back.
export function follow(word, value, focused) {
  const url = new URL(location.href);
  url.searchParams.set(word, value);
  const link = document.createElement("a");
  link.href = url.pathname + readable(url);
  link.dataset.inplace = "true";
  $("#main").append(link);
  link.click();
  document.addEventListener("htmx:afterSettle", () => $(focused)?.focus({ preventScroll: true }), { once: true });
}
