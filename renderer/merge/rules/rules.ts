import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { AppliedRule, PreviewedRule, RuleDraft, RulePreview, RuleView } from '../../../shared/ipc/rules.ts';
import type { RuleBody } from '../../../shared/merge/rule.ts';
import type { FormDefinition, FormNode } from '../../../shared/survey/form.ts';
import type { RunJob } from '../../service/status.ts';
import { loadDefinition } from '../../service/definitions.ts';

/** A rule as it is being written; nobody is chosen yet where a body is null. */
export interface Draft {
  readonly name: string;
  readonly places: readonly string[];
  readonly first: RuleBody | null;
  /** Asked when the first has said nothing. */
  readonly second: RuleBody | null;
  readonly reason: string;
}

const EMPTY_DRAFT: Draft = { name: '', places: [], first: null, second: null, reason: '' };

/** Whether there is anything in a draft that would be lost with it. */
export function isBegun(draft: Draft): boolean {
  return draft.places.length > 0 || draft.first !== null || draft.second !== null || `${draft.name}${draft.reason}`.trim() !== '';
}

/** What is said of the conflicts that a rule speaks of: of the one at hand, or of the draft. */
export type PreviewState =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading'; readonly job: string }
  | { readonly kind: 'ready'; readonly preview: RulePreview };

export interface RulesState {
  readonly list:
    | { readonly kind: 'loading' }
    | { readonly kind: 'failed'; readonly failure: Failure }
    | { readonly kind: 'ready'; readonly rules: readonly RuleView[]; readonly bodies: readonly RuleBody[]; readonly form: FormDefinition };
  readonly selected: number;
  /** Null: a rule of the list is looked at. */
  readonly draft: Draft | null;
  readonly preview: PreviewState;
  readonly act: { readonly kind: 'idle' } | { readonly kind: 'busy' } | { readonly kind: 'failed'; readonly failure: Failure } | { readonly kind: 'applied'; readonly applied: AppliedRule };
}

export interface RulesStore extends StoreApi<RulesState> {
  readonly load: () => Promise<void>;
  readonly select: (index: number) => void;
  readonly begin: () => void;
  readonly write: (change: Partial<Draft>) => void;
  /** Leaves the draft. */
  readonly drop: () => void;
  /** Shows what the draft, or the rule at hand, would settle now. */
  readonly show: () => Promise<void>;
  /** Signs the draft; it is the rule at hand then. */
  readonly sign: (passphrase: string) => Promise<void>;
  /** Settles what the preview has shown. */
  readonly apply: () => Promise<void>;
  /** Null: it is revoked. */
  readonly revoke: (reason: string) => Promise<Failure | null>;
  readonly cancel: () => Promise<void>;
}

