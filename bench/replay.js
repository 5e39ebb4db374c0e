// So many past requests, under two sets of 200 policies and 300 lines of owners: one that shortens the access of one team in fifty, and one that
// shortens everybody's, so that each request is decided twice. Limit: `yaml` parses the files of all requests.
import { parse } from "yaml";
import { openRepository } from "../dist/git/repository.js";
import { replayHistory } from "../dist/operations/replaying/replay-history.js";
import { clone } from "./data/repository.js";
import { replayedLedger, rulesOf } from "./data/rules.js";
import { numbers, requestText } from "./data/sketch.js";
import { compare, readOptions } from "./measure.js";

const { sizes, runs } = readOptions();
const before = rulesOf(() => "7d");
const proposals = [
  ["replay one team", (team) => team === 0],
  ["replay all", () => true],
].map(([metric, isShorter]) => ({
  ...{ metric, isShorter },
  after: rulesOf((team) => (isShorter(team) ? "4h" : "7d")),
}));

for (const size of sizes) {
  const repository = await openRepository({ dir: clone(size), defaultBranch: "main" });
  const state = replayedLedger(size);
  const texts = numbers(size).map((index) => requestText(index));
  for (const { metric, isShorter, after } of proposals) {
    const isDenied = (text, index) => Number.parseInt(parse(text).duration, 10) > 4 && isShorter(index % 50);
    await compare({
      ...{ metric, size, runs },
      limit: async () => ({ answer: texts.filter(isDenied).length }),
      ours: async () => {
        const { changes, decisions } = await replayHistory({ repository, state }, { before, after });
        return { answer: decisions === size ? changes.length : -1 };
      },
    });
  }
}
