import { $, $$, composing, typing } from "./dom.js";

// Toasts leave after eight seconds, but not while the pointer or the focus is on them.
const LIFE = 8000;

function age(toast) {
  const timer = setTimeout(function leave() {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, 1000);
    else toast.remove();
  }, LIFE);
  toast.addEventListener("submit", () => clearTimeout(timer));
}

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
