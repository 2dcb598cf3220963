import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Failure } from '../../../shared/base/failure.ts';
import type { Bridge } from '../../../shared/ipc/api.ts';
import type { CandidatePair, CompanyView, Identity, LinkedPair, NamedCompany } from '../../../shared/ipc/merge.ts';
import { likenessOf } from '../../../shared/merge/names/compare.ts';
import { wordsOf } from '../../../shared/merge/names/words.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import { nodesOf } from '../../../shared/survey/shown.ts';
import { createReading } from '../../service/reading.ts';
import type { RunJob } from '../../service/status.ts';
import { loadDefinition } from '../../service/definitions.ts';

/** What a person may say of a pair; null takes back what was said. */
export type Word = Identity['word'];
export type PairList = 'candidates' | 'links';

/** A company of the pair as its merged answers say it is. */
export interface Side {
  readonly company: NamedCompany;
  readonly view: CompanyView;
  readonly form: FormDefinition;
}

/** What helps to decide: both companies with their answers. */
export type Sides =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'ready'; readonly sides: readonly [Side, Side] };

export interface PairsState {
  readonly list:
    | { readonly kind: 'loading' }
    | { readonly kind: 'failed'; readonly failure: Failure }
    | { readonly kind: 'ready'; readonly candidates: readonly CandidatePair[]; readonly links: readonly LinkedPair[] };
  readonly shown: PairList;
  /** Index of the pair at hand in the list that is shown. */
  readonly selected: number;
  readonly sides: Sides;
  /** Undefined: nothing is chosen yet. */
  readonly word: Word | undefined;
  readonly reason: string;
  readonly act: { readonly kind: 'choosing' } | { readonly kind: 'saving' } | { readonly kind: 'failed'; readonly failure: Failure };
  /** How many pairs were spoken of since the screen was opened. */
  readonly spoken: number;
  /** How many times the next pair has come up by itself: the cursor goes back to the list then. */
  readonly turn: number;
}

export interface PairsStore extends StoreApi<PairsState> {
  readonly load: () => Promise<void>;
  /** Nobody looks any more: what is being read is stopped. */
  readonly leave: () => void;
  readonly show: (list: PairList) => Promise<void>;
  readonly select: (index: number) => Promise<void>;
  readonly choose: (word: Word) => void;
  readonly setReason: (reason: string) => void;
  /** Records the word with its reason on both companies (M7) and goes on to the next pair; who has gone on by themselves meanwhile stays where they are, with what they have begun there. */
  readonly confirm: () => Promise<void>;
}

/** The pairs of the list that is shown. */
export function pairsOf({ list, shown }: Pick<PairsState, 'list' | 'shown'>): readonly (CandidatePair | LinkedPair)[] {
  return list.kind === 'ready' ? list[shown] : [];
}

/** What may be said of a pair, by the keys 1, 2, 3. */
export function wordsFor(pair: CandidatePair | LinkedPair): readonly Word[] {
  return 'word' in pair ? ['same', 'different', null] : ['same', 'different'];
}

/** What a company is called, in full and in short. */
export function namesOf({ company, view, form }: Side): readonly string[] {
  const named = [...nodesOf(form).values()].flatMap((node) => (node.kind === 'question' && (node.identity === 'name' || node.identity === 'shortName') ? [node.path] : []));
  const values = named.map((path) => view.cells.find((cell) => cell.path === path)?.value);
  return [company.name, ...values.filter((value) => typeof value === 'string')];
}

/** The two of these names that are most alike, as they are compared. */
export function likest(ones: readonly string[], others: readonly string[]): { readonly one: string; readonly other: string } {
  const pairs = ones.flatMap((left) => others.map((right) => [wordsOf(left), wordsOf(right)] as const)).map(([left, right]) => ({ left, right, likeness: likenessOf(left, right) }));
  const best = pairs.reduce((found, each) => (each.likeness > found.likeness ? each : found));
  const plain = (words: typeof best.left): string => words.map(({ text }) => text).join(' ');
  return { one: plain(best.left), other: plain(best.right) };
}

