import { composing } from "./dom.js";
import { blank, body, clean, focus, form, inputs, pattern, place, rows } from "./grid.js";
import { back, keep, save, written } from "./saving.js";

// The grid of a decision table: moved over by keys, pasted into from a spreadsheet, saved by itself. Without scripts the same fields
// and buttons are one plain form.
const deeds = {
  insert: (row) => { row.after(blank()); return row.nextElementSibling; },
  copy: (row) => {
    const twin = blank();
    inputs(row).forEach((input, n) => { inputs(twin)[n].value = input.value; });
    row.after(twin);
    return twin;
  },
  up: (row) => { row.previousElementSibling?.before(row); return row; },
  down: (row) => { row.nextElementSibling?.after(row); return row; },
  remove: (row) => {
    const other = row.nextElementSibling ?? row.previousElementSibling;
    if (other) row.remove();
    return other ?? row;
  },
};

function act(verb, row, column = 0) {
  focus(rows().indexOf(deeds[verb](row)), column);
  keep();
}

form.addEventListener("click", (event) => {
  const button = event.target.closest('button[name="do"]');
  if (!button || !pattern) return;
  event.preventDefault();
  button.closest("[popover]")?.hidePopover();
  act(button.value.split(":")[0], button.closest("tr"));
});
document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add]");
  if (add && pattern) {
    event.preventDefault();
    act("insert", rows().at(-1));
  }
});

body.addEventListener("keydown", (event) => {
  const input = event.target.closest("td input");
  if (!input || composing(event)) return;
  const [at, column] = place(input);
  const row = input.closest("tr");
  const held = event.ctrlKey || event.metaKey;
  const edge = (end) => input.selectionStart === input.selectionEnd ? input.selectionStart === end : input.value.length === input.selectionEnd - input.selectionStart;
  const go = (to, over) => focus(to, over) && event.preventDefault();
  const deed = held && event.key === "Enter" ? "insert" : held && event.key.toLowerCase() === "d" ? "copy" : held && event.key === "Backspace" ? "remove"
    : event.altKey && event.key === "ArrowUp" ? "up" : event.altKey && event.key === "ArrowDown" ? "down" : "";
  if (deed) {
    event.preventDefault();
    input.dispatchEvent(new Event("change", { bubbles: true }));
    act(deed, row, column);
  } else if (held && event.key.toLowerCase() === "z" && input.value === (written(at, column) ?? "")) {
    event.preventDefault();
    back();
  } else if (held || event.altKey) return;
  else if (event.key === "Enter") {
    event.preventDefault();
    go(at + (event.shiftKey ? -1 : 1), column);
  } else if (event.key === "ArrowDown") go(at + 1, column);
  else if (event.key === "ArrowUp") go(at - 1, column);
  else if (event.key === "ArrowLeft" && edge(0)) go(at, column - 1);
  else if (event.key === "ArrowRight" && edge(input.value.length)) go(at, column + 1);
  else if (event.key === "Escape") input.value = written(at, column) ?? input.value;
});
body.addEventListener("focusin", (event) => event.target.matches?.("td input") && event.target.select());
body.addEventListener("input", (event) => clean(event.target));
body.addEventListener("change", keep);

// Several cells from a spreadsheet fill from the one that has the focus; rows are added as they are needed.
body.addEventListener("paste", (event) => {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const input = event.target.closest("td input");
  if (!input || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
  event.preventDefault();
  const [at, column] = place(input);
  text.replace(/\r?\n$/, "").split(/\r?\n/).forEach((line, n) => {
    if (!rows()[at + n]) rows().at(-1).after(blank());
    line.split("\t").forEach((value, k) => {
      const cell = inputs(rows()[at + n])[column + k];
      if (cell) {
        cell.value = value.trim();
        clean(cell);
      }
    });
  });
  keep();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  keep();
  save();
});
