/** Says again what may not have arrived: with patience that grows, jitter, and the server's own wishes first. */

/** The server could not be reached, or asked for patience. */
export class Unreachable extends Error {
  constructor(
    readonly offline: boolean,
    readonly retryAfter?: number,
  ) {
    super("unreachable");
  }
}

export type Patience = {
  /** Resolves after `seconds`, or sooner when the connection comes back. */
  pause: (seconds: number) => Promise<void>;
  random: () => number;
  online: () => boolean;
};

const FIRST = 0.5;
const LONGEST = 20;
const TRIES = 8;

/** The wait before try number `tries` + 1: full jitter, never less than what the server asked for. */
export const patienceFor = (tries: number, random: number, retryAfter = 0): number =>
  Math.max(retryAfter, 0.15 + random * Math.min(LONGEST, FIRST * 2 ** tries));

/**
 * Repeats `attempt` while the server is out of reach. Being offline spends no tries: a visitor in a tunnel
 * loses nothing.
 */
export const persist = async <T>(
  attempt: () => Promise<T>,
  patience: Patience,
  onTrouble: (trouble: "offline" | "retrying" | null) => void,
): Promise<T> => {
  for (let tries = 0, waits = 0; ; waits += 1) {
    try {
      const result = await attempt();
      onTrouble(null);
      return result;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      const offline = error.offline && !patience.online();
      if (!offline) tries += 1;
      if (tries >= TRIES) throw error;
      onTrouble(offline ? "offline" : "retrying");
      await patience.pause(patienceFor(waits, patience.random(), error.retryAfter));
    }
  }
};
