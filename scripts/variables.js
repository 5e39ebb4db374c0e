// Writes what follows from the table of the configuration: hallpass.env.sample and the table of docs/run.md. Needs dist/: `npm run build` first.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { renderEnvSample, renderVariableTable } from "../dist/configuration/describe-variables.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = `${root}docs/run.md`;
const table = /(<!-- variables[^\n]*-->\n).*?(<!-- end of variables -->)/su;

writeFileSync(`${root}hallpass.env.sample`, renderEnvSample());
writeFileSync(
  page,
  readFileSync(page, "utf8").replace(table, (_, begin, end) => `${begin}\n${renderVariableTable()}\n${end}`),
);
