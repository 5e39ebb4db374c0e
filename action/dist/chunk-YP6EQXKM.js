import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";

// src/providers/adapter/give-up-after.ts
async function giveUpAfter(milliseconds, provider, work) {
  let timer;
  const givenUp = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new ProviderError(provider, "TIMEOUT")), milliseconds);
  });
  try {
    return await Promise.race([work, givenUp]);
  } finally {
    clearTimeout(timer);
  }
}
async function stopAfter(milliseconds, provider, work, given) {
  const stop = new AbortController();
  const signal = given === void 0 ? stop.signal : AbortSignal.any([stop.signal, given]);
  try {
    return await giveUpAfter(milliseconds, provider, work(signal));
  } finally {
    stop.abort();
  }
}

export {
  giveUpAfter,
  stopAfter
};
