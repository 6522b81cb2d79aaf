import { $$ } from "./dom.js";

// A photo goes small: at most 1600 pixels wide, with the time and the visit written into it, so that a day fits on a device.
const WIDEST = 1600;

export async function shrunk(file, label) {
  const picture = await createImageBitmap(file);
  const part = Math.min(1, WIDEST / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * part), height: Math.round(picture.height * part) });
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const size = Math.max(14, Math.round(canvas.width / 40));
  Object.assign(pen, { font: `${size}px sans-serif`, fillStyle: "#fff", strokeStyle: "rgb(0 0 0 / .6)", lineWidth: size / 6 });
  pen.strokeText(label, size, canvas.height - size);
  pen.fillText(label, size, canvas.height - size);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82));
}

const read = (blob) =>
  new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(blob);
  });

export async function show(root, photos) {
  for (const box of $$("[data-shots]", root)) {
    box.replaceChildren();
    for (const { blob, at } of photos) {
      const shot = Object.assign(document.createElement("div"), { className: "shot" });
      shot.append(Object.assign(document.createElement("img"), { src: await read(blob), alt: "" }), Object.assign(document.createElement("time"), { textContent: at }));
      box.append(shot);
    }
  }
}
