// The list of people, each with a chat of their own.

import { byId, el, reconcile } from "./dom.js";
import { fullName, initials } from "./format.js";

const COLOURS = 6;

export function renderPeople(people, current, actions) {
  reconcile(byId("people-list"), people.map((person) => ({
    key: String(person.id),
    signature: JSON.stringify([person, person.id === current]),
    build: () => row(person, person.id === current, actions),
  })));
  const unread = people.reduce((sum, person) => sum + (person.id === current ? 0 : person.unread), 0);
  byId("drawer-unread").hidden = unread === 0;
  byId("drawer-unread").textContent = unread;
  document.title = `${unread ? `(${unread}) ` : ""}Куратор – демонстрация`;
}

function row(person, isOpen, actions) {
  const unread = isOpen ? 0 : person.unread;
  const status = person.blocked ? "бот заблокирован" : !person.started && "не начинал(а)";
  const open = el("button", {
    type: "button", class: "person", "data-testid": `person-${person.id}`, "aria-current": isOpen && "true",
    onclick: () => actions.select(person.id),
  }, el("span", { class: `avatar c${person.id % COLOURS}`, "aria-hidden": "true" }, initials(person)),
  el("span", { class: "person-text" },
    el("span", { class: "person-name" }, fullName(person)),
    el("span", { class: "person-note" }, person.note),
    status && el("span", { class: person.blocked ? "status bad" : "status" }, status)),
  unread > 0 && el("span", { class: "badge", "aria-label": `непрочитанных: ${unread}`, "data-testid": `unread-${person.id}` }, unread));
  return el("li", { class: isOpen ? "open" : null }, open, blockSwitch(person, actions));
}

const blockSwitch = (person, actions) => el("button", {
  type: "button", role: "switch", class: "switch", "aria-checked": String(person.blocked),
  "data-testid": `block-${person.id}`, "aria-label": `${fullName(person)}: бот заблокирован`,
  title: person.blocked ? "Разблокировать бота" : "Заблокировать бота",
  onclick: () => actions.block(person.id, !person.blocked),
});