/** Rules for conflicts: writing, seeing what they would do, signing, applying, revoking. */
export function createRulesStore(bridge: Bridge, runJob: RunJob): RulesStore {
  const store = createStore<RulesState>(() => ({ list: { kind: 'loading' }, selected: 0, draft: null, preview: { kind: 'none' }, act: { kind: 'idle' } }));
  const { getState, setState } = store;
  let running: string | null = null;

  const atHand = (): RuleView | undefined => {
    const { list, selected } = getState();
    return list.kind === 'ready' ? list.rules[selected] : undefined;
  };
  const fail = (failure: Failure): void => setState({ act: failure.code === 'cancelled' ? { kind: 'idle' } : { kind: 'failed', failure } });

  /** While a rule is signed or applied it stays at hand: what comes of it is said there. */
  const turnTo = (state: Partial<RulesState>): void => {
    if (getState().act.kind !== 'busy') setState({ ...state, preview: { kind: 'none' }, act: { kind: 'idle' } });
  };

  /** The rules again, with this one at hand; why they could not be read. */
  const reload = async (id: string): Promise<Failure | null> => {
    const answer = await bridge.call('merge.rules', undefined);
    const { list } = getState();
    if (!answer.ok) return answer.error;
    if (list.kind !== 'ready') return null;
    const selected = answer.value.findIndex((rule) => rule.id === id);
    setState({ list: { ...list, rules: answer.value }, ...(selected < 0 ? {} : { selected }) });
    return null;
  };

  const asked = (): PreviewedRule | null => {
    const { draft } = getState();
    if (draft) return isReady(draft) ? { kind: 'draft', places: draft.places, bodies: bodiesOf(draft) } : null;
    const rule = atHand();
    return rule ? { kind: 'kept', id: rule.id } : null;
  };

  return {
    ...store,
    load: async () => {
      setState({ list: { kind: 'loading' } });
      const [rules, bundles, forms] = await Promise.all([bridge.call('merge.rules', undefined), bridge.call('merge.bundles', undefined), bridge.call('survey.forms', undefined)]);
      if (!rules.ok) return setState({ list: { kind: 'failed', failure: rules.error } });
      if (!bundles.ok) return setState({ list: { kind: 'failed', failure: bundles.error } });
      if (!forms.ok) return setState({ list: { kind: 'failed', failure: forms.error } });
      const current = forms.value.find((form) => form.current);
      const form = await loadDefinition(bridge, current?.hash ?? '');
      if (!form.ok) return setState({ list: { kind: 'failed', failure: form.error } });
      const bodies = new Map(bundles.value.map(({ country, body }) => [`${country} ${body}`, { country, body }]));
      setState({ list: { kind: 'ready', rules: rules.value, bodies: [...bodies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, body]) => body), form: form.value } });
    },
    select: (selected) => turnTo({ selected, draft: null }),
    begin: () => turnTo({ draft: EMPTY_DRAFT }),
    write: (change) => {
      const { draft, preview } = getState();
      // What was shown was said of other words.
      const same = !('places' in change || 'first' in change || 'second' in change);
      if (draft) setState({ draft: { ...draft, ...change }, preview: same ? preview : { kind: 'none' } });
    },
    drop: () => turnTo({ draft: null }),
    show: async () => {
      const rule = asked();
      if (!rule) return;
      await runJob(async (job) => {
        running = job;
        setState({ preview: { kind: 'loading', job }, act: { kind: 'idle' } });
        const answer = await bridge.call('merge.previewRule', { job, rule });
        const { preview } = getState();
        if (preview.kind !== 'loading' || preview.job !== job) return;
        setState({ preview: answer.ok ? { kind: 'ready', preview: answer.value } : { kind: 'none' } });
        if (!answer.ok) fail(answer.error);
      });
    },
    sign: async (passphrase) => {
      const { draft, act } = getState();
      if (!draft || !isReady(draft) || act.kind === 'busy') return;
      setState({ act: { kind: 'busy' } });
      const { name, places, reason } = draft;
      const rule: RuleDraft = { name: name.trim(), places, bodies: bodiesOf(draft), reason: reason.trim() };
      const answer = await bridge.call('merge.defineRule', { draft: rule, passphrase });
      if (!answer.ok) return fail(answer.error);
      const unread = await reload(answer.value.id);
      setState({ draft: null, act: unread ? { kind: 'failed', failure: unread } : { kind: 'idle' } });
    },
    apply: async () => {
      const rule = atHand();
      if (!rule || getState().act.kind === 'busy') return;
      await runJob(async (job) => {
        running = job;
        setState({ act: { kind: 'busy' } });
        const answer = await bridge.call('merge.applyRule', { job, id: rule.id });
        const unread = await reload(rule.id);
        if (!answer.ok) fail(answer.error);
        else setState({ preview: { kind: 'none' }, act: unread ? { kind: 'failed', failure: unread } : { kind: 'applied', applied: answer.value } });
      });
    },
    revoke: async (reason) => {
      const rule = atHand();
      if (!rule) return null;
      const answer = await bridge.call('merge.revokeRule', { id: rule.id, reason });
      if (!answer.ok) return answer.error;
      setState({ preview: { kind: 'none' }, act: { kind: 'idle' } });
      const unread = await reload(rule.id);
      if (unread) fail(unread);
      return null;
    },
    cancel: async () => {
      if (running !== null) await bridge.call('service.cancel', { job: running });
    },
  };
}

/** Whether a draft says enough to be signed. */
export function isReady({ name, places, first, reason }: Draft): boolean {
  return name.trim() !== '' && places.length > 0 && first !== null && reason.trim() !== '';
}

function bodiesOf({ first, second }: Draft): readonly RuleBody[] {
  return [first, second].filter((body) => body !== null);
}

/** What a rule can speak of: sections, tables and questions, in the order of the form. */
export function placesIn(form: FormDefinition): readonly FormNode[] {
  const places: FormNode[] = [];
  const visit = (node: FormNode): void => {
    if (node.kind !== 'question' || (node.type !== 'note' && node.type !== 'metadata' && node.type !== 'hidden')) places.push(node);
    if (node.kind !== 'question') node.children.forEach(visit);
  };
  form.body.forEach(visit);
  return places;
}
