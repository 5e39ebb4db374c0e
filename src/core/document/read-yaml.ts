import { parseDocument, type YAMLError } from "yaml";
import type { Finding } from "./finding.ts";
import { type Locate, locateIn, showText } from "./text.ts";
import { findDeepNesting } from "./yaml-depth.ts";
import { adviseLine } from "./yaml-line.ts";
import { type Plain, readTree } from "./yaml-tree.ts";

type Words = Pick<Finding, "code" | "message" | "fix">;

/** Text as plain data; without it when the text is no YAML. Never throws. The text must hold no control characters. */
export function readYaml(text: string, file: string): { plain?: Plain; findings: readonly Finding[] } {
  const locate = locateIn(text);
  const refuse = (offset: number, words: Words): Finding => ({
    ...words,
    severity: "error",
    at: "",
    place: { file, ...locate(offset) },
  });
  const early = refuseEarly(text);
  if (early !== undefined) return { findings: [refuse(early.offset, early.words)] };
  const document = parseDocument(text, options);
  // Tags warn, and are refused with the tree, where their place in the document is known.
  const warnings = document.warnings.filter(({ code }) => code !== "TAG_RESOLVE_FAILED");
  const mistakes: YAMLError[] = [...document.errors, ...warnings];
  const findings = withoutEchoes(
    mistakes.map((error) => {
      const { offset, words } = explainSyntax(error, text, locate);
      return refuse(offset, words);
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
  // NB. At "silent" a second document is no error.
  logLevel: "error",
} as const;

/** What the parser must not see, or would silently obey. */
function refuseEarly(text: string): { offset: number; words: Words } | undefined {
  const deep = findDeepNesting(text);
  if (deep !== undefined) return { offset: deep, words: tooDeep };
  const directive = text.search(/^%/m);
  return directive < 0 ? undefined : { offset: directive, words: hasDirective };
}

function explainSyntax(
  { code, message, pos: [offset] }: YAMLError,
  text: string,
  locate: Locate,
): { readonly offset: number; readonly words: Words } {
  const known = explanations[code];
  if (known !== undefined) return { offset, words: known };
  const advice = adviseLine(text, { offset, message }, locate);
  if (advice !== undefined)
    return {
      offset: advice.offset,
      words: { code: "YAML_SYNTAX", message: advice.message, fix: advice.fix },
    };
  const words = {
    code: "YAML_SYNTAX",
    message: `This is not valid YAML: ${showText(message)}.`,
    fix: "Compare with the example in access-requests/README.md.",
  };
  return { offset, words };
}

/** One mistake makes the parser stumble several times: of each line the first is said. */
const withoutEchoes = (findings: readonly Finding[]): Finding[] =>
  findings.filter(
    ({ code, place }, index) =>
      code !== "YAML_SYNTAX" ||
      !findings.slice(0, index).some((before) => before.code === code && before.place?.line === place?.line),
  );

/** Mistakes that leave the rest of the document readable. */
const explanations: Partial<Record<string, Words>> = {
  DUPLICATE_KEY: {
    code: "YAML_DUPLICATE_KEY",
    message: "The same field is given twice.",
    fix: "Keep one of them.",
  },
  MULTIPLE_DOCS: {
    code: "YAML_MANY_DOCUMENTS",
    message: "The file holds more than one document.",
    fix: "Remove the line --- and what follows it.",
  },
};

const tooDeep: Words = {
  code: "YAML_DEPTH",
  message: "The file nests too deep.",
  fix: "No field needs more than a few levels.",
};

const hasDirective: Words = {
  code: "YAML_DIRECTIVE",
  message: "A line that starts with % changes how the file is read.",
  fix: "Remove the line.",
};

const empty: Words = {
  code: "YAML_EMPTY",
  message: "The file is empty.",
  fix: "Write the fields, one a line: access-requests/README.md has an example.",
};
