import { join, relative } from "node:path";
import { type Checked, checkFile, findRoot } from "./check-files/check-file.ts";
import { checkStrays, checkTogether, listCheckable } from "./check-files/check-tree.ts";
import { isKind, type Kind, kinds } from "./check-files/document-kind.ts";
import { requireRoot } from "./input/given-file.ts";
import { endWith, readArguments, UsageError } from "./input/usage.ts";
import { describeFinding, toRecord } from "./output/finding-lines.ts";
import { print, printJson } from "./output/terminal.ts";

const HELP = `Usage: hallpass check [FILE...] [--root DIR] [--kind KIND] [--json]

Finds the mistakes in requests, policies, settings and CODEOWNERS: where each is, and how to correct it. Works offline. It also
compares a request with the policies and the settings of the checkout: is this offered in its folder, for so long, and is the
subject listed? Only the app asks GitHub: who is in which team, and who approved.

Without FILE it checks everything in the checkout, requests in a wrong place included, and whether policies, CODEOWNERS and
settings fit together: a folder must be owned by the approving teams of its policies, and two policies must not offer the same
in one folder.

  FILE          from the current folder; with --root, from DIR where there is no such file here
  --root DIR    the checkout the files belong to (the nearest folder around each that has policies/)
  --kind KIND   ${kinds.join(", ")}; else told by the path, then by the fields
  --json        print a JSON array with one object per file
  --help        this text

Exit codes: 0 nothing is wrong, or a warning alone; 1 something is; 2 the arguments cannot be used.
`;

/** `hallpass check`. Resolves to the exit code. */
export const run = (argv: string[]): Promise<number> => endWith(() => answer(argv));

async function answer(argv: string[]): Promise<number> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = { root: text, kind: text, json: flag, help: flag };
  const { values, positionals: files } = readArguments("check", {
    args: argv,
    options,
    allowPositionals: true,
  });
  if (values.help) {
    print(HELP);
    return 0;
  }
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
  return checked.every(({ ok }) => ok) ? 0 : 1;
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
