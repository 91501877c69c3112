// What was typed, as questions to Pagefind; and where in a text the answers stand.

// Signs of a text before what was found, and in all: with spaces between words, and without.
const SPACED = { before: 60, all: 230 };
const UNSPACED = { before: 24, all: 100 };

// So much of a word must be left without its article, as in the index.
const LEAST_REST = 3;

/** Return the clauses of a query, all of which a story has to meet; each is {words, inRow}. */
export function clausesOf(query, read, { prefixes }) {
  const bare = bareBy(prefixes.filter((one) => one.article));
  const clauses = [];
  const loose = [];
  // Words within quotation marks of any kind stand at odd places.
  query.normalize("NFKC").split(/["“”„«»「」『』]/u).forEach((part, place, parts) => {
    const words = Array.from(read(part), bare);
    const quoted = place % 2 === 1 && place < parts.length - 1;
    if (quoted && words.length) clauses.push({ words: words.map((one) => one.word), inRow: true });
    if (!quoted) addLoose(words, clauses, loose);
  });
  if (loose.length) clauses.unshift({ words: loose, inRow: false });
  return clauses;
}

function bareBy(articles) {
  const signs = articles.flatMap((one) => one.signs);
  return (one) => {
    const article = signs.find((sign) => one.word.startsWith(sign) && one.word.length - sign.length >= LEAST_REST);
    return article ? { ...one, word: one.word.slice(article.length) } : one;
  };
}

function addLoose(words, clauses, loose) {
  let row = null;
  for (const { word, unspaced, start, end } of words) {
    if (!unspaced) {
      loose.push(word);
      row = null;
    } else if (row && row.end === start) {
      row.words.push(word);
      row.end = end;
    } else {
      row = { words: [word], inRow: true, end };
      clauses.push(row);
    }
  }
}

/** Return a clause as Pagefind takes it. */
export function termOf({ words, inRow }) {
  return inRow ? `"${words.join(" ")}"` : words.join(" ");
}

/** Return the clauses of which near answers are sought: signs anywhere in a story, where they stand nowhere in a row. */
export function loosened(clauses) {
  return clauses.map((clause) => ({ ...clause, inRow: false }));
}

/** Return whether one of these texts has a word like each that is sought: Pagefind takes one letter in common for near enough. */
export function areMet(clauses, texts, read) {
  const words = texts.flatMap((text) => [...read(text.normalize("NFC"))]);
  return clauses.every((clause) => clause.inRow || clause.words.every((sought) => words.some((word) => isLike(word, sought))));
}

/** Return a piece of a text around what the clauses find in it as nodes, marked; the whole text if it is short or `whole`. */
export function excerptOf(text, clauses, read, whole = false) {
  const shown = text.normalize("NFC");
  const words = [...read(shown)];
  const found = matchesIn(words, clauses);
  const [from, to] = whole ? [0, shown.length] : windowOf(shown, words, found);
  return markedNodes(shown, found.filter(({ start, end }) => start >= from && end <= to), from, to);
}

function matchesIn(words, clauses) {
  const found = [];
  clauses.forEach((clause, number) => {
    words.forEach((_, place) => {
      const length = clause.inRow ? lengthInRow(words, place, clause.words) : Number(clause.words.some((word) => isLike(words[place], word)));
      if (length) found.push({ number, start: words[place].start, end: words[place + length - 1].end });
    });
  });
  return found.sort((one, other) => one.start - other.start || other.end - one.end);
}

function lengthInRow(words, place, sought) {
  return sought.every((word, step) => words[place + step] && words[place + step].word === word) ? sought.length : 0;
}

function isLike({ word, unspaced }, sought) {
  if (unspaced || word.startsWith(sought)) return word === sought || !unspaced;
  if (sought.length < 3) return false;
  // Articles that join on in front, and endings that Pagefind takes for the same word.
  if (word.endsWith(sought)) return true;
  let same = 0;
  while (same < word.length && word[same] === sought[same]) same += 1;
  return same >= 4 && same >= sought.length - 3 && word.length - same <= 3;
}

function windowOf(text, words, found) {
  const first = found.length ? found[bestOf(found)].start : 0;
  const near = words.find(({ end }) => end > first);
  const size = near && near.unspaced ? UNSPACED : SPACED;
  if (text.length <= size.all) return [0, text.length];
  const wanted = Math.max(0, Math.min(first - size.before, text.length - size.all));
  const start = wanted ? (words.find((word) => word.start >= wanted)?.start ?? 0) : 0;
  const last = words.findLast((word) => word.end <= start + size.all && word.end > start);
  return [start, start + size.all >= text.length ? text.length : last?.end ?? start + size.all];
}

function bestOf(found) {
  const about = found.map(({ start }) => new Set(found.filter((one) => one.start >= start && one.start < start + SPACED.all).map((one) => one.number)).size);
  return about.indexOf(Math.max(...about));
}

function markedNodes(text, found, from, to) {
  const nodes = from ? ["… "] : [];
  let at = from;
  for (const { start, end } of found) {
    if (start < at) continue;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, end);
    nodes.push(text.slice(at, start), mark);
    at = end;
  }
  nodes.push(text.slice(at, to), to < text.length ? " …" : "");
  return nodes;
}
