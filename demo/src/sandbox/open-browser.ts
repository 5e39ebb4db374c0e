import openAddress from "open";

/** Opens an address in the person's browser. A machine without one goes on: the address is printed as well. */
export async function openBrowser(address: string): Promise<void> {
  const started = await openAddress(address).catch(() => undefined);
  // It may fail a moment later.
  started?.on("error", () => undefined);
}
