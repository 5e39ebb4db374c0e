import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  doubling
} from "./chunk-M2AKUPX3.js";

// src/providers/adapter/connection/kept-connection.ts
var retryAfter = (failures) => doubling(failures, { firstMs: 100, longestMs: 5e3 });
function keepConnection(connector) {
  let state = "off";
  let kept;
  let taken = false;
  let opening;
  let retry;
  let failures = 0;
  const waiting = [];
  async function open() {
    try {
      const opened = await connector.open();
      connector.watch(opened, () => lose(opened));
      kept = opened;
      connector.setIdle?.(opened, true);
      failures = 0;
      passOn();
    } catch {
      openLater();
    }
  }
  function openLater() {
    if (state !== "on") return;
    retry = setTimeout(() => {
      opening = open();
    }, retryAfter(failures));
    failures += 1;
    retry.unref();
  }
  function lose(lost) {
    if (kept !== lost) return;
    kept = void 0;
    taken = false;
    passOn();
    openLater();
  }
  function passOn() {
    for (const wake of waiting.splice(0)) wake();
  }
  function take() {
    if (kept === void 0 || taken) return void 0;
    taken = true;
    connector.setIdle?.(kept, false);
    return kept;
  }
  return {
    keep() {
      if (state !== "off") return;
      state = "on";
      opening = open();
    },
    take,
    async wait(milliseconds) {
      let isOver = false;
      let wake = () => void 0;
      const timer = setTimeout(() => {
        isOver = true;
        wake();
      }, milliseconds);
      try {
        for (; ; ) {
          const mine = take();
          if (mine !== void 0 || kept === void 0 || isOver) return mine;
          await new Promise((resolve) => {
            wake = resolve;
            waiting.push(resolve);
          });
        }
      } finally {
        clearTimeout(timer);
      }
    },
    giveBack(given, healthy) {
      if (kept !== given) return;
      taken = false;
      connector.setIdle?.(given, true);
      if (!healthy) {
        lose(given);
        connector.end(given).catch(() => {
        });
      }
      passOn();
    },
    async close() {
      state = "closed";
      clearTimeout(retry);
      await opening;
      while (taken) await new Promise((resolve) => waiting.push(resolve));
      const last = kept;
      kept = void 0;
      if (last === void 0) return;
      connector.setIdle?.(last, false);
      await connector.end(last);
    }
  };
}

export {
  keepConnection
};
