import { $, $$, typedInto } from "./dom.js";
import { show } from "./failures.js";

// Unsaved changes are asked about; a second submit of the same form waits for the first.
const changed = new Set();

document.addEventListener("input", ({ target }) => {
  const form = target.closest("form");
  if (!form) return;
  typedInto.add(form);
  if (form.matches("[data-guard]")) changed.add(form);
});

addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog") return;
  if (form.dataset.busy !== undefined) return event.preventDefault();
  if (form.method === "post" && !navigator.onLine && !form.matches("[hx-post]")) {
    event.preventDefault();
    return show(form, 0);
  }
  changed.delete(form);
  if (form.method !== "post" || form.matches("[hx-post], [hx-put], [hx-patch]")) return;
  form.dataset.busy = "";
  const button = event.submitter;
  setTimeout(() => button?.classList.add("htmx-request"), 300);
});

addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return $('[aria-invalid="true"]')?.focus();
  for (const form of $$("form[data-busy]")) delete form.dataset.busy;
  for (const button of $$("button.htmx-request")) button.classList.remove("htmx-request");
});

// A field that was typed into or opened again while the server looked at it stays as it is; it is checked when one leaves.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const field = detail.requestConfig?.elt.matches(".field[hx-post]") && $("input, select, textarea", detail.requestConfig.elt);
  if (!field || field !== document.activeElement) return;
  if (field.value !== detail.requestConfig.formData.get(field.name) || field.dataset.wanted !== undefined) detail.swapOverride = "none";
});

// data-send-as="all" sends the form as a page would, under this name, past what htmx does with it.
document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-send-as]");
  if (!button) return;
  const name = document.createElement("input");
  Object.assign(name, { type: "hidden", name: button.dataset.sendAs, value: "1" });
  button.form.append(name);
  button.form.submit();
});

// A refused form shows its first wrong field; one that could not be sent is still unsaved.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.requestConfig?.elt.matches("form[method=post]")) ($('[aria-invalid="true"]', detail.elt) ?? $('.note[role="alert"] a, [role="alert"] input', detail.elt))?.focus();
});
for (const failure of ["htmx:sendError", "htmx:responseError"])
  document.addEventListener(failure, ({ detail }) => detail.elt.matches?.("form[data-guard]") && changed.add(detail.elt));

// Drafts and rows are the business of forms: their modules come with the first one that has any.
function furnish(root) {
  if ($("form[data-draft]", root)) import("./drafts.js");
  if ($("[data-lines]", root)) import("./lines.js");
}
furnish(document);
document.addEventListener("htmx:load", ({ detail }) => furnish(detail.elt));

// A form that asks for something new as soon as one chooses.
document.addEventListener("change", (event) => event.target.closest("form[data-auto]")?.requestSubmit());
