import { $ } from "./dom.js";
import { one } from "./kept.js";
import { queued, send, take } from "./sending.js";
import { day } from "./visit-day.js";
import { deeds, photo, showProduct } from "./visit-deeds.js";
import { keep, now, visiting } from "./visit-one.js";

// Visits on the way: the day, and each visit in four steps. All that is written is kept on the device first and sent when it can be.
const theme = document.cookie.match(/(?:^|; )theme=(light|dark)/)?.[1];
if (theme) document.documentElement.dataset.theme = theme;
const page = { refresh, connect, say: (text) => ($("#said").textContent = text) };
const does = deeds(page);
const isDay = () => !location.hash.slice(2) || !now.visit;

async function connect(fetching = true) {
  now.met = (await queued()).length ? await send() : "";
  if (now.met === "offline" || now.met === "sign-in" || !fetching) return;
  try {
    const status = await take();
    now.met = status === 401 ? "sign-in" : status === 200 ? now.met : "offline";
  } catch {
    now.met = "offline";
  }
}

// One after the other, so that what was asked for last stands there in the end.
let turn = Promise.resolve();
function route() {
  turn = turn.then(draw, draw);
  return turn;
}

// What came of sending is shown on the day only: nobody's typing is drawn over.
async function refresh() {
  if (isDay()) await route();
}

async function draw() {
  const [, id, at] = location.hash.match(/^#\/(\d+)(?:\/([1-4]))?/) ?? [];
  now.here = (await one("notes", "here")) ?? {};
  now.visit = id && (await one("taken", Number(id)));
  await (now.visit ? visiting(Number(at)) : day());
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-do]");
  if (button) does[button.dataset.do](button);
});
document.addEventListener("submit", (event) => event.preventDefault());
let soon;
document.addEventListener("input", ({ target }) => {
  if (!target.closest("#step") || target.matches("[data-photo]")) return;
  if (target.matches("[data-shown]")) showProduct(target);
  clearTimeout(soon);
  soon = setTimeout(() => $("#step") && keep(), 250);
});
document.addEventListener("change", async ({ target }) => {
  if (!target.matches("[data-photo]") || !target.files.length) return;
  await photo(target);
  await connect(false);
});
addEventListener("hashchange", route);
addEventListener("online", async () => (await connect(), refresh()));
addEventListener("offline", () => ((now.met = "offline"), refresh()));

await route();
await connect();
await refresh();
