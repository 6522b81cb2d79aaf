import { drawn, word } from "./drawing.js";
import { $, $$ } from "./dom.js";
import { one, put } from "./kept.js";
import { mine, queued } from "./sending.js";
import { show } from "./visit-photos.js";
import { near, read, unprepared, write } from "./visit-steps.js";

// One visit in its four steps. `now` is what the page is about: what was taken along, the visit and what is being written.
export const now = { here: {}, met: "", visit: undefined, draft: {}, step: 0 };
export const clock = (at) => new Date(at).toTimeString().slice(0, 5);
const TOLD = 180; // minutes; what is longer is no delay and no talk any more
const minutes = (since) => Math.round((Date.now() - new Date(since)) / 60000);
const STEPS = { planned: 1, prepared: 2, checked_in: 3, checked_out: 4 };
const AFTER = { prepare: "prepared", check_in: "checked_in", check_out: "checked_out", report: "reported" };
const bare = (value) => value === undefined || value === "" || (Array.isArray(value) && !value.some((each) => typeof each !== "object" || each.blob || Object.values(each).some(Boolean)));
const same = (one, other) => one === other || (bare(one) && bare(other)) || (Array.isArray(one) && !one.some((each) => each.blob) && JSON.stringify(one) === JSON.stringify(other));

// What was done here counts at once, whether it has been sent or not.
export const stepOf = (visit, waiting) => {
  const done = waiting.filter((deed) => deed.visit === visit.id && AFTER[deed.did]).at(-1);
  return STEPS[done ? AFTER[done.did] : visit.state] ?? 0;
};

export async function visiting(at) {
  const { visit, here } = now;
  const waiting = await queued();
  now.step = stepOf(visit, waiting);
  at ||= now.step || 4;
  now.draft = { materials: visit.materials, ...visit.fields, ...(await one("drafts", visit.id))?.values };
  const steps = $$(".four li", $("#t-visit").content).map((each) => each.textContent);
  const since = now.draft.in_at ?? visit.in_at;
  const runs = at === 3 && since && !(now.draft.out_at ?? visit.out_at) && minutes(since) < TOLD;
  const aside = at === 1 ? `${visit.day} ${visit.time}` : runs ? word("running", { n: Math.max(0, minutes(since)) }) : visit.customer;
  const marks = Object.fromEntries(["one", "two", "three", "four"].map((name, n) => [name, at === n + 1 && "step"]));
  $("#main").replaceChildren(drawn("t-visit", { heading: at === 1 ? visit.customer : steps[at - 1], aside, ...marks, past1: at > 1, past2: at > 2, past3: at > 3 }));
  $("#step").append(drawn(`t-${at}`, given(visit, here, now.draft)));
  $("#foot").append(drawn(`t-${at}-foot`, { geo: visit.address && `geo:0,0?q=${encodeURIComponent(visit.address)}` }));
  write($("#step"), now.draft);
  chips();
  ready();
  await show($("#main"), now.draft.photos ?? []);
  scrollTo(0, 0);
}

function given(visit, here, draft) {
  const late = minutes(visit.at);
  const ended = draft.out_at || visit.out_at || Date.now();
  return {
    ...visit, ...here, expected: draft.expected, who: visit.contact?.name, letter: visit.contact?.name[0], role: visit.contact?.part, job: visit.contact?.job,
    ask: visit.ask.map((text) => ({ text })), guides: (here.guides ?? []).filter((each) => !each.occasion || each.occasion === visit.kind),
    placed: Boolean(draft.place), place: draft.place ? word("place", { n: draft.place.split("±")[1] }) : word("noplace"), near: near(visit, draft), clock: clock(Date.now()),
    delay: Math.abs(late) >= TOLD ? "" : word(late > 0 ? "late" : late < 0 ? "early" : "punctual", { n: Math.abs(late) }),
    deadline: word("report", { at: new Date(new Date(ended).getTime() + here.hours * 3600000).toLocaleString("sv").slice(5, 16) }), rule: word("rule", { hours: here.hours }),
  };
}

function ready() {
  const box = $("#ready");
  if (box) box.textContent = word("ready", { n: 5 - unprepared(now.visit, now.draft).length, of: 5 });
}

export function chips() {
  const named = (id) => now.here.products.find((each) => each.id === id)?.name ?? "";
  $("[data-chips]")?.replaceChildren(...(now.draft.shown ?? []).map((id) => drawn("t-chip", { id, name: named(id) })));
}

export async function keep() {
  if ($("#step")) read($("#step"), now.draft);
  ready();
  const before = { ...now.visit.fields, materials: now.visit.materials };
  const values = Object.fromEntries(Object.entries(now.draft).filter(([name, value]) => !same(value, before[name])));
  if (Object.keys(values).length) await put("drafts", { id: now.visit.id, me: await mine(), values });
}

export function problem(text) {
  Object.assign($("#problem"), { textContent: text, hidden: !text });
  if (text) $("#problem").scrollIntoView({ block: "nearest" });
}
