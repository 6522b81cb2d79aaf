import { $, $$ } from "./dom.js";

// A tab that several parts share opens the one that was read last, of whichever record.
const PLACE = "xj-parts";
const kept = () => {
  try { return JSON.parse(localStorage.getItem(PLACE)) ?? {}; } catch { return {}; }
};

function lead() {
  const open = new URLSearchParams(location.search).get("tab");
  const last = kept();
  $$(".tabs [data-parts]").forEach((tab) => {
    const parts = tab.dataset.parts;
    const names = parts.split(" ");
    if (names.includes(open)) last[parts] = open;
    const href = new URL(tab.href);
    if (!names.includes(last[parts])) return;
    href.searchParams.set("tab", last[parts]);
    tab.setAttribute("href", href.pathname + href.search);
  });
  try { localStorage.setItem(PLACE, JSON.stringify(last)); } catch { /* Not everywhere may be kept. */ }
}

// The open tab is in sight, also where there are more than the screen is wide.
function show() {
  const tab = $(".tabs > [aria-current]");
  if (!tab) return;
  const [bar, here] = [tab.parentElement, tab.getBoundingClientRect()];
  bar.scrollLeft += here.left - bar.getBoundingClientRect().left - (bar.clientWidth - here.width) / 2;
}

// Only where tabs came: what is settled in a page is told many times, and where they lie is asked of the whole layout.
const ready = (root) => $(".tabs", root) && [lead, show].forEach((work) => work());
ready(document);
document.addEventListener("htmx:afterSettle", ({ target }) => ready(target));
