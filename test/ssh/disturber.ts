import { setTimeout as pause } from "node:timers/promises";
import { ProgramTimeout, type RunProgram, runProgram } from "../../src/providers/ssh/run-program.ts";
import type { Disturbance } from "../providers/conformance.ts";

/** Programs that can be disturbed: an agent or a disk that fails, or takes its time. */
export function createDisturber(deadlineSeconds: number): {
  run: RunProgram;
  disturb(disturbance: Disturbance | undefined): void;
} {
  let current: Disturbance | undefined;
  return {
    disturb(disturbance) {
      current = disturbance;
    },
    async run(call, seconds) {
      const disturbance = current;
      // Past the deadline and its slack, but within the time in which late effects are watched for.
      if (disturbance === "slow") await pause((deadlineSeconds + 2.5) * 1000);
      const result = await runProgram(call, disturbance === "slow" ? deadlineSeconds : seconds);
      if (disturbance === "lost-answer") throw new ProgramTimeout("The answer was lost.");
      return disturbance === "fails-after" ? { ...result, exitCode: 255 } : result;
    },
  };
}
