import { randomUUID } from "node:crypto";
import { RESULT, resultCodeOf } from "../connection/failure.ts";
import type { Session } from "../connection/session.ts";
import type { Directory } from "../identity/directory.ts";

/**
 * Whether the account may change an attribute, tried without a change: it deletes a value that is not there. slapd looks at the right first
 * and answers 50 without it.
 */
export async function mayWrite(
  { session }: { readonly session: Pick<Session, "modify"> },
  dn: string,
  attribute: string,
  value: string = randomUUID(),
): Promise<boolean> {
  try {
    await session.modify(dn, [{ operation: "delete", attribute, values: [value] }]);
    return true;
  } catch (error) {
    const code = resultCodeOf(error);
    if (code === undefined) throw error;
    // Anything but "there is no such value" is another reason why it could not.
    return code === RESULT.noSuchAttribute || code === RESULT.unwillingToPerform;
  }
}

/** A DN that no entry has. */
export const noEntry = ({ root }: Pick<Directory, "root">): string => `cn=hallpass-${randomUUID()},${root}`;
