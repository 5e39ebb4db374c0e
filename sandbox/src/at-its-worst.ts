import { worstBehaviour } from "./behaviour.ts";
import type { Control } from "./control/control.ts";

/** All that was ever reported of GitHub, at once; the limits are met at least once, whatever the app does. */
export function beginWorst(control: Control): void {
  control.behave(worstBehaviour);
  control.moveSaml("enterprise");
  const limited = { answer: "secondary limit", calls: 1, seconds: 3 } as const;
  control.failRequests({ ...limited, status: 429, method: "POST", path: "*/check-runs" });
  control.failRequests({ ...limited, status: 403, method: "PUT", path: "*/merge" });
}
