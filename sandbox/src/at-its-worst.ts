import { worstBehaviour } from "./behaviour.ts";
import type { Control } from "./control/control.ts";

/** Every reported problem of GitHub at once. The app meets each limit at least once, whatever it does. */
export function beginWorst(control: Control): void {
  control.behave(worstBehaviour);
  control.moveSaml("enterprise");
  const limited = { answer: "secondary limit", calls: 1, seconds: 3 } as const;
  control.failRequests({ ...limited, status: 429, method: "POST", path: "*/check-runs" });
  control.failRequests({ ...limited, status: 403, method: "PUT", path: "*/merge" });
}
