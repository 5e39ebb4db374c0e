import { existsSync } from "node:fs";
import { expect, it } from "vitest";

export const SSHD = "/usr/sbin/sshd";

/** Whether the server is here. Where it is not, its tests are missing and a test that says so counts as skipped. Call it while tests are collected. */
export function hasSshd(): boolean {
  it.runIf(existsSync(SSHD) || process.env.CI !== undefined)("sshd from Debian is installed", () =>
    expect(existsSync(SSHD)).toBe(true),
  );
  return existsSync(SSHD);
}
