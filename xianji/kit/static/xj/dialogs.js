import { $ } from "./dom.js";

// data-dialog="id" opens a native dialog; without it the link or the form behind the button is used.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog?.showModal) {
    event.preventDefault();
    opener.closest("[popover]")?.hidePopover();
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

// A verb that asks something opens over the page; what was refused comes back into the dialog.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.target.id === "verb" && [403, 409, 422].includes(detail.xhr.status)) Object.assign(detail, { shouldSwap: true, isError: false });
});

// A dialog fetched by htmx opens itself.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const dialog = detail.elt.matches?.("dialog") ? detail.elt : detail.elt.querySelector?.("dialog[data-open]");
  if (dialog && !dialog.open) dialog.showModal();
});
