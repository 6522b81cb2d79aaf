// The theme changes at once; the form's own post then tells the server, so that the next page arrives in it.
document.addEventListener("submit", async (event) => {
  const button = event.submitter;
  const form = event.target;
  if (button?.name !== "theme" || !form.action.endsWith("/preferences")) return;
  event.preventDefault();
  const body = new FormData(form, button);
  const root = document.documentElement;
  if (button.value === "auto") delete root.dataset.theme;
  else root.dataset.theme = button.value;
  if (form.matches("[data-theme-form]")) button.value = button.value === "dark" ? "light" : "dark";
  form.closest("[popover]")?.hidePopover();
  try {
    await fetch(form.action, { method: "POST", body, redirect: "manual" });
  } catch {
    form.submit();
  }
});
