import { parseDocument, type YAMLError } from "yaml";
import { type Finding, mistake } from "../findings/finding.ts";
import { type Locate, locateIn, showText } from "./text.ts";
import { findDeepNesting } from "./yaml-depth.ts";
import { adviseLine } from "./yaml-line.ts";
import { type Plain, readTree } from "./yaml-tree.ts";

/** Text as plain data; undefined if it is not YAML. Never throws. The text must not contain control characters. */
export function readYaml(text: string, file: string): { plain?: Plain; findings: readonly Finding[] } {
  const locate = locateIn(text);
  const refuse = (offset: number, finding: Finding): Finding => ({
    ...finding,
    place: { file, ...locate(offset) },
  });
  const early = refuseEarly(text);
  if (early !== undefined) return { findings: [refuse(early.offset, early.finding)] };
  const document = parseDocument(text, options);
  // Tags warn, and are refused with the tree, where their place in the document is known.
  const warnings = document.warnings.filter(({ code }) => code !== "TAG_RESOLVE_FAILED");
  const mistakes: YAMLError[] = [...document.errors, ...warnings];
  const findings = withoutEchoes(
    mistakes.map((error) => {
      const { offset, finding } = explainSyntax(error, text, locate);
      return refuse(offset, finding);
    }),
  );
  if (document.contents === null) return { findings: [...findings, refuse(0, empty)] };
  const isReadable = mistakes.every(({ code }) => explanations[code] !== undefined);
  return isReadable ? { plain: readTree(document.contents, text), findings } : { findings };
}

const options = {
  version: "1.2",
  schema: "core",
  strict: true,
  prettyErrors: false,
  // NB. With "silent", a second document raises no error.
  logLevel: "error",
} as const;

/** Finds text that must not reach the parser, or that the parser would obey silently. */
function refuseEarly(text: string): { offset: number; finding: Finding } | undefined {
  const deep = findDeepNesting(text);
  if (deep !== undefined) return { offset: deep, finding: tooDeep };
  const directive = text.search(/^%/m);
  return directive < 0 ? undefined : { offset: directive, finding: hasDirective };
}

function explainSyntax(
  { code, message, pos: [offset] }: YAMLError,
  text: string,
  locate: Locate,
): { readonly offset: number; readonly finding: Finding } {
  const known = explanations[code];
  if (known !== undefined) return { offset, finding: known };
  const advice = adviseLine(text, { offset, message }, locate);
  if (advice !== undefined)
    return {
      offset: advice.offset,
      finding: mistake("YAML_SYNTAX", advice.message, advice.fix),
    };
  const finding: Finding = mistake(
    "YAML_SYNTAX",
    `This is not valid YAML: ${showText(message)}.`,
    "Compare with the example in access-requests/README.md.",
  );
  return { offset, finding };
}

/** One mistake can cause several parser errors, so each line reports only its first. */
const withoutEchoes = (findings: readonly Finding[]): Finding[] =>
  findings.filter(
    ({ code, place }, index) =>
      code !== "YAML_SYNTAX" ||
      !findings.slice(0, index).some((before) => before.code === code && before.place?.line === place?.line),
  );

/** Mistakes that leave the rest of the document readable. */
const explanations: Partial<Record<string, Finding>> = {
  DUPLICATE_KEY: mistake("YAML_DUPLICATE_KEY", "The same field is given twice.", "Keep one of them."),
  MULTIPLE_DOCS: mistake(
    "YAML_MANY_DOCUMENTS",
    "The file holds more than one document.",
    "Remove the line --- and what follows it.",
  ),
};

const tooDeep: Finding = mistake(
  "YAML_DEPTH",
  "The file nests too deep.",
  "No field needs more than a few levels.",
);

const hasDirective: Finding = mistake(
  "YAML_DIRECTIVE",
  "A line that starts with % changes how the file is read.",
  "Remove the line.",
);

const empty: Finding = mistake(
  "YAML_EMPTY",
  "The file is empty.",
  "Write the fields, one a line: access-requests/README.md has an example.",
);
