import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/core/text/characters.ts
var invisible = /[\u2800\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{DI}\p{NChar}]/u;
var everyInvisible = new RegExp(invisible.source, "gu");
var isInvisible = (character) => invisible.test(character);
var listInvisible = (value) => [...value].filter((character) => character !== "\n" && isInvisible(character));
var describeCharacter = (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
var showInvisible = (text) => text.replace(everyInvisible, (character) => `<${describeCharacter(character)}>`);

export {
  isInvisible,
  listInvisible,
  describeCharacter,
  showInvisible
};
