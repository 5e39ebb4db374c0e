import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  describeDistrust,
  describeFailures,
  describeResult,
  describeSweep
} from "./chunk-3VCKAVVM.js";
import "./chunk-6VTFSOYB.js";
import "./chunk-QEB5N5XA.js";
import "./chunk-2NNIP6CC.js";
import "./chunk-JWKNRRMN.js";
import "./chunk-N5G37XHY.js";
export {
  describeDistrust,
  describeFailures,
  describeResult,
  describeSweep
};
