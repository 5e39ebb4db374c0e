/** `userName eq "alice"`: RFC 7644, section 3.4.2.2. The value is a JSON string, escapes included. */
export const equals = (attribute: string, value: string): string =>
  `${attribute} eq ${JSON.stringify(value)}`;

/** Whether JSON writes the value with an escape. Servers disagree on how to read one in a filter. */
export const needsEscape = (value: string): boolean => JSON.stringify(value) !== `"${value}"`;

/** The path of one member of a group: RFC 7644, section 3.5.2. Never without the filter, or the server removes every member (3.5.2.2). */
export const memberPath = (id: string): string => `members[${equals("value", id)}]`;
