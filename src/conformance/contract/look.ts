import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { Grant } from "../../core/access/grant.ts";
import { type Holding, idsKey } from "../../core/access/holding.ts";
import { ProviderError, type ProviderErrorCode } from "../../providers/adapter/error.ts";
import type { Fixture } from "./fixture.ts";

const farAway = new Date("2126-11-20T16:00:00Z");
const MINUTE_MS = 60_000;

const BETWEEN_MS = 100;

/** The fixture's end, moved by minutes. */
export const endOf = ({ until = farAway }: Fixture, minutes = 0): Date =>
  new Date(until.getTime() + minutes * MINUTE_MS);

/** Looks up a principal's ids. The holding ends when the fixture says. */
export async function identify(fixture: Fixture, principal: string): Promise<Holding> {
  const { provider, entitlement } = fixture;
  const until = endOf(fixture);
  return { principal, entitlement, ids: await provider.identify(principal, entitlement), until };
}

/** Identifies and holds. */
export async function holdFor(fixture: Fixture, principal: string): Promise<Holding> {
  const holding = await identify(fixture, principal);
  await fixture.provider.hold(holding);
  return holding;
}

/** The grants of the entitlement that a listing names for the principal. */
export async function listFor({ provider, entitlement }: Fixture, principal: string): Promise<Grant[]> {
  return (await provider.listGrants([entitlement])).filter((grant) => grant.principal === principal);
}

/** The origin with which the provider lists a grant of Hallpass. */
export async function oursOf({ provider }: Fixture): Promise<Grant["origin"]> {
  return (await provider.traits()).container === "separate" ? "ours" : "unknown";
}

/** Reads until the value is accepted, for as many seconds as given, and returns what it saw last. */
export async function poll<Value>(
  read: () => Promise<Value>,
  accept: (value: Value) => boolean,
  seconds: number,
): Promise<Value> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const value = await read();
    if (accept(value) || performance.now() >= end) return value;
    await pause(BETWEEN_MS);
  }
}

/** Reads until the value is accepted, within the seconds that the provider declares for its listings. */
export async function settle<Value>(
  { provider }: Fixture,
  read: () => Promise<Value>,
  accept: (value: Value) => boolean,
): Promise<Value> {
  return poll(read, accept, (await provider.traits()).consistencySeconds);
}

/** The origins of a principal's grants, in alphabetical order. */
export const originsOf = async (fixture: Fixture, principal: string): Promise<Grant["origin"][]> =>
  (await listFor(fixture, principal)).map(({ origin }) => origin).sort();

/** Who holds the entitlement, each as a line: by ids, because names may have changed, and with the origin at the end. */
export async function listKeys({ provider, entitlement }: Fixture): Promise<string[]> {
  const grants = await provider.listGrants([entitlement]);
  return grants.map(({ ids, origin }) => `${idsKey(ids)} ${origin}`).sort();
}

export const isSame =
  (expected: readonly string[]) =>
  (seen: readonly string[]): boolean =>
    seen.join("\n") === expected.join("\n");

/** Asserts that a listing names these grants of the principal, within the declared seconds. */
export async function assertListed(
  fixture: Fixture,
  principal: string,
  expected: readonly Grant["origin"][],
  message = `the grants of ${JSON.stringify(principal)} in the listing`,
): Promise<void> {
  const seen = await settle(fixture, () => originsOf(fixture, principal), isSame(expected));
  assert.deepEqual(seen, expected, message);
}

/** Asserts that the listing names one grant of the principal, made by Hallpass as far as the system can tell. */
export const assertHeld = async (fixture: Fixture, principal: string, message?: string): Promise<void> =>
  assertListed(fixture, principal, [await oursOf(fixture)], message);

/** Asserts that the principal can use the access, or cannot, within the declared seconds. Nothing where the fixture cannot try it. */
export async function assertUsable(
  fixture: Fixture,
  principal: string,
  expected: boolean,
  when: string,
): Promise<void> {
  const { canUse } = fixture;
  if (canUse === undefined) return;
  const seen = await settle(
    fixture,
    () => canUse(principal),
    (can) => can === expected,
  );
  assert.equal(seen, expected, `whether ${JSON.stringify(principal)} can use the access ${when}`);
}

export const assertUnusable = (fixture: Fixture, principal: string, when: string): Promise<void> =>
  assertUsable(fixture, principal, false, when);

/** Asserts that the call fails as the contract says, and returns the error. */
export async function assertFails(
  call: Promise<unknown>,
  what: string,
  { code, retryable }: { readonly code?: ProviderErrorCode; readonly retryable?: boolean } = {},
): Promise<ProviderError> {
  const error = await call.then(
    (answer) =>
      assert.fail(`${what}: a ProviderError was expected, and it answered ${JSON.stringify(answer)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProviderError)) assert.fail(`${what}: no ProviderError, but ${String(error)}`);
  if (code !== undefined) assert.equal(error.code, code, `${what}: the code of the error`);
  if (retryable !== undefined) assert.equal(error.retryable, retryable, `${what}: whether a retry helps`);
  return error;
}

/** The names among the principals that are attacks. */
export const hostileNames = ({ principals: { hostile } }: Fixture): readonly string[] =>
  typeof hostile === "string" ? [hostile] : hostile;
