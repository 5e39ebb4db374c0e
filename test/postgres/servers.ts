import { existsSync } from "node:fs";

/** The servers of this machine to test against: the one npm brings, and Debian's 15 (shared container) where installed, as in CI. */
export function listServers(): { name: string; binaries?: string }[] {
  const debian = "/usr/lib/postgresql/15/bin";
  const embedded = { name: "PostgreSQL from npm" };
  return existsSync(debian)
    ? [embedded, { name: "PostgreSQL 15 from Debian", binaries: debian }]
    : [embedded];
}
