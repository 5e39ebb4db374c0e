// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SC2: The bundled Action is not what its sources make.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const committed = readFileSync(`${root}action/dist/index.js`, "utf8");

/** In a process of its own: esbuild refuses the globals of the test runner. */
const bundle = (): string =>
  execFileSync(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      'import { bundleAction } from "./scripts/bundle-action.js"; process.stdout.write(await bundleAction());',
    ],
    { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );

describe("The committed Action", () => {
  it("SC2: is what the sources and the lockfile make; `npm run build` writes it", { timeout: 30_000 }, () => {
    // toBe would print both of them.
    expect(bundle() === committed).toBe(true);
  });

  it("has no HTTP client beside the one it uses", { timeout: 30_000 }, () => {
    expect(bundle()).not.toMatch(/node_modules\/(?:undici|@actions\/http-client)\//u);
  });

  it("names no folder of the machine that built it", () => {
    expect(committed.includes(root)).toBe(false);
    expect(committed).not.toContain("sourceMappingURL");
  });
});
