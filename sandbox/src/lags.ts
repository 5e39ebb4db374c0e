import { copyState } from "./copy-state.ts";
import type { RouteKey } from "./http/route-key.ts";
import { isLaggingRead, type LaggingRead, type Lags, laggingRoutes } from "./lagging.ts";
import type { State } from "./state.ts";

interface Past {
  readonly state: State;
  readonly until: Date | undefined;
  callsLeft: number;
}

export function startLags(): Lags<State> {
  const pasts = new Map<LaggingRead, Past>();
  return {
    begin: (state, { reads, calls = Number.POSITIVE_INFINITY, until }) => {
      const past = copyState(state);
      for (const read of typeof reads === "string" ? [reads] : reads) {
        pasts.set(read, { state: past, until, callsLeft: calls });
      }
    },
    end: (reads = [...pasts.keys()]) => {
      for (const read of reads) pasts.delete(read);
    },
    view: (state, route) => {
      const read = findRead(route);
      const past = read === undefined ? undefined : pasts.get(read);
      if (past === undefined) return state;
      const over = past.callsLeft <= 0 || (past.until !== undefined && state.clock() >= past.until);
      if (over) return state;
      past.callsLeft--;
      return past.state;
    },
  };
}

const findRead = (route: RouteKey): LaggingRead | undefined =>
  Object.keys(laggingRoutes)
    .filter(isLaggingRead)
    .find((read) => laggingRoutes[read].some((known) => known === route));
