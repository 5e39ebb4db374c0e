// Writes docs/troubleshooting.md from the catalogue of codes in src/core/findings/catalogue. `--check` writes nothing, prints
// what is wrong and exits 1.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildSync } from "esbuild";

const { values: options } = parseArgs({ options: { check: { type: "boolean" } } });
const page = fileURLToPath(new URL("../docs/troubleshooting.md", import.meta.url));
const catalogue = fileURLToPath(new URL("../src/core/findings/catalogue/index.ts", import.meta.url));

const readAreas = async () => {
  const { outputFiles } = buildSync({ entryPoints: [catalogue], bundle: true, format: "esm", write: false });
  const { areas } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
  return areas;
};

const INTRO = `# Troubleshooting

Hallpass names each problem with a code, such as \`DURATION_TOO_LONG\`. The message beside the code names the values; this page says what
the code means, how it happens and what to do. Codes are stable: scripts may match on them.

<!-- \`node scripts/troubleshooting.js\` writes this page from src/core/findings/catalogue. Change the text there. -->
`;

/** As GitHub makes the anchor of a heading. */
const anchorOf = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replaceAll(" ", "-");

const describeEntry = ([code, { means, happens, fix, seenIn }], area) =>
  [
    `### ${code}`,
    means,
    `- **How it happens:** ${happens}\n- **What to do:** ${fix}\n- **Where you see it:** ${(seenIn ?? area.seenIn).join(", ")}`,
  ].join("\n\n");

const describeArea = (area) =>
  [
    `## ${area.title}`,
    area.intro,
    ...Object.entries(area.entries)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map((entry) => describeEntry(entry, area)),
  ].join("\n\n");

const listContents = (areas) => areas.map(({ title }) => `- [${title}](#${anchorOf(title)})`).join("\n");

const areas = await readAreas();
const after = `${[INTRO, listContents(areas), ...areas.map(describeArea)].join("\n\n").replaceAll(/\n{3,}/g, "\n\n")}\n`;

if (!options.check) writeFileSync(page, after);
else if (readFileSync(page, "utf8") !== after) {
  process.stdout.write("docs/troubleshooting.md is not fresh: run `node scripts/troubleshooting.js`.\n");
  process.exitCode = 1;
}
