import { readFailure } from "../../core/plan/provider-failure.ts";
import type { Provider } from "../../core/ports/provider.ts";
import type { Meter } from "../metrics/meter.ts";
import type { Tracer } from "./tracer.ts";

type Instruments = Pick<Meter, "measureStep" | "measureProvider" | "measureFetch">;

/**
 * The same instruments, which trace besides: a step of the worker is a trace, its calls to providers and to GitHub are its spans. Names and
 * attributes are fixed words, providers, codes and the numbers of pull requests: no person, no resource, no address and no text.
 */
export const traceWith = (tracer: Tracer, meter: Instruments): Instruments => ({
  measureStep: (step, run, subject) =>
    tracer.trace(
      {
        ...{ name: step, kind: "internal", isRoot: true },
        attributes: {
          "hallpass.step": step,
          ...(isNumber(subject) && { "hallpass.number": Number(subject) }),
        },
      },
      () => meter.measureStep(step, run, subject),
    ),
  measureProvider: (provider) => traceProvider(tracer, meter.measureProvider(provider)),
  measureFetch: (inner) => traceFetch(tracer, meter.measureFetch(inner)),
});

const isNumber = (subject: string | undefined): subject is string => /^[1-9]\d{0,14}$/u.test(subject ?? "");

function traceProvider(tracer: Tracer, provider: Provider): Provider {
  const { name, forget } = provider;
  const trace = <T>(call: string, run: () => Promise<T>): Promise<T> =>
    tracer.trace(
      {
        ...{ name: `${call} ${name}`, kind: "client" },
        attributes: { "hallpass.provider": name, "hallpass.call": call },
      },
      run,
      (outcome) =>
        "error" in outcome
          ? { isError: true, attributes: { "error.type": readFailure(outcome.error).code } }
          : { isError: false },
    );
  return {
    ...provider,
    traits: () => trace("traits", () => provider.traits()),
    identify: (principal, entitlement) => trace("identify", () => provider.identify(principal, entitlement)),
    listGrants: (entitlements) => trace("list", () => provider.listGrants(entitlements)),
    hold: (holding) => trace("hold", () => provider.hold(holding)),
    revoke: (holding) => trace("revoke", () => provider.revoke(holding)),
    ...(forget && { forget: (holding) => trace("forget", () => forget(holding)) }),
  };
}

/** The path names people and branches, so it stays out. */
const traceFetch =
  (tracer: Tracer, inner: typeof fetch): typeof fetch =>
  (url, init) => {
    const method = init?.method?.toUpperCase() ?? "GET";
    return tracer.trace(
      { name: `GitHub ${method}`, kind: "client", attributes: { "http.request.method": method } },
      () => inner(url, init),
      (outcome) =>
        "error" in outcome
          ? { isError: true, attributes: { "error.type": "no answer" } }
          : {
              isError: outcome.answer.status >= 400,
              attributes: { "http.response.status_code": outcome.answer.status },
            },
    );
  };
