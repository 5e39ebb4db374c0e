import { Worker } from "node:worker_threads";
import {
  addCampaign,
  type Campaign,
  type CampaignOptions,
  emptyCampaign,
  MOST_FAILURES,
} from "./campaign.ts";

/** Histories one worker plays before it asks for more. */
const BLOCK = 20;

export interface WorkersOptions extends Required<Pick<CampaignOptions, "seed" | "runs" | "steps">> {
  readonly workers: number;
  /** The file a worker runs: player.ts, built. */
  readonly player: URL;
  /** Told after each block what it has come to. */
  readonly onPlayed: (total: Campaign) => void;
  /** Whether to stop after what is being played. */
  readonly isEnough: () => boolean;
}

/** Some seeds in a row, as they are sent to a worker. */
export type Block = Required<Pick<CampaignOptions, "seed" | "runs" | "steps">>;

/** The same as one campaign over all the seeds, on several cores. Which worker plays what changes nothing. Throws when a worker does. */
export async function runOnWorkers({
  seed,
  runs,
  steps,
  workers,
  player,
  onPlayed,
  isEnough,
}: WorkersOptions): Promise<Campaign> {
  let total = emptyCampaign(seed);
  let next = seed;
  const takeBlock = (): Block | undefined => {
    if (next >= seed + runs || total.failures.length >= MOST_FAILURES || isEnough()) return undefined;
    const block = { seed: next, runs: Math.min(BLOCK, seed + runs - next), steps };
    next += block.runs;
    return block;
  };
  const play = async (worker: Worker): Promise<void> => {
    for (let block = takeBlock(); block !== undefined; block = takeBlock()) {
      const played = await ask(worker, block);
      total = addCampaign(total, played);
      onPlayed(total);
    }
  };
  const crew = Array.from({ length: workers }, () => new Worker(player));
  try {
    await Promise.all(crew.map(play));
  } finally {
    await Promise.all(crew.map((worker) => worker.terminate()));
  }
  return total;
}

const ask = (worker: Worker, block: Block): Promise<Campaign> =>
  new Promise((resolve, reject) => {
    worker.removeAllListeners();
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`A worker of the simulation ended with code ${code}.`)));
    worker.once("message", resolve);
    worker.postMessage(block);
  });
