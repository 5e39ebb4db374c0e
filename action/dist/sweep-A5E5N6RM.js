import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  describeDistrust,
  describeFailures,
  describeResult,
  describeSweep
} from "./chunk-463R4JKD.js";
import "./chunk-7DK6GYKO.js";
import "./chunk-3BZNJ7ZL.js";
import "./chunk-GGGEKREZ.js";
import "./chunk-K5X7KKLM.js";
import "./chunk-JWKNRRMN.js";
import "./chunk-N5G37XHY.js";
export {
  describeDistrust,
  describeFailures,
  describeResult,
  describeSweep
};
