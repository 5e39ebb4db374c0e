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

export {
  giveUpAfter
};
