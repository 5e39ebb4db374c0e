import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  addMilliseconds
} from "./chunk-2HNI7JJU.js";
import {
  isBefore
} from "./chunk-JWKNRRMN.js";

// src/core/plan/back-off.ts
var FIRST_RETRY_MS = 1e3;
var LONGEST_RETRY_MS = 6e4;
var doubling = (failures, { firstMs, longestMs }) => Math.min(firstMs * 2 ** failures, longestMs);
var backOff = (failures) => doubling(failures, { firstMs: FIRST_RETRY_MS, longestMs: LONGEST_RETRY_MS });
var waitAfter = (failures, error) => Math.max(backOff(failures), askedWait(error) ?? 0);
var askedWait = (error) => error instanceof Error && "retryAfterMs" in error && typeof error.retryAfterMs === "number" ? error.retryAfterMs : void 0;
var spread = (milliseconds, random) => milliseconds / 2 * (1 + random());
function waitLonger(before, now, random, atLeastMs) {
  const failures = before === void 0 ? 1 : before.failures + (remainingOf(before, now) === 0 ? 1 : 0);
  const milliseconds = Math.max(spread(backOff(failures - 1), random), atLeastMs);
  return { failures, since: now, milliseconds };
}
function remainingOf({ since, milliseconds }, now) {
  if (isBefore(now, since)) return 0;
  return Math.max(0, addMilliseconds(since, milliseconds).getTime() - now.getTime());
}

export {
  LONGEST_RETRY_MS,
  doubling,
  backOff,
  waitAfter,
  askedWait,
  spread,
  waitLonger,
  remainingOf
};
