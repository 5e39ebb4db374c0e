import { addSeconds } from "date-fns";
import { expect } from "vitest";
import type { Grant } from "../../src/core/access/grant.ts";
import { conclude } from "../../src/core/decision/check-result.ts";
import { type InProcess, startInProcess, visitorText } from "./in-process.ts";
import { at } from "./local-github.ts";
import { readFate, seedForPeople } from "./past-the-rules.ts";
import { approve, type OpenPull, openPull, requestPath } from "./people.ts";

/** A request, and the file that it is. */
export interface Asked extends OpenPull {
  readonly path: string;
}

/** An app in this process, and people who ask alice's access for her, merge it, and end it. */
export interface Leasing {
  readonly app: InProcess;
  /** From now on GitHub's clock is so many seconds further ahead; the app's stays. */
  hurryGitHub(seconds: number): void;
  ask(overrides?: Readonly<Record<string, string>>): Promise<Asked>;
  /** Asked by alice, approved and merged by carol, and looked at by the app. */
  grant(overrides?: Readonly<Record<string, string>>): Promise<Asked>;
  merge(login: string, number: number): Promise<unknown>;
  comment(login: string, number: number, body?: string): Promise<number>;
  /** What the app does on an event; answers who is a visitor then. */
  wake(): Promise<Grant[]>;
  /** The request's lease has ended like this, and nobody is a visitor. */
  expectEnded(path: string, ended: object): Promise<void>;
  /** Removes the file on a branch of its own; `opener` opens the pull request, by default whoever pushed. */
  openRemoval(pusher: string, path: string, opener?: string): Promise<number>;
}

export const idOf = (path: string): string => path.replace(/^access-requests\/|\.yaml$/gu, "");

/** As a request writes a time. */
export const instant = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

export async function startLeasing(change?: Parameters<typeof seedForPeople>[0]): Promise<Leasing> {
  let ahead = 0;
  const app = await startInProcess({
    seed: seedForPeople(change),
    clock: () => addSeconds(new Date(), ahead),
  });
  const merge: Leasing["merge"] = (login, number) =>
    app.as(login).pulls.merge({ ...at, pull_number: number, merge_method: "squash" });
  const ask: Leasing["ask"] = async (overrides = {}) => {
    const path = requestPath();
    return { path, ...(await openPull(app.github, "alice", { [path]: visitorText(overrides) })) };
  };
  return {
    app,
    hurryGitHub: (seconds) => {
      ahead += seconds;
    },
    ask,
    grant: async (overrides = {}) => {
      const asked = await ask({ duration: "10m", ...overrides });
      await approve(app.github, "carol", asked.number);
      const checkResult = await app.review(asked.number);
      expect(checkResult && conclude(checkResult)).toBe("success");
      await merge("carol", asked.number);
      await app.reconcile();
      return asked;
    },
    merge,
    comment: async (login, number, body = "/hallpass end") =>
      (await app.as(login).issues.createComment({ ...at, issue_number: number, body })).data.id,
    wake: async () => {
      await app.watch();
      await app.reconcile();
      return app.listVisitors();
    },
    expectEnded: async (path, ended) => {
      expect((await readFate(app, path)).lease?.ended).toMatchObject(ended);
      expect(await app.listVisitors()).toEqual([]);
    },
    openRemoval: async (pusher, path, opener = pusher) => {
      const clone = await app.clone(pusher);
      const branch = `remove-${idOf(path).replace("/", "-")}`;
      await clone.git("checkout", "--quiet", "-b", branch);
      await clone.git("rm", "--quiet", path);
      await clone.git("commit", "--quiet", "--message", "No longer needed");
      await clone.git("push", "--quiet", "origin", branch);
      const pull = { ...at, title: "No longer needed", head: branch, base: "main" };
      return (await app.as(opener).pulls.create(pull)).data.number;
    },
  };
}
