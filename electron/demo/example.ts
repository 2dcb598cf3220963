import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { assert } from '../../shared/base/assert.ts';
import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { Role } from '../../shared/ipc/service.ts';
import { close, openWrite } from '../database/open.ts';
import type { Context } from '../jobs/context.ts';
import { applyMerge } from '../merge/apply.ts';
import { createDemo } from './create.ts';
import { deskOf } from './world.ts';

/** Few enough to be there in seconds, enough to have every status in the list. */
const COMPANIES = 18;

/**
 * The practice workspaces of the tour, made anew: a ministry with filled companies, and the Commission that has merged all
 * bundles but the last. Whatever stood in the folder is taken away first. Fails as {@link createDemo} and `applyMerge` do.
 */
export async function makeExample(context: Context, folder: string): Promise<Result<Readonly<Record<Role, string>>, Failure>> {
  rmSync(folder, { recursive: true, force: true });
  const made = await createDemo({ folder, companies: COMPANIES, seed: 'example' }, context);
  if (!made.ok) return made;
  const { commission, ministries: [ministry], bundles } = made.value;
  assert(ministry, 'the demo has ministries');
  const opened = openWrite(commission);
  if (!opened.ok) return opened;
  try {
    const desk = deskOf({ ...context, folder: commission }, opened.value);
    const merged = await applyMerge(desk, bundles.slice(0, -1).map((path) => ({ ticket: '', path, fileName: basename(path) })));
    return merged.ok ? ok({ ministry, commission }) : merged;
  } finally {
    close(opened.value);
  }
}
