import { devNull } from "node:os";

const inherited = ["PATH", "TMPDIR", "LANG", "SYSTEMROOT"] as const;

/**
 * The environment of every child: a variable of this machine, such as the PORT or GITHUB_API_URL of a CI job, would
 * win over what the sandbox wrote for its app.
 */
export function childEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept = inherited.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(kept), HOME: devNull, TZ: "UTC", ...extra };
}
