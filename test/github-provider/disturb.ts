import type { RequestFault } from "../../sandbox/src/faults.ts";
import type { Sandbox } from "../../sandbox/src/sandbox.ts";
import type { Disturbance } from "../providers/conformance.ts";

/** The disturbances that the sandbox can play. */
export const disturbances = ["lost-answer", "fails-after", "throttled", "slow"] as const;

const apart = { api: "rest", caller: "doorman" } as const;
/** Each change takes effect; only reads answer. */
const changes = (fault: Pick<RequestFault, "answer" | "status">): RequestFault[] =>
  ["PUT", "DELETE"].map((method) => ({ ...apart, ...fault, when: "after", method }));

const faults: Readonly<Record<(typeof disturbances)[number], readonly RequestFault[]>> = {
  "lost-answer": changes({ answer: "closed" }),
  "fails-after": changes({ answer: "server error", status: 502 }),
  throttled: [{ ...apart, answer: "secondary limit", status: 403, seconds: 7 }],
  slow: changes({ answer: "silence" }),
};

export const disturb =
  ({ control }: Sandbox) =>
  (disturbance: Disturbance | undefined): void => {
    control.stopFailing();
    const kind = disturbances.find((each) => each === disturbance);
    for (const fault of kind === undefined ? [] : faults[kind]) control.failRequests(fault);
  };
