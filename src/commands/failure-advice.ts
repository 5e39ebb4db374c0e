import { oneLine } from "../core/ledger-message.ts";
import { maskSecrets } from "../core/secrets.ts";
import { ProviderError, type ProviderErrorCode } from "../providers/error.ts";

/** What to do next, said to whoever runs a command by hand. */
const advice: Readonly<Record<ProviderErrorCode, string>> = {
  UNREACHABLE: "Check host, port and network from this machine, then run this again.",
  TIMEOUT: "Run this again; if that does not help, look at the provider's load and locks.",
  THROTTLED: "Wait a few minutes, then run this again.",
  BUSY: "Run this again.",
  LOGIN_REFUSED:
    "Put the right user into HALLPASS_PROVIDERS, and the right password into the variable it names, then run this again.",
  REFUSED: "Give the account the right it lacks (hallpass doctor names it), then run this again.",
  UNKNOWN_PRINCIPAL: "Look at the provider whether the account was renamed or removed.",
  UNKNOWN_ENTITLEMENT: "Name the resource and role in HALLPASS_PROVIDERS as the provider has them.",
  IDENTITY_CHANGED:
    "The provider was rebuilt, or HALLPASS_PROVIDERS names another one: point it at the one that was recorded, or take the access back there by hand.",
  UNEXPECTED: "Look at the cause; if nothing can be done about it, take the access back there by hand.",
};

const OTHER = "Correct that, then run this again.";

/** What failed, why, and what to do next: one line, without secrets. For the terminal of the operator alone. */
export function explainFailure(error: unknown): string {
  const next = error instanceof ProviderError ? advice[error.code] : OTHER;
  return oneLine(maskSecrets(`${describe(error)} Next: ${next}`));
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return "Something was thrown that is no error.";
  const { message, cause } = error;
  return cause instanceof Error ? `${message} (${cause.message || cause.name})` : message;
}
