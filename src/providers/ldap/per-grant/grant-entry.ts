import { createHash } from "node:crypto";
import { type HoldingIds, idsKey } from "../../../core/access/holding.ts";
import { type Entry, valuesOf } from "../connection/entry.ts";
import { any, equals, type Filter } from "../connection/filter.ts";

const PREFIX = "hallpass-";

/** The name of the entry for one holding. It comes from the ids alone, so that it is found whatever else was changed, and needs no escaping in a DN (RFC 4514). */
export const nameOfGrant = (ids: HoldingIds): string =>
  `${PREFIX}${createHash("sha256").update(idsKey(ids)).digest("hex").slice(0, 40)}`;

export const dnOfGrant = (ids: HoldingIds, under: string): string => `cn=${nameOfGrant(ids)},${under}`;

/** Finds the entry also after an administrator renamed it, or emptied its description. */
export const filterOfGrant = (ids: HoldingIds): Filter =>
  any(equals("cn", nameOfGrant(ids)), equals("description", nameOfGrant(ids)));

export const isGrantOf = (entry: Entry, ids: HoldingIds): boolean =>
  [...valuesOf(entry, "cn"), ...valuesOf(entry, "description")].includes(nameOfGrant(ids));
