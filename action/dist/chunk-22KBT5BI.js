import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/providers/adapter/turns.ts
function createTurnsByKey() {
  const last = /* @__PURE__ */ new Map();
  return (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work);
    const settled = mine.catch(() => {
    }).finally(() => last.get(key) === settled && last.delete(key));
    last.set(key, settled);
    return mine;
  };
}

export {
  createTurnsByKey
};
