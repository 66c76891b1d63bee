// A QR code as one path; the library is loaded when somebody asks for the first code.
export interface QrCode {
  /** Modules a side, with the quiet zone. */
  readonly size: number;
  /** `d` of an SVG path, a module being one unit. */
  readonly path: string;
}

export const fetchQrCode = (): Promise<typeof import('uqr')> => import('uqr');

export async function makeQrCode(text: string): Promise<QrCode> {
  const { encode } = await fetchQrCode();
  const { size, data } = encode(text, { border: 4 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return { size, path };
}
