// What is done once the page stands. The device keeps one page for when there is no network, in the language of this one;
// browsers allow that over TLS and on the machine itself.
const { body, documentElement: root } = document;
const kept = `/service-worker.js?lang=${root.lang.toLowerCase()}`;
if (body.dataset.me) setTimeout(() => navigator.serviceWorker?.register(kept, { updateViaCache: "none" }).catch(() => {}), 1000);

// Where nobody is signed in nothing of anybody stays on the device.
if (document.querySelector("main.login") && !body.dataset.me) {
  localStorage.clear();
  sessionStorage.clear();
  import("./kept.js").then((kept) => kept.withdraw());
}

// Signing out takes along what visits left on the device; what was not sent is asked about first.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-unsent]")) return;
  event.preventDefault();
  const kept = await import("./kept.js");
  if ((await kept.unsent()) && !confirm(form.dataset.unsent)) return;
  if (await kept.isThere()) await kept.forget();
  form.submit();
});

// Paper says where from and when it was printed.
addEventListener("beforeprint", () => root.style.setProperty("--paper", JSON.stringify(`${location.href} · ${new Date().toLocaleString("sv").slice(0, 16)}`)));

// Toasts that came with the page are put in once more, as only what changes is read out.
const toasts = document.getElementById("toasts");
toasts?.append(...toasts.querySelectorAll(".toast:not(:hover, :focus-within)"));
