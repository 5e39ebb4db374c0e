import { afterAll, beforeAll, describe, it } from "vitest";
import {
  conformanceCases,
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
export function testProvider(name: string, setUp: () => Promise<ProviderFixture>): void {
  describe(name, () => {
    let fixture: ProviderFixture | undefined;
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
