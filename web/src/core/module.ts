// A WebAssembly module of ours, without anybody's glue: its functions take JSON texts and give one (wasm/boundary.hpp).

/** JSON texts in, a value out. */
export type Functions<Name extends string> = Readonly<Record<Name, (...texts: string[]) => unknown>>;

interface Exports {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  /** Makes room for so many bytes; where it is. */
  input(size: number): number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export async function instantiate<Name extends string>(bytes: ArrayBuffer | Uint8Array): Promise<Functions<Name>> {
  const view = (from: number, size?: number): Uint8Array => new Uint8Array(core.memory.buffer, from, size);
  const { instance } = await WebAssembly.instantiate(bytes as BufferSource, {
    page: {
      numberOf: (from: number, size: number) => Number(decoder.decode(view(from, size))),
      textOf: (number: number, to: number) => encoder.encodeInto(String(number), view(to)).written,
      log: Math.log,
      exp: Math.exp,
    },
    // What Emscripten's library wants: each call looks at the memory anew, and a core that gives up traps all the same.
    env: { emscripten_notify_memory_growth() {} },
    wasi_snapshot_preview1: { proc_exit() {} },
  });
  const core = instance.exports as unknown as Exports;
  core._initialize();
  const call = (run: () => number, texts: string[]): unknown => {
    const lines = encoder.encode(texts.join('\n'));
    view(core.input(lines.length)).set(lines);
    const answer = view(run());
    return JSON.parse(decoder.decode(answer.subarray(0, answer.indexOf(0))));
  };
  return Object.fromEntries(
    Object.entries(instance.exports).map(([name, run]) => [name, (...texts: string[]) => call(run as () => number, texts)]),
  ) as Functions<Name>;
}
