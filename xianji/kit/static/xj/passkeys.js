import { $, $$ } from "./dom.js";

// Buttons that ask the device for a passkey: shown where it can be asked, which is at a name over https (or localhost) only.
const able = isSecureContext && "PublicKeyCredential" in window && !/^[\d.]+$|:/.test(location.hostname);

export function offer(root = document) {
  for (const button of $$("[data-passkey]", root)) button.hidden = !able;
  for (const note of $$("[data-passkey-missing]", root)) note.hidden = able;
  const door = $("[autocomplete~=webauthn]", root)?.form;
  if (able && door) fillIn($("[data-passkey]", door));
}

// It must be found without a login typed first.
function findable(options) {
  Object.assign(options.publicKey.authenticatorSelection, { residentKey: "required", requireResidentKey: true });
  return options;
}

// One after the other: the server remembers only what it asked last.
let last = Promise.resolve();
let waiting = 0;
const asked = (button) => {
  waiting += 1;
  return (last = last.catch(() => {}).then(() => ask(button)).finally(() => (waiting -= 1)));
};

// What the server remembers of a question is a session without a name: it must not come after the one of who signs in. So the
// form waits for a question that is asked, and none is asked once the form is sent.
addEventListener("submit", (event) => {
  if (!$("[data-passkey]", event.target)) return;
  if (!waiting) return void (event.target.dataset.sent = "");
  event.preventDefault();
  event.stopImmediatePropagation();
  last.catch(() => {}).then(() => event.target.requestSubmit(event.submitter));
}, true);

async function ask({ dataset: { ask, options }, form }) {
  if (!ask) return JSON.parse(options);
  if ("sent" in form.dataset) throw new Error("sent");
  const answer = await fetch(ask, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.json()).request_options;
}

async function given(button, how = {}) {
  const { dataset } = button;
  await import(dataset.library);
  const options = await asked(button);
  return dataset.passkey === "create" ? webauthnJSON.create(findable(options)) : webauthnJSON.get({ ...options, ...how });
}

function send(button, credential) {
  const { form } = button;
  $("[name=credential]", form).value = JSON.stringify(credential);
  button.disabled = false;
  button.type = "submit";
  form.noValidate = true;
  form.requestSubmit(button);
}

// Where nobody is known yet the browser names its passkeys among the logins it fills in. Only one may ask at a time: the button
// ends this, and so does the door that opens over the page. What fails here is not told: nobody asked for it.
let filling;

async function fillIn(button) {
  if ("offered" in button.dataset) return;
  button.dataset.offered = "";
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  filling?.abort();
  const { signal } = (filling = new AbortController());
  try {
    const credential = await given(button, { mediation: "conditional", signal });
    if (!signal.aborted) send(button, credential);
  } catch {}
}

async function use(button) {
  const failed = $("[data-passkey-failed]", button.form);
  failed.hidden = true;
  button.disabled = true;
  filling?.abort();
  try {
    send(button, await given(button));
  } catch {
    failed.hidden = false;
    button.disabled = false;
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-passkey]");
  if (button?.type === "button") use(button);
});
offer();
