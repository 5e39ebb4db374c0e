import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/core/plan/back-off.ts
var doubling = (failures, { firstMs, longestMs }) => Math.min(firstMs * 2 ** failures, longestMs);

export {
  doubling
};
