// The preview's own part of each page: it brings the page up to date after a build, and shows what is wrong. It is served
// by `digest serve` alone and never published. All that it shows is in a shadow tree, which no style of the site reaches.
(() => {
  "use strict";

  // Milliseconds for which what is wrong has to last until it is shown: a file may be half written.
  const PATIENCE = 250;
  const FOLLOW = "digest-preview-follow", RELOADED = "digest-preview-reloaded", OPEN = "digest-preview-panel";
  const PANEL = "/_preview/panel", UNPUBLISHED = "/_preview/unpublished", KEY = "e";
  const STYLE = `
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; font: 15px/1.45 system-ui, sans-serif;
      color-scheme: light dark; pointer-events: none; }
    @media print { :host { display: none; } }
    [hidden] { display: none !important; }
    .corner, .problems, .panel { pointer-events: auto; }
    .corner, .problems { position: relative; z-index: 1; }
    .corner { display: flex; flex-wrap: wrap; gap: .3em 1em; width: fit-content; margin: 0 .6em .6em auto; padding: .2em .7em; border-radius: 1em;
      background: light-dark(#fff, #1a1a1c); color: light-dark(#1b1b1b, #e8e6e3); border: 1px solid GrayText; font-size: 12px; }
    .corner.early { border: 2px solid #b45309; } .early .unpublished { font-weight: bold; }
    .corner button, .panel button { float: none; cursor: pointer; }
    .panel { position: fixed; inset: 0 0 0 auto; inline-size: min(100vw, max(24rem, 56vw)); display: flex; flex-direction: column;
      background: light-dark(#fff, #1a1a1c); color: light-dark(#1b1b1b, #e8e6e3); border-inline-start: 1px solid GrayText;
      box-shadow: -4px 0 24px #0004; }
    .panel header { display: flex; gap: 1em; justify-content: space-between; align-items: center; padding: .4em 1em;
      border-block-end: 1px solid GrayText; font-weight: 600; }
    .panel iframe { flex: 1; inline-size: 100%; border: 0; }
    .corner label { display: flex; gap: .4em; align-items: center; }
    .problems { max-height: 60vh; overflow: auto; margin: 0; padding: 1em 1.2em; background: #2b0b0e; color: #fff;
      border-top: 4px solid #e5484d; box-shadow: 0 -4px 24px #0006; }
    h2 { font-size: 1.1em; margin: 0 0 .6em; } ol { margin: 0; padding: 0; list-style: none; }
    li { margin: 0 0 .9em; } code { font: 13px/1.4 ui-monospace, monospace; color: #ffb3b6; overflow-wrap: anywhere; }
    p { margin: .15em 0; white-space: pre-wrap; overflow-wrap: anywhere; } .remedy { color: #b9f6ca; }
    button { float: inline-end; font: inherit; color: inherit; background: none; border: 1px solid; border-radius: .4em; }
    a { color: LinkText; }`;
  const NOTES_STYLE = `
    .notes { background: inherit; } .notes summary { cursor: pointer; } .notes code { color: inherit; } .notes .remedy { color: inherit; font-style: italic; }
    .notes ol { position: absolute; inset: auto 0 calc(100% + .4em) auto; box-sizing: border-box; width: max-content;
      max-width: min(40em, 100vw - 1.2em); max-height: 50vh; overflow: auto; padding: .8em 1em; background: inherit; border: 1px solid GrayText; border-radius: .4em; }`;
  // What a capture says is shown in a frame of its own, in which nothing runs.
  const MARKUP = `<section class="panel" aria-label="The editor's panel" hidden><header>The editor's panel
    <button type="button">Close (Esc)</button></header><iframe title="The editor's panel"
    sandbox="allow-same-origin allow-top-navigation-by-user-activation"></iframe></section>
    <section class="problems" role="alert" hidden><button type="button">Hide (Esc)</button>
    <h2></h2><ol></ol></section>
    <div class="corner"><a hidden></a><button type="button" aria-expanded="false" title="Where the story in view came from (${KEY})">Panel</button>
    <label class="follow" title="Go to the page of each story that changes"><input type="checkbox">Follow</label>
    <label class="unpublished" title="Show drafts and stories under embargo as they will appear"><input type="checkbox"><span></span></label></div>`;

  const own = document.currentScript.dataset;
  const state = { build: own.build, assets: own.assets, page: own.page, shape: own.shape, told: "", busy: false, next: null };
  const shown = show(), showNotes = noteBox(shown.panel.getRootNode());

  function show() {
    const host = document.createElement("digest-preview");
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    root.innerHTML = MARKUP;
    const [panel, title, list, hide, link, follow] =
      [".problems", "h2", "ol", ".problems button", "a", ".follow input"].map((one) => root.querySelector(one));
    follow.checked = localStorage.getItem(FOLLOW) === "yes";
    follow.addEventListener("change", () => localStorage.setItem(FOLLOW, follow.checked ? "yes" : "no"));
    hide.addEventListener("click", () => { panel.hidden = true; });
    addEventListener("keydown", (event) => { if (event.key === "Escape") panel.hidden = true; });
    document.documentElement.append(host);
    return { panel, title, list, link, follow, waiting: 0, early: early(root), editor: editor(root) };
  }

  // The switch for what is not published yet; the server keeps how it was put.
  function early(root) {
    const corner = root.querySelector(".corner"), [box, words] = corner.querySelector(".unpublished").children;
    const show = (on) => {
      box.checked = on;
      corner.classList.toggle("early", on);
      words.textContent = on ? "Shows unpublished stories" : "Unpublished";
    };
    box.addEventListener("change", () => {
      words.textContent = "Building…";
      fetch(`${UNPUBLISHED}?show=${box.checked ? "yes" : "no"}`, { method: "POST" }).catch(() => show(!box.checked));
    });
    show(false);
    return show;
  }

  // The panel beside the page: opened by its button or its key, and as it was on the next page.
  function editor(root) {
    const [panel, frame, close, button] =
      [".panel", "iframe", ".panel button", ".corner button"].map((one) => root.querySelector(one));
    let down = 0;
    const load = () => {
      down = frame.contentWindow.scrollY;
      frame.contentWindow.location.replace(`${PANEL}?of=${encodeURIComponent(decodeURI(location.pathname))}`);
    };
    const put = (open, focus) => {
      if (open && panel.hidden) load();
      panel.hidden = !open;
      button.setAttribute("aria-expanded", open);
      localStorage.setItem(OPEN, open ? "yes" : "no");
      if (focus) (open ? close : button).focus();
    };
    const press = (event) => {
      if (event.key === "Escape" && !panel.hidden) put(false, true);
      const typing = event.composedPath()[0].matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
      if (event.key !== KEY || typing || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      put(panel.hidden, true);
    };
    button.addEventListener("click", () => put(panel.hidden, true));
    close.addEventListener("click", () => put(false, true));
    addEventListener("keydown", press);
    frame.addEventListener("load", () => {
      frame.contentDocument?.addEventListener("keydown", press);
      frame.contentWindow.scrollTo(0, down);
    });
    if (localStorage.getItem(OPEN) === "yes") put(true, false);
    return () => { if (!panel.hidden) load(); };
  }

  function element(name, text, className = "") {
    const made = document.createElement(name);
    made.textContent = text;
    made.className = className;
    return made;
  }

  function entry(one) {
    const item = document.createElement("li");
    if (one.file) item.append(element("code", one.line ? `${one.file}:${one.line}` : one.file));
    item.append(element("p", one.reason));
    if (one.remedy) item.append(element("p", one.remedy, "remedy"));
    return item;
  }

  // What keeps no page from being right is counted in the corner, and told there to who asks.
  function noteBox(root) {
    const box = element("details", "", "notes"), title = element("summary", ""), list = element("ol", "");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(NOTES_STYLE);
    root.adoptedStyleSheets.push(sheet);
    box.append(title, list);
    root.querySelector(".corner").prepend(box);
    return (notes) => {
      box.hidden = !notes.length;
      title.textContent = notes.length === 1 ? "1 note" : `${notes.length} notes`;
      list.replaceChildren(...notes.map(entry));
    };
  }

  function showProblems(problems) {
    clearTimeout(shown.waiting);
    const grave = problems.filter((one) => one.grave);
    if (!grave.length) {
      shown.panel.hidden = true;
      return;
    }
    shown.waiting = setTimeout(() => {
      shown.title.textContent = grave.length === 1 ? "This keeps the site from being right"
        : `${grave.length} things keep the site from being right`;
      shown.list.replaceChildren(...problems.map(entry));
      shown.panel.hidden = false;
    }, PATIENCE);
  }

  function showStory(story) {
    const elsewhere = story && story !== decodeURI(location.pathname);
    shown.link.hidden = !elsewhere;
    shown.link.href = story || "/";
    shown.link.textContent = elsewhere ? `Changed: ${story}` : "";
  }

  function swapSheets(fresh) {
    const kind = 'link[rel~="stylesheet"]';
    const old = [...document.querySelectorAll(kind)];
    const loads = [...fresh.querySelectorAll(kind)].map((link) => new Promise((done) => {
      const sheet = document.importNode(link);
      sheet.addEventListener("load", done);
      sheet.addEventListener("error", done);
      document.head.append(sheet);
    }));
    return Promise.all(loads).then(() => old.forEach((link) => link.remove()));
  }

  async function update(news, first) {
    const told = !first && news.told !== state.told;
    Object.assign(state, { build: news.build, told: news.told });
    if (told && shown.follow.checked && news.story !== decodeURI(location.pathname)) {
      location.assign(news.story);
      return;
    }
    const answer = await fetch(location.href, { cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = fresh.querySelector("script[data-page][data-shape]")?.dataset;
    if (!now) return;
    const assets = news.assets !== state.assets && sessionStorage.getItem(RELOADED) !== news.assets;
    if (now.shape === state.shape && now.page !== state.page) {
      await swapSheets(fresh);
    } else if (now.page !== state.page || assets) {
      sessionStorage.setItem(RELOADED, news.assets);
      location.reload();
    }
    Object.assign(state, { page: now.page, shape: now.shape, assets: news.assets });
  }

  async function take(news, first) {
    showProblems(news.problems);
    showStory(news.story);
    showNotes(news.problems.filter((one) => !one.grave));
    shown.early(news.unpublished);
    if (first) state.told = news.told;
    state.next = news.build === state.build ? null : news;
    if (state.busy) return;
    state.busy = true;
    while (state.next) {
      const next = state.next;
      state.next = null;
      // A server that is gone says so by itself, and tells all when it is there again.
      await update(next, first).catch(() => {});
    }
    state.busy = false;
    if (!first) shown.editor();
  }

  // A page in the background listens to nothing: a browser keeps few connections to one host.
  let source = null, first = true;
  function listen() {
    if (document.hidden) {
      source?.close();
      source = null;
    } else if (!source) {
      source = new EventSource("/_preview/news");
      source.addEventListener("message", (event) => {
        take(JSON.parse(event.data), first);
        first = false;
      });
    }
  }
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  listen();
})();
