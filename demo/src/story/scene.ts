import type { Narrator } from "../narration/narrator.ts";
import type { GitHub } from "../stage/github.ts";
import type { Stage } from "../stage/stage.ts";

/** The tools that every part of the story uses. */
export interface Scene {
  readonly stage: Stage;
  readonly github: GitHub;
  readonly narrator: Narrator;
}
