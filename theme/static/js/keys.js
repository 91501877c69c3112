/* Single keys. An element says by `data-key` which key stands for it: a field takes the focus, all else is pressed. */
const OFF = "digest-keys";
const HEADLINES = ".entry-headline a, .line-headline, a.related-link";
const dialog = document.querySelector(".keys");
const box = dialog?.querySelector("input");

function isOff() {
  try {
    return localStorage.getItem(OFF) === "off";
  } catch {
    return box ? !box.checked : false;
  }
}

function keepOff(off) {
  try {
    if (off) localStorage.setItem(OFF, "off");
    else localStorage.removeItem(OFF);
  } catch { /* it holds for this page alone */ }
}

function help() {
  if (!dialog) return;
  if (dialog.open) {
    dialog.close();
    return;
  }
  box.checked = !isOff();
  dialog.showModal();
}

function step(forward) {
  const links = [...document.querySelectorAll(HEADLINES)].filter((link) => link.getClientRects().length);
  const from = document.activeElement;
  const away = from === document.body || !from;
  // From where the reader is: behind the focus, or below the upper edge of the window.
  const isAhead = (link) => (away
    ? link.getBoundingClientRect().top >= 0
    : from.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING);
  const ahead = links.findIndex((link) => link !== from && isAhead(link));
  const end = ahead < 0 ? links.length : ahead;
  const to = forward ? links[end] : links.slice(0, end).findLast((link) => link !== from);
  to?.focus({ preventScroll: true });
  to?.scrollIntoView({ block: "center" });
}

function press(key) {
  const found = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)];
  const element = found.find((one) => one.matches("input")) || found[0];
  if (!element) return false;
  if (element.matches("input")) element.focus();
  else element.click();
  return true;
}

function search() {
  const field = document.querySelector("main input[type=search]");
  const link = document.querySelector(".navigation a[href$='/search/']");
  if (field) field.focus();
  else link?.click();
  return Boolean(field || link);
}

const DONE = {
  "?": () => { help(); return true; },
  "/": () => press("/") || search(),
  j: () => { step(true); return true; },
  k: () => { step(false); return true; },
};

// Keyboards of other scripts have other letters on the same keys.
function keyOf(event) {
  if (/^[!-~]$/.test(event.key)) return event.key;
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  return event.key.length === 1 && /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : "";
}

function isTyping(target) {
  return target.isContentEditable || target.matches?.("input:not([type=checkbox]), textarea, select");
}

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = keyOf(event);
  if (!key || isTyping(event.target) || isOff()) return;
  if (dialog?.open && key !== "?") return;
  if (DONE[key] ? DONE[key]() : /^[a-z]$/.test(key) && press(key)) event.preventDefault();
});

addEventListener("click", (event) => {
  if (event.target.closest?.("[data-keys]")) help();
  // Beside the dialog there is its backdrop, which counts as the dialog itself.
  else if (event.target === dialog) dialog.close();
});

box?.addEventListener("change", () => keepOff(!box.checked));
