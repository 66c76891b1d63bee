// One round of probes as it is seen on screen, without a DOM: what each address went through, and how it ended.
import type { Outcome, ProbeResult, Stage } from './generated/contract.js';
import { probe, unavailable, type ProbeRequest } from './bridge-client.js';

export type Phase = 'idle' | 'connecting' | 'running' | 'done' | 'cancelled';

/** A stage on screen; without an outcome it is under way. */
export interface Line {
  readonly stage: Stage;
  readonly outcome?: Outcome | undefined;
  readonly elapsedMs: number;
}

/** address -> its lines; the empty address is the look-up of the name. */
export type Timeline = ReadonlyMap<string, readonly Line[]>;

export class ProbeRun {
  phase: Phase = 'idle';
  boundMs: number | undefined;
  requests: readonly ProbeRequest[] = [];
  results: readonly ProbeResult[] = [];
  private timelines = new Map<string, Map<string, Line[]>>();
  private controller: AbortController | undefined;

  constructor(private readonly onChange: () => void) {}

  /** Runs to its end; the results are those to put into the case. */
  async start(url: string | undefined, requests: readonly ProbeRequest[]): Promise<readonly ProbeResult[]> {
    this.reset();
    const controller = new AbortController();
    this.controller = controller;
    this.requests = requests;
    this.phase = 'connecting';
    this.onChange();
    const results = await probe(url, requests, {
      onHello: (_, boundMs) => this.show(() => {
        this.phase = 'running';
        this.boundMs = boundMs;
      }),
      onProgress: (request, { address, stage, outcome, elapsedMs }) => this.show(() => this.add(request, address, { stage, outcome, elapsedMs })),
      onFinished: (_, result) => this.show(() => (this.results = [...this.results, result])),
    }, controller.signal);
    if (this.controller !== controller) return [];
    this.results = results;
    this.phase = controller.signal.aborted ? 'cancelled' : 'done';
    this.onChange();
    return results;
  }

  cancel(): void {
    this.controller?.abort();
  }

  reset(): void {
    this.controller?.abort();
    this.controller = undefined;
    this.phase = 'idle';
    this.boundMs = undefined;
    this.requests = [];
    this.results = [];
    this.timelines = new Map();
  }

  resultOf(request: ProbeRequest): ProbeResult | undefined {
    return this.results.find((one) => keyOf(one) === keyOf(request));
  }

  timelineOf(request: ProbeRequest): Timeline {
    return this.timelines.get(keyOf(request)) ?? new Map();
  }

  private show(change: () => void): void {
    change();
    this.onChange();
  }

  private add(request: ProbeRequest, address: string, line: Line): void {
    const timeline = this.timelines.get(keyOf(request)) ?? new Map<string, Line[]>();
    const lines = timeline.get(address) ?? [];
    timeline.set(address, [...lines.filter((one) => one.stage !== line.stage), line]);
    this.timelines.set(keyOf(request), timeline);
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
