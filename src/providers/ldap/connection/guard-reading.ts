import type { Socket } from "node:net";
import { refuseMalformed } from "./message-form.ts";
import { createCutter } from "./messages.ts";

/** A group of a hundred thousand members has half of this. */
const MAX_MESSAGE = 16 * 1024 * 1024;
/** All answers of a connection. A server that sends without end would fill the memory. */
const MAX_BYTES = 4 * MAX_MESSAGE;

/**
 * Gives ldapts one whole message at a time, and ends a connection whose answers are too long or cannot be read. ldapts reads inside of the
 * socket's event, each message in the call of the one before: a packet full of the shortest ones would overflow the stack where nothing
 * catches it, and end the process. A malformed one would keep it busy for ever.
 */
export function guardReading(socket: Socket): Socket {
  const cut = createCutter(MAX_MESSAGE);
  let bytes = 0;
  socket.emit = new Proxy(socket.emit, {
    apply(emit, self, [event, ...values]) {
      if (event !== "data") return Reflect.apply(emit, self, [event, ...values]);
      try {
        bytes += values[0].length;
        if (bytes > MAX_BYTES) throw new Error(`Over ${MAX_BYTES} bytes.`);
        for (const message of cut(values[0])) {
          refuseMalformed(message);
          Reflect.apply(emit, self, [event, message]);
        }
      } catch (error) {
        socket.destroy(new Error("The server's answer cannot be read.", { cause: error }));
      }
      return true;
    },
  });
  return socket;
}
