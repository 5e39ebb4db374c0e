// Writes the threat table into docs/security.md: each row of test/threats/rows.ts, and the tests whose names begin with
// its id. Writes the threats that a file proves at the top of that file, so that a reader sees what an id means.
// `--check` writes nothing, prints what is wrong and exits 1. `--root DIR` looks at another tree.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { transformSync } from "esbuild";

const BEGIN = "<!-- threats: begin; `node scripts/threats.js` writes what follows -->";
const END = "<!-- threats: end -->";
const NOT_YET = "not yet tested";
const LIST = "// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):";
const WIDTH = 110;

const { values: options } = parseArgs({ options: { check: { type: "boolean" }, root: { type: "string" } } });
const root = options.root ?? fileURLToPath(new URL("..", import.meta.url));
const page = join(root, "docs/security.md");

/** Where `it(`, `test(`, `describe(`, one of their `.each(…)(`, or a case of the conformance suite (`name:`) names a test by ids. */
const NAMED =
  /(?:(?:\b(?:it|test|describe)(?:\.\w+)*|[)`])\(|\bname:)\s*(["'`])((?:[A-Z]{1,2}\d+, )*[A-Z]{1,2}\d+): ((?:\\.|(?!\1)[^\\])*)\1/gs;

const readAreas = async () => {
  const { code } = transformSync(readFileSync(join(root, "test/threats/rows.ts"), "utf8"), { loader: "ts" });
  const { threatAreas } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return threatAreas;
};

/** The cases that every adapter runs. */
const CASES = "src/conformance/cases";

/** Every file and not only `*.test.ts`: suites that several adapters run have names too. */
const readFiles = () =>
  ["test", CASES]
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map(
        (path) => `${folder}/${path.replaceAll("\\", "/")}`,
      ),
    )
    .filter((path) => path.endsWith(".ts") && path !== "test/threats/table.test.ts")
    .sort()
    .map((path) => ({ path, source: readFileSync(join(root, path), "utf8") }));

const findTests = (path, source) =>
  [...source.matchAll(NAMED)].map(([, , ids, name]) => ({
    path,
    ids: ids.split(", "),
    name: name.replace(/\\(["'`\\])/g, "$1"),
  }));

/** Code between backticks stays code; a pipe would end the cell there too. */
const escapeText = (text) =>
  text
    .split(/(`[^`]+`)/)
    .map((part, index) => part.replace(index % 2 === 1 ? /\|/g : /[\\`*_<>|[\]$]/g, "\\$&"))
    .join("")
    .replace(/\s+/g, " ");

const describeProof = ({ id, why }, tests) => {
  const proofs = tests
    .filter(({ ids }) => ids.includes(id))
    .map(({ path, name }) => `[${path.replace(/^test\//, "")}](../${path}): ${escapeText(name)}`);
  const reason = why === undefined || (why === NOT_YET && proofs.length > 0) ? [] : [`*${escapeText(why)}*`];
  return [...proofs, ...reason].join("<br>");
};

const describeArea = ({ title, threats }, tests) =>
  [
    `### ${title}`,
    "",
    "| | severity | when | then | defended by | proof |",
    "|---|---|---|---|---|---|",
    ...threats.map((threat) => {
      const { id, severity, when, must, by } = threat;
      const cells = [id, severity, escapeText(when), escapeText(must), by.join(", ")];
      return `| ${[...cells, describeProof(threat, tests)].join(" | ")} |`;
    }),
  ].join("\n");

/** The words of a comment, in lines of bearable length. */
const wrap = (text) =>
  text.split(" ").reduce(
    ([...lines], word) => {
      const line = `${lines.pop()} ${word}`;
      return line.length <= WIDTH
        ? [...lines, line]
        : [...lines, line.slice(0, -word.length - 1), `//     ${word}`];
    },
    ["//  "],
  );

/** The same source with the list of the threats that its tests prove at the top, in the order of the rows. */
const listThreats = ({ path, source }, threats) => {
  const proven = new Set(findTests(path, source).flatMap(({ ids }) => ids));
  const lines = threats.filter(({ id }) => proven.has(id)).flatMap(({ id, when }) => wrap(`${id}: ${when}`));
  const rest = source.startsWith(LIST) ? source.replace(/^(?:\/\/.*\n)+\n/, "") : source;
  return lines.length === 0 ? rest : `${[LIST, ...lines].join("\n")}\n\n${rest}`;
};

const isProven = ({ id }, tests) => tests.some(({ ids }) => ids.includes(id));
const listUntested = (threats, tests) =>
  threats.filter((threat) => threat.why === NOT_YET && !isProven(threat, tests)).map(({ id }) => id);

const describeTable = (areas, tests) => {
  const threats = areas.flatMap((area) => area.threats);
  const proven = threats.filter((threat) => isProven(threat, tests)).length;
  const untested = listUntested(threats, tests).length;
  const explained = threats.length - proven - untested;
  const counts = [`${proven} with tests`, `${explained} with the reason why there is none`];
  if (untested > 0) counts.push(`**${untested} not yet tested**`);
  return [
    `${threats.length} rows: ${counts.join(", ")}.`,
    ...areas.map((area) => describeArea(area, tests)),
  ].join("\n\n");
};

const replaceTable = (text, table) => {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${page} needs the lines "${BEGIN}" and "${END}".`);
  return `${text.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${text.slice(end)}`;
};

const listProblems = (areas, tests) => {
  const threats = areas.flatMap((area) => area.threats);
  const ids = threats.map(({ id }) => id);
  const unexplained = threats.filter((threat) => threat.why === undefined && !isProven(threat, tests));
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is the id of two rows.`),
    ...tests.flatMap(({ path, name, ids: named }) =>
      named
        .filter((id) => !ids.includes(id))
        .map((id) => `${path} names ${id} ("${name}"), which is no row of test/threats/rows.ts.`),
    ),
    ...unexplained.map(({ id }) => `${id} has neither a test nor a reason ("why") in test/threats/rows.ts.`),
  ];
};

const listDifferences = (before, after) => {
  const [old, fresh] = [before, after].map((text) => text.split("\n"));
  return [
    ...old.filter((line) => !fresh.includes(line)).map((line) => `- ${line}`),
    ...fresh.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ];
};

const areas = await readAreas();
const threats = areas.flatMap((area) => area.threats);
const files = readFiles();
const tests = files.flatMap(({ path, source }) => findTests(path, source));
const stale = files
  .map((file) => ({ ...file, fresh: listThreats(file, threats) }))
  .filter(({ source, fresh }) => source !== fresh);
const before = readFileSync(page, "utf8");
const after = replaceTable(before, describeTable(areas, tests));
const problems = listProblems(areas, tests);

if (options.check) {
  if (after !== before)
    problems.push(
      "docs/security.md is not fresh: run `node scripts/threats.js`.",
      ...listDifferences(before, after),
    );
  problems.push(
    ...stale.map(
      ({ path }) => `The threats at the top of ${path} are not fresh: run \`node scripts/threats.js\`.`,
    ),
  );
} else {
  writeFileSync(page, after);
  for (const { path, fresh } of stale) writeFileSync(join(root, path), fresh);
  const untested = listUntested(threats, tests);
  if (untested.length > 0) process.stdout.write(`${NOT_YET}: ${untested.join(" ")}\n`);
}
if (problems.length > 0) {
  process.stdout.write(`${problems.join("\n")}\n`);
  process.exitCode = 1;
}
