import type { Lease } from "./lease.ts";

/** By whose word it was granted, in a few words: "carol, dave", "policy staging, automatically", "policy orders, as an emergency". */
export function nameApproval({
  approvers,
  basis,
  policy,
}: Pick<Lease, "approvers" | "basis" | "policy">): string {
  const people = approvers.map(({ login }) => login).join(", ");
  if (basis === undefined) return people;
  const how = basis === "automatic" ? "automatically" : "as an emergency";
  const by = `policy ${policy?.name ?? "unknown"}, ${how}`;
  return people === "" ? by : `${people}; ${by}`;
}
