/** A time in which people can act: minutes would be none. */
export const hoursOrDays = { type: "string", pattern: "^[1-9][0-9]{0,3}[hd]$" } as const;

export const TIME_WORDS = "a whole number (1 to 9999) and h or d";
