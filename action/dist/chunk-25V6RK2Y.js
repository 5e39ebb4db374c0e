import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/core/files/verifier.ts
var VERIFIER = /^SCRAM-SHA-256\$(?<iterations>[1-9]\d{3,6}):(?:[A-Za-z0-9+/]{4}){2,22}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$/u;
var isVerifier = (text) => Number(VERIFIER.exec(text)?.groups?.iterations) >= 4096;

// src/core/access/activity.ts
var MOST_ACTIVITY = 1e3;
function toUseRecord(use) {
  if (use.kind === "no log") return void 0;
  if (use.kind === "unread") return { kind: "unread", count: 0 };
  const times = use.activity.map(({ at }) => at).toSorted((a, b) => a.getTime() - b.getTime());
  const [first] = times;
  const last = times.at(-1);
  return {
    kind: "read",
    count: times.length,
    ...times.length >= MOST_ACTIVITY && { more: true },
    ...first && { first },
    ...last && { last }
  };
}

export {
  isVerifier,
  MOST_ACTIVITY,
  toUseRecord
};
