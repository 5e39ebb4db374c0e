import { isAbsolute, join, posix, relative, resolve as resolvePath, sep } from "node:path";
import { CODEOWNERS_PATHS, describeOwner, findOwners, parseCodeowners } from "../core/files/codeowners.ts";
import { type Finding, isError, mistake } from "../core/findings/finding.ts";
import { isFile, readGiven, requireRoot } from "./input/given-file.ts";
import { endWith, readArguments, UsageError } from "./input/usage.ts";
import { describeFinding, toRecord } from "./output/finding-lines.ts";
import { print, printJson } from "./output/terminal.ts";

const HELP = `Usage: hallpass owners PATH [--codeowners FILE] [--root DIR] [--json]

Who must approve a change of PATH, and the line of CODEOWNERS that says so. PATH is as the repository names it, and need
not exist; a file of DIR may also be named from the current folder.

  --codeowners FILE   the file to ask; else the first of ${CODEOWNERS_PATHS.join(", ")}
  --root DIR          the checkout to look in (.)
  --json              print one JSON object
  --help              this text

Exit codes: 0 the path has owners; 1 it has none, or one by an e-mail address, or CODEOWNERS has lines that GitHub skips, or
there are two such files; 2 the arguments cannot be used.
`;

/** `hallpass owners`. Resolves to the exit code. */
export const run = (argv: string[]): Promise<number> => endWith(() => answer(argv));

async function answer(argv: string[]): Promise<number> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = { codeowners: text, root: text, json: flag, help: flag };
  const { values, positionals } = readArguments("owners", { args: argv, options, allowPositionals: true });
  if (values.help) {
    print(HELP);
    return 0;
  }
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0)
    throw new UsageError("Give one PATH. See hallpass owners --help.");
  const root = values.root ?? ".";
  await requireRoot(root);
  const files = values.codeowners === undefined ? await findFiles(root) : [values.codeowners];
  const inside = normalize(await nameInside(root, path));
  const result = await resolve(inside, files, root, values.codeowners !== undefined);
  if (values.json) printJson(toJson(result));
  else print(toText(result));
  return result.owners.length > 0 && !result.findings.some(isError) && !result.isUnmatched ? 0 : 1;
}

async function resolve(path: string, [file, ...others]: readonly string[], root: string, isGiven: boolean) {
  if (file === undefined)
    throw new UsageError(
      `There is no CODEOWNERS in "${resolvePath(root)}": give one with --codeowners FILE.`,
    );
  const codeowners = parseCodeowners(await readGiven(isGiven ? file : join(root, file)), file);
  const found = findOwners(codeowners, path);
  const findings = [...codeowners.findings, ...(others.length > 0 ? [describeSecond(file, others)] : [])];
  return {
    path,
    file,
    line: found?.line,
    text: found?.text,
    owners: (found?.owners ?? []).map(describeOwner),
    findings,
    isUnmatched: found?.owners.some(({ kind }) => kind === "email") ?? false,
  };
}

type Result = Awaited<ReturnType<typeof resolve>>;

function toText({ path, file, line, text, owners, findings }: Result): string {
  const who = owners.length === 0 ? "has no owner" : `is owned by ${owners.join(", ")}`;
  const why =
    line === undefined
      ? `no line of ${file} matches: add one that names the owners`
      : `${file}:${line}  ${text}`;
  return [`${path} ${who}`, `  ${why}`, ...findings.map(describeFinding), ""].join("\n");
}

const toJson = ({ line, text, findings, isUnmatched: _, ...rest }: Result) => ({
  ...rest,
  line: line ?? null,
  text: text ?? null,
  findings: findings.map(toRecord),
});

const describeSecond = (file: string, others: readonly string[]): Finding =>
  mistake(
    "CODEOWNERS_TWICE",
    `${file} hides ${others.join(" and ")}: GitHub uses one file.`,
    `Remove all but ${file}.`,
  );

async function findFiles(root: string): Promise<string[]> {
  const found = await Promise.all(CODEOWNERS_PATHS.map((path) => isFile(join(root, path))));
  return CODEOWNERS_PATHS.filter((_, index) => found[index]);
}

/** What a file that is there, as seen from the current folder, is called in the checkout; else the path as it was given. */
async function nameInside(root: string, path: string): Promise<string> {
  const isNamed = !path.startsWith("..") && (await isFile(join(root, path)));
  if (isNamed || !(await isFile(path))) return path;
  const inside = relative(resolvePath(root), resolvePath(path));
  return inside.startsWith("..") || isAbsolute(inside) ? path : inside.split(sep).join("/");
}

/** A path as git names it. */
function normalize(path: string): string {
  const normal = posix.normalize(path).replace(/^\//, "");
  if (normal === "." || normal.startsWith(".."))
    throw new UsageError(`${path} is not a path inside the repository.`);
  return normal;
}
