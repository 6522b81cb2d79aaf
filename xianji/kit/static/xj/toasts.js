import { $, $$, composing, typing } from "./dom.js";

// Toasts leave after eight seconds, but not while the pointer or the focus is on them, nor while they tell the progress of
// something that is still being done: their eight seconds begin when it has ended.
const LIFE = 8000;

function age(toast) {
  let timer = setTimeout(leave, LIFE);
  let busy = Boolean($("[data-busy]", toast));
  function leave() {
    const now = Boolean($("[data-busy]", toast));
    if (now || toast.matches(":hover, :focus-within")) timer = setTimeout(leave, 1000);
    else if (busy) timer = setTimeout(leave, LIFE);
    else toast.remove();
    busy = now;
  }
  toast.addEventListener("submit", () => clearTimeout(timer));
}

document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (target.matches?.("[data-busy]") && (detail.xhr.status === 286 || detail.xhr.status >= 400)) target.removeAttribute("data-busy");
});

// HX-Trigger: {"toast": {"text": "…", "undo": "/address", "undo_label": "…"}}
document.addEventListener("toast", ({ detail }) => {
  const toast = document.createElement("div");
  toast.className = "toast";
  const text = document.createElement("span");
  text.textContent = detail.text ?? detail.value;
  toast.append(text);
  if (detail.undo) toast.append(undo(detail));
  $("#toasts").append(toast);
  age(toast);
});

function undo({ undo: action, undo_label: label }) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  const token = document.createElement("input");
  token.type = "hidden";
  token.name = "csrfmiddlewaretoken";
  token.value = JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] ?? "";
  const button = document.createElement("button");
  button.dataset.undo = "";
  button.textContent = label ?? $("#failure").dataset.undo;
  form.append(token, button);
  return form;
}

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== "z" || typing(event) || composing(event)) return;
  const button = $$("[data-undo]").at(-1);
  if (button) {
    event.preventDefault();
    button.click();
  }
});

$$("#toasts > .toast").forEach(age);
