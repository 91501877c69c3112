/* A story's code and address are copied, and the story is shared by whatever the reader's system shares with. */
const address = () => document.querySelector("link[rel=canonical]")?.href || location.href;

function copiedByHand(text) {
  // Where a page came by plain HTTP, browsers have no clipboard for it.
  const field = document.createElement("textarea");
  const before = document.activeElement;
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus({ preventScroll: true });
  return done;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedByHand(text);
  }
}

async function share() {
  try {
    await navigator.share({ title: document.querySelector("h1")?.textContent, url: address() });
  } catch { /* the reader thought better of it */ }
}

addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy], [data-share]");
  if (!button) return;
  if ("share" in button.dataset) await share();
  else if (await copied(button.dataset.copy || address())) {
    dispatchEvent(new CustomEvent("digest:said", { detail: button.dataset.done }));
  }
});
