import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/core/files/verifier.ts
var VERIFIER = /^SCRAM-SHA-256\$(?<iterations>[1-9]\d{3,6}):(?:[A-Za-z0-9+/]{4}){2,22}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$/u;
var isVerifier = (text) => Number(VERIFIER.exec(text)?.groups?.iterations) >= 4096;

export {
  isVerifier
};
