import { $, $$, plain } from "./dom.js";

// A stop of a visit plan is dragged to another day or place, or moved by Alt and an arrow key; buttons do the same without scripts.
const root = $("[data-rounds]");
const token = $("[name=csrfmiddlewaretoken]")?.value;
const days = () => $$("[data-day]", root);
let held;

async function move(stop, list, place) {
  list.insertBefore(stop, $$(".stop", list).filter((each) => each !== stop)[place] ?? null);
  stop.focus();
  const body = new URLSearchParams({ csrfmiddlewaretoken: token, stop: stop.dataset.stop, day: list.dataset.day, place });
  const answer = await fetch(root.dataset.rounds, { method: "POST", body, redirect: "manual" }).catch(() => null);
  if (!answer || (answer.type !== "opaqueredirect" && !answer.ok)) location.reload();
}

const before = (list, y) => {
  const others = $$(".stop", list).filter((each) => each !== held);
  const at = others.findIndex((each) => y < each.getBoundingClientRect().top + each.offsetHeight / 2);
  return at < 0 ? others.length : at;
};

root.addEventListener("dragstart", ({ target }) => {
  held = target.closest("[data-stop]");
  if (held) held.dataset.held = "";
});
root.addEventListener("dragover", (event) => {
  const list = event.target.closest(".day")?.querySelector("[data-day]");
  for (const each of days()) each.toggleAttribute("data-over", each === list);
  if (list && held) event.preventDefault();
});
root.addEventListener("drop", (event) => {
  const list = event.target.closest(".day")?.querySelector("[data-day]");
  if (!list || !held) return;
  event.preventDefault();
  move(held, list, before(list, event.clientY));
});
root.addEventListener("dragend", () => {
  for (const each of days()) each.removeAttribute("data-over");
  held?.removeAttribute("data-held");
  held = undefined;
});
root.addEventListener("keydown", (event) => {
  const stop = event.target.closest("[data-stop]");
  if (!stop || !event.altKey || !/^Arrow/.test(event.key) || plain(event)) return;
  const list = stop.parentElement;
  const place = $$(".stop", list).indexOf(stop);
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const next = days()[days().indexOf(list) + ({ ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0)];
  event.preventDefault();
  if (step && place + step >= 0) move(stop, list, place + step);
  else if (!step && next) move(stop, next, 99);
});
