import type { KeyObject } from "node:crypto";
import { signSsh, verifySsh, verifySshAside } from "./sshsig.ts";

export interface Identity {
  readonly name: string;
  readonly email: string;
}

interface Draft {
  readonly tree: string;
  readonly parent: string | null;
  readonly identity: Identity;
  readonly at: Date;
  readonly message: string;
}

const header = "gpgsig ";

/** The bytes of a commit object, signed as `git commit -S` signs with an SSH key. */
export function signCommit(draft: Draft, privateKey: KeyObject): Buffer {
  const headers = listHeaders(draft);
  const payload = Buffer.from(`${headers.join("\n")}\n\n${draft.message}`);
  const signature = signSsh(payload, privateKey).trimEnd().replaceAll("\n", "\n ");
  return Buffer.from(`${[...headers, header + signature].join("\n")}\n\n${draft.message}`);
}

interface Inspected {
  readonly parents: readonly string[];
  readonly message: string;
  readonly signed: boolean;
}

/** The parents of a commit's bytes, its message, and whether this key signed the rest of them; without a key every commit counts as signed. */
export function inspectCommit(bytes: Buffer, publicKeyLine: string | undefined): Inspected {
  const { payload, signature, ...commit } = splitCommit(bytes);
  const isSigned = (key: string): boolean => signature !== undefined && verifySsh(payload, signature, key);
  return { ...commit, signed: publicKeyLine === undefined || isSigned(publicKeyLine) };
}

/** The same of one of many commits: other threads look at the signatures. */
export async function inspectAside(bytes: Buffer, publicKeyLine: string | undefined): Promise<Inspected> {
  const { payload, signature, ...commit } = splitCommit(bytes);
  const isSigned = async (key: string): Promise<boolean> =>
    signature !== undefined && verifySshAside(payload, signature, key);
  return { ...commit, signed: publicKeyLine === undefined || (await isSigned(publicKeyLine)) };
}

/** A commit, its signature, where it has exactly one, and the bytes that this is of. */
export function splitCommit(bytes: Buffer) {
  // Latin-1 keeps every byte, so the verified bytes are the signed ones.
  const text = bytes.toString("latin1");
  const end = text.indexOf("\n\n");
  // A header goes on over the lines that begin with a space.
  const headers = text.slice(0, end).split(/\n(?! )/);
  const signatures = headers.filter((line) => line.startsWith(header));
  const rest = headers.filter((line) => !line.startsWith(header)).join("\n") + text.slice(end);
  const [signature] = signatures.length === 1 ? signatures : [];
  return {
    parents: headers.filter((line) => line.startsWith("parent ")).map((line) => line.slice(7)),
    message: Buffer.from(text.slice(end + 2), "latin1").toString("utf8"),
    payload: Buffer.from(rest, "latin1"),
    signature: signature?.slice(header.length).replaceAll("\n ", "\n"),
  };
}

function listHeaders({ tree, parent, identity, at }: Draft): string[] {
  const who = `${clean(identity.name)} <${clean(identity.email)}> ${Math.floor(at.getTime() / 1000)} +0000`;
  return [
    `tree ${tree}`,
    ...(parent === null ? [] : [`parent ${parent}`]),
    `author ${who}`,
    `committer ${who}`,
  ];
}

const clean = (part: string): string => part.replace(/[<>\p{C}]/gu, "").trim();
