import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { RepositoryError } from "./error.ts";

/** A git directory on this machine: every command runs inside it. */
export interface Store {
  readonly directory: string;
}

/** The server of a store's objects. */
export interface Remote {
  /** http or https (file where a test allows it), without a user or password. */
  readonly url: string;
  /** Called once per network command; `undefined` for a public repository. */
  readonly token: () => Promise<string | undefined>;
  readonly allowFile?: boolean;
}

/** Throws `RepositoryError` for an address git must not be given. */
export function checkRemote({ url, allowFile }: Remote): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const allowed = ["http:", "https:", ...(allowFile ? ["file:"] : [])];
  if (parsed === undefined || !allowed.includes(parsed.protocol)) {
    throw refuse(`The repository's address must begin with ${allowed.join(" or ")}//.`);
  }
  if (parsed.username !== "" || parsed.password !== "") {
    throw refuse("The repository's address carries a user or password. Give the token separately.");
  }
}

/** Makes sure the folder of a bare clone is there. */
export async function createFolder(directory: string): Promise<Store> {
  const absolute = resolve(directory);
  await mkdir(absolute, { recursive: true, mode: 0o700 });
  return { directory: absolute };
}

const refuse = (detail: string) => new RepositoryError({ command: "remote", detail, retryable: false });
