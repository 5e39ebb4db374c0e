import type { Flavour } from "../configuration.ts";
import { bytesOf, type Entry, soleValueOf } from "../connection/entry.ts";
import { guidText } from "./object-guid.ts";
import { sidText } from "./object-sid.ts";

/** What identifies an entry for ever: entryUUID (RFC 4530), or objectGUID and objectSid. */
export const ID_ATTRIBUTES: Readonly<Record<Flavour, readonly string[]>> = {
  openldap: ["entryUUID"],
  "active-directory": ["objectGUID", "objectSid"],
};

/** The immutable id of an entry. An account of Active Directory has its SID in it, too: permissions name that. */
export function idOf(flavour: Flavour, entry: Entry): string | undefined {
  if (flavour === "openldap") return soleValueOf(entry, "entryUUID")?.toLowerCase();
  const guid = bytesOf(entry, "objectGUID");
  const sid = bytesOf(entry, "objectSid");
  const text = guid && guidText(guid);
  return text === undefined || sid === undefined ? text : `${text} ${sidText(sid) ?? ""}`;
}

/** The entry's id without its SID, as the configuration and `<GUID=…>` write it. */
export const uuidOf = (id: string): string => id.split(" ", 1)[0] ?? "";
