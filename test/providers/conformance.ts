import { afterAll, beforeAll, describe, it } from "vitest";
import {
  conformanceCases,
  type Fixture,
  openStage,
  type ProviderFixture,
  type Stage,
} from "../../src/conformance/index.ts";

export type { Disturbance, ProviderFixture } from "../../src/conformance/index.ts";

declare module "vitest" {
  interface TaskMeta {
    /** Why a case of the suite does not apply; `npm test` counts it apart from skipped tests. */
    notClaimed?: string;
  }
}

/** The suite of src/conformance, as tests. A case that the fixture cannot run shows as not claimed, with the reason. */
export const testProvider = (name: string, setUp: () => Promise<ProviderFixture>): void =>
  testProviderByLease(name, setUp);

/** The same for a provider whose system keeps nothing: nothing of it can fail, and nobody holds anything at it but by a lease. */
export function testProviderByLease(name: string, setUp: () => Promise<Fixture>): void {
  describe(name, () => {
    let fixture: Fixture | undefined;
    let stage: Stage;

    beforeAll(async () => {
      fixture = await setUp();
      stage = await openStage(fixture);
    });
    afterAll(() => fixture?.close());

    for (const each of conformanceCases)
      it(each.name, async ({ task, skip }) => {
        const gap = await stage.findGap(each);
        if (gap === undefined) return stage.run(each);
        task.meta.notClaimed = gap;
        skip(`not claimed: ${gap}`);
      });
  });
}
