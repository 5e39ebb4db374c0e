/** The accounts of the identity map. No name has a slash, a colon or a leading hyphen or dot: it is part of a path and of a key id. */
const PATTERN = /^[A-Za-z0-9_][A-Za-z0-9._@+-]{0,127}$/u;

export const isPrincipal = (text: string): boolean => PATTERN.test(text);
