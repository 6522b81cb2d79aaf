import { $, $$ } from "./dom.js";

// Buttons that ask the device for a passkey: shown where it can be asked, which is at a name over https (or localhost) only.
const able = isSecureContext && "PublicKeyCredential" in window && !/^[\d.]+$|:/.test(location.hostname);

export function offer(root = document) {
  for (const button of $$("[data-passkey]", root)) button.hidden = !able;
  for (const note of $$("[data-passkey-missing]", root)) note.hidden = able;
}

// It must be found without a login typed first.
function findable(options) {
  Object.assign(options.publicKey.authenticatorSelection, { residentKey: "required", requireResidentKey: true });
  return options;
}

async function asked({ ask, options }) {
  if (!ask) return JSON.parse(options);
  const answer = await fetch(ask, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.status);
  return (await answer.json()).request_options;
}

async function use(button) {
  const { form, dataset } = button;
  const failed = $("[data-passkey-failed]", form);
  failed.hidden = true;
  button.disabled = true;
  try {
    await import(dataset.library);
    const options = await asked(dataset);
    const given = dataset.passkey === "create" ? await webauthnJSON.create(findable(options)) : await webauthnJSON.get(options);
    $("[name=credential]", form).value = JSON.stringify(given);
    button.disabled = false;
    button.type = "submit";
    form.noValidate = true;
    form.requestSubmit(button);
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
