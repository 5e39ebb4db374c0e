import { MAX_DOCUMENT_BYTES } from "../../document/document.ts";
import type { FileChange } from "../../files/file-change.ts";
import { chooseRequest, isMeant, isRequestFile } from "../../files/pull-kind.ts";
import { explainPath, parseRequestPath } from "../../files/request.ts";
import { type Finding, isError, mistake } from "../../findings/finding.ts";
import { type Facts, failed, met, metUnless, type Rule } from "./rule.ts";

export const oneRequestFile: Rule = {
  name: "The pull request adds exactly one request file and touches nothing else",
  judge({ evidence: { changes } }) {
    const first = chooseRequest(changes);
    const findings = changes
      .filter((change) => change !== first)
      .map((change) => atFile(change.path, strayFile(change, listRequests(changes))));
    if (first === undefined && findings.length === 0)
      return failed(
        mistake("NO_REQUEST", "No request file is added.", "Add one file under access-requests/."),
      );
    if (first !== undefined)
      findings.push(...unusualFile(first).map((finding) => atFile(first.path, finding)));
    return metUnless(findings, `Adds ${first?.path} and nothing else.`);
  },
};

/** Findings about a file as a whole point at its beginning. */
const atFile = (file: string, finding: Finding): Finding => ({
  ...finding,
  place: { file, line: 1, column: 1 },
});

const isAdded = (change: FileChange): boolean => isRequestFile(change) && change.status === "added";

/** The added files named like requests; if there are none, all added files under access-requests/. */
function listRequests(changes: readonly FileChange[]): FileChange[] {
  const added = changes.filter(isAdded);
  const meant = added.filter(isMeant);
  return meant.length > 0 ? meant : added;
}

function strayFile(change: FileChange, requests: readonly FileChange[]) {
  if (requests.includes(change))
    return mistake(
      "SECOND_REQUEST",
      `${change.path} is one of ${requests.length} request files here; one is the limit.`,
      "Open one pull request per request.",
    );
  if (isRequestFile(change) && change.status !== "added")
    return mistake(
      "REQUEST_IMMUTABLE",
      `${change.path} is ${change.status}; a request is never changed once it is on the default branch.`,
      "Put the file back as it was, and ask with a new file.",
    );
  return mistake(
    "STRAY_FILE",
    `${change.path} is ${change.status} beside the request.`,
    "Take it out of this pull request. Delete it, or open another pull request for it.",
  );
}

function unusualFile({ path, mode, size }: { path: string; mode: string; size: number }) {
  const findings = [];
  if (mode !== "100644")
    findings.push(
      mistake(
        "NOT_A_PLAIN_FILE",
        `${path} has git mode ${mode}; a request has 100644.`,
        "Add it as a plain file: no link, no submodule, not executable.",
      ),
    );
  if (size > MAX_DOCUMENT_BYTES)
    findings.push(
      mistake(
        "FILE_TOO_LARGE",
        `${path} has ${size} bytes; the limit is ${MAX_DOCUMENT_BYTES}.`,
        "Shorten the reason, or ask for less at once.",
      ),
    );
  return findings;
}

export const pathRoutes: Rule = {
  name: "The file lies in a team's folder",
  judge({ evidence: { changes } }: Facts) {
    const added = listRequests(changes);
    if (added.length === 0) return undefined;
    const astray = added.filter(({ path }) => parseRequestPath(path) === undefined);
    return metUnless(
      astray.map(({ path }) => atFile(path, explainPath(path))),
      "The folder routes the review through CODEOWNERS.",
    );
  },
};

export const documentValid: Rule = {
  name: "The request is well-formed",
  judge({ evidence: { file }, request }) {
    if (file === undefined) return undefined;
    const errors = file.parsed.findings.filter(isError);
    return request === undefined || errors.length > 0
      ? failed(...errors)
      : met("Every field is known and valid.");
  },
};

export const idUnused: Rule = {
  name: "The request's name was never used before",
  judge({ evidence: { seen, refused }, id }) {
    if (id === undefined) return undefined;
    const use = seen === undefined ? undefined : `used by #${seen.pull}`;
    const end = refused === undefined ? undefined : `refused on ${refused.at.toISOString().slice(0, 10)}`;
    const before = use ?? end;
    return before === undefined
      ? met(`"${id}" is new.`)
      : failed(
          mistake("ID_USED", `"${id}" was ${before}; a name is used once, for ever.`, "Rename the file."),
        );
  },
};
