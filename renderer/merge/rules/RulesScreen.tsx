import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { RuleView } from '../../../shared/ipc/rules.ts';
import { useBridge, useGo, useStatus } from '../../service/program.tsx';
import { useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ArrowLeft, Ban, CircleX, Gavel, Plus, ShieldCheck } from '../../ui/icon/icons.tsx';
import { DataTable, type Column } from '../../ui/list/DataTable.tsx';
import { ListAndDetail } from '../../ui/list/ListAndDetail.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { RuleDetail } from './RuleDetail.tsx';
import { RuleDraftForm } from './RuleDraft.tsx';
import { createRulesStore, type RulesState, type RulesStore } from './rules.ts';
import '../answer/answer.css';
import './rules.css';

/** Rules by which conflicts are settled many at a time: all of them listed, revoked ones too, and a new one written. */
export function RulesScreen() {
  const t = useText();
  const bridge = useBridge();
  const runJob = useStatus((state) => state.run);
  const { go } = useGo();
  const [store] = useState(() => createRulesStore(bridge, runJob));
  const state = useStore(store);
  useEffect(() => { void store.load(); }, [store]);
  const { list, draft } = state;
  return (
    <div className="screen">
      <header className="screen-head">
        <Button look="quiet" icon={<ArrowLeft />} onPress={() => go({ kind: 'conflicts' })}>{t('rules.back')}</Button>
        <h1>{t('rules.title')}</h1>
        {list.kind === 'ready' && draft === null && list.rules.length > 0 && <Button icon={<Plus />} onPress={store.begin}>{t('rules.new')}</Button>}
      </header>
      <Waiting for={list} retry={() => store.load()} className="screen-body" />
      {list.kind === 'ready' && (list.rules.length === 0 && draft === null
        ? <Empty icon={<Gavel />} title={t('rules.empty')} action={<Button look="primary" autoFocus icon={<Plus />} onPress={store.begin}>{t('rules.new')}</Button>}>{t('rules.emptyText')}</Empty>
        : <Work state={state} list={list} store={store} />)}
    </div>
  );
}

function Work({ state, list, store }: { readonly state: RulesState; readonly list: Extract<RulesState['list'], { kind: 'ready' }>; readonly store: RulesStore }) {
  const t = useText();
  const { selected, draft } = state;
  const rule = list.rules[selected];
  const columns = useMemo((): readonly Column<RuleView>[] => [
    { id: 'name', header: t('rules.column.name'), width: 'minmax(150px, 1fr)', cell: (row) => <span className="list-row"><strong>{row.rule?.name ?? row.code}</strong><span>{t('rules.solved', { count: row.solved })}</span></span> },
    { id: 'standing', header: t('rules.column.standing'), width: '136px', cell: (row) => <Standing rule={row} /> },
  ], [t]);
  return (
    <ListAndDetail label={draft ? t('rules.new') : (rule?.rule?.name ?? t('rules.title'))} note={t('rules.never')} writing={draft !== null}
      list={(
        <DataTable label={t('rules.list')} columns={columns} count={list.rules.length} rowAt={(index) => list.rules[index]} active={selected} rowHeight={48} focusOnMount={draft === null}
          onActive={store.select} empty={<p className="changes-empty">{t('rules.none')}</p>} />
      )}>
      {draft ? <RuleDraftForm draft={draft} state={state} list={list} store={store} /> : rule && <RuleDetail key={rule.id} rule={rule} state={state} list={list} store={store} />}
    </ListAndDetail>
  );
}

const looks = {
  'in-force': { tone: 'good', icon: ShieldCheck },
  revoked: { tone: 'neutral', icon: Ban },
  unreliable: { tone: 'error', icon: CircleX },
} as const;

export function Standing({ rule }: { readonly rule: RuleView }) {
  const t = useText();
  return <StatusTag {...looks[rule.standing]}>{t(`rules.standing.${rule.standing}`)}</StatusTag>;
}
