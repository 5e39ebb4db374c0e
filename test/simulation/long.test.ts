import { describe } from "vitest";
import { keepEveryPromise } from "./keep-every-promise.ts";

/** HALLPASS_SIMULATION_RUNS asks for more, or fewer. */
const runs = Number(process.env.HALLPASS_SIMULATION_RUNS ?? 10_000);

describe("the operations under faults, for long", () => keepEveryPromise({ seed: 301, runs }));
