import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  describeDistrust,
  describeFailures,
  describeResult,
  describeSweep
} from "./chunk-65WS6NV5.js";
import "./chunk-JGWYFEH7.js";
import "./chunk-GGKWESYI.js";
import "./chunk-SK5UGGBK.js";
import "./chunk-ACDRMB6E.js";
export {
  describeDistrust,
  describeFailures,
  describeResult,
  describeSweep
};
