import { parentPort } from "node:worker_threads";
import { runCampaign } from "./campaign.ts";
import type { Block } from "./workers.ts";

// What a worker of the simulation runs: it plays the blocks it is sent, and answers what they came to.
parentPort?.on("message", async (block: Block) => {
  parentPort?.postMessage(await runCampaign(block));
});
