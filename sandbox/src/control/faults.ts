import type { State } from "../state.ts";
import type { Control } from "./control.ts";

/** Faults and outages. */
export const controlFaults = (
  state: State,
): Pick<Control, "failRequests" | "stopFailing" | "beginOutage" | "endOutage"> => ({
  failRequests: (fault) => ({ id: state.faults.begin(fault).id }),
  stopFailing: (id) => state.faults.end(id),
  beginOutage: () => {
    state.faults.outage = true;
    state.webhooks.disconnect();
  },
  endOutage: () => {
    state.faults.outage = false;
    state.webhooks.reconnect();
  },
});
