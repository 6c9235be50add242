// The page: who is chosen, what is known of their chat, and what happens when something changes.

import * as api from "./api.js";
import { showClock, startClock } from "./clock.js";
import { createComposer, renderCommands, renderKeys } from "./composer.js";
import { alertBox, chooseOpener, clearToasts, copy, failed, toast } from "./dialogs.js";
import { byId } from "./dom.js";
import { fullName } from "./format.js";
import { renderPeople } from "./people.js";
import { clearTimeline, markWaiting, renderTimeline, startTimeline } from "./timeline.js";

const PRESS_PATIENCE_MS = 15000;
const BURST_MS = 100;

let state = null;
let current = null;
const chats = new Map();
const waiting = new Map(); // the buttons pressed and not answered: "chat:message:data" -> { query: id or null }
const answered = new Set(); // answers that came before the press itself was confirmed

const person = (id) => state?.people.find((one) => one.id === id);

/** A lost connection is shown by the stream of events, which fetches everything anew once it is back. */
function report(error) {
  if (error instanceof api.Offline) return;
  failed(error);
  throw error;
}

/** Runs `task` at once; calls that come while it runs make it run once more, after a breath. */
function coalesced(task) {
  let running = null;
  let again = false;
  const loop = async () => {
    do {
      again = false;
      await task();
      if (again) await new Promise((wake) => setTimeout(wake, BURST_MS));
    } while (again);
  };
  return () => {
    if (running) again = true;
    else running = loop().catch(report).finally(() => { running = null; });
    return running;
  };
}

const refreshState = coalesced(async () => {
  state = await api.getState();
  showClock(state.now);
  if (!person(current)) select(firstChoice());
  renderFrame();
});

const refreshChat = coalesced(async () => {
  const id = current;
  if (id === null) return;
  chats.set(id, await api.getChat(id));
  if (id === current) renderChat();
});

const refreshAll = () => Promise.all([refreshState(), refreshChat()]);

function firstChoice() {
  const remembered = Number(location.hash.slice(1));
  return (person(remembered) ?? state.people[0])?.id ?? null;
}

function renderFrame() {
  renderPeople(state.people, current, { select: choose, block });
  const who = person(current);
  if (!who) return;
  byId("chat-name").textContent = fullName(who);
  byId("chat-note").textContent = [who.note, !who.started && "не начинал(а)"].filter(Boolean).join(" · ");
  byId("blocked").hidden = !who.blocked;
  byId("composer").hidden = who.blocked;
  byId("start").hidden = who.blocked;
}

function renderChat() {
  const { messages, reply_keyboard: keys, commands } = chats.get(current);
  renderTimeline(current, messages, actions);
  markWaiting(waiting);
  renderCommands(commands, say);
  renderKeys(keys, say);
}

function select(id) {
  if (id === current || id === null) return;
  current = id;
  history.replaceState(null, "", `#${id}`);
  composer.show(id);
  clearToasts();
  renderFrame();
  if (chats.has(id)) renderChat();
  else clearTimeline();
  refreshChat().then(refreshState);
}

function choose(id) {
  if (!byId("backdrop").hidden) closeDrawer();
  select(id);
  composer.focus();
}

async function attempt(action) {
  try {
    await action();
    return true;
  } catch (error) {
    failed(error);
    return false;
  } finally {
    refreshAll();
  }
}

const say = (text, replyTo) => attempt(() => api.sendText(current, text, replyTo));
const block = (id, isBlocked) => attempt(() => api.setBlocked(id, isBlocked));

async function press(message, data) {
  const key = `${current}:${message}:${data}`;
  if (waiting.has(key)) return;
  const entry = { query: null };
  const release = () => {
    if (waiting.get(key) === entry) waiting.delete(key);
    markWaiting(waiting);
  };
  waiting.set(key, entry);
  markWaiting(waiting);
  const isSent = await attempt(async () => {
    entry.query = (await api.press(current, message, data)).callback_query_id;
  });
  if (!isSent || answered.delete(entry.query)) release();
  else setTimeout(release, PRESS_PATIENCE_MS);
}

function answer({ chat, callback_query_id: query, text, alert }) {
  const pressed = [...waiting].find(([, entry]) => entry.query === query);
  if (pressed) waiting.delete(pressed[0]);
  else answered.add(query);
  markWaiting(waiting);
  if (!text || chat !== current) return;
  if (alert) alertBox(text);
  else toast(text);
}

function openLink(link, token) {
  chooseOpener(state.people, link, async (who) => {
    choose(who.id);
    if (who.blocked) await block(who.id, false); // opening a bot's link lifts the block
    await say(`/start ${token}`);
  });
}

const actions = {
  press, openLink, copy, send: say,
  reply: (message) => composer.reply(message),
  get username() { return state.bot.username; },
};

const composer = createComposer({
  sendText: say,
  sendFiles: (files, caption, asPhoto, replyTo) =>
    attempt(() => api.sendFiles(current, files, caption, asPhoto, replyTo)),
});

function setOffline(isOffline) {
  byId("offline").hidden = !isOffline;
}

function changed(event) {
  if (event.toast) {
    answer(event.toast);
    return;
  }
  if (!state || event.revision > state.revision) refreshState();
  const concerned = event.chat === null || event.chat === current;
  if (concerned && !(event.revision <= chats.get(current)?.revision)) refreshChat();
}

function openDrawer(isOpen) {
  byId("people").classList.toggle("shown", isOpen);
  byId("backdrop").hidden = !isOpen;
  byId("chat").inert = isOpen;
  byId("drawer").setAttribute("aria-expanded", String(isOpen));
  if (isOpen) byId("people-list").querySelector("[aria-current], button").focus();
}

function closeDrawer() {
  openDrawer(false);
  byId("drawer").focus();
}

function startDrawer() {
  byId("drawer").addEventListener("click", () => openDrawer(true));
  byId("backdrop").addEventListener("click", closeDrawer);
  byId("people").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !byId("backdrop").hidden) closeDrawer();
  });
}

byId("start").addEventListener("click", () => say("/start"));
byId("unblock").addEventListener("click", () => block(current, false));
startTimeline();
startDrawer();
startClock(refreshAll);
await refreshState();
composer.focus();
api.listen({
  opened: () => { setOffline(false); refreshAll(); },
  lost: () => setOffline(true),
  event: changed,
});
