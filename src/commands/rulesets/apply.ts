import type { RepositoryConfig } from "../../configuration/config.ts";
import { ConfigError } from "../../configuration/read-variables.ts";
import { listRulesets, type Ruleset } from "../../core/diagnosis/rulesets.ts";
import type { Profile } from "../../core/files/settings.ts";
import { oneLine } from "../../core/ledger/ledger-message.ts";
import { ObstacleError } from "../../core/plan/obstacle.ts";
import type { Rulesets } from "../../core/ports/rulesets.ts";
import { maskSecrets } from "../../core/text/secrets.ts";
import { ledgerBranchName } from "../../git/repository.ts";
import { statusOf } from "../../github/http/error.ts";
import { gitHubRulesets } from "../../github/settings/rulesets.ts";
import { type AppliedRuleset, applyRuleset } from "../../operations/apply-rulesets.ts";
import { renderRuleset } from "../../report/rulesets.ts";
import { classifyGitHub } from "../input/github-failure.ts";
import type { FailureReport } from "../runner/failure.ts";

export interface Applied {
  readonly rulesets: readonly AppliedRuleset[];
  /** Why the others are not applied. */
  readonly error?: FailureReport;
}

interface Order {
  readonly config: RepositoryConfig;
  /** Of a person who administers the repository. */
  readonly token: string;
  /** As in the settings; "strict" if not given. */
  readonly profile?: Profile;
  /** Shows the rulesets before, and what becomes of each. */
  readonly show: (text: string) => void;
}

/** The rulesets of this installation. */
export const listOwnRulesets = (
  { appId }: Pick<RepositoryConfig, "appId">,
  profile: Profile = "strict",
): Ruleset[] => listRulesets({ appId, ledgerBranch: ledgerBranchName, profile });

/** One after the other. When one fails, the earlier ones stay; the next run goes on from there. Throws `ConfigError` for another repository. */
export async function applyRulesets({ config, token, profile, show }: Order): Promise<Applied> {
  const { owner, repo, apiUrl } = config;
  const rulesets = gitHubRulesets({ name: { owner, repo }, apiUrl, token, now: () => new Date() });
  const wanted = listOwnRulesets(config, profile);
  const applied: AppliedRuleset[] = [];
  try {
    await requireSame(rulesets, config);
    show(`${wanted.map(renderRuleset).join("\n")}\n\n`);
    for (const ruleset of wanted) {
      const outcome = await applyRuleset(rulesets, ruleset);
      applied.push(outcome);
      show(describeOutcome(outcome));
    }
    return { rulesets: applied };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    return { rulesets: applied, error: explain(error, config) };
  }
}

export const nameOf = ({ owner, repo }: Pick<RepositoryConfig, "owner" | "repo">): string =>
  `${owner}/${repo}`;

/** Rules in the wrong repository would stop the people who work there. A name may be wrong, or belong to another repository by now. */
async function requireSame(rulesets: Rulesets, config: RepositoryConfig): Promise<void> {
  const { repositoryId } = config;
  if (repositoryId === undefined) return;
  const found = await rulesets.readRepositoryId();
  if (found === repositoryId) return;
  throw new ConfigError([
    `HALLPASS_REPOSITORY is ${nameOf(config)}, which is the repository ${found} at GitHub, and HALLPASS_REPOSITORY_ID is ${repositoryId}. Nothing was changed.`,
  ]);
}

const describeOutcome = ({ name, id, outcome, changes }: AppliedRuleset): string =>
  [
    `${outcome.padEnd(9)}  ${oneLine(name)} (ruleset ${id})`,
    ...changes.map((line) => `           ${oneLine(line)}`),
    "",
  ].join("\n");

const steps: Readonly<Record<number, string>> = {
  401: "GitHub does not accept the token in GH_TOKEN: make a new one.",
  403: "Use the token of an administrator of the repository; a fine-grained one needs Administration: write. Rulesets of a private repository need the plan Team or above.",
  404: "See whether HALLPASS_REPOSITORY is right and the token may administer it.",
  422: "See whether APP_ID is right and the app is installed in the repository, and open one pull request, so that the app has written a check.",
};

/** GitHub's answer and the next step, each in one line. */
function explain(error: unknown, config: RepositoryConfig): FailureReport {
  const message = error instanceof Error ? error.message : String(error);
  const fix =
    error instanceof ObstacleError
      ? error.next
      : (steps[statusOf(error) ?? 0] ?? `See whether ${config.apiUrl} answers, then run this again.`);
  const told = { message: oneLine(maskSecrets(message)), fix: oneLine(maskSecrets(fix)) };
  return { code: classifyGitHub(error) ?? "FAILED", ...told };
}
