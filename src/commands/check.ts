import { join, relative } from "node:path";
import { type Checked, checkFile, findRoot } from "./check-files/check-file.ts";
import { checkStrays, checkTogether, listCheckable } from "./check-files/check-tree.ts";
import { isKind, type Kind, kinds } from "./check-files/document-kind.ts";
import { requireRoot } from "./input/given-file.ts";
import { jsonOption } from "./input/options.ts";
import { describeFinding, toRecord } from "./output/finding-lines.ts";
import { print, printJson } from "./output/terminal.ts";
import { defineCommand, type Values } from "./runner/command.ts";
import { chooseExitCode } from "./runner/exit-codes.ts";
import { UsageError } from "./runner/failure.ts";

const options = {
  root: {
    type: "string",
    value: "DIR",
    meaning: "the checkout of the files",
    unset: "the nearest folder around each that has policies/",
  },
  kind: {
    type: "string",
    value: "KIND",
    meaning: "the kind of each FILE",
    choices: kinds,
    unset: "by the path, then by the fields",
  },
  json: { ...jsonOption, meaning: "print a JSON array with one object per file; an object for an error" },
} as const;

export const command = defineCommand({
  description: `Finds the mistakes in requests, policies, templates, settings, CODEOWNERS and access reviews: where each is, and how to correct it. Works offline. It also compares a request with the policies and the settings of the checkout: is this offered in its folder, for so long, and is the subject listed? Only the app asks GitHub who is in which team, and who approved.

A file is compared with others once its own form is right: correct what is listed, then check again.

Without FILE it checks everything in the checkout, requests in a wrong place included, and whether policies, CODEOWNERS and settings fit together: the approving teams of a folder's policies must own it, and only one policy may offer an access in a folder.`,
  arguments: {
    name: "FILE",
    meaning: "from the current folder; with --root, from DIR where there is no such file here",
    count: "any",
  },
  options,
  examples: ["hallpass check access-requests/payments/a.yaml", "hallpass check --root ../access --json"],
  exitCodes: { 0: "nothing is wrong, or there are only warnings", 1: "something is wrong" },
  waitsFor: "Checking the files…",
  run: answer,
});

async function answer(values: Values<typeof options>, files: readonly string[]): Promise<number> {
  const kind = readKind(values.kind);
  if (values.root !== undefined) await requireRoot(values.root);
  if (files.length === 0 && kind !== undefined)
    throw new UsageError("--kind is for a FILE. See hallpass check --help.");
  const checked =
    files.length === 0
      ? await checkTree(values.root)
      : await Promise.all(files.map((file) => checkFile(file, { root: values.root, kind })));
  if (values.json) printJson(checked.map(toJson), 2);
  else print(toText(checked));
  return chooseExitCode(!checked.every(({ ok }) => ok), true);
}

/** Everything in a checkout: each file, then the rules as a set. */
async function checkTree(given: string | undefined): Promise<Checked[]> {
  const root = given ?? (await findRoot(join(process.cwd(), "any")));
  if (root === undefined)
    throw new UsageError(
      "No folder from here upwards has policies/: go into a clone of the access repository, name it with --root DIR, or give a FILE.",
    );
  const shown = given ?? (relative(process.cwd(), root) || ".");
  const paths = await listCheckable(shown);
  const files = await Promise.all(
    paths.map((path) => checkFile(join(shown, path), { root: shown, kind: undefined })),
  );
  return [...files, ...(await checkStrays(shown)), await checkTogether(shown)];
}

function readKind(word: string | undefined): Kind | undefined {
  if (word === undefined || isKind(word)) return word;
  throw new UsageError(`--kind ${word} is unknown. Kinds: ${kinds.join(", ")}.`);
}

const toText = (checked: readonly Checked[]): string =>
  checked
    .flatMap(({ file, kind, ok, findings }) => [
      ...findings.map(describeFinding),
      ...(ok && kind !== "stray"
        ? [kind === "rules" ? "the rules together: no mistakes" : `${file}: no mistakes (${kind})`]
        : []),
    ])
    .join("\n")
    .concat("\n");

const toJson = ({ file, kind, ok, findings }: Checked) => ({
  file,
  kind,
  ok,
  findings: findings.map(toRecord),
});
