import type { ProviderErrorCode } from "../providers/error.ts";

const steps: Readonly<Record<ProviderErrorCode, string>> = {
  UNREACHABLE: "see whether the provider runs and the app's network reaches it",
  TIMEOUT: "see why the provider answers so slowly",
  THROTTLED: "nothing while the provider asks for patience; if it stays, see who else uses up its budget",
  BUSY: "see what changes the same role at the provider again and again",
  LOGIN_REFUSED:
    "put the right user and password of the app's account at the provider into the server's configuration, and restart the app",
  REFUSED: "give the app's account at the provider its rights back (hallpass doctor says which)",
  UNKNOWN_PRINCIPAL: "see at the provider what became of the account",
  UNKNOWN_ENTITLEMENT: "put the resource and the role back into the server's configuration",
  IDENTITY_CHANGED:
    "see who holds it now at the provider, and take it back by hand: what has the name is not what was granted",
  UNEXPECTED: 'read why in the app\'s log ("alert":true)',
};

/** What an operator does about a revocation that fails with this code. It is tried again all the while. */
export const describeNextStep = (code: string): string => findStep(code) ?? steps.UNEXPECTED;

const findStep = (code: string): string | undefined =>
  Object.entries(steps).find(([known]) => known === code)?.[1];
