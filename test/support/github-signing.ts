import { createMessage, generateKey, type PrivateKey, readPrivateKey, sign } from "openpgp";
import { git } from "../git/fixture.ts";

export interface GithubKey {
  readonly armored: string;
  readonly privateKey: PrivateKey;
}

/** A key as GitHub's: OpenPGP, RSA. */
export async function createGithubKey(date: Date, expiresAfterSeconds = 0): Promise<GithubKey> {
  const { publicKey, privateKey } = await generateKey({
    ...{ type: "rsa", rsaBits: 2048, date, keyExpirationTime: expiresAfterSeconds },
    ...{ userIDs: [{ name: "GitHub", email: "noreply@github.com" }], format: "armored" },
  });
  return { armored: publicKey, privateKey: await readPrivateKey({ armoredKey: privateKey }) };
}

/** A detached signature, made then. */
export async function signAt(bytes: Uint8Array, { privateKey }: GithubKey, date: Date): Promise<string> {
  const message = await createMessage({ binary: bytes });
  const armored = await sign({ message, signingKeys: privateKey, detached: true, date, format: "armored" });
  return armored.replaceAll("\r\n", "\n").trimEnd();
}

/** Writes the whole line of a branch again, each commit signed with its key, if any. Returns the new id of each old one. */
export async function signLine(
  dir: string,
  ref: string,
  keyOf: (sha: string, index: number) => GithubKey | undefined,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  const line = git(dir, ["rev-list", "--first-parent", "--reverse", ref]).trim().split("\n");
  let tip = "";
  for (const [index, sha] of line.entries()) {
    const text = git(dir, ["cat-file", "commit", sha]);
    const end = text.indexOf("\n\n");
    const headers = text
      .slice(0, end)
      .split("\n")
      .map((line_) => (line_.startsWith("parent ") ? `parent ${tip}` : line_));
    // It names a commit of a ledger that is written anew.
    const message = `${text
      .slice(end + 2)
      .replace(/^Hallpass-Ledger:.*\n?/mu, "")
      .trimEnd()}\n`;
    const bytes = Buffer.from(`${headers.join("\n")}\n\n${message}`);
    const key = keyOf(sha, index);
    const seconds = Number(/^committer .* (\d+) [+-]\d{4}$/mu.exec(text)?.[1]);
    const signature = key && (await signAt(bytes, key, new Date(seconds * 1000)));
    const signed =
      signature === undefined
        ? bytes
        : Buffer.from(
            `${[...headers, `gpgsig ${signature.replaceAll("\n", "\n ")}`].join("\n")}\n\n${message}`,
          );
    tip = git(dir, ["hash-object", "-w", "-t", "commit", "--stdin"], signed).trim();
    ids.set(sha, tip);
  }
  git(dir, ["update-ref", ref, tip]);
  return ids;
}
