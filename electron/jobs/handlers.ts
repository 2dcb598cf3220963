import type { Failure } from '../../shared/base/failure.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Handler } from './handler.ts';

/** Every piece of work a worker can do, gathered from the rooms. */
export const handlers = {} as const satisfies Record<string, Handler<never, unknown>>;

type Handlers = typeof handlers & Record<string, Handler<unknown, unknown>>;
export type WorkName = keyof Handlers & string;
export type WorkArguments<N extends WorkName> = Parameters<Handlers[N]>[1];
export type WorkValue<N extends WorkName> = Awaited<ReturnType<Handlers[N]>> extends Result<infer V, Failure> ? V : never;