/** Companies that may be one, and what has been said of such pairs. */
export function createPairsStore(bridge: Bridge, run: RunJob): PairsStore {
  const store = createStore<PairsState>(() => ({
    list: { kind: 'loading' }, shown: 'candidates', selected: 0, sides: { kind: 'loading' }, word: undefined, reason: '', act: { kind: 'choosing' }, spoken: 0, turn: 0,
  }));
  const { getState, setState } = store;
  const reading = createReading(bridge, run);
  const current = (): CandidatePair | LinkedPair | undefined => pairsOf(getState())[getState().selected];

  const sideOf = async (company: NamedCompany): Promise<Side | Failure> => {
    const view = await bridge.call('merge.company', { entity: company.entity });
    if (!view.ok) return view.error;
    const form = await loadDefinition(bridge, view.value.formHash);
    return form.ok ? { company, view: view.value, form: form.value } : form.error;
  };

  /** Of the choosing of a pair: by it an answer knows whether it is still waited for. */
  let choices = 0;
  const select = async (index: number): Promise<void> => {
    const choice = (choices += 1);
    const selected = Math.max(0, Math.min(index, pairsOf(getState()).length - 1));
    setState({ selected, sides: { kind: 'loading' }, word: undefined, reason: '', act: { kind: 'choosing' } });
    const pair = current();
    if (pair === undefined) return;
    const [one, other] = await Promise.all([sideOf(pair.companies[0]), sideOf(pair.companies[1])]);
    if (choice !== choices) return;
    if ('code' in one) setState({ sides: { kind: 'failed', failure: one } });
    else if ('code' in other) setState({ sides: { kind: 'failed', failure: other } });
    else setState({ sides: { kind: 'ready', sides: [one, other] } });
  };

  /** Both lists as they are now, the pair at hand still at hand wherever it stands; whether they could be read. */
  const fetch = async (): Promise<boolean> => {
    const [candidates, links] = await Promise.all([reading.read((job) => bridge.call('merge.candidates', { job })), bridge.call('merge.links', undefined)]);
    if (candidates === null) return false;
    if (candidates.ok && links.ok) {
      const before = current();
      setState({ list: { kind: 'ready', candidates: candidates.value, links: links.value } });
      const now = pairsOf(getState()).findIndex((pair) => before !== undefined && isSame(pair, before));
      if (now >= 0) setState({ selected: now });
    } else setState({ list: { kind: 'failed', failure: candidates.ok ? (links as { readonly error: Failure }).error : candidates.error } });
    return candidates.ok && links.ok;
  };

  return {
    ...store,
    leave: reading.leave,
    select,
    load: async () => {
      if (await fetch()) await select(getState().selected);
    },
    show: async (shown) => {
      setState({ shown });
      await select(0);
    },
    choose: (word) => {
      if (current() !== undefined) setState({ word, act: { kind: 'choosing' } });
    },
    setReason: (reason) => setState({ reason }),
    confirm: async () => {
      const pair = current();
      const { word, reason, act, selected } = getState();
      if (pair === undefined || word === undefined || reason.trim() === '' || act.kind === 'saving') return;
      setState({ act: { kind: 'saving' } });
      const choice = choices;
      const entities = [pair.companies[0].entity, pair.companies[1].entity] as const;
      const said = await bridge.call('merge.identify', { entities, word, reason: reason.trim().normalize('NFC') });
      if (!said.ok) return setState({ act: { kind: 'failed', failure: said.error } });
      setState({ spoken: getState().spoken + 1 });
      if (!(await fetch()) || choice !== choices) return;
      setState({ turn: getState().turn + 1 });
      await select(selected);
    },
  };
}

function isSame(one: CandidatePair | LinkedPair, other: CandidatePair | LinkedPair): boolean {
  return one.companies.every(({ entity }, side) => entity === other.companies[side]?.entity);
}
