// The page's end of the wire: asks the bridge for probes, one connection per examination, and never outlives its bound.
// What could not be found out comes back as an unavailable result: evidence for nothing.
import type { ClientMessage, ErrorReason, Hello, ProbeProgress, ProbeResult, ServerMessage, Unavailable } from './generated/contract.js';
import { readServerMessage } from './core/validate.js';

export const SUBPROTOCOL = 'mail-doctor.v1';

/** How long the bridge may take until its `hello`. */
const HELLO_LIMIT_MS = 8000;
/** For the last frame to travel, once the bridge's own bound is over. */
const GRACE_MS = 2000;
/** Whatever bound a bridge may state. */
const LONGEST_MS = 180_000;
/** Between two looks at a server that was out of reach: longer than a bridge keeps a result, so that the second one is new. */
const PAUSE_MS = 6000;
/** A bridge that is about to end says so with this close code: others may remain, or it comes back. */
const GOING_AWAY = 1001;
/** One that ended without a word, or a network that did, gives this one. */
const LOST = 1006;
/** How often another bridge is looked for, and the first pause before that; the pauses double, and no two pages keep step. */
const RECONNECTIONS = 3;
const RECONNECT_MS = 500;
/** Marks the second look in the id of a start: `3` and `3+`. */
const SECOND = '+';

/** A service as the page's profile has it; a bridge that knows it otherwise does not test it. */
export interface ProbeRequest {
  readonly service: string;
  readonly host: string;
  readonly port: number;
  readonly ownHost?: string;
}

export interface ProbeListener {
  /**
   * The bridge answered: from where it tests, the bound in milliseconds for everything asked, second looks included, and
   * how far the device's clock is ahead of the bridge's.
   */
  onHello?(hello: Hello, boundMs: number, clockOffsetMs: number | undefined): void;
  onProgress?(request: ProbeRequest, progress: ProbeProgress): void;
  onFinished?(request: ProbeRequest, result: ProbeResult): void;
  /** Whether a result wants a second look; without this there is none. */
  isDoubtful?(request: ProbeRequest, result: ProbeResult): boolean;
}

export interface BridgeOptions {
  readonly helloLimitMs?: number;
  readonly graceMs?: number;
  readonly pauseMs?: number;
  readonly reconnectMs?: number;
}

export const REASONS: Readonly<Record<ErrorReason, Unavailable>> = {
  'message-malformed': 'refused-by-bridge',
  'message-too-large': 'refused-by-bridge',
  'service-not-offered': 'refused-by-bridge',
  'name-not-found': 'refused-by-bridge',
  'not-this-provider': 'refused-by-bridge',
  'too-many-probes': 'bridge-busy',
  'too-many-messages': 'refused-by-bridge',
  'shutting-down': 'bridge-busy',
  internal: 'vantage-unavailable',
};

/** Nobody here cancelled it (then nothing is waited for any more): the bridge did, because it ends. */
const isCutShort = ({ addresses }: ProbeResult): boolean => addresses.some(({ outcome }) => outcome === 'cancelled');

/** A relative address of a bridge becomes one of this origin; nothing comes of what is no address. */
export function bridgeUrl(bridge: string, base: string): string | undefined {
  try {
    return new URL(bridge, base).href.replace(/^http/, 'ws');
  } catch {
    return undefined;
  }
}

export function unavailable(request: Pick<ProbeRequest, 'service' | 'ownHost'>, reason: Unavailable): ProbeResult {
  return { service: request.service, ownHost: request.ownHost ?? '', addresses: [], unavailable: reason, vantage: '', at: '', ageMs: 0 };
}

/**
 * Asks for all `requests` and resolves when each has its one result, or two where the first was doubtful, or when the bound
 * is over. An aborted signal cancels; what was finished before is kept, the rest has no result at all.
 */
export function probe(
  url: string | undefined,
  requests: readonly ProbeRequest[],
  listener: ProbeListener,
  signal?: AbortSignal,
  options: BridgeOptions = {},
): Promise<ProbeResult[]> {
  return new Promise((resolve) => new Examination(url, requests, listener, signal, options, resolve).begin());
}

