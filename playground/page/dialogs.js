// What lies over the page: toasts, the bot's alerts, an enlarged picture, «открыть как…».

import { byId, el, icon } from "./dom.js";
import { fullName } from "./format.js";

const TOAST_MS = 4000;
const TOAST_GAP_PX = 10;

export function toast(text) {
  const box = byId("toasts");
  const node = el("div", { class: "toast", "data-testid": "toast" }, text);
  box.append(node);
  box.style.top = `${byId("viewport").getBoundingClientRect().top + TOAST_GAP_PX}px`; // clear of the newest buttons
  box.hidePopover(); // shown anew, it lies over a dialog that was opened meanwhile
  box.showPopover();
  setTimeout(() => {
    node.remove();
    if (box.childElementCount === 0) box.hidePopover();
  }, TOAST_MS);
}

/** What the bot told one person is not for the next. */
export function clearToasts() {
  byId("toasts").replaceChildren();
  byId("toasts").hidePopover();
}

export const failed = (error) => toast(`Не получилось: ${error.message}`);

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Скопировано");
  } catch {
    toast("Браузер не разрешил копирование");
  }
}

function dialog(props, ...children) {
  const node = el("dialog", props, ...children);
  node.addEventListener("close", () => node.remove());
  node.addEventListener("click", (event) => event.target === node && node.close());
  document.body.append(node);
  node.showModal();
  return node;
}

const closer = (label, props = {}) =>
  el("button", { type: "button", onclick: (event) => event.target.closest("dialog").close(), ...props }, label);

export function alertBox(text) {
  const ok = closer("Понятно", { class: "primary", "data-testid": "alert-ok", autofocus: true });
  dialog({ class: "box", "data-testid": "alert", "aria-label": "Сообщение бота" }, el("p", { class: "alert" }, text), ok);
}

/** Ask from whose chat a start link is opened; whoever has not started yet stands first in line for Enter. */
export function chooseOpener(people, link, open) {
  const preferred = people.find((person) => !person.started) ?? people[0];
  const choice = (person) => {
    const state = person.blocked ? "бот заблокирован" : !person.started && "не начинал(а)";
    return el("button", {
      type: "button",
      class: person === preferred ? "choice preferred" : "choice",
      autofocus: person === preferred,
      "data-testid": `open-as-${person.id}`,
      onclick: () => { box.close(); open(person); },
    }, el("span", { class: "choice-name" }, fullName(person)),
    el("span", { class: "choice-note" }, [person.note, state].filter(Boolean).join(" · ")));
  };
  const box = dialog({ class: "box", "data-testid": "chooser", "aria-label": "Открыть ссылку как" },
    el("h2", {}, "Открыть как…"),
    el("div", { class: "choices" }, ...people.map(choice)),
    el("div", { class: "box-buttons" },
      el("button", { type: "button", onclick: () => copy(link) }, "Скопировать ссылку"), closer("Отмена")));
}

export function enlarge(urls, index) {
  const picture = el("img", { alt: "Фото из переписки" });
  const show = (step) => {
    index = (index + step + urls.length) % urls.length;
    picture.src = urls[index];
  };
  const turn = (step, name, label) => urls.length > 1 &&
    el("button", { type: "button", class: `plain turn ${name}`, "aria-label": label, onclick: () => show(step) }, icon(name));
  const box = dialog({ class: "lightbox", "data-testid": "lightbox", "aria-label": "Фото" }, picture,
    turn(-1, "prev", "Предыдущее фото"), turn(1, "next", "Следующее фото"),
    closer(icon("close"), { class: "plain turn close", "aria-label": "Закрыть" }));
  box.addEventListener("keydown", (event) => {
    if (urls.length > 1 && event.key === "ArrowLeft") show(-1);
    if (urls.length > 1 && event.key === "ArrowRight") show(1);
  });
  picture.addEventListener("click", () => box.close());
  show(0);
}
