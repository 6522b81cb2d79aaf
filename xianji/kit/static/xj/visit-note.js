import { drop } from "./kept.js";
import { queue, queued } from "./sending.js";

// Where it was written up elsewhere: what was written here goes along as a note, photos as they are.
export async function noteMine(deed) {
  const waiting = (await queued()).filter((each) => each.visit === deed.visit && each.did !== "photo");
  const text = words(Object.assign({}, ...waiting.map((each) => each.values)), deed.conflict.names);
  for (const each of waiting) await drop("queue", each.n);
  await drop("drafts", deed.visit);
  if (text) await queue(deed.visit, "note", { text });
}

const words = (values, names) => Object.entries(values).flatMap(([name, value]) => {
  if (!names[name]) return [];
  const several = Array.isArray(value) ? value.map((each) => [each.text, each.due ?? each.amount].filter(Boolean).join(", ")) : [typeof value === "string" ? value : ""];
  return several.filter(Boolean).map((each) => `${names[name]}: ${each}`);
}).join("\n");
