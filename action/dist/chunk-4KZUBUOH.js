import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/providers/adapter/answer-shape.ts
var object = (properties, required = Object.keys(properties)) => ({
  type: "object",
  required,
  properties
});
var listOf = (items) => ({ type: "array", items });

export {
  object,
  listOf
};
