import { CHECK_NAME, type Check } from "../stage/github.ts";
import { waitFor } from "../stage/poll.ts";
import type { Scene } from "./scene.ts";

/** Waits until the app's check run on this head says what is wished for. */
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

/** Waits for somebody: before that it may wait for what GitHub tells late. */
export const isWaiting = ({ status, title }: Check): boolean =>
  status !== "completed" && title.startsWith("Waiting for ") && !title.includes("GitHub");

/** Waits until the app has merged it; answers who GitHub says did. */
export const waitForMerge = ({ stage, github }: Scene, pull: number): Promise<string> =>
  waitFor(`#${pull} is merged by the app`, stage, async () => {
    const { merged, mergedBy } = await github.readPull(pull);
    return merged ? mergedBy : undefined;
  });

/** The part of a check's summary above its table of rules, without what only a browser can show. */
export const shortenSummary = ({ summary }: Check): string =>
  summary
    .split("\n")
    .filter((line) => /^[^|<]/u.test(line))
    .join("\n")
    .replaceAll("`", "");
