import { $ } from "./dom.js";
import { unfold } from "./folded.js";

// data-dialog="id" opens a native dialog; without it the link or the form behind the button is used.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal) {
    event.preventDefault();
    opener.closest("[popover]")?.hidePopover();
    unfold(dialog);
    dialog.showModal();
    $("[autofocus], input:not([type=hidden]), select, textarea", dialog)?.focus();
    return;
  }
  if (event.target.matches("dialog[open]")) {
    const box = event.target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) event.target.close();
  }
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
});

// A link with data-asks leads to a verb's questions; with scripts they open over the page, and a refusal comes back there.
export const ask = (address) => window.htmx.ajax("GET", address, { target: "#verb", swap: "innerHTML" });
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-asks]");
  if (!link || !window.htmx || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  link.closest("[popover]")?.hidePopover();
  ask(link.href);
});

// A verb whose questions need more room than a dialog has a page of its own: it is gone to.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target?.id !== "verb" || detail.requestConfig?.verb !== "get" || detail.xhr.status !== 200) return;
  if (!detail.serverResponse.includes("<html")) return;
  detail.shouldSwap = false;
  location.assign(detail.xhr.responseURL);
});

// A dialog fetched by htmx opens itself.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const dialog = detail.elt.matches?.("dialog") ? detail.elt : detail.elt.querySelector?.("dialog[data-open]");
  if (dialog && !dialog.open) dialog.showModal();
});
