import { $ } from "./dom.js";

// A button that names a field copies what stands there; where the browser does not allow it, the text is marked to be copied by hand.
document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copy]");
  if (!button) return;
  const field = $(`#${button.dataset.copy}`);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    if (!document.execCommand("copy")) return;
  }
  document.dispatchEvent(new CustomEvent("toast", { detail: { text: button.dataset.copied } }));
});
