import { $, $$ } from "./dom.js";

// A place with data-drop takes files that are dropped on the page. In a form of their own choosing is sending; in the form of
// a new record they are kept with its draft, which the field itself asks for.
const place = () => $(".drop[data-drop]");
const carries = (event) => place() && [...(event.dataTransfer?.types ?? [])].includes("Files");
let depth = 0;

function over(on) {
  depth = Math.max(0, depth + (on ? 1 : -1));
  place()?.toggleAttribute("data-over", depth > 0);
}

document.addEventListener("dragenter", (event) => carries(event) && over(true));
document.addEventListener("dragleave", (event) => carries(event) && over(false));
document.addEventListener("dragover", (event) => carries(event) && event.preventDefault());
document.addEventListener("drop", (event) => {
  if (!carries(event)) return;
  event.preventDefault();
  depth = 0;
  place().removeAttribute("data-over");
  give(event.dataTransfer.files);
});

function give(files) {
  const input = $("input[type=file]", place());
  input.files = files;
  if (files.length) input.dispatchEvent(new Event("change", { bubbles: true }));
}

// While files are on their way it is told how far they are; further ones, and saving, wait until they have arrived and then go
// on by themselves. Where one did not arrive, or was refused, nothing is saved: the button is let go.
const sent = new Set();
const later = [];
let pressed = null;

function tell(percent) {
  const words = $("[data-begun]", place());
  const text = pressed ? words.dataset.waits : words.dataset.begun;
  if (words.textContent !== text) words.textContent = text;
  const bar = words.nextElementSibling;
  bar.hidden = false;
  bar.style.setProperty("--v", percent);
  bar.ariaValueNow = percent;
}

function press(button) {
  const at = button ?? pressed;
  at?.classList.toggle("htmx-request", Boolean(button));
  if (at) at.ariaDisabled = button ? "true" : null;
  pressed = button;
}

document.addEventListener("change", (event) => {
  const input = event.target;
  if (!input.matches(".drop[data-drop] input[type=file]") || !input.files.length) return;
  if (sent.size) {
    event.stopImmediatePropagation();
    later.push(...input.files);
  } else if (input.form.matches("[data-drop]")) {
    input.form.requestSubmit();
    tell(0);
  }
}, true);

document.addEventListener("submit", (event) => {
  if (!sent.size || !event.target.contains(place())) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  press(event.submitter ?? $("button[data-v=primary]", event.target));
  tell($("[role=progressbar]", place()).ariaValueNow);
}, true);

document.addEventListener("htmx:beforeSend", ({ detail }) => {
  if (!detail.elt.matches(".drop[data-drop] input[type=file]")) return;
  sent.add(detail.xhr);
  for (const button of $$("#attached button")) button.disabled = true;
  tell(0);
});
document.addEventListener("htmx:xhr:progress", ({ target, detail }) => {
  if (sent.size && target.closest?.(".drop") && detail.lengthComputable) tell(Math.round((100 * detail.loaded) / detail.total));
});

function ended({ detail }) {
  if (!sent.delete(detail.xhr)) return;
  const button = pressed;
  press(null);
  for (const one of $$("#attached button")) one.disabled = false;
  const more = new DataTransfer();
  for (const file of later.splice(0)) more.items.add(file);
  if (detail.xhr.status !== 200) $("[role=progressbar]", place()).hidden = true;
  if (more.files.length) give(more.files);
  if (detail.xhr.status !== 200 || !button?.isConnected) return;
  if (sent.size) press(button);
  else button.form.requestSubmit(button);
}
for (const end of ["htmx:afterSettle", "htmx:responseError", "htmx:sendError", "htmx:sendAbort", "htmx:timeout"]) document.addEventListener(end, ended);
