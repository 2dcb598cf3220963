import type { Failure } from '../../shared/base/failure.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import { doctorHandlers, type DoctorHandlers } from '../bundle/doctor/handlers.ts';
import { signatureHandlers, type SignatureHandlers } from '../bundle/export/signatureHandlers.ts';
import { bundleHandlers, type BundleHandlers } from '../bundle/handlers.ts';
import { ceremonyHandlers, type CeremonyHandlers } from '../bundle/trust/ceremonyHandlers.ts';
import { keyHandlers, type KeyHandlers } from '../bundle/trust/keys.ts';
import { findRevision } from '../database/tables/revision.ts';
import { insightHandlers, type InsightHandlers } from '../insight/handlers.ts';
import { mergeHandlers, type MergeHandlers } from '../merge/handlers.ts';
import { noteStated } from '../survey/firstEntry.ts';
import { surveyHandlers } from '../survey/handlers.ts';
import { intakeHandlers, type IntakeHandlers } from '../survey/intake/handlers.ts';
import { packHandlers, type PackHandlers } from '../survey/packs.ts';
import { signFormHandlers, type SignFormHandlers } from '../survey/signForm.ts';
import { copyHandlers, type CopyHandlers } from './copies.ts';
import { serviceHandlers, type Openers, type ServiceHandlers } from './service.ts';

type Handlers = ServiceHandlers & CopyHandlers & typeof surveyHandlers & IntakeHandlers & BundleHandlers & KeyHandlers & DoctorHandlers & SignatureHandlers & CeremonyHandlers & PackHandlers & SignFormHandlers & MergeHandlers & InsightHandlers;

/** The room of bundles does not know who enters what a second time. */
const proveUnlessEntering: DoctorHandlers['bundle.prove'] = (desk, args) => {
  const found = findRevision(desk.db, args.revision)?.revision;
  const read = found ? noteStated(desk, found.entity, found.round) : ok(null);
  return read.ok ? doctorHandlers['bundle.prove'](desk, args) : read;
};

/** All work on an open workspace, gathered from the rooms. */
export const handlers: Handlers = { ...serviceHandlers, ...copyHandlers, ...surveyHandlers, ...intakeHandlers, ...bundleHandlers, ...keyHandlers, ...doctorHandlers, 'bundle.prove': proveUnlessEntering, ...signatureHandlers, ...ceremonyHandlers, ...packHandlers, ...signFormHandlers, ...mergeHandlers, ...insightHandlers };

type Work = Handlers & Openers;
export type WorkName = keyof Work;
export type WorkArguments<N extends WorkName> = Parameters<Work[N]>[1];
export type WorkValue<N extends WorkName> = Extract<Awaited<ReturnType<Work[N]>>, { readonly ok: true }>['value'];
export type WorkResult<N extends WorkName> = Result<WorkValue<N>, Failure>;
