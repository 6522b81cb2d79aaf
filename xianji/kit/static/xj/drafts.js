import { $, $$, typedInto } from "./dom.js";

// What is typed into a form with data-draft is kept by the server a moment later, and when the page is left or comes back
// from being offline. The browser itself keeps nothing.
const WAIT = 700;
const waiting = new Map();
const unkept = new Set();

function typed(form) {
  const body = new FormData(form);
  body.delete("files");
  for (const box of $$('input[type="checkbox"]:not(:checked)', form)) if (!box.closest("[data-lines]")) body.append(box.name, "");
  return body;
}

async function keep(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  if (!form.isConnected || form.dataset.sent !== undefined) return;
  const answer = await fetch(form.dataset.draft, { method: "POST", body: typed(form), keepalive: true, headers: { "HX-Request": "true" } }).catch(() => null);
  const told = $("[data-kept]", form);
  if (answer?.ok) unkept.delete(form);
  else unkept.add(form);
  if (answer?.status === 401) import("./signin.js").then(({ signIn }) => signIn(() => keep(form)));
  if (told) told.textContent = answer?.ok ? told.dataset.kept : told.dataset.unkept;
}

function later(event) {
  const form = event.target.closest?.("form[data-draft]");
  if (!form || event.target.closest("[data-unkept]")) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(keep, WAIT, form));
}

const now = () => [...waiting.keys()].forEach(keep);
document.addEventListener("input", later);
document.addEventListener("change", later);
document.addEventListener("visibilitychange", () => document.hidden && now());
addEventListener("pagehide", now);
addEventListener("online", () => [...unkept].forEach(keep));
document.addEventListener("close", now, true);

// While a form is being saved nothing is kept beside it; when that failed, what is typed is kept again. Who has to sign in
// first sees it saved afterwards.
document.addEventListener("submit", ({ target }) => {
  if (!target.matches("form[data-draft]")) return;
  clearTimeout(waiting.get(target));
  waiting.delete(target);
  target.dataset.sent = "";
});
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout", "htmx:abort"]) {
  document.addEventListener(failure, ({ detail }) => {
    if (!detail.elt?.matches?.("form[data-draft]") || detail.xhr?.status === 401) return;
    delete detail.elt.dataset.sent;
    keep(detail.elt);
  });
}

// What was typed before this module came.
$$("form[data-draft]").filter((form) => typedInto.has(form)).forEach(keep);
