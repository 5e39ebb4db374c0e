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

export {
  createLane
};
