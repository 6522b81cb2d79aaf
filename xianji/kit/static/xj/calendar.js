import { $, composing } from "./dom.js";

// An entry is dragged to another day; Alt and arrows move the one that has the focus by a day or a week.
let dragged = null;

function carry(entry, day) {
  const form = $("#move");
  form.action = entry.dataset.move;
  form.elements.day.value = day;
  const cell = $(`[data-calendar] [data-day="${day}"]`);
  $("ol", cell ?? undefined)?.prepend(entry);
  form.requestSubmit();
}

function leave() {
  $("[data-calendar] [data-over]")?.removeAttribute("data-over");
}

function moved(day, days) {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-move]") ?? null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", $("b", dragged).textContent);
  requestAnimationFrame(() => dragged && (dragged.dataset.ghost = ""));
});

document.addEventListener("dragover", (event) => {
  const cell = dragged && event.target.closest?.("[data-calendar] [data-day]");
  if (!cell || cell.contains(dragged)) return leave();
  event.preventDefault();
  if ("over" in cell.dataset) return;
  leave();
  cell.dataset.over = "";
});

document.addEventListener("drop", (event) => {
  const cell = dragged && event.target.closest?.("[data-calendar] [data-day]");
  if (!cell || cell.contains(dragged)) return;
  event.preventDefault();
  leave();
  carry(dragged, cell.dataset.day);
});

document.addEventListener("dragend", () => {
  leave();
  if (dragged) delete dragged.dataset.ghost;
  dragged = null;
});

document.addEventListener("keydown", (event) => {
  const entry = event.altKey && !composing(event) && event.target.closest?.("[data-move]");
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
  if (!entry || !step) return;
  event.preventDefault();
  carry(entry, moved(entry.closest("[data-day]").dataset.day, step));
});

// A phone's list begins with today, or with the next day that has something.
function begin() {
  const calendar = $("[data-calendar]");
  if (!calendar || innerWidth >= 720) return;
  $("[data-today]", calendar)?.scrollIntoView({ block: "start" });
}

begin();
document.addEventListener("htmx:afterSettle", ({ detail }) => detail.elt.id === "main" && begin());
