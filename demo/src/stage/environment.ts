import { devNull } from "node:os";

const inherited = ["PATH", "TMPDIR", "LANG", "SYSTEMROOT"] as const;

/**
 * The environment of every child. A variable of this machine, such as the PORT or GITHUB_API_URL of a CI job, would override the
 * sandbox's file for its app.
 */
export function childEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept = inherited.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(kept), HOME: devNull, TZ: "UTC", ...extra };
}
