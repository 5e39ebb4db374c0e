import { createHash } from "node:crypto";
import { readVariables } from "../../configuration/read-variables.ts";
import type { Combined } from "../../core/insight/changes/list-changes.ts";
import { gitHubRulesDesk } from "../../github/setup/rules-desk.ts";
import { findSamePull } from "../../github/setup/same-pull.ts";
import { gitHubSetupDesk } from "../../github/setup/setup-desk.ts";
import { renderProposal, renderTitle } from "../../report/insight/proposal.ts";
import { findRepository } from "../input/access-repository.ts";
import { requireToken } from "../input/own-token.ts";
import { UsageError } from "../runner/failure.ts";

/** What is proposed, and on which commit of the clone it was made. */
interface Proposing extends Combined {
  readonly clone: string;
  readonly tip: string;
  readonly since: Date;
  readonly until: Date;
}

const NEED = {
  whose: "your own token",
  example: "insight --propose idle-policy",
  otherwise: "With --patch DIR the changes are written as files.",
} as const;

/**
 * Opens one pull request with all changes, with the person's own token, and answers its address. One that is open already and proposes
 * the same stays as it is. Throws `UsageError` where the clone is behind GitHub, and `GitHubError`.
 */
export async function proposeChanges({ clone, tip, changes, edits, ...period }: Proposing): Promise<string> {
  const token = requireToken(NEED);
  const named = process.env.HALLPASS_REPOSITORY ?? (await findRepository(clone));
  const { repository: name, apiUrl } = readVariables({ ...process.env, HALLPASS_REPOSITORY: named }, [
    "repository",
    "apiUrl",
  ]);
  const options = { name, apiUrl, token, now: () => new Date() };
  const [desk, rules] = [gitHubSetupDesk(options), gitHubRulesDesk(options)];
  const branch = `hallpass-insight-${hash(changes.map(({ id }) => id))}`;
  const repository = await desk.findRepository();
  if (repository?.commit !== tip)
    throw new UsageError(
      `The default branch of ${name.owner}/${name.repo} is not at ${tip.slice(0, 12)}, as it is in this clone. Run git fetch there, then this again.`,
    );
  const proposed = { branch, base: repository.branch, files: edits, readFiles: desk.readFiles };
  const open = await findSamePull(options, proposed);
  if (open !== undefined) return open;
  const [message, body] = [renderTitle(changes), renderProposal(changes, period)];
  const free = (await rules.hasBranch(branch)) ? `${branch}-${Date.now().toString(36)}` : branch;
  return desk.openPull({ repository, files: edits, message, body }, free);
}

const hash = (ids: readonly string[]): string =>
  createHash("sha256").update(ids.join("\n")).digest("hex").slice(0, 16);
