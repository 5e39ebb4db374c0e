import type { RequestFault } from "../../sandbox/src/faults.ts";
import type { Sandbox } from "../../sandbox/src/sandbox.ts";
import type { Disturbance } from "../providers/conformance.ts";

/** The disturbances that the sandbox can play. */
export const disturbances = ["lost-answer", "fails-after", "throttled", "slow"] as const;

const faults: Readonly<Record<(typeof disturbances)[number], RequestFault>> = {
  "lost-answer": { answer: "closed", when: "after", api: "rest", caller: "doorman" },
  "fails-after": { answer: "server error", status: 502, when: "after", api: "rest", caller: "doorman" },
  throttled: { answer: "secondary limit", status: 403, seconds: 7, api: "rest", caller: "doorman" },
  slow: { answer: "silence", when: "after", api: "rest", caller: "doorman" },
};

export const disturb =
  ({ control }: Sandbox) =>
  (disturbance: Disturbance | undefined): void => {
    control.stopFailing();
    const fault = disturbances.find((each) => each === disturbance);
    if (fault !== undefined) control.failRequests(faults[fault]);
  };
