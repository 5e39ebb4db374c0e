import type { ProviderErrorCode } from "../adapter/error.ts";

/** What a command says by its exit status; the first five as sysexits.h names them. Any other but 0 is `UNEXPECTED`. */
const codes: ReadonlyMap<number, ProviderErrorCode> = new Map([
  [67, "UNKNOWN_PRINCIPAL"],
  [68, "UNKNOWN_ENTITLEMENT"],
  [69, "UNREACHABLE"],
  [75, "BUSY"],
  [77, "REFUSED"],
  [80, "IDENTITY_CHANGED"],
  [81, "LOGIN_REFUSED"],
  [82, "THROTTLED"],
]);

export const codeOfExit = (status: number): ProviderErrorCode => codes.get(status) ?? "UNEXPECTED";
