import type { Bridge } from '../../shared/ipc/api.ts';
import type { Role } from '../../shared/ipc/service.ts';
import type { Screen } from '../screen.ts';
import type { MessageId } from '../text/messages.ts';

export interface TourStep {
  readonly id: MessageId;
  /** Where the step is looked at. */
  readonly open: (bridge: Bridge) => Promise<Screen>;
}

const at = (screen: Screen) => () => Promise.resolve(screen);

/** The company that the step is shown on: the first one at a status, else the first of the list. */
const onCompany = (kind: 'form' | 'company', status: 'errors' | 'received', path?: string) => async (bridge: Bridge): Promise<Screen> => {
  const ask = (of: typeof status | null) => bridge.call('survey.companies', { search: '', status: of, country: null, sort: 'name', descending: false, offset: 0, limit: 1 });
  for (const of of [status, null] as const) {
    const answer = await ask(of);
    const entity = answer.ok ? answer.value.rows[0]?.entity : undefined;
    if (entity !== undefined) return path === undefined ? { kind, entity } : { kind, entity, path };
  }
  return { kind: 'companies' };
};

/** The stations of the tour over the practice data, by role. */
export const TOURS: Readonly<Record<Role, readonly TourStep[]>> = {
  ministry: [
    { id: 'tour.ministry.companies', open: at({ kind: 'companies' }) },
    { id: 'tour.ministry.form', open: onCompany('form', 'errors') },
    { id: 'tour.ministry.findings', open: onCompany('form', 'errors', '/C/C05') },
    { id: 'tour.ministry.bundles', open: at({ kind: 'bundles' }) },
    { id: 'tour.ministry.merge', open: at({ kind: 'merge' }) },
    { id: 'tour.ministry.trust', open: at({ kind: 'trust' }) },
    { id: 'tour.end', open: at({ kind: 'help' }) },
  ],
  commission: [
    { id: 'tour.commission.companies', open: at({ kind: 'companies' }) },
    { id: 'tour.commission.merge', open: at({ kind: 'merge' }) },
    { id: 'tour.commission.conflicts', open: at({ kind: 'conflicts' }) },
    { id: 'tour.commission.company', open: onCompany('company', 'received') },
    { id: 'tour.commission.bundles', open: at({ kind: 'bundles' }) },
    { id: 'tour.commission.trust', open: at({ kind: 'trust' }) },
    { id: 'tour.end', open: at({ kind: 'help' }) },
  ],
};
