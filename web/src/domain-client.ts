// Asks the bridge what the DNS says about one domain: one connection, one question, and never longer than its bound.
import type { ClientMessage, DomainResult, Unavailable } from './generated/contract.js';
import { parse, REASONS, SUBPROTOCOL } from './bridge-client.js';

/** The bridge's own bound for the DNS is some seconds; this is for the whole way there and back. */
const LIMIT_MS = 12_000;
const ID = 'domain';

const unavailable = (domain: string, reason: Unavailable): DomainResult => ({ domain, records: [], unavailable: reason, vantage: '', at: '' });

/** The domain in a domain, an address or a link, as the DNS has it; nothing where there is none. */
export function domainIn(typed: string): string | undefined {
  const [name = ''] = (typed.trim().split('@').at(-1) ?? '').replace(/^[a-z]+:\/\//i, '').split(/[/?#:]/);
  if (!/^[^\s.]+(\.[^\s.]+)+$/.test(name)) return undefined;
  try {
    const { hostname } = new URL(`http://${name}`);
    return /^[a-z0-9.-]+$/.test(hostname) && /[a-z]/.test(hostname.split('.').at(-1) ?? '') ? hostname : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined only where `signal` aborts. */
export function lookUp(url: string | undefined, domain: string, signal: AbortSignal): Promise<DomainResult | undefined> {
  return new Promise((resolve) => {
    if (!url) return resolve(unavailable(domain, 'bridge-absent'));
    let socket: WebSocket | undefined;
    const end = (result: DomainResult | undefined): void => {
      clearTimeout(timer);
      socket?.close();
      resolve(result);
    };
    const timer = setTimeout(() => end(unavailable(domain, 'bridge-absent')), LIMIT_MS);
    signal.addEventListener('abort', () => end(undefined));
    try {
      socket = new WebSocket(url, SUBPROTOCOL);
    } catch {
      return end(unavailable(domain, 'bridge-absent'));
    }
    socket.addEventListener('close', () => end(unavailable(domain, 'bridge-absent')));
    socket.addEventListener('message', ({ data }) => {
      const message = parse(data);
      if (message?.type === 'hello') socket?.send(JSON.stringify({ type: 'domain.start', id: ID, domain } satisfies ClientMessage));
      else if (message?.type === 'domain.finished') end(message.result);
      else end(unavailable(domain, message?.type === 'error' ? REASONS[message.reason] : 'bridge-absent'));
    });
  });
}
