// What is done once the page stands. The device keeps one page for when there is no network, in the language of this one;
// browsers allow that over TLS and on the machine itself.
const { body, documentElement: root } = document;
const kept = `/service-worker.js?lang=${root.lang.toLowerCase()}`;
if (body.dataset.me) setTimeout(() => navigator.serviceWorker?.register(kept, { updateViaCache: "none" }).catch(() => {}), 1000);

// Where nobody is signed in nothing of anybody stays on the device.
if (document.querySelector("main.login") && !body.dataset.me) {
  localStorage.clear();
  sessionStorage.clear();
}

// Paper says where from and when it was printed.
addEventListener("beforeprint", () => root.style.setProperty("--paper", JSON.stringify(`${location.href} · ${new Date().toLocaleString("sv").slice(0, 16)}`)));

// Toasts that came with the page are put in once more, as only what changes is read out.
const toasts = document.getElementById("toasts");
toasts?.append(...toasts.querySelectorAll(".toast:not(:hover, :focus-within)"));
