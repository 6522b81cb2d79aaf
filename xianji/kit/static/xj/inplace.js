// What says data-inplace="true" goes on in place (hx-boost): htmx is shown a link or a form when somebody uses it. Shown all at
// once, as hx-boost itself does, each is looked at before the page answers, for a third of a second on a slow phone.
function show(one) {
  if (!one || one.hasAttribute("hx-boost") || one.closest("[data-inplace]")?.dataset.inplace !== "true") return;
  one.setAttribute("hx-boost", "true");
  window.htmx?.process(one);
}
// A form before its button is noted, else which one was pressed would not be sent.
document.addEventListener("click", ({ target }) => show(target.closest?.("a[href]") ?? target.closest?.("button, input")?.form), true);
document.addEventListener("submit", ({ target }) => show(target), true);
