// A place with data-drop takes files that are dropped on the page. In a form of their own choosing is sending; in the form of
// a new record they are kept with its draft, which the field itself asks for.
const place = () => document.querySelector(".drop[data-drop]");
const carries = (event) => place() && [...(event.dataTransfer?.types ?? [])].includes("Files");
let depth = 0;

function over(on) {
  depth = Math.max(0, depth + (on ? 1 : -1));
  place()?.toggleAttribute("data-over", depth > 0);
}

document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.matches("form[data-drop] input[type=file]") && input.files.length) input.form.requestSubmit();
});
document.addEventListener("dragenter", (event) => carries(event) && over(true));
document.addEventListener("dragleave", (event) => carries(event) && over(false));
document.addEventListener("dragover", (event) => carries(event) && event.preventDefault());
document.addEventListener("drop", (event) => {
  if (!carries(event)) return;
  event.preventDefault();
  depth = 0;
  place().removeAttribute("data-over");
  const input = place().querySelector("input[type=file]");
  input.files = event.dataTransfer.files;
  if (input.files.length) input.dispatchEvent(new Event("change", { bubbles: true }));
});
