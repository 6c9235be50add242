// Messages as elements: bubbles, albums, documents, the keyboards beneath them, the days between them.

import { enlarge } from "./dialogs.js";
import { el, icon } from "./dom.js";
import { dayOf, dayWithWeekday, fileSize, timeOf } from "./format.js";
import { prepareLinks, startToken } from "./links.js";

const LONG_PRESS_MS = 500;
const SUMMARY_LENGTH = 120;

/** One line that says which message is meant. */
export const summary = (message) =>
  (message.text || message.document?.file_name || "Фото").replaceAll("\n", " ").slice(0, SUMMARY_LENGTH);

/** The items of a timeline, for `reconcile`. `actions`: press, send, openLink, copy, reply, username. */
export function timelineItems(messages, actions) {
  const byNumber = new Map(messages.map((message) => [message.message_id, message]));
  const items = [];
  let day = "";
  for (const group of albums(messages)) {
    const first = group[0];
    const quoted = byNumber.get(first.reply_to);
    if (dayOf(first.date) !== day) {
      day = dayOf(first.date);
      items.push({ key: `day-${day}`, signature: day, build: () => separator(first.date) });
    }
    items.push({
      key: `message-${first.message_id}`,
      signature: JSON.stringify([group, quoted]),
      build: () => bubble(group, quoted, actions),
    });
  }
  return items;
}

function albums(messages) {
  const groups = [];
  for (const message of messages) {
    const last = groups.at(-1);
    const together = last && message.media_group_id && last[0].media_group_id === message.media_group_id;
    if (together && last[0].out === message.out) last.push(message);
    else groups.push([message]);
  }
  return groups;
}

const separator = (iso) =>
  el("div", { class: "day", role: "separator", "data-testid": `day-${dayOf(iso)}` }, el("span", {}, dayWithWeekday(iso)));

function bubble(group, quoted, actions) {
  const first = group[0];
  const single = group.length === 1;
  const node = el("article", {
    class: `message ${first.out ? "out" : "in"}`,
    "data-testid": single ? `message-${first.message_id}` : `album-${first.media_group_id}`,
    "aria-label": `${first.out ? "Сообщение человека" : "Сообщение бота"}, ${timeOf(first.date)}`,
  }, content(group, single, quoted, actions), replyButton(first, actions));
  const keyboard = group.find((message) => message.inline_keyboard)?.inline_keyboard;
  if (keyboard) node.append(inlineKeyboard(keyboard, first.message_id, actions));
  onLongPress(node, () => actions.reply(first));
  return node;
}

function content(group, single, quoted, actions) {
  const texts = group.map((message) => text(message, actions)).filter(Boolean);
  const node = el("div", { class: "bubble" }, quoted && quote(quoted), ...media(group, single), ...texts);
  (texts.at(-1) ?? node).append(stamp(group)); // beside the last line where there is room
  return node;
}

const quote = (message) => el("div", { class: "quote" }, summary(message));

function media(group, single) {
  const photos = group.filter((message) => message.photo);
  const urls = photos.map((message) => message.photo);
  const pictures = photos.map((message, index) => el("button", {
    type: "button", class: "photo", "aria-label": "Увеличить фото",
    "data-testid": single ? `photo-${message.message_id}` : `message-${message.message_id}`,
    onclick: () => enlarge(urls, index),
  }, el("img", { src: message.photo, alt: "Фото" })));
  const documents = group.filter((message) => message.document);
  const cards = documents.map((message) => card(message, !single && `message-${message.message_id}`));
  return [pictures.length > 0 && el("div", { class: pictures.length > 1 ? "photos grid" : "photos" }, ...pictures), ...cards];
}

function card({ document: file }, testid) {
  const ending = file.file_name?.includes(".") ? file.file_name.split(".").at(-1).slice(0, 4) : "";
  return el("div", { class: "card", "data-testid": testid },
    el("span", { class: "ending", "aria-hidden": "true" }, ending || icon("save")),
    el("span", { class: "card-text" },
      el("span", { class: "card-name" }, file.file_name),
      el("span", { class: "card-size" }, fileSize(file.file_size ?? 0), " · ",
        el("a", { href: file.url, download: file.file_name }, "Скачать"))));
}

function text(message, actions) {
  if (!message.html) return null;
  const body = el("div", { class: "text" });
  body.innerHTML = message.html; // the server has checked and escaped it
  prepareLinks(body, actions.username, actions);
  for (const code of body.querySelectorAll("code, pre")) {
    code.title = "Скопировать";
    code.addEventListener("click", () => actions.copy(code.textContent));
  }
  for (const spoiler of body.querySelectorAll("tg-spoiler, .tg-spoiler")) {
    spoiler.addEventListener("click", () => spoiler.classList.add("shown"));
  }
  return body;
}

function stamp(group) {
  const edited = group.some((message) => message.edited) && "изменено ";
  return el("span", { class: "stamp" }, edited, el("time", { datetime: group[0].date }, timeOf(group[0].date)));
}

const replyButton = (message, actions) => el("button", {
  type: "button", class: "plain reply-to", "aria-label": "Ответить на сообщение", title: "Ответить",
  "data-testid": `reply-to-${message.message_id}`, onclick: () => actions.reply(message),
}, icon("reply"));

function onLongPress(node, action) {
  let timer = 0;
  const stop = () => clearTimeout(timer);
  node.addEventListener("touchstart", (event) => {
    if (!event.target.closest("button, a")) timer = setTimeout(action, LONG_PRESS_MS);
  }, { passive: true });
  for (const name of ["touchend", "touchmove", "touchcancel"]) node.addEventListener(name, stop, { passive: true });
}

function inlineKeyboard(rows, messageId, actions) {
  const row = (buttons) => el("div", { class: "row" }, ...buttons.map((button) => inlineButton(button, messageId, actions)));
  return el("div", { class: "inline-keyboard" }, ...rows.map(row));
}

function inlineButton(button, messageId, actions) {
  if (button.url) return urlButton(button, actions);
  const onclick = button.copy_text
    ? () => actions.copy(button.copy_text.text)
    : () => actions.press(messageId, button.callback_data);
  return el("button", { type: "button", class: "key", onclick, "data-press": button.callback_data && `${messageId}:${button.callback_data}` },
    el("span", {}, button.text), button.copy_text && icon("copy"));
}

function urlButton(button, actions) {
  const token = startToken(button.url, actions.username);
  const link = { class: "key", href: button.url, target: "_blank", rel: "noopener noreferrer" };
  const node = el("a", link, el("span", {}, button.text), icon("link"));
  if (token !== null) {
    node.addEventListener("click", (event) => {
      event.preventDefault();
      actions.openLink(button.url, token);
    });
  }
  return node;
}
