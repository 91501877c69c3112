// Text as the words of the index, by the same rules as plugins/news_digest/search/folding.py; a test holds the two together.

const isWord = /[\p{L}\p{N}\p{M}]/u;
const isMark = /\p{M}/u;

/** Return what reads text by a table of letters, which the index brings along. */
export function reader(table) {
  const joiners = new Set(table.joiners);
  const unseen = new Set(table.unseen);
  const within = (sign, ranges) => ranges.some(([first, last]) => sign.codePointAt(0) >= first && sign.codePointAt(0) <= last);
  const known = new Map();

  const spelled = (sign) => {
    if (!isMark.test(sign)) return table.letters[sign] ?? sign;
    return within(sign, table.kept_marks) ? String(sign.codePointAt(0)) : "";
  };

  const told = (sign) => {
    if (Object.hasOwn(table.letters, sign)) return ["letter", table.letters[sign]];
    if (unseen.has(sign)) return ["unseen", ""];
    if (joiners.has(sign)) return ["joiner", ""];
    if (!isWord.test(sign)) return ["gap", ""];
    if (within(sign, table.unspaced)) return ["unspaced", `u${sign.codePointAt(0)}x`];
    return ["letter", Array.from(sign.normalize("NFD"), spelled).join("")];
  };

  const role = (sign) => {
    if (!known.has(sign)) known.set(sign, told(sign));
    return known.get(sign);
  };

  /** Yield each word of a text: how it is spelled, whether it is one sign of many in a row, and where it stands. */
  return function* read(text) {
    let word = "", start = 0, end = 0, at = 0;
    const ended = () => {
      const whole = word;
      word = "";
      return whole && { word: whole, unspaced: false, start, end };
    };
    for (const original of text) {
      const next = at + original.length;
      for (const sign of original.normalize("NFKC").toLowerCase()) {
        const [kind, letters] = role(sign);
        if (kind === "letter") {
          if (!word) start = at;
          word += letters;
          if (letters) end = next;
        } else if (kind === "gap" || kind === "unspaced") {
          const whole = ended();
          if (whole) yield whole;
          if (kind === "unspaced") yield { word: letters, unspaced: true, start: at, end: next };
        }
      }
      at = next;
    }
    const whole = ended();
    if (whole) yield whole;
  };
}

/** Return the one word by which the index knows a story code. */
export function codeWord(code) {
  const bytes = new TextEncoder().encode(code.normalize("NFKC").trim().toLowerCase());
  return `code${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}q`;
}
