/** The mode of each session of ours, and of the events that it makes: a backslash in a text is nothing but a backslash. */
export const SQL_MODE = "STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES";

/** A text as SQL writes it, under `SQL_MODE`. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name as SQL writes it. */
export const quoteName = (name: string): string => `\`${name.replaceAll("`", "``")}\``;
