import { word } from "./drawing.js";
import { $ } from "./dom.js";
import { anew, decide, queue, queued } from "./sending.js";
import { noteMine } from "./visit-note.js";
import { shrunk, show } from "./visit-photos.js";
import { changed, filled, more, unprepared, unwritten } from "./visit-steps.js";
import { chips, clock, keep, now, problem, visiting } from "./visit-one.js";

// What a tap does: kept on the device at once, and sent when there is a network. `page` connects and refreshes.
export const deeds = (page) => {
  const doing = new Set();

  // A second tap before the page has moved on is the same deed; one that was refused goes once more as it is written now.
  async function deed(did, values, next) {
    const { id } = now.visit;
    if (doing.has(did)) return;
    doing.add(did);
    try {
      await keep();
      const before = (await queued()).find((each) => each.visit === id && each.did === did);
      if (before && !before.problem) return;
      await (before ? anew({ ...before, values }) : queue(id, did, values));
    } finally {
      doing.delete(did);
    }
    page.say(word("kept"));
    location.hash = next;
    await page.connect(did === "report");
    await page.refresh();
  }

  async function settle(button, how) {
    await how((await queued()).find((each) => each.n === Number(button.dataset.n)));
    await page.connect();
    await page.refresh();
  }

  const passed = (step, next) => now.step > step && ((location.hash = next), true);

  return {
    take: async () => (await page.connect(), await page.refresh(), now.met || page.say(word("fetched"))),
    send: async () => (await page.connect(), await page.refresh(), page.say(word((await queued()).length ? "kept" : "sent"))),
    back: async () => (await keep(), (location.hash = "/")),
    more: (button) => $("input", more($(`[data-list=${button.dataset.of}]`))).focus(),
    less: (button) => (button.closest(".pair").remove(), keep()),
    unshow: (button) => ((now.draft.shown = now.draft.shown.filter((each) => each !== Number(button.value))), chips(), keep()),
    unplace: async () => ((now.draft.place = ""), await keep(), visiting(2)),
    place: () => navigator.geolocation.getCurrentPosition(async ({ coords }) => {
      now.draft.place = `${coords.latitude.toFixed(5)},${coords.longitude.toFixed(5)} ±${Math.round(coords.accuracy)}`;
      await keep();
      visiting(2);
    }, () => problem(word("refused")), { maximumAge: 0, timeout: 15000 }),
    prepare: async () => {
      await keep();
      const { visit, draft } = now;
      const lacks = unprepared(visit, draft);
      const exempt = visit.kind === "phone" || visit.fields.unplanned;
      if (lacks.length && !exempt) return problem(word("needs", { what: lacks.map((name) => word(name)).join(", ") }));
      if (lacks.length || passed(1, `/${visit.id}/2`)) return (location.hash = `/${visit.id}/2`);
      return deed("prepare", { ...changed(draft, visit.fields), materials: draft.materials }, `/${visit.id}/2`);
    },
    check_in: async () => {
      const next = `/${now.visit.id}/3`;
      if (passed(2, next)) return;
      now.draft.in_at = new Date().toISOString();
      await deed("check_in", { at: now.draft.in_at, place: now.draft.place ?? "" }, next);
    },
    check_out: async () => {
      const next = `/${now.visit.id}/4`;
      if (passed(3, next)) return keep();
      now.draft.out_at = new Date().toISOString();
      await deed("check_out", { at: now.draft.out_at }, next);
    },
    report: async () => {
      await keep();
      const { draft, visit } = now;
      const lacks = unwritten(draft);
      if (lacks) return problem(word(lacks));
      const { summary, result, shown, no_next_because } = draft;
      const lists = Object.fromEntries(["issues", "prices", "next"].map((name) => [name, filled(draft[name])]));
      return deed("report", { ...changed(draft, visit.fields), summary, result, shown, no_next_because, ...lists }, "/");
    },
    mine: (button) => settle(button, (deed) => decide(deed, true)),
    theirs: (button) => settle(button, (deed) => decide(deed, false)),
    note: (button) => settle(button, noteMine),
  };
};

export function showProduct(input) {
  const product = now.here.products.find((each) => each.name === input.value);
  if (!product) return;
  now.draft.shown = [...new Set([...(now.draft.shown ?? []), product.id])];
  input.value = "";
  chips();
}

export async function photo(input) {
  const at = new Date();
  const told = `${now.visit.number} ${at.toLocaleString("sv").slice(0, 19)}`;
  const blob = await shrunk(input.files[0], told.slice(0, -3));
  input.value = "";
  now.draft.photos = [...(now.draft.photos ?? []), { blob, at: clock(at) }];
  await keep();
  await queue(now.visit.id, "photo", {}, { blob, name: `${told.replaceAll(":", ".")}.jpg` });
  await show($("#main"), now.draft.photos);
}
