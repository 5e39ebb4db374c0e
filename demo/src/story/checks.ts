import { CHECK_NAME, type Check } from "../stage/github.ts";
import { waitFor } from "../stage/poll.ts";
import type { Scene } from "./scene.ts";

/** Waits until the app's check run on this head meets the condition. */
export const waitForCheck = (
  { stage, github }: Scene,
  head: string,
  what: string,
  isWished: (check: Check) => boolean,
): Promise<Check> =>
  waitFor(`the check ${CHECK_NAME} ${what}`, stage, async () => {
    const check = await github.readCheck(head);
    return check !== undefined && isWished(check) ? check : undefined;
  });

/** Waits for a person. Before that, the app may wait for GitHub's late data. */
export const isWaiting = ({ status, title }: Check): boolean =>
  status !== "completed" && title.startsWith("Waiting for ") && !title.includes("GitHub");

/** Waits until the app has merged it. Returns the account that merged by GitHub's data. */
export const waitForMerge = ({ stage, github }: Scene, pull: number): Promise<string> =>
  waitFor(`#${pull} is merged by the app`, stage, async () => {
    const { merged, mergedBy } = await github.readPull(pull);
    return merged ? mergedBy : undefined;
  });

/** The part of a check's summary above its list of rules, without empty lines. */
export const shortenSummary = ({ summary }: Check): string =>
  (summary.split("<details>")[0] ?? "")
    .split("\n")
    .filter((line) => line !== "")
    .join("\n")
    .replaceAll("`", "");
