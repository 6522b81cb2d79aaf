import { $, $$, composing, covered, plain, typing } from "./dom.js";

// Anything visible with data-key="c" is what the key c presses. Single letters can be switched off: <html data-keys="off">.
const visible = (element) => element.checkVisibility?.() ?? element.offsetParent;
const off = () => document.documentElement.dataset.keys === "off";

// G and then a letter leads to a page: the link with data-go="c".
const PATIENCE = 1500;
let led = -PATIENCE;

function go(step) {
  const tabs = $(".main > .tabs, .tabline > .tabs");
  const links = tabs ? $$("a", tabs) : [];
  const at = links.findIndex((link) => link.hasAttribute("aria-current"));
  links[at + step]?.click();
}

document.addEventListener("keydown", (event) => {
  if (composing(event) || event.defaultPrevented) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    const form = event.target.closest?.("form");
    if (form) form.requestSubmit();
    return;
  }
  if (!plain(event) || typing(event) || off() || covered()) return;
  if (event.key === "/") {
    const field = $('.main input[type="search"]') ?? $("[data-palette]");
    if (field) {
      event.preventDefault();
      field.matches("input") ? field.focus() : field.click();
    }
    return;
  }
  if (event.key === "[") return go(-1);
  if (event.key === "]") return go(1);
  const key = event.key.length === 1 ? event.key.toLowerCase() : "";
  const link = event.timeStamp - led < PATIENCE && key && $(`[data-go="${CSS.escape(key)}"]`);
  led = key === "g" ? event.timeStamp : -PATIENCE;
  if (link) {
    event.preventDefault();
    return link.click();
  }
  const target = key && $$(`[data-key="${CSS.escape(key)}"]`).find(visible);
  if (target) {
    event.preventDefault();
    target.click();
  }
});
