import type { Failure } from '../../../shared/base/failure.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { KeyProtection } from '../../../shared/ipc/bundle.ts';
import type { BackupCopy, WorkspaceInfo } from '../../../shared/ipc/service.ts';
import type { InstalledForm, RoundRow, TwoPeople } from '../../../shared/ipc/survey.ts';
import type { FormNode } from '../../../shared/survey/form.ts';
import { loadDefinition } from '../definitions.ts';

/** What the cards of the settings show. */
export interface Known {
  readonly rounds: Result<readonly RoundRow[], Failure>;
  readonly backups: Result<readonly BackupCopy[], Failure>;
  /** What another person has to do, and of which sections; null at the Commission, and where it could not be read. */
  readonly twoPeople: { readonly wanted: TwoPeople; readonly sections: readonly FormNode[] } | null;
  readonly protection: KeyProtection | null;
  /** The form that is filled in. */
  readonly form: InstalledForm | null;
  /** In percent. */
  readonly zoom: number | null;
}

/** Reads it in one go: a card that came later than the others would push them away under the person's hands. */
export async function readKnown(bridge: Bridge, { role, form: { hash } }: Pick<WorkspaceInfo, 'role' | 'form'>): Promise<Known> {
  const twoPeople = async (): Promise<Known['twoPeople']> => {
    if (role !== 'ministry') return null;
    const [wanted, form] = await Promise.all([bridge.call('survey.twoPeople', undefined), loadDefinition(bridge, hash)]);
    return wanted.ok ? { wanted: wanted.value, sections: form.ok ? form.value.body.filter(({ kind }) => kind !== 'question') : [] } : null;
  };
  const [rounds, backups, another, protection, forms, zoom] = await Promise.all([
    bridge.call('survey.rounds', undefined), bridge.call('service.backups', undefined), twoPeople(), bridge.call('bundle.keyProtection', undefined), bridge.call('survey.forms', undefined),
    bridge.call('service.zoom', undefined),
  ]);
  return {
    rounds, backups, twoPeople: another,
    protection: protection.ok ? protection.value : null,
    form: forms.ok ? forms.value.find(({ current }) => current) ?? null : null,
    zoom: zoom.ok ? zoom.value.percent : null,
  };
}
