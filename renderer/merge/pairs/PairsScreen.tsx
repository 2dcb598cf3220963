import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { CandidatePair, LinkedPair } from '../../../shared/ipc/merge.ts';
import { useProgram } from '../../service/program.tsx';
import { useText } from '../../text/text.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { CircleCheck, Copy, CopyX, Equal, EqualNot, TriangleAlert } from '../../ui/icon/icons.tsx';
import { DataTable, type Column } from '../../ui/list/DataTable.tsx';
import { Filters } from '../../ui/list/Filters.tsx';
import { ListAndDetail } from '../../ui/list/ListAndDetail.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { PairDetail } from './PairDetail.tsx';
import { createPairsStore, pairsOf, wordsFor, type PairsState, type PairsStore, type Word } from './pairs.ts';
import '../answer/answer.css';
import './pairs.css';

/** Companies that may be one, pair by pair, by keyboard: arrows, 1 or 2, the reason, Enter; and what was said of pairs before. */
export function PairsScreen() {
  const t = useText();
  const { bridge, status } = useProgram();
  const [store] = useState(() => createPairsStore(bridge, status.getState().run));
  const state = useStore(store);
  useEffect(() => {
    void store.load();
    return store.leave;
  }, [store]);
  const { list, shown } = state;
  const count = (which: 'candidates' | 'links') => (list.kind === 'ready' ? list[which].length : undefined);
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{t('pairs.title')}</h1>
        <Filters label={t('pairs.lists')} value={shown} onChange={(which) => void store.show(which)} items={[
          { id: 'candidates', label: t('pairs.candidates'), count: count('candidates') },
          { id: 'links', label: t('pairs.links'), count: count('links') },
        ]} />
      </header>
      <Waiting for={list} retry={() => store.load()} className="screen-body" />
      {list.kind === 'ready' && (pairsOf(state).length > 0 ? <Work key={shown} state={state} store={store} /> : <Nothing state={state} />)}
    </div>
  );
}

function Nothing({ state: { shown, spoken } }: { readonly state: PairsState }) {
  const t = useText();
  if (shown === 'links') return <Empty icon={<Copy />} title={t('pairs.links.empty')}>{t('pairs.links.emptyText')}</Empty>;
  return spoken > 0
    ? <Empty icon={<CircleCheck />} title={t('pairs.done')}>{t('pairs.doneText')}</Empty>
    : <Empty icon={<CopyX />} title={t('pairs.empty')}>{t('pairs.emptyText')}</Empty>;
}

function Work({ state, store }: { readonly state: PairsState; readonly store: PairsStore }) {
  const t = useText();
  const { selected, sides, word, reason, turn } = state;
  const pair = pairsOf(state)[selected];
  const reasonField = useRef<HTMLInputElement>(null);

  const choose = (next: Word) => {
    store.choose(next);
    reasonField.current?.focus();
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (pair === undefined || event.ctrlKey || event.altKey) return false;
    const next = wordsFor(pair)[event.key === 'Delete' ? 2 : Number(event.key) - 1];
    if (next !== undefined) choose(next);
    else if (event.key === 'Enter' && word !== undefined) {
      if (reason.trim() === '') reasonField.current?.focus();
      else void store.confirm();
    } else return false;
    return true;
  };
  return (
    <ListAndDetail label={t('pairs.sides')} note={t(state.shown === 'links' ? 'pairs.links.keys' : 'pairs.keys')} turn={turn}
      list={<PairTable state={state} store={store} onKey={onKey} />}>
      <Waiting for={sides} className="detail-body" />
      {sides.kind === 'ready' && pair && <PairDetail pair={pair} sides={sides.sides} state={state} store={store} onChoose={choose} reasonField={reasonField} />}
    </ListAndDetail>
  );
}

function PairTable({ state, store, onKey }: { readonly state: PairsState; readonly store: PairsStore; readonly onKey: (event: KeyboardEvent) => boolean }) {
  const t = useText();
  const pairs = pairsOf(state);
  const { shown } = state;
  const columns = useMemo((): readonly Column<CandidatePair | LinkedPair>[] => [
    {
      id: 'pair', header: t('pairs.column.pair'), width: 'minmax(160px, 1fr)',
      cell: ({ companies }) => (
        <span className="list-row">{companies.map((company) => <strong key={company.entity}><span className="pair-country">{company.country}</span> {company.name || t('company.view.noName')}</strong>)}</span>
      ),
    },
    { id: 'why', header: t(shown === 'links' ? 'pairs.column.word' : 'pairs.column.likeness'), width: '176px', cell: (pair) => ('word' in pair ? <WordTag word={pair.word} /> : t('pairs.percent', { percent: pair.likeness })) },
  ], [t, shown]);
  return (
    <DataTable label={t(shown === 'links' ? 'pairs.links' : 'pairs.candidates')} columns={columns} count={pairs.length} rowAt={(index) => pairs[index]} active={state.selected} rowHeight={48} focusOnMount
      onActive={(index) => void store.select(index)} onKey={onKey} />
  );
}

/** What was said of a pair. */
function WordTag({ word }: { readonly word: LinkedPair['word'] }) {
  const t = useText();
  switch (word) {
    case 'same': return <StatusTag tone="good" icon={Equal}>{t('pairs.word.same')}</StatusTag>;
    case 'different': return <StatusTag tone="neutral" icon={EqualNot}>{t('pairs.word.different')}</StatusTag>;
    case 'disputed': return <StatusTag tone="error" icon={TriangleAlert}>{t('pairs.word.disputed')}</StatusTag>;
  }
}
