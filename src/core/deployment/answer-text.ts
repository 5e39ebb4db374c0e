import type { Verdict } from "./judge-deployment.ts";

/** "Status reports support Markdown formatting and can be up to 1024 characters long" ("Creating custom deployment protection rules"). */
const MAX_COMMENT = 1024;

/** The comment on an answer. A link that would not fit is left out whole. */
export function describeVerdict(
  verdict: Exclude<Verdict, { kind: "waits" }>,
  link: string | undefined,
): string {
  if (verdict.kind === "approved") {
    const { request, subject } = verdict.lease;
    return `Hallpass: ${subject.login} holds the lease of ${request} until ${verdict.until.toISOString().replace(/\.\d{3}Z$/u, "Z")}.`;
  }
  const reason = `Hallpass: ${verdict.because}.`;
  if (!verdict.mayAsk) return `${reason} Start the workflow by hand while you hold a lease.`;
  const step =
    link === undefined
      ? "No policy offers it: ask the owners of the policies."
      : `[Ask for it](${link}), and run the job again once it is granted.`;
  const comment = `${reason} ${step}`;
  return comment.length <= MAX_COMMENT
    ? comment
    : `${reason} Ask for it in the access repository, and run the job again once it is granted.`;
}
