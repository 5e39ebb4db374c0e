import { describe } from "vitest";
import { keepEveryPromise } from "./keep-every-promise.ts";

describe("the operations under faults", () => keepEveryPromise({ seed: 1, runs: 300 }));
