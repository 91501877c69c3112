/* Runs before anything is shown: no page flashes in another theme than the one that was chosen, and what only a script can
   serve stands in its place from the beginning. */
(() => {
  "use strict";

  const KEY = "digest-theme";
  // What the reader's system asks for comes first, and again after the last.
  const THEMES = ["", "light", "dark"];
  const root = document.documentElement;

  root.dataset.script = "";
  if (navigator.share) root.dataset.share = "";

  // A browser may keep nothing, or refuse to be asked.
  function kept() {
    try {
      const theme = localStorage.getItem(KEY);
      return THEMES.includes(theme) ? theme : "";
    } catch {
      return root.dataset.theme || "";
    }
  }

  function keep(theme) {
    try {
      if (theme) localStorage.setItem(KEY, theme);
      else localStorage.removeItem(KEY);
    } catch { /* it holds for this page alone */ }
  }

  function show(theme) {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    for (const meta of document.querySelectorAll("meta[name=theme-color][data-theme]")) {
      const own = meta.dataset.theme;
      meta.media = theme ? (theme === own ? "all" : "not all") : `(prefers-color-scheme: ${own})`;
    }
    const scheme = document.querySelector("meta[name=color-scheme]");
    if (scheme) scheme.content = theme || "light dark";
  }

  show(kept());

  addEventListener("click", (event) => {
    const button = event.target.closest?.(".theme-switch");
    if (!button) return;
    const theme = THEMES[(THEMES.indexOf(root.dataset.theme || "") + 1) % THEMES.length];
    show(theme);
    keep(theme);
    dispatchEvent(new CustomEvent("digest:said", { detail: button.innerText }));
  });

  // Another tab chose, or this page comes back as it was left.
  addEventListener("storage", (event) => { if (event.key === KEY || event.key === null) show(kept()); });
  addEventListener("pageshow", (event) => { if (event.persisted) show(kept()); });
})();
