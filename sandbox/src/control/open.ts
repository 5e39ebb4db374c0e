import { HttpError } from "../http/error.ts";
import type { State } from "../state.ts";
import { controlActions } from "./actions.ts";
import { controlApps } from "./apps.ts";
import type { Control } from "./control.ts";
import { controlDeliveries } from "./deliveries.ts";
import { controlFaults } from "./faults.ts";
import { controlIdentities } from "./identities.ts";
import { controlPeople } from "./people.ts";
import { controlRuns } from "./runs.ts";
import { controlTeams } from "./teams.ts";

/** A year. */
const LONGEST_MOVE_SECONDS = 31_622_400;

/** The control of a running sandbox. */
export const openControl = (state: State): Control => ({
  ...controlPeople(state),
  ...controlTeams(state),
  ...controlDeliveries(state),
  ...controlFaults(state),
  ...controlActions(state),
  ...controlApps(state),
  ...controlRuns(state),
  ...controlIdentities(state),
  lag: (lag) => state.lags.begin(state, lag),
  catchUp: (reads) => state.lags.end(reads),
  behave: (behaviour) => {
    state.behaviour = { ...state.behaviour, ...behaviour };
  },
  clockSkew: (seconds) => {
    state.skewSeconds = seconds;
  },
  moveClock: (seconds) => {
    if (!(seconds > 0 && seconds <= LONGEST_MOVE_SECONDS))
      throw new HttpError(
        422,
        `"seconds" is ${seconds}; expected a number from 0 to ${LONGEST_MOVE_SECONDS}: the clock goes forward only.`,
      );
    state.advance(seconds * 1000);
  },
});
