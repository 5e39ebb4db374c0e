/** A search filter as text: RFC 4515. */
export type Filter = string;

/**
 * Escapes a value for a filter: RFC 4515, section 3. Letters beyond ASCII stay as they are, as the RFC allows: ldapts takes each
 * escaped byte for a letter of its own.
 */
export const escapeValue = (value: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL and its like are among what must be escaped.
  value.replaceAll(/[\\*()\u0000-\u001f\u007f]/gu, (character) => `\\${hexByte(character.charCodeAt(0))}`);

const hexByte = (code: number): string => code.toString(16).padStart(2, "0");

export const equals = (attribute: string, value: string): Filter => `(${attribute}=${escapeValue(value)})`;

/** Follows a chain of links to its end: LDAP_MATCHING_RULE_TRANSITIVE_EVAL in [MS-ADTS], "LDAP Matching Rules". */
export const reaches = (attribute: string, dn: string): Filter =>
  `(${attribute}:1.2.840.113556.1.4.1941:=${escapeValue(dn)})`;

export const all = (...filters: readonly Filter[]): Filter => `(&${filters.join("")})`;

export const any = (...filters: readonly Filter[]): Filter => `(|${filters.join("")})`;

export const EVERYTHING: Filter = "(objectClass=*)";
