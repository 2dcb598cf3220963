import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { assert } from '../../shared/base/assert.ts';
import type { Failure } from '../../shared/base/failure.ts';
import { err, ok } from '../../shared/base/result.ts';
import type { Result } from '../../shared/base/result.ts';
import { writeFileSafely } from '../bundle/container/file.ts';
import { findKey } from '../bundle/keys/keystore.ts';
import type { KeyRecord } from '../bundle/keys/keystore.ts';
import { addKeys, installRegistry } from '../bundle/trust/trust.ts';
import { createWorkspace } from '../bundle/workspace.ts';
import type { ReadDb } from '../database/db.ts';
import { close } from '../database/open.ts';
import { currentRegistry } from '../database/tables/registry.ts';
import { getSetting } from '../database/tables/setting.ts';
import type { Context } from '../jobs/context.ts';
import type { Desk } from '../jobs/handler.ts';
import { loadShippedForm } from '../survey/form.ts';
import type { ShippedForm } from '../survey/form.ts';
import { BODIES, COMMISSION } from './bodies.ts';

import { createDice } from './dice.ts';
import { planCompanies } from './plan.ts';
import { playOut } from './story.ts';
import type { Office } from './story.ts';
import { createClock, demoContext, demoKey, demoSigner, deskOf, PASSPHRASE } from './world.ts';

export interface DemoOptions {
  readonly folder: string;
  readonly companies: number;
  readonly seed: string;
}

export interface Demo {
  readonly commission: string;
  readonly ministries: readonly string[];
  /** In the order in which they were sealed. */
  readonly bundles: readonly string[];
  /** The registry that the Commission signed, for a workspace made by hand. */
  readonly registry: string;
  readonly passphrase: string;
}

const ROUND = '2026';
const START = '2026-03-23T06:00:00Z';

/**
 * Makes the example: a Commission that trusts six bodies and has merged nothing yet, the bodies with their companies filled
 * in, and their bundles. Everything goes the way the product goes; the same seed gives the same bundles byte for byte.
 * Fails with `workspace-exists`, `disk-full`, `file-unwritable` or `cancelled`.
 */
export async function createDemo(options: DemoOptions, outer: Pick<Context, 'progress' | 'checkCancelled'>): Promise<Result<Demo, Failure>> {
  const folder = resolve(options.folder);
  const dice = createDice(options.seed);
  const form = await loadShippedForm();
  const desks: Desk[] = [];
  const furnish = (slug: string, country: string, body: string, person: string, role: 'ministry' | 'commission'): Result<Desk, Failure> => {
    const context = demoContext(join(folder, slug), dice.fork(`world ${slug}`), createClock(START), outer);
    const made = createWorkspace(context, { role, country, body, person, language: 'ru', round: ROUND, passphrase: PASSPHRASE }, firstForm(form), demoKey(options.seed, slug));
    if (!made.ok) return made;
    const desk = deskOf(context, made.value);
    desks.push(desk);
    return ok(desk);
  };
  try {
    mkdirSync(join(folder, 'bundles'), { recursive: true });
    const commission = furnish(COMMISSION.slug, 'EAEU', COMMISSION.name, COMMISSION.person, 'commission');
    if (!commission.ok) return commission;
    const offices: Office[] = [];
    const planned = planCompanies(dice, options.companies);
    for (const body of BODIES) {
      const desk = furnish(join('ministries', body.slug), body.country, body.name, body.person, 'ministry');
      if (!desk.ok) return desk;
      const signer = demoSigner(options.seed, join('ministries', body.slug));
      offices.push({ body, desk: desk.value, signer, dice: dice.fork(`office ${body.slug}`), companies: planned.filter((company) => company.body === body) });
    }
    const registry = join(folder, 'registry.svodtrust');
    const trusted = vouch(commission.value, demoSigner(options.seed, COMMISSION.slug), offices, registry);
    if (!trusted.ok) return trusted;
    const bundles = await playOut(offices, join(folder, 'bundles'));
    if (!bundles.ok) return bundles;
    return ok({ commission: commission.value.folder, ministries: offices.map(({ desk }) => desk.folder), bundles: bundles.value, registry, passphrase: PASSPHRASE });
  } finally {
    for (const { db } of desks) close(db);
  }
}

const firstForm = ({ definition, canonical, hash }: ShippedForm) => ({ id: definition.id, version: definition.version, hash, definition: canonical });

/** The Commission signs a registry with the keys of all bodies; every body installs it, the fingerprint compared. */
function vouch(commission: Desk, signer: ReturnType<typeof demoSigner>, offices: readonly Office[], file: string): Result<null, Failure> {
  const keys = offices.map(({ desk }) => signingKey(desk.db));
  const signed = addKeys(commission.db, signer, keys, { now: commission.now(), person: COMMISSION.person });
  if (!signed.ok) return signed;
  const envelope = currentRegistry(commission.db)?.envelope;
  assert(envelope, 'a registry was just signed');
  for (const { desk, body } of offices) {
    const installed = installRegistry(desk.db, envelope, true, { now: desk.now(), person: body.person });
    if (!installed.ok) return installed;
  }
  const written = writeFileSafely(file, envelope);
  return written.ok ? written : err({ ...written.error, values: { file } });
}

function signingKey(db: ReadDb): KeyRecord {
  const key = findKey(db.folder, getSetting(db, 'signingKey') ?? '');
  assert(key, 'a new workspace has its key');
  return key;
}

