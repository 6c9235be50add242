// The playground's HTTP interface.

import { reason } from "./errors.js";

export class Offline extends Error {}

async function call(path, options = {}) {
  const answer = await fetch(path, options).catch(() => {
    throw new Offline("нет связи с сервером");
  });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(reason(answer.status, body.error));
  return body;
}

const post = (path, body) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const getState = () => call("/play/state");
export const getChat = (chat) => call(`/play/chats/${chat}`);
export const sendText = (chat, text, replyTo) =>
  post(`/play/chats/${chat}/text`, replyTo ? { text, reply_to: replyTo } : { text });
export const press = (chat, message, data) => post(`/play/chats/${chat}/press`, { message_id: message, data });
export const setBlocked = (chat, blocked) => post(`/play/chats/${chat}/block`, { blocked });
export const turnClock = (how) => post("/play/clock", how);

export function sendFiles(chat, files, caption, asPhoto, replyTo) {
  const form = new FormData();
  if (caption) form.append("caption", caption);
  if (replyTo) form.append("reply_to", replyTo);
  form.append("as_photo", asPhoto ? "1" : "0");
  for (const file of files) form.append("files", file, file.name);
  return call(`/play/chats/${chat}/files`, { method: "POST", body: form });
}

const RETRY_MS = 2000;

/** Listen for ever. The browser retries a broken stream by itself, but gives up after a refusal: then we begin anew. */
export function listen({ opened, lost, event }) {
  const source = new EventSource("/play/events");
  source.onopen = opened;
  source.onmessage = (message) => event(JSON.parse(message.data));
  source.onerror = () => {
    lost();
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen({ opened, lost, event }), RETRY_MS);
  };
}
