import { oneLine } from "../../core/ledger/ledger-message.ts";
import { maskSecrets } from "../../core/text/secrets.ts";
import { ProviderError, type ProviderErrorCode } from "../../providers/adapter/error.ts";

/** What an operator does about it. The app, the Action and a command fail with the same codes, and for the same reasons. */
const steps: Readonly<Record<ProviderErrorCode, string>> = {
  UNREACHABLE: "check host, port and network, and that the provider runs",
  TIMEOUT: "look at the provider's load and locks: it answers too slowly",
  THROTTLED: "wait a few minutes; if it stays, see who else uses up the provider's budget",
  BUSY: "see what changes the same role at the provider again and again",
  LOGIN_REFUSED:
    "put the right user into HALLPASS_PROVIDERS, and the right password into the variable it names",
  REFUSED: "give Hallpass's account at the provider the right it lacks (hallpass doctor names it)",
  UNKNOWN_PRINCIPAL: "see at the provider whether the account was renamed or removed",
  UNKNOWN_ENTITLEMENT: "name the resource and the role in HALLPASS_PROVIDERS as the provider has them",
  IDENTITY_CHANGED:
    "see whether HALLPASS_PROVIDERS names another provider than the one that was recorded; if that one was rebuilt, take the access back there by hand, since what has the name is not what was granted",
  UNEXPECTED:
    'find the cause (in the app\'s log: "alert":true); if nothing can be done about it, take the access back at the provider by hand',
};

/** The app reads its configuration when it starts. */
const NEEDS_RESTART: readonly string[] = ["LOGIN_REFUSED", "UNKNOWN_ENTITLEMENT", "IDENTITY_CHANGED"];

/** What to do about a revocation of the app that fails with this code. It is tried again all the while. */
export function describeNextStep(code: string): string {
  const step = Object.entries(steps).find(([known]) => known === code)?.[1] ?? steps.UNEXPECTED;
  return NEEDS_RESTART.includes(code) ? `${step}; then restart the app` : step;
}

/** What failed, why, and what to do next: one line, without secrets. For the terminal of the operator alone. */
export function explainFailure(error: unknown): string {
  const step = error instanceof ProviderError ? steps[error.code] : "correct that";
  const next = `${step.charAt(0).toUpperCase()}${step.slice(1)}, then run this again.`;
  return oneLine(maskSecrets(`${describe(error)} Next: ${next}`));
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return "Something was thrown that is no error.";
  const { message, cause } = error;
  return cause instanceof Error ? `${message} (${cause.message || cause.name})` : message;
}
