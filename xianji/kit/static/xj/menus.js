import { $$ } from "./dom.js";
import "./folded.js";

// Popover menus: arrow keys inside, and a position where the browser has no anchor positioning.
const anchored = CSS.supports("position-area", "bottom");

document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches?.(".menu[popover]")) return;
  const opener = document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
  opener?.setAttribute("aria-expanded", event.newState === "open");
  if (event.newState !== "open" || anchored || !opener || innerWidth < 720) return;
  const at = opener.getBoundingClientRect();
  menu.style.inset = "auto";
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = at.bottom + menu.offsetHeight + 8 > innerHeight ? `${Math.max(8, at.top - menu.offsetHeight - 8)}px` : `${at.bottom}px`;
}, true);

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(".menu:popover-open");
  if (!menu || event.isComposing || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  if (event.target.matches("input:not(.check), textarea, select")) return;
  const rows = $$("a, button, input", menu).filter((row) => !row.disabled && row.type !== "hidden");
  const at = rows.indexOf(document.activeElement);
  rows[(at + (event.key === "ArrowDown" ? 1 : -1) + rows.length) % rows.length]?.focus();
  event.preventDefault();
});
