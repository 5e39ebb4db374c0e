// Loaded before the app (`node --import`): its machine's clock is off by as many milliseconds as the file says, from one moment to the next.
import { readFileSync } from "node:fs";

const file = process.env.HALLPASS_TEST_CLOCK;
const Real = globalThis.Date;
let offset = 0;
let readAt = Number.NEGATIVE_INFINITY;

const now = () => {
  if (performance.now() - readAt > 100) {
    readAt = performance.now();
    try {
      offset = Number(readFileSync(file, "utf8")) || 0;
    } catch {
      offset = 0;
    }
  }
  return Real.now() + offset;
};

globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }

  static now() {
    return now();
  }
};
