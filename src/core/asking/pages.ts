import { parseRequestPath } from "../files/request.ts";
import { FORM_FILE } from "./form-names.ts";
import type { AskedFile } from "./issue-answers.ts";

/** The file in the access repository that lists everything on offer, with links that ask for it. */
export const ACCESS_PAGE = "ACCESS.md";

/** The access repository, where people open its pages. */
export interface AccessPages {
  readonly serverUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly defaultBranch: string;
}

const repositoryPage = ({ serverUrl, owner, repo }: Omit<AccessPages, "defaultBranch">): string =>
  `${serverUrl}/${owner}/${repo}`;

/** GitHub's editor with a new file in it ("Creating new files"; the parameters `filename` and `value` fill it in). */
export const newFilePage = (pages: AccessPages, { path, text }: Omit<AskedFile, "id">): string =>
  `${repositoryPage(pages)}/new/${encodeURIComponent(pages.defaultBranch)}?${new URLSearchParams({ filename: path, value: text })}`;

/**
 * GitHub's editor with a new, empty file in the folder of this request. `undefined`: the path is none of a request.
 */
export function newFolderPage(pages: AccessPages, path: string): string | undefined {
  const folder = parseRequestPath(path)?.team;
  const branch = encodeURIComponent(pages.defaultBranch);
  return folder && `${repositoryPage(pages)}/new/${branch}/access-requests/${folder}`;
}

/** The page that lists everything on offer, on the default branch. */
export const offersPage = (pages: AccessPages): string =>
  `${repositoryPage(pages)}/blob/${encodeURIComponent(pages.defaultBranch)}/${ACCESS_PAGE}`;

/**
 * The issue form, with fields filled in by their ids ("Creating an issue from a URL query": a form's `id` names the field). GitHub promises it
 * for fields of text; where it does not choose from a list, the person does.
 */
export const formPage = (
  pages: Omit<AccessPages, "defaultBranch">,
  fields: Readonly<Record<string, string>> = {},
): string => `${repositoryPage(pages)}/issues/new?${new URLSearchParams({ template: FORM_FILE, ...fields })}`;
