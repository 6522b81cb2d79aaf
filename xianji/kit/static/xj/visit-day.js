import { drawn, word } from "./drawing.js";
import { $ } from "./dom.js";
import { all } from "./kept.js";
import { queued } from "./sending.js";
import { clock, now, stepOf } from "./visit-one.js";

// The visits that were taken along, in the order of the day; what was not sent, and what somebody else changed meanwhile.
export async function day() {
  const waiting = await queued();
  const of = (id) => waiting.filter((deed) => deed.visit === id);
  const taken = (await all("taken")).sort((a, b) => a.at.localeCompare(b.at));
  const visits = taken.filter((each) => stepOf(each, waiting) || of(each.id).length).map((each) => shown(each, of(each.id).length, stepOf(each, waiting)));
  const { as_of: at } = now.here;
  $("#main").replaceChildren(drawn("t-day", {
    visits, clashes: waiting.filter((deed) => deed.problem).map((deed) => clash(deed, taken.find((each) => each.id === deed.visit), of(deed.visit))),
    asof: at ? word("asof", { at: clock(at) }) : "", offline: now.met === "offline" && word("offline"), signin: now.met === "sign-in" && word("signin"),
    waits: waiting.length ? word("waits", { n: waiting.length }) : "",
  }));
}

const shown = (each, count, step) => ({
  ...each, href: `#/${each.id}`, line: [each.kind_told, each.address].filter(Boolean).join(" · "),
  told: count ? word("waits", { n: count }) : each.state_told, tone: count || step === 4 ? "warn" : each.state === "planned" ? "" : "info",
});

// Both words of each field that is another there than when it was taken along; ours as all that waits tells them.
function clash(deed, row, waiting) {
  const ours = Object.assign({}, ...waiting.map((each) => each.values));
  const there = deed.conflict;
  const text = (value) => (value === true ? "✓" : value || word("nothing"));
  const both = (name, ours, theirs) => ({ name, here: word("here", { text: text(ours) }), there: word("there", { text: text(theirs) }) });
  const names = there && row ? Object.keys(there.fields).filter((name) => there.fields[name] !== (row.fields[name] ?? "")) : [];
  const differs = names.map((name) => both(there.names[name], ours[name] ?? row.fields[name], there.fields[name]));
  if (there && row && `${there.day} ${there.time}` !== `${row.day} ${row.time}`) differs.push(both(word("when"), `${row.day} ${row.time}`, `${there.day} ${there.time}`));
  const why = [deed.problem, there && `${there.by}, ${there.at}`, there?.state_told];
  return { n: deed.n, title: row?.customer ?? "", problem: why.filter(Boolean).join(" · "), differs, clash: there, again: !there || there.is_stale, late: there && !there.is_stale };
}
