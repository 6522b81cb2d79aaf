import { $, $$ } from "./dom.js";

// Lines of a record: more empty rows from the template beside them; a row ticked as removed is struck through by CSS.
function ready(root) {
  for (const section of $$("[data-lines]", root)) {
    const button = $("[data-add-line]", section);
    if (button) button.hidden = false;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-line]");
  if (!button) return;
  const section = button.closest("[data-lines]");
  const body = $("tbody", section);
  const holder = document.createElement("tbody");
  holder.innerHTML = $("template", section).innerHTML.replaceAll("__n__", body.rows.length);
  body.append(...holder.children);
  $("input:not([type=hidden]), select", body.lastElementChild)?.focus();
});

ready(document);
document.addEventListener("htmx:afterSettle", ({ detail }) => ready(detail.elt));
