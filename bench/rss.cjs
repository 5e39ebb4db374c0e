// Loaded before a program that is measured: writes down how much memory it had.
const { writeFileSync } = require("node:fs");
const file = process.env.HALLPASS_BENCH_RSS;
process.on("exit", () => {
  if (file !== undefined) writeFileSync(file, String(process.resourceUsage().maxRSS));
});
