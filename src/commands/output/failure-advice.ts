import { providerFailures } from "../../core/findings/catalogue/failures.ts";
import { oneLine } from "../../core/ledger/ledger-message.ts";
import { maskSecrets } from "../../core/text/secrets.ts";
import { ProviderError, type ProviderErrorCode } from "../../providers/adapter/error.ts";

/** The next step of the operator, as a clause. The app, the Action and the commands fail with the same codes. */
function describeStep(code: ProviderErrorCode): string {
  const { fix } = providerFailures.entries[code];
  return `${fix.charAt(0).toLowerCase()}${fix.slice(1).replace(/\.$/u, "")}`;
}

const isKnown = (code: string): code is ProviderErrorCode => Object.hasOwn(providerFailures.entries, code);

/** The app reads its configuration when it starts. */
const NEEDS_RESTART: readonly string[] = ["LOGIN_REFUSED", "UNKNOWN_ENTITLEMENT", "IDENTITY_CHANGED"];

/** The next step for a revocation of the app that fails with this code. The app keeps retrying it. */
export function describeNextStep(code: string): string {
  const step = describeStep(isKnown(code) ? code : "UNEXPECTED");
  return NEEDS_RESTART.includes(code) ? `${step}; then restart the app` : step;
}

/** The failure, its cause and the next step, in one line without secrets. For the operator's terminal only. */
export function explainFailure(error: unknown): string {
  const step = error instanceof ProviderError ? describeStep(error.code) : "correct that";
  const next = `${step.charAt(0).toUpperCase()}${step.slice(1)}, then run this again.`;
  return oneLine(maskSecrets(`${describe(error)} Next: ${next}`));
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return "An unknown error.";
  const { message, cause } = error;
  return cause instanceof Error ? `${message} (${cause.message || cause.name})` : message;
}
