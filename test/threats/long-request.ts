import { expect } from "vitest";
import { conclude } from "../../src/core/decision/check-result.ts";
import { type InProcess, visitorText } from "../support/in-process.ts";
import { approve, openPull, requestPath } from "../support/people.ts";

type Fields = Readonly<Record<string, string>>;

/** A request by alice that goes on for longer than any test. */
export const longText = (overrides: Fields = {}): string => visitorText({ duration: "20h", ...overrides });

export async function askLong(app: InProcess, overrides: Fields = {}) {
  const path = requestPath();
  const text = longText(overrides);
  return { path, text, ...(await openPull(app.github, "alice", { [path]: text })) };
}

/** What the app's check says of a pull request now. */
export async function judge(app: InProcess, number: number): Promise<string> {
  const checkResult = await app.review(number);
  if (checkResult === undefined) throw new Error(`#${number} is not open.`);
  return conclude(checkResult);
}

/** Asked by alice, approved by carol, and the app's check is green. */
export async function askAndApproveLong(app: InProcess, overrides: Fields = {}) {
  const asked = await askLong(app, overrides);
  await approve(app.github, "carol", asked.number);
  expect(await judge(app, asked.number)).toBe("success");
  return asked;
}
