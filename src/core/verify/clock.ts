/** Times of two clocks may contradict each other by this much: clocks are corrected. */
export const CLOCK_MS = 5 * 60 * 1000;
