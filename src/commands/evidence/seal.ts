import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { CannotAnswerError } from "../runner/failure.ts";

const SUMS = "SHA256SUMS";

/** What the signature is for (ssh-keygen(1), -n). */
const NAMESPACE = "hallpass-evidence";

/** Writes SHA256SUMS as sha256sum(1) does, for files of this folder. */
export async function writeSums(folder: string, paths: readonly string[]): Promise<void> {
  const lines: string[] = [];
  for (const path of paths.toSorted()) lines.push(`${await hashFile(join(folder, path))}  ${path}\n`);
  await writeFile(join(folder, SUMS), lines.join(""), { flag: "wx" });
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** Signs SHA256SUMS by OpenSSH: the key may be a file, in an agent, or on a security key. */
export async function signSums(folder: string, key: string): Promise<void> {
  try {
    await promisify(execFile)("ssh-keygen", [
      "-Y",
      "sign",
      "-q",
      "-f",
      key,
      "-n",
      NAMESPACE,
      // A name that begins with a dash would be an option.
      resolve(folder, SUMS),
    ]);
  } catch (cause) {
    throw new CannotAnswerError(
      "FAILED",
      `ssh-keygen cannot sign with ${key}: ${cause instanceof Error ? cause.message.trim() : String(cause)}`,
      `The other files are written. Sign by hand: ssh-keygen -Y sign -f KEY -n ${NAMESPACE} ${join(folder, SUMS)}`,
      { cause },
    );
  }
}
