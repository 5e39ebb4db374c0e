import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  showInvisible
} from "./chunk-GGGEKREZ.js";

// src/core/text/phrases.ts
var MOST_PHRASES = 12;
var LONGEST_PHRASE = 240;
var MOST_NAMES = 5;
var LONGEST_QUOTE = 160;
function toPhrases(texts) {
  const phrases = [...new Set(texts.map(toPhrase))].filter((phrase) => phrase !== "");
  if (phrases.length <= MOST_PHRASES) return phrases;
  const shown = MOST_PHRASES - 1;
  return [...phrases.slice(0, shown), `${phrases.length - shown} further abilities`];
}
var toPhrase = (text) => cut(toLine(text).replace(/[\s.]+$/u, ""), LONGEST_PHRASE);
function listSome(names, most = MOST_NAMES) {
  const distinct = [...new Set(names)];
  if (distinct.length <= most) return distinct.join(", ");
  return `${distinct.slice(0, most).join(", ")} and ${distinct.length - most} more`;
}
function describeQuote(what, text) {
  const line = toLine(text ?? "").replace(/[“”]/gu, '"');
  return line === "" ? [] : [`do what ${what} says: “${cut(line, LONGEST_QUOTE)}”`];
}
var toLine = (text) => showInvisible(text.replace(/\s+/gu, " ").trim());
function cut(text, longest) {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("").trimEnd()}…`;
}

export {
  toPhrases,
  listSome,
  describeQuote
};
