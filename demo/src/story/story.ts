import type { Narrator } from "../narration/narrator.ts";
import type { Selected } from "../stage/database.ts";
import { createGitHub } from "../stage/github.ts";
import { openLedger } from "../stage/ledger.ts";
import type { Stage } from "../stage/stage.ts";
import { approveAsLead, approveInVain } from "./approve.ts";
import { askForAccess, showApprovers, showNoAccess } from "./ask.ts";
import { closeRequest, showDiary } from "./close.ts";
import type { Scene } from "./scene.ts";
import { useAccess } from "./use.ts";

/** The output of `--json`. */
export interface Figures {
  readonly select_before: Selected["outcome"];
  readonly select_during: Selected["outcome"];
  readonly select_after: Selected["outcome"];
  readonly granted_after_approval_ms: number;
  readonly revoked_after_expiry_ms: number;
  readonly api_requests: number;
  readonly content_creating: number;
  readonly put_off: number;
  readonly main_commits: number;
  readonly ledger_commits: number;
}

/** One request, from the question to the revert. Leaves a bare clone in `cloneDir`. Throws at the first unexpected result. */
export async function tellStory(stage: Stage, narrator: Narrator, cloneDir: string): Promise<Figures> {
  const github = createGitHub(stage);
  const scene: Scene = { stage, github, narrator };
  const before = await showNoAccess(scene);
  const pull = await askForAccess(scene, new Date());
  await showApprovers(scene, pull);
  await approveInVain(scene, pull);
  const granted = await approveAsLead(scene, pull);
  const ledger = await openLedger(stage, cloneDir);
  const ended = await useAccess(scene, ledger, granted);
  await closeRequest(scene, ledger);
  await showDiary(scene, ledger);
  const calls = await github.countCalls();
  return {
    select_before: before.outcome,
    select_during: granted.during.outcome,
    select_after: ended.after.outcome,
    granted_after_approval_ms: granted.grantedAfterMs,
    revoked_after_expiry_ms: ended.revokedAfterMs,
    api_requests: calls.requests,
    content_creating: calls.contentCreating,
    put_off: calls.putOff,
    main_commits: await ledger.countCommits("main"),
    ledger_commits: await ledger.countCommits("access-ledger"),
  };
}
