import { dirname, relative, resolve, sep } from "node:path";
import { judgeOffer } from "../../core/decision/judge-offer.ts";
import { looksAlike } from "../../core/decision/rules/place.ts";
import type { Parsed } from "../../core/document/document.ts";
import { parseAccessReview, parseReviewPath } from "../../core/files/access-review.ts";
import { parseCodeowners } from "../../core/files/codeowners.ts";
import { findLookAlike } from "../../core/files/look-alike.ts";
import { parsePolicy } from "../../core/files/policy.ts";
import { isReviewFile } from "../../core/files/pull-kind.ts";
import { type AccessRequest, explainPath, parseRequest, parseRequestPath } from "../../core/files/request.ts";
import { parseSettings, SETTINGS_PATH } from "../../core/files/settings.ts";
import { type Finding, isError, mistake, warning } from "../../core/findings/finding.ts";
import { parseRota } from "../../core/on-call/rota.ts";
import { parsePolicyTests } from "../../core/policy-tests/test-file.ts";
import { isFile, isFolder, readGiven } from "../input/given-file.ts";
import { UsageError } from "../runner/failure.ts";
import { checkTemplate } from "./check-template.ts";
import { guessKind, type Kind, kinds } from "./document-kind.ts";
import { judgeListing } from "./judge-listing.ts";
import { findPolicyFiles } from "./policy-files.ts";

export interface Checked {
  /** The path as the person gave it. */
  readonly file: string;
  /** `rules`: all rules of a checkout, as a set; `stray`: another file among the requests. */
  readonly kind: Kind | "rules" | "stray";
  readonly ok: boolean;
  readonly findings: readonly Finding[];
}

/** Finds all mistakes in one file. Throws `UsageError` when it cannot be read. */
export async function checkFile(
  file: string,
  asked: { readonly root: string | undefined; readonly kind: Kind | undefined },
): Promise<Checked> {
  const place = await findPlace(file, asked.root);
  const bytes = await readGiven(place);
  const root = asked.root ?? (await findRoot(place));
  const path = relative(resolve(root ?? "."), resolve(place))
    .split(sep)
    .join("/");
  const kind = asked.kind ?? guessKind(path, new TextDecoder().decode(bytes));
  if (kind === undefined)
    throw new UsageError(
      `${file} is no YAML file and not CODEOWNERS. If it is one of ${kinds.join(", ")} all the same, say so with --kind.`,
    );
  const findings = await findMistakes({ kind, bytes, file, path, root });
  return { file, kind, ok: !findings.some(isError), findings };
}

/** Looks in the current folder first, as a shell completes it, then in the checkout. */
async function findPlace(file: string, root: string | undefined): Promise<string> {
  if (root === undefined || (await isFile(file))) return file;
  const inside = resolve(root, file);
  return (await isFile(inside)) ? inside : file;
}

interface Given {
  readonly kind: Kind;
  readonly bytes: Uint8Array;
  readonly file: string;
  /** Inside the checkout. */
  readonly path: string;
  readonly root: string | undefined;
}

async function findMistakes({ kind, bytes, file, path, root }: Given): Promise<readonly Finding[]> {
  const elsewhere = judgePlace(path, file);
  if (kind === "policy") return [...elsewhere, ...parsePolicy(bytes, file).findings];
  if (kind === "template") return [...elsewhere, ...(await checkTemplate(bytes, file, root))];
  if (kind === "test") return [...elsewhere, ...parsePolicyTests(bytes, file).findings];
  if (kind === "rota") return [...elsewhere, ...parseRota(bytes, file).findings];
  if (kind === "settings") return [...elsewhere, ...parseSettings(bytes, file).findings];
  if (kind === "codeowners") return [...elsewhere, ...parseCodeowners(bytes, file).findings];
  if (kind === "review")
    return [...elsewhere, ...judgeReviewPath(path, file), ...parseAccessReview(bytes, file).findings];
  const parsed = parseRequest(bytes, file);
  return [
    ...(elsewhere.length > 0 ? elsewhere : judgeRequestPath(path, file, root)),
    ...parsed.findings,
    ...(await judge(parsed, path, root)),
    ...(root === undefined ? [] : await judgePerson(parsed, root)),
  ];
}

