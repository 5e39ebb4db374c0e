import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { QUERY, type Selected, selectOnce } from "../stage/database.ts";
import { gitAs } from "../stage/git.ts";
import { CHECK_NAME, type Pull } from "../stage/github.ts";
import { isWaiting, shortenSummary, waitForCheck } from "./checks.ts";
import type { Scene } from "./scene.ts";

/** Short enough to watch, long enough to look around, also on a slow machine. */
const DURATION = "12s";

/** With GitHub at its worst, the grant comes later. */
const LONGER = "60s";

export const PROMPT = "alice@orders=>";

/** Step 1: alice has no access yet. */
export async function showNoAccess({ stage, narrator }: Scene): Promise<Selected> {
  narrator.step("alice cannot read orders");
  const selected = await selectOnce(stage, "alice");
  narrator.types(PROMPT, QUERY);
  if (selected.outcome === "ok") throw new Error("alice can read orders before any approval.");
  narrator.bad(selected.message);
  return selected;
}

/** Step 2: one file, one branch, one pull request. */
export async function askForAccess({ stage, github, narrator }: Scene, today: Date): Promise<Pull> {
  narrator.step("She asks, in a pull request with one file");
  const name = `${today.toISOString().slice(0, 10)}-alice-orders-readonly-${randomBytes(2).toString("hex")}`;
  const path = `access-requests/payments/${name}.yaml`;
  const folder = join(stage.dir, "alice");
  await gitAs(stage, "alice", stage.dir)("clone", "--quiet", stage.sandbox.cloneUrl, folder);
  await mkdir(dirname(join(folder, path)), { recursive: true });
  const requestText = writeRequest(stage.atItsWorst ? LONGER : DURATION);
  await writeFile(join(folder, path), requestText);
  narrator.types("$", `cat ${path}`);
  narrator.quotes(requestText.trimEnd());
  const git = gitAs(stage, "alice", folder);
  await git("switch", "--quiet", "--create", name);
  await git("add", path);
  await git("commit", "--quiet", "--message", TITLE);
  await git("push", "--quiet", "origin", name);
  narrator.types("$", `git push origin ${name}`);
  const pull = await github.openPull("alice", name, TITLE);
  narrator.good(`#${pull.number} “${pull.title}” opened by ${pull.author}`);
  return pull;
}

const TITLE = "Read orders for INC-1234";

const writeRequest = (duration: string): string => `subject: alice
entitlements:
  - { provider: orders-db, resource: orders, role: readonly }
duration: ${duration}
reason: Investigate stuck refunds for INC-1234
`;

/** Step 3: the app has reviewed it. */
export async function showApprovers(scene: Scene, pull: Pull): Promise<void> {
  const { narrator } = scene;
  narrator.step("The check says who must approve");
  const check = await waitForCheck(scene, pull.head, "waits for an approval", isWaiting);
  narrator.waits(`${CHECK_NAME}: ${check.title}`);
  narrator.quotes(shortenSummary(check));
}
