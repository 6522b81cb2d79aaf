import { $, $$, composing } from "./dom.js";

// Ctrl K: a combobox over the fragments that /search?palette=1&q=… returns; options are links with role="option".
const palette = $("#palette");
const field = palette && $("input", palette);
const options = () => $$('[role="option"]', palette);
const chosen = () => $('[role="option"][aria-selected="true"]', palette);

function choose(option) {
  chosen()?.removeAttribute("aria-selected");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option && !option.id) option.id = `option-${options().indexOf(option)}`;
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
}

function openPalette() {
  palette.showModal();
  field.select();
  window.htmx?.trigger(field, "load-palette");
}

if (palette) {
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-palette]")) return;
    event.preventDefault();
    document.getElementById("side")?.hidePopover?.();
    openPalette();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      if (palette.open) palette.close();
      else openPalette();
    }
  });
  field.addEventListener("keydown", (event) => {
    if (composing(event)) return;
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown") choose(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") choose(all[(at - 1 + all.length) % all.length]);
    else if (event.key === "Enter" && chosen()) chosen().click();
    else return;
    event.preventDefault();
  });
  palette.addEventListener("htmx:afterSettle", () => choose(options()[0]));
}
