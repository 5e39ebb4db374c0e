import { randomInt } from "node:crypto";
import type { GoogleApi } from "../adapter/google/api.ts";
import type { HttpAnswer } from "../adapter/http.ts";
import { isPolicy, type Policy } from "./policy.ts";

/** An attempt loses only to somebody else's write, so a few are enough. */
const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 4000;

const methodUrl = (target: string, method: string): URL => {
  const path = target.split("/").map(encodeURIComponent).join("/");
  return new URL(`https://cloudresourcemanager.googleapis.com/v3/${path}:${method}`);
};

/** The policy with its conditions: version 3 must be asked for ("Policy", `requestedPolicyVersion`). */
export const readPolicy = (api: GoogleApi, target: string): Promise<Policy> =>
  api.ask(isPolicy, methodUrl(target, "getIamPolicy"), { options: { requestedPolicyVersion: 3 } });

/** Those of these permissions that Hallpass has there. */
export const testPermissions = (api: GoogleApi, target: string, permissions: readonly string[]) =>
  api.send("POST", methodUrl(target, "testIamPermissions"), { permissions });

/** The policy that was read, and Google's answer to the write. */
export interface Change {
  readonly before: Policy;
  readonly answer: HttpAnswer;
}

/**
 * Reads, changes and writes the policy, and begins again where somebody else wrote it meanwhile: the etag of the policy that was read goes with
 * the write, and Google answers 409 (`ABORTED`) to an older one. Also writes what stays as it is: a read may lag behind ("IAM is eventually
 * consistent"), and only a write that is taken shows that the newest policy was read.
 */
export async function changePolicy(
  api: GoogleApi,
  target: string,
  change: (policy: Policy) => Policy,
): Promise<Change> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await readPolicy(api, target);
    const answer = await writePolicy(api, target, change(before));
    if (answer.status === 200) return { before, answer };
    if (answer.status !== 409 && answer.status !== 412) throw api.failure("setIamPolicy", answer);
    await api.pause(backOff(attempt));
  }
  throw api.fail("BUSY", "Others kept writing the policy.");
}

const writePolicy = (api: GoogleApi, target: string, policy: Policy): Promise<HttpAnswer> =>
  api.send("POST", methodUrl(target, "setIamPolicy"), { policy });

/**
 * Throws unless Google keeps the policy as it must be, by its answer to the write. Takes the write back before: a binding without its condition
 * would stay for good. `takeBack` does so where somebody else wrote since.
 */
export async function verifyChange(
  api: GoogleApi,
  target: string,
  { before, answer }: Change,
  isRight: (after: Policy) => boolean,
  takeBack: (policy: Policy) => Policy,
): Promise<void> {
  const after = api.read(isPolicy, "setIamPolicy", answer);
  if (isRight(after)) return;
  const restored = await writePolicy(api, target, { ...before, version: 3, etag: after.etag });
  if (restored.status !== 200) await changePolicy(api, target, takeBack);
  throw api.fail("REFUSED", "Google did not keep the condition.");
}

/** "Retry failed requests": truncated exponential back-off with jitter. */
const backOff = (attempt: number): number => {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS);
  return longest / 2 + randomInt(longest / 2);
};
