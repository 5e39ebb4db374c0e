/** `2026-11-20 16:02:07Z` */
export const describeTime = (time: Date): string => `${time.toISOString().slice(0, 19).replace("T", " ")}Z`;

/** `2026-11-20 16:02 UTC`, for people who have to find themselves in time; with seconds where there are any. */
export const describeMoment = (time: Date): string =>
  `${time.toISOString().slice(0, 19).replace("T", " ").replace(/:00$/u, "")} UTC`;
