// Writes the table of docs/providers.md from the adapters and the first sample on each adapter's page. `--check` writes nothing,
// prints what is wrong and exits 1.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const { values: options } = parseArgs({ options: { check: { type: "boolean" } } });
const docs = fileURLToPath(new URL("../docs", import.meta.url));
const cache = fileURLToPath(new URL("../node_modules/.cache/hallpass-providers.mjs", import.meta.url));

await build({
  stdin: {
    contents: `
      export { adapters } from "./src/providers/registry.ts";
      export { createProviders } from "./src/providers/index.ts";
      export { listSecretNames } from "./src/providers/adapter/secret-names.ts";`,
    resolveDir: fileURLToPath(new URL("..", import.meta.url)),
  },
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  outfile: cache,
});
const { adapters, createProviders, listSecretNames } = await import(cache);

/** A provider made of the sample on the page: it shows which optional methods there are. */
async function openSample(name) {
  const page = readFileSync(`${docs}/providers/${name}.md`, "utf8");
  const text = /```yaml\n(?<text>.*?)```/su.exec(page)?.groups.text ?? "";
  // Of a form that every adapter takes.
  const secrets = Object.fromEntries(
    listSecretNames(text).map((variable) => [variable, "whsec_c2FtcGxlIHNlY3JldCBvZiAyNCBieXRlcw=="]),
  );
  return [...(await createProviders(text, secrets, { now: () => new Date() })).values()][0];
}

const head = [
  ...[
    "adapter",
    "system",
    "told apart",
    "ends by itself",
    "open sessions",
    "lists all",
    "activity",
    "connect",
  ],
  ...["tells approvers", "doctor", "tested with"],
];

const list = (values) => values.map((value) => `\`${value}\``).join(", ");
const mark = (method) => (method === undefined ? "–" : "yes");

async function describeRow([name, load]) {
  const provider = await openSample(name);
  const { system, container, nativeExpiry, sessions, tested } = (await load()).abilities;
  const apart = container.length > 1 ? "where the server can" : container[0] === "separate" ? "yes" : "–";
  const { inventory, activity, connect, listAbilities, diagnose } = provider;
  const methods = [inventory, activity, connect, listAbilities, diagnose].map(mark);
  return [
    `[\`${name}\`](providers/${name}.md)`,
    system,
    apart,
    list(nativeExpiry),
    list(sessions),
    ...methods,
    tested,
  ];
}

const rows = [head, head.map(() => "---"), ...(await Promise.all([...adapters].map(describeRow)))];
const table = rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
const page = `${docs}/providers.md`;
const before = readFileSync(page, "utf8");
const after = before.replace(
  /(?<=from the adapters\. Change it there\. -->\n).*?(?=<!-- providers:end -->)/su,
  () => `${table}\n\n`,
);

if (!options.check) writeFileSync(page, after);
else if (before !== after) {
  process.stdout.write("docs/providers.md is not fresh: run `node scripts/providers.js`.\n");
  process.exitCode = 1;
}
