import type { Progress } from "../../core/asking/progress.ts";
import { print, printJson } from "../output/terminal.ts";
import { exitCode } from "../runner/exit-codes.ts";
import type { PulledRequest } from "./read-request.ts";

type About = Pick<PulledRequest, "pull" | "path">;

/** A request and how far it is, for scripts. */
export const toRecord = ({ pull, path }: About, { state, says, access }: Progress) => ({
  ...{ number: pull.number, url: pull.url, path, state, says, access },
});

/** One line of JSON, or text for people. */
export function tellProgress(about: About, progress: Progress, isJson: boolean | undefined): void {
  if (isJson) printJson(toRecord(about, progress));
  else print(`${progress.says}\n`);
}

/** Nothing to wait for: it is granted or will be, or nothing comes of it unless somebody acts. */
export const isSettled = ({ state }: Progress): boolean => state !== "waiting" && state !== "merged";

/** 0 while something may still come of it. */
export const exitCodeOf = ({ state }: Progress): number =>
  ["failing", "closed", "refused", "ended"].includes(state) ? exitCode.found : exitCode.well;
