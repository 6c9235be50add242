// Building elements. Text always goes in as a text node, so nothing a person typed can become markup.

const FOCUSABLE = "button, a";

export const byId = (id) => document.getElementById(id);

/** @param props attributes; `onX` are listeners; false, null and undefined leave an attribute out */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/**
 * Make `parent` hold exactly `items`, in order, and keep every element whose signature did not change: a keyboard
 * that has the focus, a picture that is loaded and the place in the list stay as they are.
 * @param items [{key, signature, build: () => Element}]
 */
export function reconcile(parent, items) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const wanted = new Set(items.map((item) => item.key));
  for (const [key, node] of old) if (!wanted.has(key)) node.remove();
  let place = parent.firstElementChild;
  for (const { key, signature, build } of items) {
    const node = old.get(key);
    if (node && node.signature === signature) {
      if (node === place) place = node.nextElementSibling;
      else parent.insertBefore(node, place);
      continue;
    }
    const fresh = Object.assign(build(), { signature });
    fresh.dataset.key = key;
    parent.insertBefore(fresh, place);
    if (!node) continue;
    if (node === place) place = node.nextElementSibling;
    handFocusOver(node, fresh);
    node.remove();
  }
}

/** Who pages through a list with the keyboard stays on the button when the bot edits the message. */
function handFocusOver(node, fresh) {
  const index = [...node.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement);
  if (index >= 0) fresh.querySelectorAll(FOCUSABLE)[index]?.focus({ preventScroll: true });
}
