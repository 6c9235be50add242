// Files waiting to be sent: chosen, dropped or pasted; as pictures or as documents.

import { toast } from "./dialogs.js";
import { byId, el, icon } from "./dom.js";
import { fileSize } from "./format.js";

const MOST = 10;
const PICTURES = new Set(["image/jpeg", "image/png", "image/webp"]);

const isPicture = (file) => PICTURES.has(file.type);

/** @param changed called whenever files were added or removed */
export function createTray(changed) {
  let files = [];
  let asPhoto = true;
  const canBePhotos = () => files.every(isPicture);
  const radios = [...byId("tray").querySelectorAll("input[type=radio]")];

  function render() {
    byId("tray").hidden = files.length === 0;
    for (const image of byId("tray-files").querySelectorAll("img")) URL.revokeObjectURL(image.src);
    byId("tray-files").replaceChildren(...files.map(item));
    for (const radio of radios) {
      radio.disabled = !canBePhotos();
      radio.checked = (radio.value === "photo") === (asPhoto && canBePhotos());
    }
    changed();
  }

  function item(file) {
    const picture = isPicture(file) && el("img", { src: URL.createObjectURL(file), alt: "" });
    const remove = el("button", {
      type: "button", class: "plain", "aria-label": `Убрать ${file.name}`,
      onclick: () => { files = files.filter((other) => other !== file); render(); },
    }, icon("close"));
    return el("li", { title: file.name }, picture || el("span", { class: "ending" }, file.name.split(".").at(-1).slice(0, 4)),
      el("span", { class: "tray-name" }, file.name), el("span", { class: "card-size" }, fileSize(file.size)), remove);
  }

  for (const radio of radios) radio.addEventListener("change", () => { asPhoto = radio.value === "photo"; });

  return {
    add(more) {
      if (files.length + more.length > MOST) toast(`За один раз – не больше ${MOST} файлов`);
      files = [...files, ...more].slice(0, MOST);
      render();
    },
    set(others) {
      files = others;
      render();
    },
    get files() { return files; },
    get asPhoto() { return asPhoto && canBePhotos(); },
  };
}

/** Accept files from the button, by drag and drop over `area`, and pasted into `input`. */
export function acceptFiles(area, input, add) {
  const dragged = (event) => event.dataTransfer?.types.includes("Files");
  byId("attach").addEventListener("click", () => byId("files").click());
  byId("files").addEventListener("change", () => {
    add([...byId("files").files]);
    byId("files").value = "";
  });
  input.addEventListener("paste", (event) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    add([...event.clipboardData.files]);
  });
  area.addEventListener("dragover", (event) => {
    if (!dragged(event)) return;
    event.preventDefault();
    byId("drop").hidden = false;
  });
  area.addEventListener("dragleave", (event) => {
    if (!area.contains(event.relatedTarget)) byId("drop").hidden = true;
  });
  area.addEventListener("drop", (event) => {
    if (!dragged(event)) return;
    event.preventDefault();
    byId("drop").hidden = true;
    add([...event.dataTransfer.files]);
  });
}
