import { addDays, addSeconds } from "date-fns";
import { beforeAll, expect, it } from "vitest";
import { findSignatureFault, readKeyring } from "../../../src/git/objects/openpgp.ts";
import { createGithubKey, type GithubKey, signAt } from "../../support/github-signing.ts";

const BORN = new Date("2024-01-01T00:00:00Z");
const now = new Date("2026-11-28T00:00:00Z");
const day = (days: number): Date => addSeconds(addDays(BORN, days), 1);
const bytes = Buffer.from("tree 1\n\nMerge\n");
let key: GithubKey;
let old: GithubKey;
let stranger: GithubKey;

beforeAll(async () => {
  key = await createGithubKey(BORN);
  old = await createGithubKey(BORN, 30 * 86_400);
  stranger = await createGithubKey(BORN);
});

const judge = async (signature: string, payload: Uint8Array = bytes) =>
  findSignatureFault(
    payload,
    signature,
    await readKeyring(`# Two blocks\n${old.armored}\n${key.armored}`),
    now,
  );

it("believes a signature by one of several keys", async () => {
  expect(await judge(await signAt(bytes, key, day(300)))).toBeUndefined();
});

it("believes what a key signed before it expired", async () => {
  expect(await judge(await signAt(bytes, old, day(3)))).toBeUndefined();
});

it("does not believe other bytes, other keys and other kinds of signatures", async () => {
  const signature = await signAt(bytes, key, day(3));
  expect(await judge(signature, Buffer.from("tree 2\n\nMerge\n"))).toContain("does not hold");
  expect(await judge(await signAt(bytes, stranger, day(3)))).toBe("its signature is by another key");
  expect(await judge("-----BEGIN SSH SIGNATURE-----")).toBe("its signature is not an OpenPGP one");
  expect(await judge("-----BEGIN PGP SIGNATURE-----\nx")).toContain("cannot be read");
});

it("does not believe a signature from the future", async () => {
  expect(await judge(await signAt(bytes, key, addDays(now, 2)))).toContain("does not hold");
});

it("does not believe what a key signed after it expired", async () => {
  // The same key without an end made it: the signature alone says when.
  const { privateKey } = old;
  const { reformatKey } = await import("openpgp");
  const { privateKey: endless } = await reformatKey({
    ...{
      privateKey,
      userIDs: [{ name: "GitHub", email: "noreply@github.com" }],
      date: BORN,
      format: "object",
    },
  });
  const late = await signAt(bytes, { armored: "", privateKey: endless }, day(31));
  expect(await judge(late)).toContain("does not hold");
});

it("finds no key in a text without one, and refuses a broken one", async () => {
  expect(await readKeyring("nothing")).toEqual([]);
  await expect(
    readKeyring("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----"),
  ).rejects.toThrow();
});
