import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Decision, listFindings } from "../../src/core/decision/decision.ts";
import { type InProcess, visitorText } from "../support/in-process.ts";
import { at, type Clone, outcomeOf } from "../support/local-github.ts";
import { isMerged, requestPath } from "../support/people.ts";

export interface Asked {
  readonly path: string;
  readonly number: number;
  readonly head: string;
  readonly branch: string;
  /** The requester's working copy, on the branch. */
  readonly clone: Clone;
}

export const waiting = { status: "waiting", codes: [] };
export const merged = { status: "merged", codes: [] };

/** What people of the organisation do about requests; each has one working copy. */
export function openDesk(app: InProcess) {
  const clones = new Map<string, Promise<Clone>>();

  const cloneOf = (login: string): Promise<Clone> => {
    const clone = clones.get(login) ?? app.clone(login);
    clones.set(login, clone);
    return clone;
  };

  const openFrom = async (login: string, branch: string): Promise<number> => {
    const pull = { ...at, title: branch, head: branch, base: "main" };
    return (await app.as(login).pulls.create(pull)).data.number;
  };

  const decideNow = async (number: number): Promise<Decision> => {
    const checkResult = await app.review(number);
    if (checkResult?.kind !== "request") throw new Error(`#${number} is not open, or no request.`);
    return checkResult.decision;
  };

  return {
    cloneOf,
    openFrom,
    decideNow,
    emailOf: (login: string): string => app.github.sandbox.logins[login]?.email ?? "",

    async ask(
      login = "alice",
      { folder = "payments", ...fields }: Record<string, string> = {},
    ): Promise<Asked> {
      const path = requestPath(folder);
      const branch = `ask-${randomUUID()}`;
      const clone = await cloneOf(login);
      const head = await clone.pushBranch(branch, { [path]: visitorText({ subject: login, ...fields }) });
      return { path, branch, clone, head, number: await openFrom(login, branch) };
    },

    /** Somebody's working copy on the branch of a pull request. */
    async checkOut({ branch }: Asked, login: string): Promise<Clone> {
      const clone = await cloneOf(login);
      await clone.git("fetch", "--quiet", "origin", branch);
      await clone.git("checkout", "--quiet", "-B", branch, "FETCH_HEAD");
      return clone;
    },

    /** What the app says now, and whether it merged. */
    async judge(number: number): Promise<{ status: string; codes: string[] }> {
      const decision = await decideNow(number);
      const status = (await isMerged(app.github, number)) ? "merged" : decision.status;
      return { status, codes: listFindings(decision).map(({ code }) => code) };
    },

    /** Says yes over REST, and tells what GitHub said of that. */
    approveAs: (login: string, number: number): Promise<string> =>
      outcomeOf(app.as(login).pulls.createReview({ ...at, pull_number: number, event: "APPROVE" })),
  };
}

/** Writes other addresses into the newest commit: git believes anything. */
export async function signAs(
  clone: Clone,
  { author, committer = author }: { author: string; committer?: string },
): Promise<void> {
  const text = await clone.git("cat-file", "commit", "HEAD");
  const forged = text
    .replace(/^author .* <.*>/mu, `author Somebody <${author}>`)
    .replace(/^committer .* <.*>/mu, `committer Somebody <${committer}>`);
  const file = join(clone.dir, ".git", "forged");
  await writeFile(file, `${forged}\n`);
  await clone.git("reset", "--quiet", "--hard", await clone.git("hash-object", "-t", "commit", "-w", file));
}