/** Compares a sound request with the policies of the checkout, if it has any. */
async function judge({ value, locate }: Parsed<AccessRequest>, path: string, root: string | undefined) {
  if (value === undefined) return [];
  const files = root === undefined ? [] : await findPolicyFiles(root);
  if (root === undefined || files.length === 0) return [describeNothing(root)];
  const folder = parseRequestPath(path)?.team;
  if (folder === undefined) return [];
  const parsed = await Promise.all(
    files.map(async (name) => ({ name, ...parsePolicy(await readGiven(resolve(root, name)), name) })),
  );
  const policies = parsed.flatMap((policy) => policy.value ?? []);
  const unreadable = parsed
    .filter((policy) => policy.value === undefined)
    .map(({ name }) => describePolicy(name, resolve(root, name)));
  return [
    ...unreadable,
    ...judgeOffer(value, folder, { policies, findings: unreadable }).map(placeBy(locate)),
  ];
}

/** Looks for the subject in the settings of the checkout, if they can be read. */
async function judgePerson({ value, locate }: Parsed<AccessRequest>, root: string): Promise<Finding[]> {
  const file = resolve(root, SETTINGS_PATH);
  if (value === undefined || !(await isFile(file))) return [];
  const { value: settings } = parseSettings(await readGiven(file), SETTINGS_PATH);
  return settings === undefined ? [] : judgeListing(value, settings).map(placeBy(locate));
}

const placeBy =
  (locate: Parsed<AccessRequest>["locate"]) =>
  (finding: Finding): Finding => {
    const place = locate(finding.at);
    return place === undefined ? finding : { ...finding, place };
  };

const atStart = (file: string): Pick<Finding, "place"> => ({ place: { file, line: 1, column: 1 } });

/** Finds a path that only looks like one Hallpass reads. */
function judgePlace(path: string, file: string): Finding[] {
  const place = findLookAlike(path);
  return place === undefined ? [] : [{ ...looksAlike(path, place), ...atStart(file) }];
}

/** The later place of a file outside the checkout is unknown. */
function judgeRequestPath(path: string, file: string, root: string | undefined): Finding[] {
  if (parseRequestPath(path) !== undefined) return [];
  if (path.startsWith("../")) return root === undefined ? [] : [describeOutside(root, file)];
  if (root === undefined && !path.startsWith("access-requests/")) return [];
  return [{ ...explainPath(path), ...atStart(file) }];
}

/** A review that is kept for later, outside the folder, has no place yet. */
const judgeReviewPath = (path: string, file: string): Finding[] =>
  !isReviewFile({ path }) || parseReviewPath(path) !== undefined
    ? []
    : [
        {
          ...mistake(
            "REVIEW_PLACE",
            `${path} is no place of an access review: nothing is read there.`,
            "Name it inventory/reviews/<team>/<date>.yaml, as hallpass review start does.",
          ),
          ...atStart(file),
        },
      ];

const describeOutside = (root: string, file: string): Finding => ({
  ...warning(
    "PLACE_UNKNOWN",
    `The file is not in "${root}": the policies of its folder could not be compared.`,
    "Put it where it will be, access-requests/<team>/<name>.yaml, and check it there.",
  ),
  ...atStart(file),
});

/** Without this warning, a green result would claim more than was checked. */
const describeNothing = (root: string | undefined): Finding =>
  warning(
    "NO_POLICIES",
    `${root === undefined ? "No folder around the file has" : `"${root}" has no`} policies/*.yaml: only the form of the file was checked, not whether a policy offers this.`,
    "Give the folder of a clone of the access repository with --root DIR.",
  );

const describePolicy = (name: string, file: string): Finding => ({
  ...mistake(
    "POLICY_UNREADABLE",
    `${name} has mistakes. Nothing is granted until they are corrected.`,
    `Run hallpass check ${file}.`,
  ),
  ...atStart(file),
});

/** The nearest folder around a file that holds `policies/`. */
export async function findRoot(file: string): Promise<string | undefined> {
  for (let folder = dirname(resolve(file)); ; folder = dirname(folder)) {
    if (await isFolder(resolve(folder, "policies"))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
