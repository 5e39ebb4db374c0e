import { describe } from "vitest";
import { keepEveryPromise } from "../keep-every-promise.ts";
import { half } from "./half.ts";

describe("the operations under faults, for long", () => keepEveryPromise({ seed: 301, runs: half }));
