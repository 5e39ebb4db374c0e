// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X12: The rules go back to an older, looser version that was adopted once.

import { addHours } from "date-fns";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findPublicKey, findVerifier } from "../../src/operations/find-credential.ts";
import { granted, lease } from "../support/builders/ledger.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { letOwnersPast } from "../support/past-the-rules.ts";
import { seedFile, seedWith } from "../support/seed-with.ts";

const SETTINGS = ".github/hallpass.yaml";
const verifier = `SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2FsdA==$${"A".repeat(43)}=:${"B".repeat(43)}=`;
const publicKey = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)}`;
const withVerifier = (text: string, value: string): string =>
  text.replace(
    /(login: alice,? *\n? *)/u,
    `verifiers: { orders-db: "${value}" }, publicKeys: { orders-db: "${publicKey}" }, $1`,
  );

let app: InProcess;
beforeAll(async () => {
  app = await startInProcess({ seed: seedWith({ [SETTINGS]: withVerifier(seedFile(SETTINGS), verifier) }) });
}, 240_000);
afterAll(() => app?.stop());

it("a verifier is for whom the map gives the account, and nobody sets it while it is held for somebody else", async () => {
  const of = async (id: number) => {
    const { tip, state } = await app.deps.ledger.read();
    const known = granted(lease({ subject: { id, login: "whoever" }, endsAt: addHours(app.deps.now(), 1) }));
    const ledger = {
      ...app.deps.ledger,
      read: async () => ({ tip, state: { ...state, holdings: known.holdings } }),
    };
    return findVerifier({ ...app.deps, ledger }, "orders-db", "alice");
  };
  expect([await of(1001), await of(1002)]).toEqual([verifier, undefined]);
});

it("X12: verifiers of passwords and public keys come from the adopted identity map, and from no other", async () => {
  expect(await findVerifier(app.deps, "orders-db", "alice")).toBe(verifier);
  expect(await findPublicKey(app.deps, "orders-db", "alice")).toBe(publicKey);
  for (const find of [findVerifier, findPublicKey])
    expect(await find(app.deps, "orders-db", "carol")).toBeUndefined();
  await letOwnersPast(app.github, "always");
  const olga = await app.clone("olga");
  const text = await olga.git("show", `HEAD:${SETTINGS}`);
  await olga.commit({ [SETTINGS]: text.replaceAll("A".repeat(43), "C".repeat(43)) });
  await olga.git("push", "--quiet", "origin", "HEAD:main");
  await app.reconcile();
  for (const find of [findVerifier, findPublicKey])
    expect(await find(app.deps, "orders-db", "alice")).toBeUndefined();
});
