import type { InstallationFacts, ProviderState } from "../installation.ts";
import { type Examination, examine, examineKnown, type Question } from "./examination.ts";

/** Providers whose credentials do the work, and no more. One line each, or one for each thing that is wrong. */
export const examineProviders = ({ providers }: InstallationFacts): Examination[] =>
  providers.flatMap(examineProvider);

function examineProvider({ name, findings }: ProviderState): Examination[] {
  const question: Question = {
    code: "PROVIDER",
    name: `Provider ${name}: credentials`,
    should: "enough for the configured roles, and nothing beyond",
    fix: "",
  };
  if (!("value" in findings) || findings.value.length === 0)
    return [examineKnown(question, findings, () => ({ right: true, is: "as configured" }))];
  return findings.value.map(({ code, message, fix }) =>
    examine({ ...question, code, fix }, { right: false, is: message }),
  );
}
