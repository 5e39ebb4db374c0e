/** HALLPASS_SIMULATION_RUNS asks for more, or fewer. */
const runs = Number(process.env.HALLPASS_SIMULATION_RUNS ?? 10_000);

/** A core can play only one file: two of them play half of the histories each. */
export const half = Math.ceil(runs / 2);
