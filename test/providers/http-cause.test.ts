import { expect, it } from "vitest";
import { ProviderError } from "../../src/providers/adapter/error.ts";
import { callHttp } from "../../src/providers/adapter/http.ts";

const call = async (fetch?: typeof globalThis.fetch): Promise<ProviderError> => {
  const options = { provider: "idp", deadlineSeconds: 10, ...(fetch !== undefined && { fetch }) };
  // Port 2 takes no connections here, and every one is refused at once.
  const error = await callHttp({ method: "GET", url: new URL("http://127.0.0.1:2/") }, options).catch(
    (cause: unknown) => cause,
  );
  if (error instanceof ProviderError) return error;
  throw new Error("The call did not fail as it should.");
};
const failedFor = (cause: unknown) => call(() => Promise.reject(new TypeError("fetch failed", { cause })));

it("a call that nobody answers says what failed: of fetch's own error the cause", async () => {
  expect(await call()).toMatchObject({
    code: "UNREACHABLE",
    cause: { message: "connect ECONNREFUSED 127.0.0.1:2" },
  });
});

it("where both addresses of a name refuse, the code stands for the message that is empty", async () => {
  const both = Object.assign(new AggregateError([]), { code: "ECONNREFUSED" });
  expect(await failedFor(both)).toMatchObject({ cause: { message: "ECONNREFUSED" } });
});

it("an error of fetch without a cause stays as it is", async () => {
  expect(await failedFor(undefined)).toMatchObject({ cause: { message: "fetch failed" } });
});
