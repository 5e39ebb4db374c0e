import { createHmac, createPrivateKey, hkdfSync, timingSafeEqual } from "node:crypto";

/** A text of the app, as a comment holds it. */
export interface Opened {
  readonly text: string;
  /** The seal is there, and it is of this text under this number. */
  readonly sealed: boolean;
}

/** Tells the texts that the app wrote from those that a person made of them: GitHub lets everybody with write access edit its comments. */
export interface Seal {
  /** Names the key, and tells nothing else of it. */
  readonly key: string;
  /** The text with a hidden seal at its end. `number`: the issue or pull request it is for. */
  close(number: number, text: string): string;
  open(number: number, body: string): Opened;
}

const LABEL = "hallpass comment seal 1";
/** At the end of a text without space there. */
const MARK = /<!-- hallpass: seal ([0-9a-f]{64}) -->$/u;

/**
 * With a key derived from the App's private key (HKDF, RFC 5869), so that there is nothing more to configure, and all servers of one App
 * know it. The id of the repository goes into each seal: one App may be installed in several. A sealed text that is copied into another of
 * the app's comments on the same pull request stays sealed: it says what the app said there.
 */
export function createSeal(privateKey: string, repositoryId: number): Seal {
  const key = deriveKey(privateKey);
  const sealOf = (number: number, text: string): Buffer =>
    hmac(key, JSON.stringify([repositoryId, number, normalize(text)]));
  return {
    key: hmac(key, "name").toString("hex").slice(0, 16),
    close: (number, text) => `${text}\n<!-- hallpass: seal ${sealOf(number, text).toString("hex")} -->`,
    open(number, body) {
      const found = MARK.exec(body.trimEnd());
      const text = found === null ? body : body.slice(0, found.index).trimEnd();
      const given = Buffer.from(found?.[1] ?? "", "hex");
      const expected = sealOf(number, text);
      return { text, sealed: given.length === expected.length && timingSafeEqual(given, expected) };
    },
  };
}

const hmac = (key: Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/** Of the key itself and not of its PEM, whose line ends may differ. */
function deriveKey(privateKey: string): Buffer {
  const der = createPrivateKey(privateKey).export({ type: "pkcs8", format: "der" });
  return Buffer.from(hkdfSync("sha256", der, "", LABEL, 32));
}

/**
 * What GitHub or its editor may do to a text is none of a person's changes. GitHub documents nothing of this. Its web editor sends CRLF
 * (microsoft/vcpkg#41832, rust-lang/triagebot#1583); spaces at line ends and the form of Unicode are a precaution. Line by line: a pattern
 * for spaces at line ends takes seconds on a text of 65,536 spaces, and whoever may edit a comment chooses the text.
 */
const normalize = (text: string): string =>
  text.replaceAll(/\r\n?/gu, "\n").split("\n").map(trimLineEnd).join("\n").trim().normalize("NFC");

function trimLineEnd(line: string): string {
  let end = line.length;
  while (line[end - 1] === " " || line[end - 1] === "\t") end--;
  return line.slice(0, end);
}
