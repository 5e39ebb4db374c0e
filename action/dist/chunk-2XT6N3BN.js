import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/providers/adapter/shell-word.ts
var shellWord = (text) => /^[\w.,:/=@%+~-]+$/u.test(text) && !text.startsWith("~") ? text : `'${text.replaceAll("'", `'\\''`)}'`;
var shellLine = (...words) => words.map(shellWord).join(" ");

export {
  shellWord,
  shellLine
};
