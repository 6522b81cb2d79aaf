import { $, $$, composing } from "./dom.js";
import { ask } from "./dialogs.js";

// A card is dragged to another lane; the empty place says what will happen. Alt and arrows do the same from the keyboard.
let dragged = null;
const ways = (board) => JSON.parse(board.dataset.board);
const way = (card, lane) => ways(card.closest("[data-board]"))[card.closest("[data-lane]").dataset.lane]?.[lane.dataset.lane];

function carry(card, lane) {
  const found = way(card, lane);
  if (!found) return;
  const [verb, , asks] = found;
  const base = card.closest("[data-board]").dataset.drop + card.dataset.card;
  const form = $("#drop");
  if (asks) return ask(`${base}/do/${verb}?next=${encodeURIComponent(form.elements.next.value)}`);
  form.action = `${base}/drop`;
  const to = document.createElement("input");
  Object.assign(to, { type: "hidden", name: "to", value: lane.dataset.lane });
  form.append(to);
  $("ol", lane).prepend(card.parentElement);
  form.requestSubmit();
}

function leave() {
  for (const slot of $$(".board .slot")) slot.remove();
  for (const lane of $$(".lane[data-over]")) delete lane.dataset.over;
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-card]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", $("b", dragged).textContent);
  requestAnimationFrame(() => dragged && (dragged.dataset.ghost = ""));
});

document.addEventListener("dragover", (event) => {
  const lane = dragged && event.target.closest?.("[data-lane]");
  if (!lane || lane.contains(dragged)) return leave();
  const found = way(dragged, lane);
  if (!found) return leave();
  event.preventDefault();
  if ("over" in lane.dataset) return;
  leave();
  lane.dataset.over = "";
  const slot = $("#slot").content.firstElementChild.cloneNode(true);
  slot.textContent = found[1];
  $("ol", lane).prepend(slot);
});

document.addEventListener("drop", (event) => {
  const lane = event.target.closest?.("[data-lane]");
  if (!dragged || !lane) return;
  event.preventDefault();
  const card = dragged;
  leave();
  carry(card, lane);
});

document.addEventListener("dragend", () => {
  leave();
  if (dragged) delete dragged.dataset.ghost;
  dragged = null;
});

document.addEventListener("keydown", (event) => {
  const card = event.altKey && !composing(event) && event.target.closest?.("[data-card]");
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!card || !step) return;
  event.preventDefault();
  const lanes = $$("[data-lane]", card.closest("[data-board]"));
  const next = lanes[lanes.indexOf(card.closest("[data-lane]")) + step];
  if (next) carry(card, next);
});

// A lane has one menu; a card gets its own of it when its button is reached. Without a menu the button leads to a page.
function prepare({ target }) {
  const opener = target.closest?.('[data-card] button[form="ways"]');
  if (!opener) return;
  const card = opener.closest("[data-card]");
  const id = `move-${card.dataset.card}`, base = card.closest("[data-board]").dataset.drop + card.dataset.card;
  const menu = $("template", card.closest("[data-lane]")).content.firstElementChild.cloneNode(true);
  menu.id = id;
  menu.style.positionAnchor = opener.style.anchorName = `--${id}`;
  for (const link of $$("a", menu)) link.setAttribute("href", base + link.getAttribute("href"));
  for (const button of $$("button", menu)) button.setAttribute("formaction", base + button.getAttribute("formaction"));
  card.after(menu);
  opener.removeAttribute("form");
  opener.type = "button";
  opener.setAttribute("popovertarget", id);
}
for (const name of ["focusin", "click"]) document.addEventListener(name, prepare);
