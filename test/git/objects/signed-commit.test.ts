import { expect, it } from "vitest";
import { inspectCommit, signCommit } from "../../../src/git/objects/signed-commit.ts";
import { publicKeyLine } from "../../../src/git/objects/sshsig.ts";
import { at, keyPair } from "../fixture.ts";

const key = keyPair();
const parent = "b".repeat(40);
const signed = signCommit(
  {
    tree: "a".repeat(40),
    parent,
    identity: { name: "hallpass", email: "hallpass@example.com" },
    at: at("14:02:00"),
    message: "Grant\n\nMore\n",
  },
  key.privateKey,
).toString("latin1");
const signature = /gpgsig [\s\S]*?-----END SSH SIGNATURE-----\n/u.exec(signed)?.[0] ?? "";

const inspect = (text: string, by = key) =>
  inspectCommit(Buffer.from(text, "latin1"), publicKeyLine(by.publicKey));

it("a commit that was signed with the key is told with its parent and its message", () => {
  expect(inspect(signed)).toEqual({ parents: [parent], signed: true, message: "Grant\n\nMore\n" });
});

it.each([
  ["has no signature", signed.replace(signature, "")],
  ["has its signature twice", signed.replace(signature, signature + signature)],
  ["says something else", signed.replace("More", "Less")],
  ["has another parent", signed.replace(parent, "c".repeat(40))],
  ["has a parent more", signed.replace(`parent ${parent}\n`, `$&parent ${"c".repeat(40)}\n`)],
  ["has a header more", signed.replace("author ", "encoding x\nauthor ")],
])("a commit that %s is not signed", (_what, text) => {
  expect(text).not.toBe(signed);
  expect(inspect(text).signed).toBe(false);
});

it("a commit of another key is not signed", () => {
  expect(inspect(signed, keyPair()).signed).toBe(false);
});
