import { cloneOption, envOption, jsonOption, keyOption } from "../input/options.ts";
import type { Values } from "../runner/command.ts";

/** Two weeks: long enough for a lead on holiday. */
export const DEFAULT_DUE = "14d";

export const options = {
  team: {
    type: "string",
    multiple: true,
    value: "TEAM",
    meaning: "start: this team alone, by its folder; unassigned for access that no policy offers",
    unset: "all that have standing access",
  },
  due: {
    type: "string",
    value: "TIME",
    meaning: "start: by when it is to be decided, as a duration from now",
    unset: DEFAULT_DUE,
  },
  offline: {
    type: "boolean",
    meaning: "start: ask GitHub nothing; make a branch of the clone for each team, to be pushed by hand",
  },
  "dry-run": { type: "boolean", meaning: "start: print the plan, and open nothing" },
  yes: { type: "boolean", meaning: "start: carry the plan out without asking" },
  repository: cloneOption,
  env: {
    ...envOption,
    meaning: "start: the server's configuration; asks its providers what is still held",
    unset: "no provider is asked",
  },
  key: keyOption,
  json: jsonOption,
} as const;

/** The options as they were given. */
export type ReviewValues = Values<typeof options>;
