import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  describeDistrust,
  describeFailures,
  describeResult,
  describeSweep
} from "./chunk-AIJIMUA6.js";
import "./chunk-JGWYFEH7.js";
import "./chunk-RQ7TURKD.js";
import "./chunk-AMRYDHP4.js";
import "./chunk-N5G37XHY.js";
export {
  describeDistrust,
  describeFailures,
  describeResult,
  describeSweep
};
