/** Whether a DN is, or is below, another. Enough for names that administrators write; members are compared by the server. */
export const isUnder = (dn: string, suffix: string): boolean =>
  suffix === "" || normal(dn) === normal(suffix) || normal(dn).endsWith(`,${normal(suffix)}`);

export const normal = (dn: string): string =>
  dn
    .toLowerCase()
    .replaceAll(/\s*([,=])\s*/gu, "$1")
    .trim();
