import { requestText } from "../support/builders/evidence.ts";
import { at } from "../support/local-github.ts";
import { approve, openPull, requestPath } from "../support/people.ts";
import type { Stage } from "../support/stage.ts";
import type { Asked } from "./judge.ts";

/** What people do meanwhile: some ask, carol approves some of it and ends some of it early. */
export interface Desk {
  readonly asked: readonly Asked[];
  /** Opens a request, and has it approved or not. */
  ask(login: string, seconds: number, isApproved: boolean): Promise<void>;
  /** Ends the newest request that is merged and not over, if there is one. */
  endNewest(): Promise<void>;
  /** Reads when requests were merged. */
  look(): Promise<void>;
}

export function openDesk({ github }: Stage): Desk {
  const asked = new Map<number, Asked>();
  const change = (pull: number, more: Partial<Asked>): void => {
    const known = asked.get(pull);
    if (known !== undefined) asked.set(pull, { ...known, ...more });
  };
  return {
    get asked() {
      return [...asked.values()];
    },
    async ask(login, seconds, isApproved) {
      const text = requestText({ subject: login, duration: `${seconds}s` });
      const { number } = await openPull(github, login, { [requestPath()]: text });
      asked.set(number, { pull: number, login, seconds, approved: isApproved });
      if (isApproved) await approve(github, "carol", number);
    },
    async endNewest() {
      const live = [...asked.values()].findLast(
        ({ mergedAt, seconds, endedAt }) =>
          mergedAt !== undefined && endedAt === undefined && mergedAt + seconds * 1000 > Date.now(),
      );
      if (live === undefined) return;
      await github
        .as("carol")
        .issues.createComment({ ...at, issue_number: live.pull, body: "/hallpass end" });
      change(live.pull, { endedAt: Date.now() });
    },
    async look() {
      const { data } = await github.as("carol").pulls.list({ ...at, state: "closed", per_page: 100 });
      for (const { number, merged_at } of data)
        if (merged_at !== null && merged_at !== undefined)
          change(number, { mergedAt: Date.parse(merged_at) });
    },
  };
}
