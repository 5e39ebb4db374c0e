import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  constructFrom,
  toDate
} from "./chunk-JWKNRRMN.js";

// node_modules/date-fns/addMilliseconds.js
function addMilliseconds(date, amount, options) {
  return constructFrom(options?.in || date, +toDate(date) + amount);
}

export {
  addMilliseconds
};
