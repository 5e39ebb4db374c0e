import type { Narrator } from "../narration/narrator.ts";
import type { GitHub } from "../stage/github.ts";
import type { Stage } from "../stage/stage.ts";

/** What every part of the story works with. */
export interface Scene {
  readonly stage: Stage;
  readonly github: GitHub;
  readonly narrator: Narrator;
}
