import { $, $$ } from "./dom.js";

// What a menu or a dialog shows only when it is opened stands in <noscript data-folded>: for a browser with scripts a text, of which
// elements are made then; without scripts it is there at once. In a part that htmx brought it is elements already.
export function unfold(host) {
  const folded = $(":scope > [data-folded]", host);
  if (!folded) return;
  const made = document.createElement("template");
  if (!folded.children.length) made.innerHTML = folded.textContent;
  folded.replaceWith(...(made.content.children.length ? made.content : folded).childNodes);
  window.htmx?.process(host);
  window.htmx?.trigger(host, "htmx:load", { elt: host }); // as for whatever else arrives
}
export const unfoldAll = () => $$("[data-folded]").forEach((folded) => unfold(folded.parentElement));
document.addEventListener("beforetoggle", ({ target }) => unfold(target), true);
