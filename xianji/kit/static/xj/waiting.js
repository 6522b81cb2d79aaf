import { $ } from "./dom.js";

// What takes longer than 300 ms greys the rows it will replace; after eight seconds one may cancel it.
const LATE = 300;
const LONG = 8000;
const asked = new Map();

function long(element, xhr) {
  const note = $("#slow").content.firstElementChild.cloneNode(true);
  asked.get(element)?.notes.push(note);
  $("[data-cancel]", note).addEventListener("click", () => xhr.abort());
  const host = element.closest("dialog") ?? document.body;
  host.append(note);
}

document.addEventListener("htmx:beforeSend", ({ detail }) => {
  const { elt, target } = detail;
  done(elt);
  const rows = target?.matches?.("#main, #rows") && !elt.matches("form[method=post]") ? target : null;
  asked.set(elt, { rows, notes: [], timers: [setTimeout(() => rows?.setAttribute("aria-busy", "true"), LATE), setTimeout(long, LONG, elt, detail.xhr)] });
});

function done(element) {
  const one = asked.get(element);
  if (!one) return;
  one.timers.forEach(clearTimeout);
  one.notes.forEach((note) => note.remove());
  one.rows?.removeAttribute("aria-busy");
  asked.delete(element);
}

for (const end of ["htmx:afterRequest", "htmx:sendAbort"]) document.addEventListener(end, ({ detail }) => done(detail.elt));
