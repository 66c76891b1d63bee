// One test as it is seen on screen, without a DOM: what each address went through, and how it ended.
import type { Outcome, ProbeResult, Profile, Stage } from './generated/contract.js';
import { probe, unavailable, type ProbeRequest } from './bridge-client.js';
import { lastProbes } from './case.js';
import { tryPages, type PageId, type PageState } from './own-network.js';

export type Phase = 'idle' | 'connecting' | 'running' | 'done' | 'cancelled';

/** A stage on screen; without an outcome it is under way. */
export interface Line {
  readonly stage: Stage;
  readonly outcome?: Outcome | undefined;
  readonly elapsedMs: number;
}

/** address -> its lines; the empty address is the look-up of the name. */
export type Timeline = ReadonlyMap<string, readonly Line[]>;

export interface TestPlan {
  readonly bridge: string | undefined;
  readonly requests: readonly ProbeRequest[];
  /** Whose pages to try from the person's own network; without it none is tried. */
  readonly pagesOf?: Profile | undefined;
  /** Whether a server is to be looked at once more. */
  isDoubtful(result: ProbeResult): boolean;
}

/** What a test found out, for the case. */
export interface Found {
  readonly probes: readonly ProbeResult[];
  readonly clockOffsetMs?: number;
  readonly pagesLoaded: string[];
}

export class ProbeRun {
  phase: Phase = 'idle';
  boundMs: number | undefined;
  requests: readonly ProbeRequest[] = [];
  results: readonly ProbeResult[] = [];
  pages: ReadonlyMap<PageId, PageState> = new Map();
  #clockOffsetMs: number | undefined;
  #again = new Set<string>();
  #timelines = new Map<string, Map<string, Line[]>>();
  #controller: AbortController | undefined;

  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Runs to its end; nothing comes of one that was given up for another. */
  async start({ bridge, requests, pagesOf, isDoubtful }: TestPlan): Promise<Found | undefined> {
    this.reset();
    const controller = new AbortController();
    this.#controller = controller;
    this.requests = requests;
    this.phase = 'connecting';
    this.#onChange();
    const show = (change: () => void): void => {
      if (this.#controller !== controller) return;
      change();
      this.#onChange();
    };
    const probing = probe(bridge, requests, {
      onHello: (_, boundMs, clockOffsetMs) => show(() => {
        this.phase = 'running';
        this.boundMs = boundMs;
        this.#clockOffsetMs = clockOffsetMs;
      }),
      onProgress: (request, { address, stage, outcome, elapsedMs }) => show(() => this.#add(request, address, { stage, outcome, elapsedMs })),
      onFinished: (request, result) => show(() => {
        this.results = [...this.results, result];
        this.#again.delete(keyOf(request));
      }),
      isDoubtful: (request, result) => {
        const doubtful = isDoubtful(result);
        if (doubtful) show(() => {
          this.#again.add(keyOf(request));
          this.#timelines.delete(keyOf(request));
        });
        return doubtful;
      },
    }, controller.signal);
    const trying = pagesOf && tryPages(pagesOf, controller.signal, (id, state) => show(() => (this.pages = new Map(this.pages).set(id, state))));
    const [results] = await Promise.all([probing, trying]);
    if (this.#controller !== controller) return undefined;
    this.results = results;
    this.#again = new Set();
    this.phase = controller.signal.aborted ? 'cancelled' : 'done';
    this.#onChange();
    const pagesLoaded = [...this.pages].filter(([, state]) => state === 'loaded').map(([id]) => id);
    return { probes: results, pagesLoaded, ...(this.#clockOffsetMs === undefined ? {} : { clockOffsetMs: this.#clockOffsetMs }) };
  }

  cancel(): void {
    this.#controller?.abort();
  }

  reset(): void {
    this.#controller?.abort();
    this.#controller = undefined;
    this.phase = 'idle';
    this.boundMs = undefined;
    this.#clockOffsetMs = undefined;
    this.requests = [];
    this.results = [];
    this.pages = new Map();
    this.#again = new Set();
    this.#timelines = new Map();
  }

  /** The latest result of a request. */
  resultOf(request: ProbeRequest): ProbeResult | undefined {
    return lastProbes(this.results).find((one) => keyOf(one) === keyOf(request));
  }

  /** A second look at it is due or under way. */
  isAgain(request: ProbeRequest): boolean {
    return this.#again.has(keyOf(request));
  }

  timelineOf(request: ProbeRequest): Timeline {
    return this.#timelines.get(keyOf(request)) ?? new Map();
  }

  #add(request: ProbeRequest, address: string, line: Line): void {
    const timeline = this.#timelines.get(keyOf(request)) ?? new Map<string, Line[]>();
    const lines = timeline.get(address) ?? [];
    timeline.set(address, [...lines.filter((one) => one.stage !== line.stage), line]);
    this.#timelines.set(keyOf(request), timeline);
  }
}

/** What was found out, told as shortly as possible. */
export type Summary = 'all-good' | 'some-bad' | 'not-tested';

export function summaryOf(results: readonly ProbeResult[]): Summary {
  const addresses = results.flatMap((result) => (result.unavailable ? [] : result.addresses));
  const ended = addresses.filter((one) => one.outcome !== 'cancelled');
  if (ended.length === 0) return 'not-tested';
  return ended.every((one) => one.outcome === 'ok') ? 'all-good' : 'some-bad';
}

export const absent = (services: readonly string[]): ProbeResult[] => services.map((service) => unavailable({ service }, 'bridge-absent'));

const keyOf = (one: { readonly service: string; readonly ownHost?: string | undefined }): string => `${one.service} ${one.ownHost ?? ''}`;
