import { existsSync } from "node:fs";

/** The servers of this machine to test against: the one npm brings, and Debian's 15 (shared container) where installed, as in CI. */
export function listServers(): { name: string; binaries?: string }[] {
  const debian = "/usr/lib/postgresql/15/bin";
  const embedded = { name: "PostgreSQL from npm" };
  return existsSync(debian)
    ? [embedded, { name: "PostgreSQL 15 from Debian", binaries: debian }]
    : [embedded];
}

/** What makes Debian's 15 load pg_cron and look for jobs in `database`. Jobs run in workers: the servers of tests let nobody in without a password. */
export const cronSettings = (database: string): string[] => [
  "shared_preload_libraries=pg_cron",
  `cron.database_name=${database}`,
  "cron.use_background_workers=on",
];

/** Debian's 15 where it has pg_cron, as in CI; else none. */
export const listCronServers = (): { name: string; binaries: string }[] =>
  existsSync("/usr/lib/postgresql/15/lib/pg_cron.so")
    ? [{ name: "PostgreSQL 15 from Debian with pg_cron", binaries: "/usr/lib/postgresql/15/bin" }]
    : [];
