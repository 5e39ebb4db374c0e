import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";

// src/providers/adapter/time-left.ts
function startDeadline(provider, seconds) {
  const endsAt = performance.now() + seconds * 1e3;
  return () => {
    const left = (endsAt - performance.now()) / 1e3;
    if (left <= 0) throw new ProviderError(provider, "TIMEOUT");
    return left;
  };
}

export {
  startDeadline
};
