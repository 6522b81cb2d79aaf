import { $$ } from "./dom.js";

// A page is drawn from its own <template>s: data-f fills text, data-a an attribute, data-if keeps or leaves out, data-each repeats.
export function drawn(id, given) {
  const made = document.getElementById(id).content.cloneNode(true);
  fill(made, given);
  return made;
}

function fill(root, given) {
  for (const box of $$("[data-if]", root)) {
    const name = box.dataset.if.replace("!", "");
    const says = Array.isArray(given[name]) ? given[name].length : given[name];
    if (Boolean(says) === box.dataset.if.startsWith("!")) box.remove();
  }
  for (const box of $$("[data-f]", root)) box.textContent = given[box.dataset.f] ?? "";
  for (const box of $$("[data-a]", root)) {
    for (const pair of box.dataset.a.split(" ")) {
      const [attribute, name] = pair.split("=");
      const value = given[name];
      if (value === false || value === undefined || value === "") box.removeAttribute(attribute);
      else box.setAttribute(attribute, value === true ? "" : value);
    }
  }
  for (const box of $$("[data-each]", root)) {
    const shape = box.querySelector("template");
    for (const each of given[box.dataset.each] ?? []) {
      const row = shape.content.cloneNode(true);
      fill(row, each);
      box.append(row);
    }
  }
}

// Words of the page, with what they are about: {n}.
export const word = (name, given = {}) =>
  document.getElementById("words").dataset[name].replace(/\{(\w+)\}/g, (_all, key) => given[key]);
