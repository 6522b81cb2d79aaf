// On the page for no network: go on by itself once the server answers, which may be a while after the network is back.
const EVERY = 3000;
const again = () => fetch(location.href, { method: "HEAD", cache: "no-store" }).then(() => location.reload(), () => {});
addEventListener("online", again);
setInterval(again, EVERY);
