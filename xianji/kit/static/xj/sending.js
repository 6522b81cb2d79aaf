import { all, drop, empty, one, patch, put } from "./kept.js";

// Each deed is queued with a key of its own and sent in order until the server has answered: with the same key it is done once.
// Whatever somebody else changed meanwhile is asked about; nothing of a visit goes on before that is decided.
const TAKEN = "/sales/visits/taken";
const ARRIVE = "/sales/visits/arrive";
const unique = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;

export const mine = async () => (await one("notes", "here"))?.me;
export const queued = async () => {
  const me = await mine();
  return (await all("queue")).filter((each) => each.me === me);
};
export const queue = async (visit, did, values, photo) => put("queue", { key: unique(), me: await mine(), visit, did, values, photo });

export const anew = ({ problem, conflict, ...deed }) => put("queue", deed);

// Fetch what goes along; what waits to be sent, or is being written where somebody else wrote, too, keeps the version it was written
// on, so that a conflict is noticed.
export async function take() {
  const answer = await fetch(TAKEN, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return answer.status;
  const { visits, ...here } = await answer.json();
  const before = await one("notes", "here");
  if (before && before.me !== here.me) await empty("taken");
  await put("notes", { id: "here", ...here });
  const busy = new Set((await queued()).map((each) => each.visit));
  const held = new Map((await all("taken")).map((each) => [each.id, each]));
  const drafts = new Map((await all("drafts")).map((each) => [each.id, each]));
  const fresh = new Set(visits.map((each) => each.id));
  for (const old of held.values()) if (!fresh.has(old.id) && !busy.has(old.id)) await Promise.all([drop("taken", old.id), drop("drafts", old.id)]);
  for (const visit of visits) if (!busy.has(visit.id) && !crossed(visit, held.get(visit.id), drafts.get(visit.id))) await put("taken", visit);
  return 200;
}

// Whether somebody wrote another word into a field that is being written here.
const crossed = (visit, old, draft) => old && draft && Object.keys(old.fields).some((name) =>
  name in draft.values && visit.fields[name] !== old.fields[name] && visit.fields[name] !== draft.values[name]);

// Returns what became of it: "sent", "offline", "sign-in" or "stopped".
export const send = () => (navigator.locks ? navigator.locks.request("sending", work) : work());

async function work() {
  const stopped = new Set();
  let met = false;
  for (const deed of await queued()) {
    if (stopped.has(deed.visit) || !(await one("queue", deed.n))) continue; // given up while others were on their way
    const answer = await post(deed);
    if (typeof answer === "string") return answer;
    met ||= answer.status === 200;
    if (answer.status !== 200) stopped.add(deed.visit);
  }
  return stopped.size ? "stopped" : met ? "sent" : "";
}

async function post(deed) {
  let answer;
  try {
    answer = await fetch(ARRIVE, await letter(deed));
    const isOurs = () => answer.headers.get("Content-Type")?.includes("json");
    if (answer.status === 403 && !isOurs()) {
      if ((await take()) !== 200 || (await mine()) !== deed.me) return "sign-in";
      answer = await fetch(ARRIVE, await letter(deed)); // after a new sign-in the word by which we are known is another one
    }
    if (answer.status >= 500 || (answer.status === 403 && !isOurs())) return "offline";
    if (answer.status === 401) return "sign-in";
  } catch {
    return "offline";
  }
  const told = await answer.json().catch(() => ({ problem: answer.statusText }));
  if (answer.ok) {
    await drop("queue", deed.n);
    const { fields } = (await one("taken", deed.visit)) ?? { fields: {} };
    const kept = Object.entries(deed.values).filter(([name]) => name in fields);
    await patch("taken", deed.visit, { ...told, fields: { ...fields, ...Object.fromEntries(kept) } });
  } else await patch("queue", deed.n, told);
  return { status: answer.status };
}

async function letter(deed) {
  const visit = await one("taken", deed.visit);
  const body = new FormData();
  const sent = { me: deed.me, key: deed.key, visit: deed.visit, version: visit?.version ?? "", did: deed.did, values: JSON.stringify(deed.values) };
  for (const [name, value] of Object.entries(sent)) body.append(name, value);
  if (deed.photo) body.append("photo", deed.photo.blob, deed.photo.name);
  return { method: "POST", body, headers: { "X-CSRFToken": (await one("notes", "here"))?.token ?? "", "HX-Request": "true" } };
}

// Mine: sent once more onto how it stands now. Theirs: what was written here about this visit is given up.
export async function decide(deed, keepMine) {
  if (keepMine) {
    await anew(deed);
    if (deed.conflict) await patch("taken", deed.visit, { version: deed.conflict.version });
    return;
  }
  for (const each of await queued()) if (each.visit === deed.visit) await drop("queue", each.n);
  await drop("drafts", deed.visit);
}
