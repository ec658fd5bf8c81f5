import pino from 'pino';
import { scrub, scrubText } from './scrub';

/**
 * The log of the whole process: one JSON object a line, personal data and secrets taken out. Lines are written while
 * the program goes on, several at a time and a quarter of a second late at most; on the way out what is left is written.
 */
export const logger = createLogger();

export function createLogger(
  destination: pino.DestinationStream = pino.destination({
    fd: 1,
    sync: false,
    minLength: 4096,
    periodicFlush: 250,
  }),
) {
  return pino(
    {
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: (entry) => scrub(entry) as Record<string, unknown>,
      },
      // Errors come out of `scrub` as plain fields; pino's own serializer would add nothing.
      serializers: { err: (err) => err },
      hooks: {
        logMethod(args, method) {
          const clean = args.map((arg) => (typeof arg === 'string' ? scrubText(arg) : arg));
          method.apply(this, clean as typeof args);
        },
      },
    },
    destination,
  );
}
