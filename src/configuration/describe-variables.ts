import { listVariables, type Variable } from "./variables.ts";

/** The meaning, with the default or how optional it is: for the help. */
export const describeVariable = ({ meaning, default: usual, required }: Variable): string =>
  usual !== undefined ? `${meaning} (${usual})` : required === true ? meaning : `optional: ${meaning}`;

/** The table of docs/run.md. */
export const renderVariableTable = (): string =>
  ["| variable | meaning | default |", "|---|---|---|", ...listVariables().map(renderRow)]
    .join("\n")
    .concat("\n");

function renderRow(variable: Variable): string {
  const { name, meaning, note, secret } = variable;
  const more = [`${meaning}.`, ...(note === undefined ? [] : [note]), ...(secret ? ["Secret."] : [])];
  const [first = "", ...rest] = more;
  const text = [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(" ");
  return `| \`${name}\` | ${text} | ${describeDefault(variable)} |`;
}

function describeDefault({ default: usual, required }: Variable): string {
  if (usual !== undefined) return `\`${usual}\``;
  if (required === true) return "required";
  return required === undefined ? "optional" : `with \`${required}\``;
}

/** A commented `hallpass.env`. Required variables are set; lines to be uncommented set the others. */
export const renderEnvSample = (): string =>
  [
    "# The configuration of hallpass serve: hallpass serve --env hallpass.env",
    "# It holds secrets: chmod 600 hallpass.env. Replace each REPLACE_ME.",
    "# Write a value of several lines between quotes. A key may also stand on one line, with \\n for each line end.",
    "",
    ...listVariables().map(renderSample),
  ].join("\n");

function renderSample({ name, meaning, default: usual, required, sample }: Variable): string {
  const note = usual === undefined ? "" : ` (${usual})`;
  const isSet = required === true || (usual !== undefined && sample !== undefined);
  return `# ${meaning}${note}\n${isSet ? "" : "# "}${name}=${sample ?? usual ?? ""}\n`;
}
