import { type Examination, examine, examineKnown, type Question } from "../examination.ts";
import type { InstallationFacts, ProviderState } from "../installation.ts";

/** Providers whose credentials do the work, and no more. One line each, or one for each thing that is wrong. */
export const examineProviders = ({ providers }: InstallationFacts): Examination[] =>
  providers.flatMap(examineProvider);

/** A grant there fails by itself, and is tried again. */
const login = {
  code: "PROVIDER_LOGIN",
  fix: "Put the user it knows into HALLPASS_PROVIDERS and the password into the variable that passwordFrom names there, or let this server in, and restart.",
  advice: true,
} as const;

function examineProvider({ name, findings }: ProviderState): Examination[] {
  const question: Question = {
    code: "PROVIDER",
    name: `Provider ${name}: credentials`,
    should: "enough for the configured roles, and nothing beyond",
    fix: "",
    provider: name,
  };
  if ("refused" in findings)
    return [examine({ ...question, ...login }, { right: false, is: findings.refused })];
  if (!("value" in findings) || findings.value.length === 0)
    return [examineKnown(question, findings, () => ({ right: true, is: "as configured" }))];
  return findings.value.map(({ code, severity, message, fix }) =>
    examine(
      { ...question, code, fix, ...(severity === "warning" && { advice: true as const }) },
      { right: false, is: message },
    ),
  );
}
