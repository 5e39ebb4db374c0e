import { existsSync } from "node:fs";
import { expect, it } from "vitest";

const DEBIAN = "/usr/lib/postgresql/15";

/** A test that counts as skipped where Debian's file is missing; the tests on that server are missing with it. */
function countMissing(name: string, file: string): boolean {
  it.runIf(existsSync(file))(`${name} is installed`, () => expect(existsSync(file)).toBe(true));
  return !existsSync(file);
}

/** The servers to test against: the one that npm brings, and Debian's 15 (shared container). Call it while tests are collected. */
export function listServers(): { name: string; binaries?: string }[] {
  const embedded = { name: "PostgreSQL from npm" };
  const debian = { name: "PostgreSQL 15 from Debian", binaries: `${DEBIAN}/bin` };
  return countMissing(debian.name, `${DEBIAN}/bin/postgres`) ? [embedded] : [embedded, debian];
}

/** What makes Debian's 15 load pg_cron and look for jobs in `database`. Jobs run in workers: the servers of tests let nobody in without a password. */
export const cronSettings = (database: string): string[] => [
  "shared_preload_libraries=pg_cron",
  `cron.database_name=${database}`,
  "cron.use_background_workers=on",
];

/** Debian's 15 with pg_cron. Call it while tests are collected. */
export function listCronServers(): { name: string; binaries: string }[] {
  const name = "PostgreSQL 15 from Debian with pg_cron";
  return countMissing(name, `${DEBIAN}/lib/pg_cron.so`) ? [] : [{ name, binaries: `${DEBIAN}/bin` }];
}

/** SQL that makes what looks like pg_cron to a job that is run by hand, on a server without it. */
export const cronStandIn = `
  CREATE SCHEMA cron;
  CREATE TABLE cron.job (jobid bigserial, schedule text, command text, jobname name, username text DEFAULT current_user);
  CREATE FUNCTION cron.unschedule(bigint) RETURNS bool LANGUAGE sql AS 'DELETE FROM cron.job WHERE jobid = $1 RETURNING true';
  GRANT USAGE ON SCHEMA cron TO hallpass;
  GRANT ALL ON ALL TABLES IN SCHEMA cron TO hallpass;
  GRANT ALL ON ALL SEQUENCES IN SCHEMA cron TO hallpass`;
