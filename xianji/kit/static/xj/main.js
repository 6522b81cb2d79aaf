// All but the palette works without these; each adds one comfort.
import "./theme.js";
import "./keys.js";
import "./inplace.js";
import "./rows.js";
import "./inline.js";
import "./forms.js";
import "./failures.js";
import "./waiting.js";
import "./toasts.js";
import "./dialogs.js";
import "./menus.js";
import "./palette.js";

// Needed by some pages only.
const LATER = [
  [".tbl[data-keys]", () => [import("./widths.js"), import("./columns.js")]],
  ["[data-board]", () => import("./board.js")],
  ["[data-calendar]", () => import("./calendar.js")],
  [".drop[data-drop]", () => import("./drop.js")],
  ["[data-passkey], [data-passkey-missing]", () => import("./passkeys.js")],
  ["[data-mentions]", () => import("./mentions.js")],
  ["[data-pick]", () => import("./pick.js")],
  ["[data-copy]", () => import("./copy.js")],
  [".tabs", () => import("./tabs.js")],
];
const fetched = () => Promise.all(LATER.filter(([sign]) => document.querySelector(sign)).map((one) => {
  LATER.splice(LATER.indexOf(one), 1);
  return Promise.all([one[1]()].flat()).catch(() => LATER.push(one)); // tried again with the next part that arrives
}));
fetched().then(() => { document.documentElement.dataset.ready = ""; }); // for whoever drives the page by a program
document.addEventListener("htmx:afterSettle", fetched);
document.addEventListener("htmx:load", ({ target }) => target.popover && fetched()); // a menu that was unfolded
addEventListener("load", () => import("./device.js"));
