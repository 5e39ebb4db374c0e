import type { GitHub } from "./github.ts";
import type { Narrator } from "./narrator.ts";
import type { Stage } from "./stage.ts";

/** What every part of the story works with. */
export interface Scene {
  readonly stage: Stage;
  readonly github: GitHub;
  readonly narrator: Narrator;
}
