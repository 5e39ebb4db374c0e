/** `2026-11-20 16:02:07Z` */
export const describeTime = (time: Date): string => `${time.toISOString().slice(0, 19).replace("T", " ")}Z`;
