import { $, $$, composing } from "./dom.js";

// Ctrl K: a combobox over the fragments that /search?palette=1&q=… returns; options are links with role="option".
const palette = $("#palette");
const field = palette && $("input", palette);
const store = `xj.recent.${palette?.dataset.who}`;
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

// Of the pages of records that were open last only the addresses are kept; the server says what they are, if one may see them.
function visited() {
  try {
    return JSON.parse(localStorage.getItem(store)) ?? [];
  } catch {
    return [];
  }
}

function note() {
  if (!/^\/[a-z_]+\/[a-z_-]+\/\d+$/.test(location.pathname)) return;
  const places = [location.pathname, ...visited().filter((place) => place !== location.pathname)];
  try {
    localStorage.setItem(store, JSON.stringify(places.slice(0, 8)));
  } catch {
    // Private windows may keep nothing.
  }
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
    if (event.key === "Escape") {
      event.preventDefault();
      return palette.close();
    }
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown") choose(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") choose(all[(at - 1 + all.length) % all.length]);
    else if (event.key === "Tab" && !event.shiftKey && $("[data-deed]", palette)) choose($("[data-deed]", palette));
    else if (event.key === "Enter" && chosen() && (event.ctrlKey || event.metaKey)) open(chosen().href);
    else if (event.key === "Enter" && chosen()) chosen().click();
    else return;
    event.preventDefault();
  });
  field.addEventListener("htmx:configRequest", ({ detail }) => {
    detail.parameters.at = location.pathname;
    if (!field.value.trim()) detail.parameters.recent = visited().join();
  });
  palette.addEventListener("click", (event) => event.target.closest("[data-asks]") && palette.close());
  note();
  palette.addEventListener("htmx:afterSettle", () => choose(options()[0]));
}
