// The line in which one writes, with the bot's own keyboard and its menu of commands.

import { acceptFiles, createTray } from "./attachments.js";
import { byId, el } from "./dom.js";
import { summary } from "./messages.js";

/** @param actions sendText(text, replyTo), sendFiles(files, caption, asPhoto, replyTo): both return whether it was sent */
export function createComposer(actions) {
  const input = byId("input");
  const drafts = new Map();
  let chat = null;
  let replyTo = null;
  let sending = false;
  const tray = createTray(() => {
    update();
  });

  function update() {
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight}px`;
    byId("send").disabled = sending || (input.value.trim() === "" && !tray?.files.length);
  }

  function setReply(message) {
    replyTo = message;
    byId("reply").hidden = !message;
    byId("reply").querySelector("p").textContent = message ? summary(message) : "";
  }

  function show(id) {
    if (id === chat) return;
    if (chat !== null) drafts.set(chat, { text: input.value, files: tray.files });
    chat = id;
    const draft = drafts.get(id) ?? { text: "", files: [] };
    input.value = draft.text;
    setReply(null);
    openCommands(false);
    tray.set(draft.files);
  }

  async function send() {
    if (sending || byId("send").disabled) return;
    sending = true;
    update();
    const [from, text, { files }] = [chat, input.value.trim(), tray];
    const sent = files.length
      ? await actions.sendFiles(files, text, tray.asPhoto, replyTo?.message_id)
      : await actions.sendText(text, replyTo?.message_id);
    sending = false;
    if (sent) clear(from);
    update();
  }

  function clear(from) {
    drafts.delete(from);
    if (from !== chat) return;
    input.value = "";
    setReply(null);
    tray.set([]);
  }

  function focus() {
    if (matchMedia("(hover: hover)").matches) input.focus(); // on a phone it would open the keyboard
  }

  byId("compose").addEventListener("submit", (event) => { event.preventDefault(); send(); });
  input.addEventListener("input", update);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") setReply(null);
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  byId("reply").querySelector("button").addEventListener("click", () => setReply(null));
  byId("command-menu").addEventListener("click", () => openCommands(byId("commands").hidden));
  byId("composer").addEventListener("keydown", (event) => event.key === "Escape" && openCommands(false));
  acceptFiles(byId("chat"), input, (files) => { tray.add(files); focus(); });
  startKeys();
  update();

  return { show, focus, reply(message) { setReply(message); input.focus(); } };
}

function openCommands(isOpen) {
  byId("commands").hidden = !isOpen;
  byId("command-menu").setAttribute("aria-expanded", String(isOpen));
  if (isOpen) byId("commands").querySelector("button")?.focus();
}

export function renderCommands(commands, send) {
  byId("command-menu").hidden = commands.length === 0;
  if (commands.length === 0) openCommands(false);
  byId("commands").replaceChildren(...commands.map(({ command, description }) => el("li", {}, el("button", {
    type: "button", "data-testid": `command-${command}`,
    onclick: () => { openCommands(false); send(`/${command}`); },
  }, el("b", {}, `/${command}`), el("span", {}, description)))));
}

let keyboardNow = "";

function showKeys(isShown) {
  byId("keys").hidden = !isShown;
  byId("keys-toggle").setAttribute("aria-expanded", String(isShown));
}

function startKeys() {
  byId("keys-toggle").addEventListener("click", () => showKeys(byId("keys").hidden));
}

/** The bot's keyboard above the line; it can be folded, and a one-time keyboard folds itself once used. */
export function renderKeys(markup, send) {
  const signature = JSON.stringify(markup);
  if (signature === keyboardNow) return;
  keyboardNow = signature;
  const rows = markup?.keyboard ?? [];
  const key = (button) => {
    const label = button.text ?? button;
    const onclick = () => { if (markup.one_time_keyboard) showKeys(false); send(label); };
    return el("button", { type: "button", class: "key", onclick }, el("span", {}, label));
  };
  byId("keys").replaceChildren(...rows.map((row) => el("div", { class: "row" }, ...row.map(key))));
  byId("keys-toggle").hidden = rows.length === 0;
  byId("input").placeholder = markup?.input_field_placeholder || "Сообщение";
  showKeys(rows.length > 0);
}
