/** What may be written down about an error: where it arose, not what it says, since messages quote data. */
export interface Trace {
  readonly name: string;
  readonly stack: string;
  readonly code?: string;
}

export function traceOf(error: unknown): Trace {
  if (!(error instanceof Error)) return { name: typeof error, stack: '' };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const stack = frames.slice(0, 12).map((line) => line.trim()).join(' | ');
  return { name: error.name, stack, ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}) };
}
