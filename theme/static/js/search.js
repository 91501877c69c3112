// The search page. What is found comes from Pagefind's index beside the site; what it shows is made of the page's templates.
import { codeWord, reader } from "./folding.js";
import { areMet, clausesOf, excerptOf, loosened, termOf } from "./queries.js";

const AT_ONCE = 10;
const MOST_CHOICES = 200;
const TYPING_MS = 30;
const RESTING_MS = 700;
const CODES = "code";
const FILTERS = ["source", "tag", "date"];

const part = (name) => document.getElementById(`search-${name}`);
const [form, field, status, hits, more, sort] = ["form", "words", "status", "hits", "more", "sort"].map(part);
const home = new URL(document.getElementById("search").dataset.home, location.href);
const lang = document.documentElement.lang;
const texts = Object.fromEntries(Array.from(part("texts").content.children, (one) => [one.dataset.text, one.textContent]));
const numeral = (number) => String(number).replace(/\d/g, (digit) => Array.from(texts.digits)[digit] ?? digit);
const said = (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

let turn = 0;
let asked = "";
let loading = null;
let left = [];
let clauses = [];
const gone = new Map();

function load() {
  loading ??= start().catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function start() {
  const folder = new URL("pagefind/", home);
  const answer = await fetch(new URL("digest.json", folder), { cache: "no-cache" });
  if (!answer.ok) throw new Error("missing");
  const about = await answer.json();
  const pagefind = await import(new URL("pagefind.js", folder));
  await pagefind.options({ ranking: { metaWeights: { title: 5, code: 2, key: 0 } } });
  await pagefind.init();
  // The words of all story codes stand together; the first key must not wait for them.
  const [counts] = await Promise.all([pagefind.filters(), pagefind.preload(CODES)]);
  return { about, pagefind, counts, read: reader(about.letters) };
}

// --- Asking ---

function wish() {
  return Object.fromEntries(["q", ...FILTERS, "sort"].map((name) => [name, form.elements[name].value.trim()]));
}

async function answersTo(sought, index, options) {
  const answers = await Promise.all(sought.map((clause) => index.pagefind.search(termOf(clause), options)));
  const [first, ...others] = answers.map(({ results }) => new Map(results.map((one) => [one.id, one])));
  const found = [...first.values()].filter(({ id }) => others.every((other) => other.has(id)));
  const scored = found.map((one) => ({ ...one, score: others.reduce((sum, other) => sum + other.get(one.id).score, one.score) }));
  if (!Object.keys(options.sort).length) scored.sort((one, other) => other.score - one.score);
  return { found: scored, counts: answers.map(({ filters }) => filters) };
}

async function ask(wanted, index) {
  const filters = Object.fromEntries(FILTERS.filter((name) => wanted[name]).map((name) => [name, wanted[name]]));
  const options = { filters, sort: wanted.sort ? { date: wanted.sort } : {} };
  const sought = clausesOf(wanted.q, index.read, index.about.letters);
  if (!sought.length) {
    const { results, filters: counts } = await index.pagefind.search(null, { ...options, sort: { date: wanted.sort || "desc" } });
    return { sought, found: results, counts: [counts], near: false };
  }
  const [exact, coded] = await Promise.all([
    answersTo(sought, index, options),
    index.pagefind.search(`"${codeWord(wanted.q)}"`, {}),
  ]);
  const near = !exact.found.length && !coded.results.length && sought.some(({ inRow, words }) => inRow && words.length > 1);
  const answer = near ? await answersTo(loosened(sought), index, options) : exact;
  const first = coded.results.map(({ id }) => id);
  const found = [...coded.results, ...answer.found.filter(({ id }) => !first.includes(id))];
  return { sought, found, counts: answer.counts, near, coded: first.length };
}

async function search() {
  const wanted = wish();
  const mine = ++turn;
  asked = JSON.stringify(wanted);
  let index;
  try {
    index = await load();
  } catch (error) {
    if (mine === turn) fail(error);
    return;
  }
  const isAsked = wanted.q || FILTERS.some((name) => wanted[name]);
  const answer = isAsked ? await ask(wanted, index) : { sought: [], found: [], counts: [index.counts], near: false };
  if (mine !== turn) return;
  let first = (await Promise.all(answer.found.slice(0, AT_ONCE).map((one) => one.data()))).map(hitOf);
  if (mine !== turn) return;
  if (!answer.coded && !areMet(answer.sought, first.map(textOf), index.read)) first = answer.found = [];
  clauses = answer.sought;
  left = answer.found.slice(AT_ONCE);
  hits.replaceChildren(...first.map((hit) => entryOf(hit, index)));
  more.hidden = !left.length;
  for (const name of FILTERS) offer(name, answer.counts, wanted[name]);
  status.textContent = told(answer, isAsked, index.about);
  rest(mine);
}

function told({ found, near }, isAsked, about) {
  if (!isAsked) return said("reach", { num: numeral(about.stories), day: about.newest });
  if (!found.length) return `${said("none")} ${said("none_help")}`;
  return said(near ? "near" : "found", { num: numeral(found.length) });
}

function fail(error) {
  asked = "";
  form.hidden = error.message === "missing";
  status.textContent = said(error.message === "missing" ? "missing" : "failed");
}

// --- Showing ---

function hitOf({ raw_url: raw }) {
  const [address, hit] = raw.split(/\n(.*)/s);
  return { address, ...JSON.parse(hit) };
}

function textOf(hit) {
  return [hit.headline, hit.deck, hit.text, hit.code].join("\n");
}

function entryOf(hit, { read }) {
  const row = part("hit").content.cloneNode(true);
  const put = (name) => row.querySelector(`[data-put="${name}"]`);
  Object.assign(put("entry"), { lang: hit.lang, dir: hit.dir });
  put("day").dateTime = hit.iso;
  put("day").textContent = hit.day;
  put("headline").href = new URL(hit.address, home);
  put("headline").append(...excerptOf(hit.headline, clauses, read, true));
  put("excerpt").append(...excerptOf([hit.deck, hit.text].filter(Boolean).join(" "), clauses, read));
  put("source").textContent = hit.source;
  put("code").textContent = hit.code;
  for (const name of ["excerpt", "source"]) if (!put(name).textContent) put(name).remove();
  if (gone.get(put("headline").href)) withdraw(put("headline"));
  return row;
}

async function showMore() {
  const mine = turn;
  const index = await load();
  const next = await Promise.all(left.splice(0, AT_ONCE).map((one) => one.data()));
  if (mine !== turn) return;
  const rows = next.map((data) => entryOf(hitOf(data), index));
  const link = rows[0]?.querySelector("a");
  hits.append(...rows);
  more.hidden = !left.length;
  link?.focus();
  rest(mine);
}

function offer(name, counts, chosen) {
  const select = form.elements[name];
  const [first = {}, ...others] = counts.map((one) => one[name] ?? {});
  const shared = Object.entries(first).filter(([value, count]) => count && others.every((other) => other[value]));
  if (chosen && !shared.some(([value]) => value === chosen)) shared.push([chosen, 0]);
  const most = shared.sort((one, other) => other[1] - one[1]).slice(0, MOST_CHOICES);
  const ordered = most.sort(([one], [other]) => (name === "date" ? other.slice(0, 4).localeCompare(one.slice(0, 4)) || one.length - other.length || other.localeCompare(one) : one.localeCompare(other, lang)));
  const options = ordered.map(([value, count]) => {
    const label = name === "date" ? dateLabel(value) : value;
    return new Option(others.length || !count ? label : `${label} (${numeral(count)})`, value, false, value === chosen);
  });
  select.replaceChildren(select.options[0], ...options);
}

function dateLabel(value) {
  if (value.length === 4) return numeral(value);
  const day = new Date(`${value}-01T00:00:00Z`);
  return `\u2003${new Intl.DateTimeFormat(lang, { month: "long", year: "numeric", calendar: "gregory", timeZone: "UTC" }).format(day)}`;
}

// --- What is gone: the index may be older than the site ---

function rest(mine) {
  setTimeout(() => {
    if (mine === turn) hits.querySelectorAll(".entry-headline a").forEach(lookFor);
  }, RESTING_MS);
}

async function lookFor(link) {
  const address = link.href;
  if (!address || gone.has(address)) return;
  gone.set(address, false);
  try {
    const { status: code } = await fetch(address, { method: "HEAD" });
    if (code !== 404 && code !== 410) return;
    gone.set(address, true);
    withdraw(link);
  } catch {
    gone.delete(address); // the network is gone, not the story
  }
}

function withdraw(link) {
  link.removeAttribute("href");
  const entry = link.closest(".entry");
  entry.dataset.gone = "";
  entry.querySelector('[data-put="excerpt"]')?.replaceChildren(Object.assign(document.createElement("span"), { lang, textContent: said("gone") }));
}

// --- The address, and the keys ---

function address() {
  const given = Object.entries(wish()).filter(([, value]) => value);
  const query = new URLSearchParams(given).toString();
  return location.pathname + (query && `?${query}`);
}

function restore() {
  const given = new URLSearchParams(location.search);
  field.value = given.get("q") ?? "";
  sort.value = given.get("sort") ?? "";
  for (const name of FILTERS) {
    const select = form.elements[name];
    const value = given.get(name) ?? "";
    if (value && !Array.from(select.options).some((one) => one.value === value)) select.add(new Option(value, value));
    select.value = value;
  }
}

let typing = 0;
field.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    history.replaceState(null, "", address());
    search();
  }, TYPING_MS);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  if (address() !== location.pathname + location.search) history.pushState(null, "", address());
  if (asked !== JSON.stringify(wish())) search();
});
form.addEventListener("change", (event) => {
  if (event.target === field) return;
  history.pushState(null, "", address());
  search();
});
addEventListener("popstate", () => {
  restore();
  search();
});
more.addEventListener("click", showMore);
document.getElementById("search").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [field, ...hits.querySelectorAll(".entry-headline a[href]")];
  const place = stops.indexOf(document.activeElement);
  if (!step || place < 0 || !stops[place + step]) return;
  event.preventDefault();
  stops[place + step].focus();
});

form.hidden = false;
restore();
search();
if (!field.value && matchMedia("(hover: hover)").matches) field.focus();
