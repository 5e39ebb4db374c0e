// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   OI12: A person with write access edits comments of the app into texts that take seconds to read, so that
//     nothing is revoked meanwhile.

import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { createSeal } from "../../../src/github/comments/seal.ts";

const makeKey = () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const key = makeKey();
const pem = String(key.export({ type: "pkcs1", format: "pem" }));
const seal = createSeal(pem, 77);
const text = "⛔ Refused: naïve reason.  \n\n- one\n\n<!-- hallpass: told 1f0c -->";
const closed = seal.close(12, text);

it("answers the text without the seal, and that it is sealed", () => {
  expect(seal.open(12, closed)).toEqual({ text, sealed: true });
});

it.each<[string, (body: string) => string]>([
  ["line ends of the web editor", (body) => body.replaceAll("\n", "\r\n")],
  ["spaces at line ends", (body) => body.replaceAll("\n", " \n")],
  ["blank lines around it", (body) => `\n${body}\n\n`],
  ["another form of Unicode", (body) => body.normalize("NFD")],
])("fits in spite of %s", (_what, change) => {
  expect(change(closed)).not.toBe(closed);
  expect(seal.open(12, change(closed)).sealed).toBe(true);
});

it.each<[string, string]>([
  ["a changed word", closed.replace("Refused", "Granted")],
  [
    "a mark more",
    closed.replace("\n<!-- hallpass: seal", "\n<!-- hallpass: waiting -->\n<!-- hallpass: seal"),
  ],
  ["a word after it", `${closed}\n\nAll is well.`],
  ["no seal", text],
  ["half of a seal", closed.replace(/[0-9a-f]{32} -->$/u, " -->")],
  ["nothing", ""],
])("does not fit a text with %s", (_what, body) => {
  expect(seal.open(12, body).sealed).toBe(false);
});

it("fits no other pull request, no other repository, and no other App", () => {
  expect(seal.open(13, closed).sealed).toBe(false);
  expect(createSeal(pem, 78).open(12, closed).sealed).toBe(false);
  const other = createSeal(String(makeKey().export({ type: "pkcs1", format: "pem" })), 77);
  expect(other.open(12, closed).sealed).toBe(false);
  expect(other.key).not.toBe(seal.key);
});

it("comes of the key, and not of the way in which its file is written", () => {
  for (const same of [pem.replaceAll("\n", "\r\n"), String(key.export({ type: "pkcs8", format: "pem" }))])
    expect(createSeal(same, 77).close(12, text)).toBe(closed);
});

// Of GitHub's greatest length. A pattern for spaces at an end takes longer than this test may, on every read of the comments.
it("OI12: a text of spaces is read like another", { timeout: 20_000 }, () => {
  const spaces = `x${" ".repeat(65_000)}x`;
  expect(seal.open(12, spaces)).toEqual({ text: spaces, sealed: false });
  expect(seal.open(12, seal.close(12, spaces))).toEqual({ text: spaces, sealed: true });
});
