import { defineCommand } from "../runner/command.ts";
import { UsageError } from "../runner/failure.ts";
import { DEFAULT_DUE, options, type ReviewValues } from "./options.ts";
import { startReviews } from "./start.ts";
import { showStatus } from "./status.ts";

export const command = defineCommand({
  description: `Reviews standing access: what people hold for good, as inventory/ on the default branch lists it.

start opens one pull request for each team, with a file that lists the team's standing access. People edit it: keep or remove for each line. Its check passes when all is decided and an owner without a hand in it approved. The team is the folder whose policies offer the access. Where a review of the team is open, start says so and opens no other.

status lists the reviews: open, overdue and done, with what was kept and removed, and the teams that were never reviewed. Both read a clone: run git fetch --prune first. What a merged review removes and is still held, hallpass drift names.`,
  usage: [
    "start [--team TEAM]... [--due 14d] [--repository DIR] [--env FILE] [--dry-run | --yes] [--offline] [--json]",
    "status [--repository DIR] [--json]",
  ],
  arguments: { name: "WHAT", meaning: "start or status", count: "any" },
  options,
  configuration: ["providers", "ledgerKey", "defaultBranch"],
  environment: {
    GH_TOKEN: "start: your token, such as `gh auth token` prints; not needed with --offline or --dry-run",
    GITHUB_API_URL: "start: the address of the REST API, for GitHub Enterprise",
    HALLPASS_REPOSITORY: "start: OWNER/NAME of the access repository, where the clone's remote does not say",
  },
  examples: [
    "GH_TOKEN=$(gh auth token) hallpass review start --repository ../access",
    "hallpass review start --team payments --due 30d --dry-run",
    "hallpass review status --repository ../access",
  ],
  exitCodes: {
    0: "each review is open or planned; status: none is overdue",
    1: "a review cannot be started; status: one is overdue",
    3: "something cannot be read or trusted, or GitHub refused or did not answer",
  },
  waitsFor: "Reading the clone…",
  run: answer,
});

async function answer(values: ReviewValues, words: readonly string[]): Promise<number> {
  const [what, ...others] = words;
  if ((what !== "start" && what !== "status") || others.length > 0)
    throw new UsageError("Say what to do: start or status.", { fix: "See hallpass review --help." });
  if (what === "start") return startReviews({ ...values, due: values.due ?? DEFAULT_DUE });
  const stray = (["team", "due", "offline", "dry-run", "yes", "env"] as const).find(
    (name) => values[name] !== undefined,
  );
  if (stray !== undefined) throw new UsageError(`--${stray} goes with start.`);
  return showStatus(values);
}
