/**
 * "You can add as many inline policies as you want to a user, role, or group, but the total aggregate policy size (the sum size of all inline
 * policies) per entity can't exceed the following quotas" ("IAM and AWS STS quotas").
 */
export const QUOTA = { user: 2048, role: 10_240 } as const;

/** "IAM doesn't count white space when calculating the size of a policy against these quotas." */
export const sizeOf = (document: string): number => document.replaceAll(/\s/gu, "").length;
