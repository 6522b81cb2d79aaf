// What a person takes along lies in the device's own database, never in a cache: it goes with the sign-out. `taken` came from
// the server, `drafts` and `queue` were written here, `notes` say whose it is.
export const STORES = ["taken", "drafts", "queue", "notes"];
const NAME = "xianji";
let opened;

const base = () =>
  (opened ??= new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      for (const one of STORES) asked.result.createObjectStore(one, one === "queue" ? { keyPath: "n", autoIncrement: true } : { keyPath: "id" });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => {
        asked.result.close();
        opened = undefined;
      };
      done(asked.result);
    };
    asked.onerror = () => fail(asked.error);
  }));

async function within(store, mode, work) {
  const deal = (await base()).transaction(store, mode);
  const asked = work(deal.objectStore(store));
  return new Promise((done, fail) => {
    deal.oncomplete = () => done(asked.result);
    deal.onerror = deal.onabort = () => fail(deal.error);
  });
}

export const all = (store) => within(store, "readonly", (rows) => rows.getAll());
export const one = (store, id) => within(store, "readonly", (rows) => rows.get(id));
export const put = (store, value) => within(store, "readwrite", (rows) => rows.put(value));
export const patch = (store, id, values) =>
  within(store, "readwrite", (rows) => {
    const asked = rows.get(id);
    asked.onsuccess = () => asked.result && rows.put({ ...asked.result, ...values });
    return asked;
  });
export const drop = (store, id) => within(store, "readwrite", (rows) => rows.delete(id));
export const empty = (store) => within(store, "readwrite", (rows) => rows.clear());

// Where nobody has ever taken anything along no database is made.
export const isThere = async () => !indexedDB.databases || (await indexedDB.databases()).some((each) => each.name === NAME);
export const forget = () => new Promise((done) => Object.assign(indexedDB.deleteDatabase(NAME), { onsuccess: done, onerror: done, onblocked: done }));

// What was written here and has not been sent: deeds, and drafts of visits.
export const unsent = async () => ((await isThere()) ? (await all("queue")).length + (await all("drafts")).length : 0);

// Where the session ended by itself, what came from the files goes; what was written waits for whoever wrote it.
export async function withdraw() {
  if (!(await unsent())) return (await isThere()) && forget();
  const busy = new Set([...(await all("queue")).map((deed) => deed.visit), ...(await all("drafts")).map((draft) => draft.id)]);
  for (const each of await all("taken")) {
    if (busy.has(each.id)) await patch("taken", each.id, { brief: [], ask: [], contact: null, address: "", comment: "", point: null });
    else await drop("taken", each.id);
  }
  const { me } = (await one("notes", "here")) ?? {};
  await put("notes", { id: "here", me });
}
