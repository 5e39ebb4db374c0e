import { drawHistory } from "./draw.ts";
import { play } from "./play.ts";
import { shrink } from "./shrink.ts";

const from = Number(process.argv[2] ?? 1);
const runs = Number(process.argv[3] ?? 100);
const began = performance.now();
const cpu = process.cpuUsage();
let steps = 0;
const found = new Map<string, number[]>();
const totals = { claims: 0, holds: 0, endings: 0, excusedCuts: 0 };
for (let seed = from; seed < from + runs; seed++) {
  const history = drawHistory(seed);
  const { violation, steps: done, world } = await play(history);
  steps += done;
  for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += world.oracle.stats[key];
  if (violation === undefined) continue;
  const key = `${violation.invariant} ${violation.words.replace(/\d+/g, "N").slice(0, 500)}`;
  found.set(key, [...(found.get(key) ?? []), seed]);
}
const { user, system } = process.cpuUsage(cpu);
const cpuSeconds = (user + system) / 1e6;
const seconds = (performance.now() - began) / 1000;
for (const [words, seeds] of [...found].sort((a, b) => b[1].length - a[1].length).slice(0, 12))
  console.log(seeds.length, seeds.slice(0, 5).join(","), words);
console.log({
  runs,
  steps,
  seconds,
  perSecond: Math.round(steps / seconds),
  perCpuSecond: Math.round(steps / cpuSeconds),
  totals,
  failures: [...found.values()].flat().length,
});
if (process.argv[4] === "shrink") {
  const [worst] = [...found.values()].sort((a, b) => b.length - a.length);
  const seed = worst?.[0];
  if (seed !== undefined) {
    const history = drawHistory(seed);
    const { violation } = await play(history);
    if (violation !== undefined) {
      const small = await shrink(history, violation.invariant);
      const again = await play(small);
      console.log(seed, again.violation, JSON.stringify(small.config));
      for (const step of small.steps) console.log(JSON.stringify(step));
    }
  }
}
if (process.argv[4] === "show") {
  const history = drawHistory(from);
  const { violation } = await play(history);
  if (violation !== undefined) {
    const small = await shrink(history, violation.invariant);
    const again = await play(small);
    console.log(again.violation, again.at, JSON.stringify(small.config));
    for (const step of small.steps) console.log(JSON.stringify(step));
    for (const { entries, index } of again.world.ledger.commits)
      for (const entry of entries)
        if (entry.kind !== "observed" && entry.kind !== "adopted")
          console.log(index, JSON.stringify(entry).slice(0, 330));
    for (const { name, disk } of again.world.replicas) console.log(name, JSON.stringify(disk.journal));
    for (const site of again.world.sites.values())
      console.log(site.name, JSON.stringify([...site.slots.values()]), site.late);
  }
}
