import type { Baseline } from "../../inventory/inventory.ts";
import type { Signal } from "../signal.ts";
import type { Change, ChangeMaker, Edit, Files } from "./change.ts";
import { dropPerson } from "./drop-person.ts";
import { dropPolicy } from "./drop-policy.ts";
import { dropStanding } from "./drop-standing.ts";
import { lengthen } from "./lengthen.ts";

type Render = (baseline: Baseline) => string;

const makersOf = (render: Render): ChangeMaker[] => [lengthen, dropStanding(render), dropPolicy, dropPerson];

/** For each signal the one change that would answer it, made on these files alone; `undefined` where there is none. */
export function findChange(signal: Signal, files: Files, render: Render): Change | undefined {
  const maker = makersOf(render).find(({ rule }) => rule === signal.rule);
  const made = maker?.make(signal, files);
  if (maker === undefined || made === undefined) return undefined;
  const { rule, says } = signal;
  return { id: `${rule}:${maker.name(signal)}`, rule, says, ...made };
}

export interface Combined {
  readonly changes: readonly Change[];
  /** Each file once. */
  readonly edits: readonly Edit[];
}

/** Several changes as one, each made on what the earlier ones left. A change that an earlier one made needless is left out. */
export function combineChanges(signals: readonly Signal[], files: Files, render: Render): Combined {
  const after = new Map(files);
  const edits = new Map<string, Edit>();
  const changes = signals.flatMap((signal) => {
    const change = findChange(signal, after, render);
    if (change === undefined) return [];
    const { path, text } = change.edit;
    if (text === undefined) after.delete(path);
    else after.set(path, text);
    edits.set(path, change.edit);
    return [change];
  });
  return { changes, edits: [...edits.values()] };
}
