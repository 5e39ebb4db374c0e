import { play } from "./play.ts";
import type { History, Step } from "./step.ts";
import type { Sabotage } from "./world.ts";

/** The same promise broken by fewer steps: leaves out ever smaller runs of them for as long as it still fails. */
export async function shrink(
  history: History,
  invariant: number,
  sabotage?: Sabotage,
  most = 4000,
): Promise<History> {
  let { steps } = history;
  let left = most;
  const fails = async (fewer: readonly Step[]): Promise<boolean> => {
    if (left-- <= 0) return false;
    const { violation } = await play({ ...history, steps: fewer }, sabotage);
    return violation?.invariant === invariant;
  };
  const { at } = await play(history, sabotage);
  if (await fails(steps.slice(0, at))) steps = steps.slice(0, at);
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    let isShorter = true;
    while (isShorter) {
      isShorter = false;
      for (let from = steps.length - size; from >= 0; from -= size) {
        const fewer = [...steps.slice(0, from), ...steps.slice(from + size)];
        if (!(await fails(fewer))) continue;
        steps = fewer;
        isShorter = true;
      }
      if (size > 1) break;
    }
  }
  return { ...history, steps };
}
