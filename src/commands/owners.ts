import { isAbsolute, join, posix, relative, resolve as resolvePath, sep } from "node:path";
import { CODEOWNERS_PATHS, describeOwner, findOwners, parseCodeowners } from "../core/files/codeowners.ts";
import { type Finding, isError, mistake } from "../core/findings/finding.ts";
import { isFile, readGiven, requireRoot } from "./input/given-file.ts";
import { jsonOption } from "./input/options.ts";
import { describeFinding, toRecord } from "./output/finding-lines.ts";
import { print, printJson } from "./output/terminal.ts";
import { defineCommand, type Values } from "./runner/command.ts";
import { chooseExitCode } from "./runner/exit-codes.ts";
import { UsageError } from "./runner/failure.ts";

const options = {
  codeowners: {
    type: "string",
    value: "FILE",
    meaning: "the file to ask",
    unset: `the first of ${CODEOWNERS_PATHS.join(", ")}`,
  },
  root: { type: "string", value: "DIR", meaning: "the checkout to look in", unset: "the current folder" },
  json: jsonOption,
} as const;

export const command = defineCommand({
  description:
    "Lists who must approve a change of PATH, and the line of CODEOWNERS that decides. PATH is as the repository names it, and need not exist; you can also name a file of DIR from the current folder.",
  arguments: { name: "PATH", meaning: "one path of the repository", count: "one" },
  options,
  examples: ["hallpass owners access-requests/payments/a.yaml", "hallpass owners policies/ --root ../access"],
  exitCodes: {
    0: "the path has owners",
    1: "it has none, or one by an e-mail address, or CODEOWNERS has lines that GitHub skips, or there are two such files",
  },
  run: answer,
});

async function answer(values: Values<typeof options>, positionals: readonly string[]): Promise<number> {
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0)
    throw new UsageError("Give one PATH.", { fix: "See hallpass owners --help." });
  const root = values.root ?? ".";
  await requireRoot(root);
  const files = values.codeowners === undefined ? await findFiles(root) : [values.codeowners];
  const inside = normalize(await nameInside(root, path));
  const result = await resolve(inside, files, root, values.codeowners !== undefined);
  if (values.json) printJson(toJson(result));
  else print(toText(result));
  const isOwned = result.owners.length > 0 && !result.findings.some(isError) && !result.isUnmatched;
  return chooseExitCode(!isOwned, true);
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

/** The path in the checkout of a file named from the current folder; otherwise the path as given. */
async function nameInside(root: string, path: string): Promise<string> {
  const isNamed = !path.startsWith("..") && (await isFile(join(root, path)));
  if (isNamed || !(await isFile(path))) return path;
  const inside = relative(resolvePath(root), resolvePath(path));
  return inside.startsWith("..") || isAbsolute(inside) ? path : inside.split(sep).join("/");
}

/** The path as git writes it. */
function normalize(path: string): string {
  const normal = posix.normalize(path).replace(/^\//, "");
  if (normal === "." || normal.startsWith(".."))
    throw new UsageError(`${path} is not a path inside the repository.`);
  return normal;
}
