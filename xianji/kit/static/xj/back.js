// On the page for no network: try again by itself once there is one.
addEventListener("online", () => location.reload());
