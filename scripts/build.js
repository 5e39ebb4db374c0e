// Compiles each package's src/ to its dist/, the local GitHub first, and bundles the Action. A compiler, not a bundler, for dist: stack traces and files stay one to one.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));

for (const folder of ["sandbox", "demo", "."]) {
  const cwd = join(root, folder);
  rmSync(join(cwd, "dist"), { recursive: true, force: true });
  execFileSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd, stdio: "inherit" });
}

const { bundleAction } = await import("./bundle-action.js");
const bundle = join(root, "action/dist");
rmSync(bundle, { recursive: true, force: true });
mkdirSync(bundle, { recursive: true });
for (const { name, text } of await bundleAction()) writeFileSync(join(bundle, name), text);
