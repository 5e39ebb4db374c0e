import type { Case } from "./contract/case.ts";
import type { Stage } from "./stage.ts";

/** What became of one case. */
export interface Outcome {
  readonly name: string;
  readonly status: "ok" | "failed" | "not claimed";
  /** Why it does not apply. */
  readonly gap?: string;
  /** Why it failed. */
  readonly error?: unknown;
}

/** Runs cases one after another, and goes on after a failure. Stops before the next case once `signal` is aborted. */
export async function* runCases(
  stage: Stage,
  cases: readonly Case[],
  signal?: AbortSignal,
): AsyncGenerator<Outcome> {
  for (const each of cases) {
    if (signal?.aborted) return;
    yield await runOne(stage, each);
  }
}

async function runOne(stage: Stage, each: Case): Promise<Outcome> {
  const { name } = each;
  try {
    const gap = await stage.findGap(each);
    if (gap !== undefined) return { name, status: "not claimed", gap };
    await stage.run(each);
    return { name, status: "ok" };
  } catch (error) {
    return { name, status: "failed", error };
  }
}
