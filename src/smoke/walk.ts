import { Broken, type Finding, NotReached } from "./finding.ts";
import type { Setting } from "./setting.ts";
import { findComment, listDeliveries, writeComment } from "./steps/deliveries.ts";
import { approve, passCheck, setRules, writeCheck } from "./steps/gate.ts";
import { pushLedger } from "./steps/ledger.ts";
import { mergeRequest, refuseEarlyMerge, refuseOtherHead } from "./steps/merge.ts";
import { fetchHead, openRequest, readActivity, removeHead } from "./steps/request.ts";
import { closeWithRevert } from "./steps/revert.ts";
import type { Noted, Trail } from "./trail.ts";

interface Step {
  readonly id: string;
  readonly assumption: string;
  /** Returns the observation. Throws `Broken` if the assumption does not hold. */
  readonly look: (setting: Setting, trail: Trail) => Promise<string | Noted>;
}

/** Each assumption that the program makes of the platform, in the order of one request's life. */
const steps: readonly Step[] = [
  {
    id: "sign-in",
    assumption: "the app signs in, and may do what it needs",
    look: readPermissions,
  },
  {
    id: "request",
    assumption: "a person with the role Write opens a pull request from a branch of their own",
    look: openRequest,
  },
  {
    id: "external-id",
    assumption: "a check run keeps its external_id, and names the app that wrote it",
    look: writeCheck,
  },
  {
    id: "pin",
    assumption: "the check can be pinned to the app once it has reported, and the rules say so",
    look: setRules,
  },
  {
    id: "activity",
    assumption: "the activity log names everybody who pushed the head, within a minute",
    look: readActivity,
  },
  {
    id: "pull-head",
    assumption: "refs/pull/N/head can be fetched with the app's token",
    look: (setting, trail) => fetchHead(setting, trail),
  },
  {
    id: "gate",
    assumption: "with an empty bypass list the rules stop the app too, before approval and check",
    look: refuseEarlyMerge,
  },
  {
    id: "comment",
    assumption: "a person's comment is taken",
    look: writeComment,
  },
  {
    id: "review",
    assumption: "an approval names the commit it is for",
    look: approve,
  },
  {
    id: "check-passes",
    assumption: "the app completes its check",
    look: passCheck,
  },
  {
    id: "head-guard",
    assumption: "a merge of another head than the one that was looked at is refused",
    look: refuseOtherHead,
  },
  {
    id: "merge",
    assumption: "the app squashes the approved request, with one parent and the request's one file",
    look: mergeRequest,
  },
  {
    id: "deliveries",
    assumption: "the app can list its deliveries, with ids of up to 64 bits",
    look: listDeliveries,
  },
  {
    id: "comment-record",
    assumption: "the record of deliveries holds the comment as it was written",
    look: findComment,
  },
  {
    id: "activity-afterwards",
    assumption: "whether the activity log still names the pushers of a branch that was deleted",
    look: removeHead,
  },
  {
    id: "pull-head-afterwards",
    assumption: "refs/pull/N/head stays when the branch is gone",
    look: (setting, trail) => fetchHead(setting, trail),
  },
  {
    id: "ledger",
    assumption: "only the app writes the ledger branch, and no account can rewrite or delete it",
    look: pushLedger,
  },
  {
    id: "receipt",
    assumption: "the app opens a pull request that removes the file, and merges it once approved",
    look: closeWithRevert,
  },
];

/** Takes every step, and reports each finding as it is made. A failed step stops only the steps that need it. */
export async function walk(
  setting: Setting,
  tell: (finding: Finding) => void,
  describe: (error: unknown) => string,
): Promise<Finding[]> {
  const trail: Trail = {};
  const findings: Finding[] = [];
  for (const step of steps) {
    const finding = await take(step, setting, trail, describe);
    findings.push(finding);
    tell(finding);
  }
  return findings;
}

async function take(
  { id, assumption, look }: Step,
  setting: Setting,
  trail: Trail,
  describe: (error: unknown) => string,
): Promise<Finding> {
  setting.signal.throwIfAborted();
  try {
    const seen = await look(setting, trail);
    return typeof seen === "string"
      ? { id, assumption, outcome: "holds", saw: seen }
      : { id, assumption, outcome: "noted", saw: seen.noted };
  } catch (error) {
    setting.signal.throwIfAborted();
    if (error instanceof NotReached) return { id, assumption, outcome: "not reached", saw: error.message };
    const saw = error instanceof Broken ? error.message : describe(error);
    return { id, assumption, outcome: "fails", saw };
  }
}

/** The write permissions of `app.yml` that the walk uses. */
const NEEDED = ["checks", "contents", "issues", "pull_requests"] as const;

async function readPermissions({ app, name, appId, slug }: Setting): Promise<string> {
  const { data } = await app.octokit.rest.apps.getRepoInstallation({ ...name });
  const missing = NEEDED.filter((permission) => data.permissions[permission] !== "write");
  if (missing.length > 0) throw new Broken(`the installation lacks write for ${missing.join(", ")}`);
  return `app ${appId}, ${slug}[bot], installation ${data.id}`;
}
