// The theme changes at once, and the next page arrives in it even where it is asked for before the form's own post was answered.
const kept = `; path=/; max-age=${365 * 86400}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
document.addEventListener("submit", async (event) => {
  const button = event.submitter;
  const form = event.target;
  if (button?.name !== "theme" || !form.action.endsWith("/preferences")) return;
  event.preventDefault();
  const body = new FormData(form, button);
  const root = document.documentElement;
  if (button.value === "auto") delete root.dataset.theme;
  else root.dataset.theme = button.value;
  document.cookie = `theme=${button.value === "auto" ? "" : button.value}${kept}`;
  if (form.matches("[data-theme-form]")) button.value = button.value === "dark" ? "light" : "dark";
  form.closest("[popover]")?.hidePopover();
  try {
    await fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true });
  } catch {
    form.submit();
  }
});
