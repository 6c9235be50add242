// Links inside messages: addresses and commands in plain text become clickable, as in any messenger.

import { el, icon } from "./dom.js";

const HOSTS = new Set(["t.me", "telegram.me", "www.t.me"]);
const PATTERN = /(https?:\/\/[^\s<>"«»]+[^\s<>"«».,;:!?)\]])|(?<=^|[\s(])(\/[a-z][a-z0-9_]{0,31})(?![\w/])/gi;

/** The token of a link that opens this bot, also inside a «share» link; null for any other address. */
export function startToken(address, username) {
  let url;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (!HOSTS.has(url.hostname)) return null;
  if (url.pathname === "/share/url") return startToken(url.searchParams.get("url") ?? "", username);
  const mine = url.pathname.slice(1).toLowerCase() === username.toLowerCase();
  return mine ? url.searchParams.get("start") : null;
}

/** Turn a message's links into what the page does with them. */
export function prepareLinks(body, username, actions) {
  linkTextNodes(body, actions);
  for (const anchor of body.querySelectorAll("a[href]")) prepareAnchor(anchor, username, actions);
}

function prepareAnchor(anchor, username, actions) {
  const token = startToken(anchor.href, username);
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  if (token === null) return;
  anchor.dataset.testid = "deep-link";
  anchor.addEventListener("click", (event) => {
    event.preventDefault();
    actions.openLink(anchor.href, token);
  });
  const copy = { type: "button", class: "copy", title: "Скопировать ссылку", "aria-label": "Скопировать ссылку" };
  anchor.after(el("button", { ...copy, "data-testid": "copy-link", onclick: () => actions.copy(anchor.href) }, icon("copy")));
}

function linkTextNodes(body, actions) {
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement?.closest("a, code, pre")) nodes.push(walker.currentNode);
  }
  for (const node of nodes) node.replaceWith(...pieces(node.data, actions));
}

function pieces(text, actions) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(PATTERN)) {
    parts.push(text.slice(from, match.index), match[1] ? el("a", { href: match[1] }, match[1]) : command(match[2], actions));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)].filter((part) => part !== "");
}

const command = (text, actions) =>
  el("button", { type: "button", class: "command", onclick: () => actions.send(text) }, text);