class Examination {
  readonly #results = new Map<string, ProbeResult>();
  readonly #waiting: string[];
  readonly #running = new Set<string>();
  readonly #pauses = new Set<ReturnType<typeof setTimeout>>();
  readonly #opened = Date.now();
  #hello: Hello | undefined;
  #socket: WebSocket | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reconnections = 0;
  #over = false;

  readonly #url: string | undefined;
  readonly #requests: readonly ProbeRequest[];
  readonly #listener: ProbeListener;
  readonly #signal: AbortSignal | undefined;
  readonly #options: BridgeOptions;
  readonly #resolve: (results: ProbeResult[]) => void;

  constructor(
    url: string | undefined,
    requests: readonly ProbeRequest[],
    listener: ProbeListener,
    signal: AbortSignal | undefined,
    options: BridgeOptions,
    resolve: (results: ProbeResult[]) => void,
  ) {
    this.#url = url;
    this.#requests = requests;
    this.#listener = listener;
    this.#signal = signal;
    this.#options = options;
    this.#resolve = resolve;
    this.#waiting = requests.map((_, index) => String(index));
  }

  begin(): void {
    if (this.#requests.length === 0) return this.#end(undefined);
    if (!this.#url || this.#signal?.aborted) return this.#end(this.#signal?.aborted ? undefined : 'bridge-absent');
    this.#signal?.addEventListener('abort', this.#cancel);
    this.#limit(this.#options.helloLimitMs ?? HELLO_LIMIT_MS);
    this.#connect(this.#url);
  }

  #connect(url: string): void {
    let socket: WebSocket;
    try {
      socket = new WebSocket(url, SUBPROTOCOL);
    } catch {
      return this.#end('bridge-absent');
    }
    let isOpen = false;
    const lost = (code: number): void => {
      if (socket === this.#socket) this.#lost(url, code, isOpen);
    };
    this.#socket = socket;
    socket.addEventListener('open', () => (isOpen = true));
    socket.addEventListener('message', ({ data }) => this.#receive(data));
    socket.addEventListener('close', ({ code }) => lost(code));
    socket.addEventListener('error', () => lost(LOST));
  }

  /** What a bridge that went away, or was lost once it had let us in, has not answered is asked of the next one. */
  #lost(url: string, code: number, wasOpen: boolean): void {
    const goesOn = (code === GOING_AWAY || (code === LOST && wasOpen) || this.#reconnections > 0) && this.#reconnections < RECONNECTIONS;
    if (this.#over || !goesOn) return this.#end('bridge-absent');
    this.#socket = undefined;
    this.#waiting.unshift(...this.#running);
    this.#running.clear();
    const ms = (this.#options.reconnectMs ?? RECONNECT_MS) * 2 ** this.#reconnections++ * (0.5 + Math.random());
    const pause = setTimeout(() => {
      this.#pauses.delete(pause);
      if (!this.#over) this.#connect(url);
    }, ms);
    this.#pauses.add(pause);
  }

  #receive(data: unknown): void {
    const message = parse(data);
    if (this.#over) return;
    if (!message) return this.#end('bridge-absent');
    switch (message.type) {
      case 'hello':
        return this.#welcome(message);
      case 'probe.progress': {
        const request = this.#requestOf(message.id);
        if (request && this.#running.has(message.id)) this.#listener.onProgress?.(request, message);
        return;
      }
      case 'probe.finished':
        if (isCutShort(message.result) && this.#reconnections < RECONNECTIONS) return;  // its end is near
        return this.#finish(message.id, () => message.result);
      case 'domain.finished':
        return;  // asked for by nobody here
      case 'error':
        if (message.id === '') return this.#end(REASONS[message.reason]);
        if (message.reason === 'shutting-down' && this.#reconnections < RECONNECTIONS) return;  // its end is near
        return this.#finish(message.id, (request) => unavailable(request, REASONS[message.reason]));
    }
  }

  #welcome(hello: Hello): void {
    const isFirst = !this.#hello;
    this.#hello = hello;
    if (!isFirst) return this.#startNext();
    const rounds = Math.ceil(this.#requests.length / Math.max(1, hello.concurrentLimit));
    const looks = this.#listener.isDoubtful ? 2 : 1;
    const boundMs = Math.min(Math.max(0, looks * rounds * hello.probeLimitMs) + (looks - 1) * this.#pauseMs(), LONGEST_MS);
    this.#limit(boundMs + (this.#options.graceMs ?? GRACE_MS));
    // The bridge read its clock somewhere between opening and now: half of that is the error, which is seconds at most.
    const now = Date.now();
    const offset = now - (now - this.#opened) / 2 - Date.parse(hello.clock);
    this.#listener.onHello?.(hello, boundMs, Number.isFinite(offset) ? Math.round(offset) : undefined);
    this.#startNext();
  }

  readonly #requestOf = (id: string): ProbeRequest | undefined => this.#requests[Number.parseInt(id, 10)];

  readonly #pauseMs = (): number => this.#options.pauseMs ?? PAUSE_MS;

  #startNext(): void {
    while (!this.#over && this.#socket?.readyState === WebSocket.OPEN && this.#running.size < Math.max(1, this.#hello?.concurrentLimit ?? 1)) {
      const id = this.#waiting.shift();
      const request = id === undefined ? undefined : this.#requestOf(id);
      if (id === undefined || !request) return;
      this.#running.add(id);
      if (this.#isOffered(request)) this.#send({ type: 'probe.start', id, service: request.service, ownHost: request.ownHost ?? '' });
      else this.#finish(id, () => unavailable(request, 'refused-by-bridge'));
    }
  }

  #isOffered({ service, host, port }: ProbeRequest): boolean {
    return this.#hello?.services.some((one) => one.id === service && one.host === host && one.port === port) ?? false;
  }

  #send(message: ClientMessage): void {
    this.#socket?.send(JSON.stringify(message));
  }

  #finish(id: string, result: (request: ProbeRequest) => ProbeResult): void {
    const request = this.#requestOf(id);
    if (!request || !this.#running.delete(id)) return;
    const finished = result(request);
    // A second look that could not be made leaves the first as it was.
    if (!id.endsWith(SECOND) || !finished.unavailable) {
      this.#results.set(id, finished);
      this.#listener.onFinished?.(request, finished);
      if (!id.endsWith(SECOND) && !finished.unavailable && this.#listener.isDoubtful?.(request, finished)) this.#lookAgain(id);
    }
    this.#startNext();
    if (this.#running.size + this.#waiting.length + this.#pauses.size === 0) this.#end(undefined);
  }

  #lookAgain(id: string): void {
    const pause = setTimeout(() => {
      this.#pauses.delete(pause);
      this.#waiting.push(`${id}${SECOND}`);
      this.#startNext();
    }, this.#pauseMs());
    this.#pauses.add(pause);
  }

  readonly #cancel = (): void => {
    for (const id of this.#running) this.#send({ type: 'probe.cancel', id });
    this.#end(undefined);
  };

  #limit(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#end(this.#hello ? 'vantage-unavailable' : 'bridge-absent'), ms);
  }

  /** Ends once; what has no result gets `missing`, or none when the person cancelled. */
  #end(missing: Unavailable | undefined): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    for (const pause of this.#pauses) clearTimeout(pause);
    this.#signal?.removeEventListener('abort', this.#cancel);
    const reason = missing === 'bridge-absent' && this.#hello ? 'vantage-unavailable' : missing;
    const all = this.#requests.flatMap((request, index) => [this.#results.get(`${index}`) ?? (reason && unavailable(request, reason)), this.#results.get(`${index}${SECOND}`)]);
    this.#socket?.close();
    this.#resolve(all.filter((result): result is ProbeResult => result !== undefined));
  }
}

export function parse(data: unknown): ServerMessage | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    return readServerMessage(JSON.parse(data));
  } catch {
    return undefined;
  }
}
