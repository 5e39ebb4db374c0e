import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  describeDistrust,
  describeFailures,
  describeResult,
  describeSweep
} from "./chunk-P366WWGO.js";
import "./chunk-OU5SX7WZ.js";
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
