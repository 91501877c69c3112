// The preview's own part of each page: it brings the page up to date after a build, and shows what is wrong. It is served
// by `digest serve` alone and never published. All that it shows is in a shadow tree, which no style of the site reaches.
(() => {
  "use strict";

  // Milliseconds for which what is wrong has to last until it is shown: a file may be half written.
  const PATIENCE = 250;
  const FOLLOW = "digest-preview-follow", RELOADED = "digest-preview-reloaded";
  const STYLE = `
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; font: 15px/1.45 system-ui, sans-serif;
      color-scheme: light dark; pointer-events: none; }
    @media print { :host { display: none; } }
    [hidden] { display: none !important; }
    .corner, .problems { pointer-events: auto; }
    .corner { display: flex; gap: 1em; width: fit-content; margin: 0 .6em .6em auto; padding: .2em .7em; border-radius: 1em;
      background: Canvas; color: CanvasText; border: 1px solid GrayText; font-size: 12px; opacity: .75; }
    .corner:hover, .corner:focus-within { opacity: 1; }
    .corner label { display: flex; gap: .4em; align-items: center; }
    .problems { max-height: 60vh; overflow: auto; margin: 0; padding: 1em 1.2em; background: #2b0b0e; color: #fff;
      border-top: 4px solid #e5484d; box-shadow: 0 -4px 24px #0006; }
    h2 { font-size: 1.1em; margin: 0 0 .6em; } ol { margin: 0; padding: 0; list-style: none; }
    li { margin: 0 0 .9em; } code { font: 13px/1.4 ui-monospace, monospace; color: #ffb3b6; overflow-wrap: anywhere; }
    p { margin: .15em 0; white-space: pre-wrap; overflow-wrap: anywhere; } .remedy { color: #b9f6ca; }
    button { float: inline-end; font: inherit; color: inherit; background: none; border: 1px solid; border-radius: .4em; }
    a { color: LinkText; }`;
  const NOTES_STYLE = `
    .notes summary { cursor: pointer; } .notes code { color: inherit; } .notes .remedy { color: inherit; font-style: italic; }
    .notes ol { position: absolute; inset: auto .6em 3em auto; box-sizing: border-box; max-width: min(40em, 100vw - 1.2em);
      max-height: 50vh; overflow: auto; padding: .8em 1em; background: Canvas; border: 1px solid GrayText; border-radius: .4em; }`;
  const MARKUP = `<section class="problems" role="alert" hidden><button type="button">Hide (Esc)</button>
    <h2></h2><ol></ol></section>
    <div class="corner"><a hidden></a><label title="Go to the page of each story that changes"><input type="checkbox">Follow</label></div>`;

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
      [".problems", "h2", "ol", "button", "a", "input"].map((one) => root.querySelector(one));
    follow.checked = localStorage.getItem(FOLLOW) === "yes";
    follow.addEventListener("change", () => localStorage.setItem(FOLLOW, follow.checked ? "yes" : "no"));
    hide.addEventListener("click", () => { panel.hidden = true; });
    addEventListener("keydown", (event) => { if (event.key === "Escape") panel.hidden = true; });
    document.documentElement.append(host);
    return { panel, title, list, link, follow, waiting: 0 };
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
