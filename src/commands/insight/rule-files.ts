import { SETTINGS_PATH } from "../../core/files/settings.ts";
import type { Files } from "../../core/insight/changes/change.ts";
import { INVENTORY_FOLDER, MAX_BASELINE_BYTES } from "../../core/inventory/inventory.ts";
import type { Repository } from "../../core/ports/repository.ts";

/** The files that a change may be about, at a commit. Links and what is too large are left out. */
export async function readRuleFiles(repository: Repository, commit: string): Promise<Files> {
  const folders = await Promise.all(
    ["policies", INVENTORY_FOLDER].map((folder) => repository.listFiles(commit, folder)),
  );
  const settings = await repository.findFile(commit, SETTINGS_PATH);
  const plain = [...folders.flat(), ...(settings === undefined ? [] : [settings])].filter(
    ({ mode, size, path }) =>
      mode === "100644" && size <= MAX_BASELINE_BYTES && /^[^/]+\/[^/]+\.ya?ml$/u.test(path),
  );
  const read = plain.map(async ({ path, blob }) => {
    const bytes = await repository.readBlob(blob, MAX_BASELINE_BYTES);
    return [path, new TextDecoder().decode(bytes)] as const;
  });
  return new Map(await Promise.all(read));
}
