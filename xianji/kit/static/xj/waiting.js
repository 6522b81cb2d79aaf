import { $ } from "./dom.js";

// What somebody asked for and takes longer than 100 ms draws a line at the top; after 300 ms what it will replace turns grey;
// after eight seconds one may cancel it. What the page fetches by itself does none of it.
const SEEN = 100;
const LATE = 300;
const LONG = 8000;
const BY_ITSELF = "[hx-trigger*=load], [hx-trigger*=every], [hx-trigger*=revealed]";
const asked = new Map();
const line = () => document.documentElement.toggleAttribute("data-waiting", asked.size > 0);

function long(element, xhr) {
  const note = $("#slow").content.firstElementChild.cloneNode(true);
  asked.get(xhr)?.notes.push(note);
  $("[data-cancel]", note).addEventListener("click", () => xhr.abort());
  const host = element.closest("dialog") ?? document.body;
  host.append(note);
}

document.addEventListener("htmx:beforeSend", ({ detail }) => {
  const { elt, target, xhr } = detail;
  if (elt.matches(BY_ITSELF)) return;
  const rows = target?.matches?.("#main, #rows") && !elt.matches("form[method=post]") ? target : null;
  const timers = [setTimeout(line, SEEN), setTimeout(() => rows?.setAttribute("aria-busy", "true"), LATE), setTimeout(long, LONG, elt, xhr)];
  asked.set(xhr, { rows, notes: [], timers });
});

// By the request, as what asked may be gone with the page it replaced.
function done(xhr) {
  const one = asked.get(xhr);
  if (!one) return;
  one.timers.forEach(clearTimeout);
  one.notes.forEach((note) => note.remove());
  one.rows?.removeAttribute("aria-busy");
  asked.delete(xhr);
  if (!asked.size) line();
}

for (const end of ["htmx:afterRequest", "htmx:sendAbort"]) document.addEventListener(end, ({ detail }) => done(detail.xhr));

// What the page fetches by itself leaves one by one, each in a task of its own: together they would hold up whoever begins to type.
document.addEventListener("htmx:confirm", (event) => {
  const { elt, triggeringEvent, issueRequest } = event.detail;
  if (triggeringEvent || !elt.matches(BY_ITSELF)) return;
  event.preventDefault();
  setTimeout(issueRequest, 0, true);
});
