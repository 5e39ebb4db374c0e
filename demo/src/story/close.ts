import { join } from "node:path";
import { packageRoot } from "../package-root.ts";
import { childEnvironment } from "../stage/environment.ts";
import { CHECK_NAME, type Pull } from "../stage/github.ts";
import { DIARY, type Ledger } from "../stage/ledger.ts";
import { waitFor } from "../stage/poll.ts";
import { waitForCheck, waitForMerge } from "./checks.ts";
import type { Scene } from "./scene.ts";

/** Step 8: the Action cleans up with its own, narrower rights, and the lead reviews the granted access. */
export async function closeRequest(scene: Scene, ledger: Ledger): Promise<void> {
  const { github, narrator } = scene;
  narrator.step("The scheduled Action opens the receipt; carol reviews it");
  await ledger.waitForRevocation();
  narrator.types("$", "node action/dist/index.js");
  narrator.quotes(shortenReport(await runAction(scene)));
  const pull = await findRevert(scene);
  narrator.good(`#${pull.number} “${pull.title}” opened by ${pull.author}`);
  const check = await waitForCheck(
    scene,
    pull.head,
    "is green",
    ({ conclusion }) => conclusion === "success",
  );
  narrator.good(`${CHECK_NAME}: ${check.title}`);
  await github.approve("carol", pull.number, "That is what was agreed.");
  narrator.good(`carol approved #${pull.number}`);
  narrator.good(`#${pull.number} merged by ${await waitForMerge(scene, pull.number)}`);
}

/** The sentences of a text, without headings, lists and counters. */
const shortenReport = (text: string): string =>
  text
    .split("\n")
    .filter((line) => /^[A-Z].*[^:]$/u.test(line))
    .join("\n");

/** Runs the Action like the workflow: with an installation token of the reaper's app, without the app's key. Returns its output. */
async function runAction({ stage, github }: Scene): Promise<string> {
  const { processes, settings, sandbox, dir } = stage;
  const secrets = [...settings].filter(
    ([name]) => name === "HALLPASS_PROVIDERS" || name.endsWith("_PASSWORD"),
  );
  const env = childEnvironment({
    ...Object.fromEntries(secrets),
    INPUT_RECEIPTS: "each",
    INPUT_TOKEN: await github.mintReaperToken(),
    GITHUB_REPOSITORY: sandbox.repository,
    GITHUB_API_URL: sandbox.url,
    GITHUB_SERVER_URL: sandbox.url,
    RUNNER_TEMP: dir,
  });
  return processes.run(process.execPath, [join(packageRoot, "action/dist/index.js")], { cwd: dir, env });
}

const findRevert = ({ stage, github }: Scene): Promise<Pull> =>
  waitFor("the Action's revert pull request is open", stage, async () =>
    (await github.listOpenPulls()).find(({ branch }) => branch.startsWith("hallpass/revert/")),
  );

/** Step 9: the record that remains, for an audit a year later. */
export async function showDiary({ narrator }: Scene, ledger: Ledger): Promise<void> {
  narrator.step("What git remembers");
  narrator.types("$", DIARY);
  for (const line of await ledger.readDiary()) narrator.answers(line);
}
