import { existsSync } from "node:fs";
import { expect, it } from "vitest";

/** Whether the server is here. Where it is not, its tests are missing and a test that says so counts as skipped. Call it while tests are collected. */
export function hasServer(name: string, file: string): boolean {
  it.runIf(existsSync(file) || process.env.CI !== undefined)(`${name} from Debian is installed`, () =>
    expect(existsSync(file)).toBe(true),
  );
  return existsSync(file);
}

export const hasSlapd = (): boolean => hasServer("slapd", "/usr/sbin/slapd");

/** Samba takes fixed ports in a network namespace of its own, which only root may make. */
export const hasSamba = (): boolean => hasServer("samba", "/usr/sbin/samba") && process.getuid?.() === 0;
