import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/lanes/one-at-a-time.ts
function createLane() {
  let last = Promise.resolve();
  return (work) => {
    const result = last.then(work, work);
    last = result;
    return result;
  };
}
function createLocks() {
  const lanes = /* @__PURE__ */ new Map();
  return {
    async run(key, work) {
      const mine = lanes.get(key) ?? { lane: createLane(), waiting: 0 };
      lanes.set(key, mine);
      mine.waiting++;
      try {
        return await mine.lane(work);
      } finally {
        mine.waiting--;
        if (mine.waiting === 0) lanes.delete(key);
      }
    }
  };
}

export {
  createLane,
  createLocks
};
