import { findOwners, parseCodeowners } from "../files/codeowners.ts";
import { listUnowned } from "../files/unowned.ts";
import type { PlanStep } from "../setup/plan.ts";
import type { Addition } from "./addition.ts";

interface Ownership {
  readonly folder: string;
  /** As CODEOWNERS writes it: @organisation/team. */
  readonly owner: string;
}

/**
 * Gives a folder of `access-requests/` to its approvers: a line behind the lines of the other folders, or at the end where a later line would
 * win. A folder that has a line of its own keeps it.
 */
export function addOwnersLine(path: string, text: string, { folder, owner }: Ownership): Addition {
  const place = `/access-requests/${folder}/`;
  const line = `${place} ${owner}`;
  const there = ownersOf(text, folder);
  const step = (action: PlanStep["action"], name = line): Addition["steps"] => [
    { what: "owner", name, action },
  ];
  if (isOwner(there?.owners, owner)) return { steps: step("keep"), files: [] };
  if (there !== undefined && there.text.split(/\s/u)[0]?.replace(/^\/?/u, "/") === place)
    return { steps: step("differs", there.text), files: [] };
  const placed = [insertBehind, append].map((write) => write(text, line));
  const written = placed.find((each) => isOwner(ownersOf(each, folder)?.owners, owner)) ?? append(text, line);
  return { steps: step("create"), files: [{ path, text: written }] };
}

/** Gives what speaks for the repository, and nobody owns, to the owners of the rules. */
export function addMissingOwners(path: string, text: string, owners: string): Addition {
  const lines = listUnowned(parseCodeowners(text, path)).map((place) => `${place} ${owners}`);
  return {
    steps: lines.map((name) => ({ what: "owner", name, action: "create" })),
    files: lines.length === 0 ? [] : [{ path, text: lines.reduce(append, text) }],
  };
}

const ownersOf = (text: string, folder: string) => {
  const found = findOwners(parseCodeowners(text, "CODEOWNERS"), `access-requests/${folder}/any.yaml`);
  return (
    found && {
      text: found.text,
      owners: found.owners.map((each) => ("slug" in each ? `@${each.org}/${each.slug}` : "")),
    }
  );
};

const isOwner = (owners: readonly string[] | undefined, owner: string): boolean =>
  owners?.length === 1 && owners[0] === owner.toLowerCase();

function insertBehind(text: string, line: string): string {
  const lines = text.split("\n");
  const last = lines.findLastIndex((each) => /^\/?access-requests\//u.test(each));
  return last < 0 ? append(text, line) : lines.toSpliced(last + 1, 0, line).join("\n");
}

const append = (text: string, line: string): string =>
  `${text === "" || text.endsWith("\n") ? text : `${text}\n`}${line}\n`;
