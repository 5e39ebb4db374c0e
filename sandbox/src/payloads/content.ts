import type { TreeEntry } from "../git/objects.ts";
import type { Repository } from "../model.ts";
import type { State } from "../state.ts";
import { htmlUrl, repositoryUrl } from "./repository.ts";

/** Bytes in GitHub's encoding: base64, broken into lines. */
export const encodeContent = (bytes: Buffer): string =>
  bytes.toString("base64").replace(/.{1,60}/g, (line) => `${line}\n`);

/** The common fields of file and folder entries. `path` is the full path, `ref` the commit. */
export function entryPayload(
  state: State,
  repository: Repository,
  entry: TreeEntry,
  path: string,
  ref: string,
) {
  const api = repositoryUrl(state, repository);
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const self = `${api}/contents/${encoded}?ref=${ref}`;
  const git = `${api}/git/${entry.type}s/${entry.sha}`;
  const html = `${htmlUrl(state, repository)}/${entry.type}/${ref}/${encoded}`;
  return {
    name: path.split("/").at(-1) ?? "",
    path,
    sha: entry.sha,
    size: entry.size ?? 0,
    url: self,
    html_url: html,
    git_url: git,
    download_url: `${htmlUrl(state, repository)}/raw/${ref}/${encoded}`,
    _links: { self, git, html },
  };
}
