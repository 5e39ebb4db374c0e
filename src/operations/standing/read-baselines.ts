import type { TreeFile } from "../../core/files/file-change.ts";
import { type Finding, isError, mistake } from "../../core/findings/finding.ts";
import {
  type Baseline,
  INVENTORY_FOLDER,
  MAX_BASELINE_BYTES,
  parseBaseline,
} from "../../core/inventory/inventory.ts";
import type { Repository } from "../../core/ports/repository.ts";

export interface BaselineFile {
  readonly path: string;
  readonly source: Uint8Array;
  readonly baseline: Baseline;
}

export interface CommittedBaselines {
  readonly files: readonly BaselineFile[];
  /** Of files that cannot be used. */
  readonly findings: readonly Finding[];
}

/** The baselines of `inventory/` at a commit. */
export async function readBaselines(repository: Repository, commit: string): Promise<CommittedBaselines> {
  const files = (await repository.listFiles(commit, INVENTORY_FOLDER)).filter(({ path }) =>
    /^inventory\/[^/]+\.ya?ml$/u.test(path),
  );
  const reads = await Promise.all(files.map((file) => readBaseline(repository, file)));
  return {
    files: reads.flatMap((read) => read.files),
    findings: reads.flatMap(({ findings }) => findings),
  };
}

async function readBaseline(
  repository: Repository,
  { path, mode, size, blob }: TreeFile,
): Promise<CommittedBaselines> {
  if (mode !== "100644" || size > MAX_BASELINE_BYTES)
    return { files: [], findings: [unusable(path, mode, size)] };
  const source = await repository.readBlob(blob, MAX_BASELINE_BYTES);
  const { value, findings } = parseBaseline(source, path);
  return {
    files: value === undefined ? [] : [{ path, source, baseline: value }],
    findings: findings.filter(isError),
  };
}

const unusable = (path: string, mode: string, size: number): Finding =>
  mistake(
    "INVENTORY_UNUSABLE",
    `${path} has git mode ${mode} and ${size} bytes; a baseline has 100644 and at most ${MAX_BASELINE_BYTES}.`,
    "Write it anew with hallpass inventory --provider NAME.",
  );
