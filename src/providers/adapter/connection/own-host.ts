/** True for this machine's own names, as a host and as the host of a URL. */
export const isOwnHost = (host: string): boolean => ["localhost", "127.0.0.1", "::1", "[::1]"].includes(host);

/** Whether what is sent to this URL would cross a network in clear text. */
export function isInClear(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return ["http:", "ldap:"].includes(protocol) && !isOwnHost(hostname);
}
