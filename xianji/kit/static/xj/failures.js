import { $, $$ } from "./dom.js";

// A failed request says so where it failed, keeps what was typed and offers to try again.
function again(element, status) {
  if (status === 409 || !element.isConnected) location.reload();
  else if (element.matches("form")) element.requestSubmit();
  else if (element.matches("[data-pick]")) window.htmx.trigger(element, "pick");
  else if (element.matches("input, select, textarea, .field")) window.htmx.trigger(element, "change");
  else if (element.matches("[hx-get][hx-trigger]")) window.htmx.ajax("GET", element.getAttribute("hx-get"), { source: element });
  else window.htmx.trigger(element, "click");
}

// Why, and whom to ask.
const refusal = (text) => $$("[role=alert] p", new DOMParser().parseFromString(text, "text/html")).map((part) => part.textContent).join(" ");

export function show(element, status, code, told) {
  if (status === 401) return import("./signin.js").then(({ signIn }) => signIn(() => again(element, status)));
  const form = element.closest("form");
  if (form !== element && form?.previousElementSibling?.matches("[data-failure]")) return; // the form says it for its fields
  const host = element.closest("form, section, tr, .body, dialog, .main") ?? element;
  const template = $("#failure");
  const words = template.dataset[status] ?? (status >= 500 || status === 0 ? template.dataset[status ? 500 : 0] : template.dataset[404]);
  const note = template.content.firstElementChild.cloneNode(true);
  $("[data-text]", note).textContent = told || words;
  $("[data-code]", note).textContent = code || (status ? String(status) : "");
  $("[data-retry]", note).hidden = status === 403 || status === 404;
  $("[data-retry]", note).addEventListener("click", () => {
    note.remove();
    again(element, status);
  });
  for (const old of $$("[data-failure]", host.parentElement ?? host)) old.remove();
  if (host.closest("#palette")) $("#found").replaceChildren(note);
  else if (host.matches("tr")) host.closest("table").before(note);
  else if (host.matches(".body, .main")) host.prepend(note);
  else host.before(note);
}

document.addEventListener("htmx:responseError", ({ detail }) => {
  const { status, responseText } = detail.xhr;
  show(detail.elt, status, detail.xhr.getResponseHeader("X-Request-ID"), status === 403 && refusal(responseText));
});
document.addEventListener("htmx:sendError", ({ detail }) => show(detail.elt, 0));
document.addEventListener("htmx:timeout", ({ detail }) => show(detail.elt, 0));
document.addEventListener("click", (event) => event.target.closest("[data-dismiss]")?.closest("[data-failure]")?.remove());

const banner = $("#offline");
addEventListener("offline", () => banner && (banner.hidden = false));
addEventListener("online", () => banner && (banner.hidden = true));
