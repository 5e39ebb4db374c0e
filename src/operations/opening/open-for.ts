import {
  type Asked,
  type AskSource,
  branchOf,
  describeSource,
  parseAskMessage,
  writeAskMessage,
} from "../../core/asking/asked.ts";
import type { AskedFile } from "../../core/asking/issue-answers.ts";
import { ObstacleError } from "../../core/plan/obstacle.ts";
import type { Asking, AskPull } from "../../core/ports/asking.ts";
import type { Deps } from "../round/deps.ts";

/** A person's wish, and the request that says it. */
export interface Wish extends Pick<Asked, "asker" | "source" | "at"> {
  readonly file: AskedFile;
  /** The pull request's title: no text that a person wrote. */
  readonly title: string;
  /** The key that the adopted settings name: a commit signed with another would prove nothing. */
  readonly publicKey: string;
}

export type OpenDeps = Pick<Deps, "repository" | "pin" | "log"> & { readonly asking: Asking };

/**
 * Opens the pull request of a wish, in the name of this app: one for each source, ever. A process that stopped in between, or another
 * one that was faster, leads to the same pull request. Throws `ObstacleError` where somebody else's branch stands in the way.
 */
export async function openFor(deps: OpenDeps, wish: Wish): Promise<AskPull> {
  const { asking, pin, log } = deps;
  const branch = branchOf(wish.source);
  const known = await asking.find(branch);
  if (known !== undefined) return known;
  await pushWish(deps, branch, wish);
  try {
    const pull = await asking.open({
      branch,
      base: pin.defaultBranch,
      title: wish.title,
      body: describeWish(wish),
    });
    log.info({ step: "ask", pull: pull.number, request: wish.file.id, source: wish.source }, "opened");
    return pull;
  } catch (error) {
    const found = await asking.find(branch);
    if (found !== undefined) return found;
    throw isRefusal(error) ? inTheWay(branch, error) : error;
  }
}

/** "A pull request already exists": of another process that was faster, or of somebody who opened one from this branch. */
const isRefusal = (error: unknown): error is Error =>
  error instanceof Error && "status" in error && error.status === 422;

const inTheWay = (branch: string, error: Error): ObstacleError =>
  new ObstacleError({
    why: `GitHub does not let Hallpass open a pull request from the branch ${branch}: ${error.message}`,
    next: "close the pull request that somebody else opened from this branch, if there is one; Hallpass then opens its own.",
  });

async function pushWish({ asking, repository, pin }: OpenDeps, branch: string, wish: Wish): Promise<void> {
  const { asker, source, at, file, publicKey } = wish;
  await repository.fetch();
  const asked: Asked = { repository: pin.id, asker, source, request: file.id, at };
  const message = writeAskMessage(asked);
  const from = await repository.defaultTip();
  const tip = await asking.push({ branch, from, path: file.path, text: file.text, message, at });
  const there = await asking.readSigned(tip, publicKey);
  if (there !== undefined && isSameSource(parseAskMessage(there)?.source, source)) return;
  throw new ObstacleError({
    why: `the branch ${branch} is there already, with something else on it, or the server signs with another key than .github/hallpass.yaml names.`,
    next: `delete the branch ${branch}; Hallpass then makes it anew.`,
  });
}

const isSameSource = (a: AskSource | undefined, b: AskSource): boolean =>
  a !== undefined && branchOf(a) === branchOf(b);

/** No word that GitHub reads as "closes": the access lasts no longer than the issue. */
const describeWish = ({ asker, source }: Wish): string =>
  [
    `${asker.login} asked for this in ${describeSource(source)}. Hallpass opened the pull request, and ${asker.login} counts as the person who asks.`,
    "",
    "Approve it as any other. Do not push to its branch: then it counts for nothing.",
    "",
  ].join("\n");
