import type { Failure } from '../../shared/base/failure.ts';
import type { Result } from '../../shared/base/result.ts';
import { bundleHandlers } from '../bundle/handlers.ts';
import { surveyHandlers } from '../survey/handlers.ts';
import { serviceHandlers, type Openers } from './service.ts';

/** All work on an open workspace, gathered from the rooms. */
export const handlers = { ...serviceHandlers, ...surveyHandlers, ...bundleHandlers };

type Work = typeof handlers & Openers;
export type WorkName = keyof Work;
export type WorkArguments<N extends WorkName> = Parameters<Work[N]>[1];
export type WorkValue<N extends WorkName> = Extract<Awaited<ReturnType<Work[N]>>, { readonly ok: true }>['value'];
export type WorkResult<N extends WorkName> = Result<WorkValue<N>, Failure>;
