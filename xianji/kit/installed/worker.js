// Keeps the static files named above, one page that says there is no network, and the shells of pages that work without one:
// never a page of anybody.
const CACHE = `xianji-${RELEASE}`;

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") event.respondWith(page(event));
  else if (KEPT.includes(new URL(request.url).pathname)) event.respondWith(file(request));
});

async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll([OFFLINE, ...Object.values(SHELLS), ...KEPT].map((address) => new Request(address, { credentials: "omit" })));
  await skipWaiting();
}

async function takeOver() {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await registration.navigationPreload?.enable();
  await clients.claim();
}

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    const shell = SHELLS[new URL(event.request.url).pathname];
    return (await caches.match(shell ?? OFFLINE)) ?? Response.error();
  }
}

async function file(request) {
  return (await caches.match(request.url)) ?? fetch(request);
}
