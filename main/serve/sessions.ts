import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const lifetime = 7 * 24 * 3600 * 1000;
const triesBeforeDelay = 10;

export interface Sessions {
  /** A token of 256 bits for one sign-in. */
  newToken(): string;
  /** Spends a token: gives the cookie's value, or null for a token that is wrong or spent. Many wrong ones make it slow. */
  signIn(token: string): Promise<string | null>;
  isValid(cookie: string | undefined): boolean;
  readonly cookieName: string;
  readonly lifetime: number;
}

/**
 * Who may use the window at this port. A cookie is signed with a key that lies in the data folder, readable by the user alone, so that
 * an open page goes on after a restart; the tokens in printed addresses are good for one sign-in each.
 */
export function makeSessions(folder: string, port: number, now: () => number = Date.now): Sessions {
  const key = readKey(folder);
  const tokens = new Set<string>();
  let wrong = 0;
  const sign = (text: string): string => createHmac('sha256', key).update(`${port}.${text}`).digest('hex');
  return {
    cookieName: `netloom-${port}`,
    lifetime,
    newToken() {
      const token = randomBytes(32).toString('hex');
      tokens.add(token);
      return token;
    },
    async signIn(token) {
      const found = [...tokens].find((known) => equal(known, token));
      if (found === undefined) {
        wrong += 1;
        if (wrong > triesBeforeDelay) await wait(1000);
        return null;
      }
      tokens.delete(found);
      wrong = 0;
      const text = `${randomBytes(16).toString('hex')}.${now()}`;
      return `${text}.${sign(text)}`;
    },
    isValid(cookie) {
      const [id, time, signature, ...rest] = cookie?.split('.') ?? [];
      if (id === undefined || time === undefined || signature === undefined || rest.length > 0) return false;
      const age = now() - Number(time);
      return equal(sign(`${id}.${time}`), signature) && age >= 0 && age < lifetime;
    },
  };
}

function readKey(folder: string): Buffer {
  const file = join(folder, 'session.key');
  try {
    const key = readFileSync(file);
    if (key.length === 32) return key;
  } catch {
    // Not there yet.
  }
  const key = randomBytes(32);
  writeFileSync(file, key, { mode: 0o600 });
  return key;
}

function equal(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)];
  return first.length === second.length && timingSafeEqual(first, second);
}
