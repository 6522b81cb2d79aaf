// Everything works without these modules except the palette; each adds one comfort.
import "./theme.js";
import "./keys.js";
import "./rows.js";
import "./inline.js";
import "./table.js";
import "./forms.js";
import "./drop.js";
import "./mentions.js";
import "./pick.js";
import "./failures.js";
import "./waiting.js";
import "./toasts.js";
import "./dialogs.js";
import "./menus.js";
import "./palette.js";
import "./board.js";
import "./calendar.js";
