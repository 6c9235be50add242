// The clock of the demonstration and the ways to turn it on.

import { turnClock } from "./api.js";
import { failed } from "./dialogs.js";
import { byId } from "./dom.js";
import { dayOf, longDay, moment } from "./format.js";

const DONE_MS = 3000;
let turning = false;

export function showClock(iso) {
  byId("clock").dateTime = iso;
  byId("clock").textContent = moment(iso);
  byId("to-date").min = dayOf(iso);
  if (!byId("to-date").value || byId("to-date").value < dayOf(iso)) byId("to-date").value = dayOf(iso);
}

function setTurning(on, text, how = "") {
  turning = on;
  byId("turning").textContent = text;
  byId("turning-how").textContent = how;
  byId("progress").hidden = !on;
  for (const control of byId("clock-form").elements) control.disabled = on;
}

async function turn(how, text, turned) {
  if (turning) return;
  setTurning(true, "Часы идут…", ` ${text}`);
  try {
    showClock((await turnClock(how)).now);
    setTurning(false, "Готово");
    setTimeout(() => { if (!turning) byId("turning").textContent = ""; }, DONE_MS);
  } catch (error) {
    setTurning(false, "");
    failed(error);
  }
  await turned();
}

export function startClock(turned) {
  for (const button of byId("clock-form").querySelectorAll("button[type=button]")) {
    const { hours, days } = button.dataset;
    const how = hours ? { hours: Number(hours) } : { days: Number(days) };
    button.addEventListener("click", () => turn(how, button.ariaLabel.toLowerCase(), turned));
  }
  byId("clock-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const day = byId("to-date").value;
    turn({ to: day }, `до ${longDay(day)}`, turned);
  });
}
