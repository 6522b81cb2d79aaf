import { $, $$ } from "./dom.js";
import { unfoldAll } from "./folded.js";

// Signed out meanwhile: the door opens over the page, and what was asked is asked again. Whoever else signs in starts anew.
const waiting = [];

async function load(address, options) {
  const answer = await fetch(address, options);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { page, path: new URL(answer.url).pathname };
}

function enter(dialog, { page, path }) {
  if (path.startsWith("/account/")) return put(dialog, page, path);
  if (page.body.dataset.me !== document.body.dataset.me) return location.reload();
  const headers = page.body.getAttribute("hx-headers");
  document.body.setAttribute("hx-headers", headers);
  unfoldAll();
  for (const token of $$("[name=csrfmiddlewaretoken]")) token.value = JSON.parse(headers)["X-CSRFToken"];
  dialog.close();
  for (const again of waiting.splice(0)) again();
}

function put(dialog, page, path) {
  const form = $("main form[method=post]", page);
  if (!form) return location.assign(path);
  const shown = document.importNode(form, true);
  $("[data-form]", dialog).replaceChildren(shown);
  $("input:not([type=hidden])", shown)?.focus();
  if ($("[data-passkey]", shown)) import("./passkeys.js").then(({ offer }) => offer(shown));
  shown.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    shown.dataset.sent = "";
    const body = new FormData(shown, event.submitter);
    try {
      const action = event.submitter?.getAttribute("formaction") || shown.getAttribute("action") || path + location.search;
      enter(dialog, await load(action, { method: "POST", body }));
    } catch {
      delete shown.dataset.sent;
      $("[data-lost]", dialog).hidden = false;
    }
  });
}

export async function signIn(again) {
  waiting.push(again);
  if ($("#door")) return;
  document.body.append($("#door-template").content.cloneNode(true));
  const dialog = $("#door");
  dialog.addEventListener("close", () => (waiting.splice(0), dialog.remove()));
  dialog.showModal();
  const next = `?next=${encodeURIComponent(location.pathname + location.search)}`;
  try {
    const { page, path } = await load(`/account/login/${next}`);
    put(dialog, page, path + next);
  } catch {
    $("[data-lost]", dialog).hidden = false;
  }
}
