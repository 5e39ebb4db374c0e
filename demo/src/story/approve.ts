import { type Selected, selectOnce } from "../stage/database.ts";
import { CHECK_NAME, type Pull } from "../stage/github.ts";
import { waitFor } from "../stage/poll.ts";
import { isWaiting, waitForCheck, waitForMerge } from "./checks.ts";
import type { Scene } from "./scene.ts";
import { waitForSelect } from "./select.ts";

/** Step 4: an approval by a person who owns nothing here. */
export async function approveInVain(scene: Scene, pull: Pull): Promise<void> {
  const { stage, github, narrator } = scene;
  narrator.step("eve approves; she owns nothing here, so it does not count");
  const before = countReviews(stage.appLog(), pull);
  await github.approve("eve", pull.number, "Looks good to me.");
  narrator.good(`eve approved #${pull.number}`);
  await waitFor(`the app reviews #${pull.number} again`, stage, async () =>
    countReviews(stage.appLog(), pull) > before ? true : undefined,
  );
  const check = await waitForCheck(scene, pull.head, "still waits", isWaiting);
  narrator.waits(`${CHECK_NAME}, once more: ${check.title}`);
  const { merged } = await github.readPull(pull.number);
  const { outcome } = await selectOnce(stage, "alice");
  if (merged || outcome === "ok") throw new Error(`eve's approval of #${pull.number} counted.`);
  narrator.bad(`#${pull.number} is not merged, and alice still cannot read orders`);
}

/** How often the app's log has a review of this pull request. */
const countReviews = (log: readonly string[], { number }: Pull): number =>
  log.filter((line) => line.includes('"msg":"reviewed"') && line.includes(`"pull":${number},`)).length;

export interface Granted {
  readonly during: Selected;
  /** From carol's approval to alice's first row. */
  readonly grantedAfterMs: number;
}

/** Step 5: the approval that counts. Finishes when alice can read. */
export async function approveAsLead(scene: Scene, pull: Pull): Promise<Granted> {
  const { github, narrator } = scene;
  narrator.step("carol, the payments lead, approves; the app merges");
  const approvedAt = performance.now();
  await github.approve("carol", pull.number, "Go ahead.");
  narrator.good(`carol approved #${pull.number}`);
  const [granted] = await Promise.all([measureGrant(scene, approvedAt), showMerge(scene, pull)]);
  return granted;
}

async function measureGrant(scene: Scene, approvedAt: number): Promise<Granted> {
  const during = await waitForSelect(scene, "ok");
  return { during, grantedAfterMs: Math.round(performance.now() - approvedAt) };
}

/** Shows the green check and the account that merged. */
async function showMerge(scene: Scene, pull: Pull): Promise<void> {
  const { narrator } = scene;
  const merger = await waitForMerge(scene, pull.number);
  const check = await waitForCheck(
    scene,
    pull.head,
    "is green",
    ({ conclusion }) => conclusion === "success",
  );
  narrator.good(`${CHECK_NAME}: ${check.title}`);
  narrator.good(`#${pull.number} merged by ${merger}`);
}
