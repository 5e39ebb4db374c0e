import { conclude, formOpinion, isMergeable, type Opinion } from "../core/opinion.ts";
import type { Deps } from "./deps.ts";
import { externalIdOf, gatherEvidence } from "./gather.ts";
import { readState } from "./state.ts";

/** Decides an open pull request, says so in its check run, and merges it when everything is met. The number is all it takes from an event. undefined = there is none, or it is not open. */
export async function reviewPullRequest(deps: Deps, number: number): Promise<Opinion | undefined> {
  const { repository, github, log } = deps;
  const pull = await github.readPull(number);
  if (pull?.state !== "open") return undefined;
  await repository.fetch([number]);
  const { state, tip } = await readState(deps);
  // GitHub's answer may be from before the merge, and would be written over the check that the merge rests on.
  if ([...state.seen.values()].some(({ pull: merged }) => merged === number)) return undefined;
  const evidence = await gatherEvidence(deps, pull, state);
  const opinion = formOpinion(evidence, state);
  const externalId = externalIdOf(evidence, evidence.rules);
  await github.writeCheck({ head: pull.head.sha, pull: number, externalId, opinion });
  log.info({ step: "review", pull: number, kind: opinion.kind, conclusion: conclude(opinion) }, "reviewed");
  if (!isMergeable(opinion) || pull.draft || evidence.rules.settings?.merge !== "automatic") return opinion;
  const result = await github.merge(number, pull.head.sha, opinion, tip);
  log.info({ step: "merge", pull: number, result }, `merge ${result}`);
  return opinion;
}
