// The list of messages on the screen: keeps to the end while one reads there, stays put while one reads further up.

import { byId, reconcile } from "./dom.js";
import { timelineItems } from "./messages.js";

const NEAR_PX = 60;
let atEnd = true;
let lastTop = 0;
let shown = null;

const toEnd = () => {
  byId("scroller").scrollTop = byId("scroller").scrollHeight;
};

export function renderTimeline(chat, messages, actions) {
  if (shown !== chat) clearTimeline();
  shown = chat;
  const newest = byId("timeline").lastElementChild?.dataset.key;
  reconcile(byId("timeline"), timelineItems(messages, actions));
  byId("empty").hidden = messages.length > 0;
  const sent = byId("timeline").lastElementChild?.dataset.key !== newest && messages.at(-1)?.out;
  if (atEnd || sent) toEnd();
}

export function clearTimeline() {
  shown = null;
  atEnd = true;
  byId("to-bottom").hidden = true;
  byId("timeline").replaceChildren();
  byId("empty").hidden = true;
}

/** Mark the buttons whose press the bot has not answered yet. @param waiting a Map with keys "chat:message:data" */
export function markWaiting(waiting) {
  for (const button of byId("timeline").querySelectorAll("[data-press]")) {
    button.setAttribute("aria-busy", String(waiting.has(`${shown}:${button.dataset.press}`)));
  }
}

export function startTimeline() {
  const scroller = byId("scroller");
  scroller.addEventListener("scroll", () => {
    // Only a move upwards leaves the end: when a picture has just loaded, the place is as far from it but nobody moved.
    const isNear = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
    if (isNear || scroller.scrollTop < lastTop) atEnd = isNear;
    lastTop = scroller.scrollTop;
    byId("to-bottom").hidden = atEnd;
  }, { passive: true });
  // Pictures arrive late and the keyboard below opens and closes: the end must stay in sight.
  const watcher = new ResizeObserver(() => atEnd && toEnd());
  watcher.observe(scroller);
  watcher.observe(byId("timeline"));
  byId("to-bottom").addEventListener("click", toEnd);
}
