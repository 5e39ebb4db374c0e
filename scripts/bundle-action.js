// How the Action is bundled. The test that compares the committed files with the sources uses the same options.
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The toolkit's HTTP client is only for OIDC tokens, which the Action never asks for: with it comes another 800 KB to read at each start. */
const withoutHttpClient = {
  name: "without-http-client",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@actions\/http-client(\/|$)/ }, () => ({
      path: "none",
      namespace: "without-http-client",
    }));
    onLoad({ filter: /.*/, namespace: "without-http-client" }, () => ({
      contents: "export class HttpClient {} export class BearerCredentialHandler {}",
    }));
  },
};

/**
 * The bundle: `index.js`, and a file for each part that is loaded on use, such as an adapter with its SDK. The same sources and lockfile
 * give the same bytes on every machine.
 */
export async function bundleAction() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { index: "action/main.ts", once: "action/once.ts" },
    outdir: "action/dist",
    chunkNames: "[name]-[hash]",
    splitting: true,
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "esm",
    charset: "utf8",
    legalComments: "none",
    external: ["pg-native"],
    plugins: [withoutHttpClient],
    // Some dependencies are CommonJS and call require; a module has none of its own.
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
    },
    logLevel: "error",
  });
  return outputFiles.map(({ path, text }) => ({ name: basename(path), text }));
}
