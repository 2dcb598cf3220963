import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { ConflictRow } from '../../../shared/ipc/merge.ts';
import type { ScreenOf } from '../../screen.ts';
import { useBridge, useGo } from '../../service/program.tsx';
import { useLanguage, useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { CircleCheck, Gavel, Scale, Undo2 } from '../../ui/icon/icons.tsx';
import { DataTable, type Column } from '../../ui/list/DataTable.tsx';
import { ListAndDetail } from '../../ui/list/ListAndDetail.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { POLITE } from '../../ui/said.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { isComplete, sidesOf } from '../answer/conflict.ts';
import { placesOf } from '../answer/place.ts';
import { printPlace, printPlaceId } from '../answer/wording.ts';
import { ConflictDetail } from './ConflictDetail.tsx';
import { createConflictsStore, type ConflictsState, type ConflictsStore } from './conflicts.ts';
import '../answer/answer.css';
import './conflicts.css';

/** All conflicts of the base, one after another, by keyboard: arrows, 1 or 2, the reason, Enter. */
export function ConflictsScreen({ screen }: { readonly screen: ScreenOf<'conflicts'> }) {
  const t = useText();
  const bridge = useBridge();
  const [store] = useState(() => createConflictsStore(bridge));
  const state = useStore(store);
  const { entity, path, round } = screen;
  useEffect(() => { void store.load(entity && path && round ? { entity, path, round } : undefined); }, [store, entity, path, round]);
  const { list, resolved } = state;
  const { go } = useGo();
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{t('conflicts.title')}</h1>
        <Button icon={<Gavel />} onPress={() => go({ kind: 'rules' })}>{t('rules.open')}</Button>
        {list.kind === 'ready' && list.total + resolved > 0 && (
          <div className="conflicts-progress" {...POLITE}>
            <span><strong>{t('conflicts.left', { count: list.total })}</strong>{resolved > 0 && <> · {t('conflicts.resolved', { count: resolved })}</>}</span>
            <Progress bare still label={t('conflicts.left', { count: list.total })} done={resolved} total={list.total + resolved} />
          </div>
        )}
      </header>
      <ConflictsBody state={state} store={store} />
    </div>
  );
}

function ConflictsBody({ state, store }: { readonly state: ConflictsState; readonly store: ConflictsStore }) {
  const t = useText();
  const { list, resolved } = state;
  switch (list.kind) {
    case 'loading':
    case 'failed': return <Waiting for={list} retry={() => store.load()} className="screen-body" />;
    case 'ready':
      if (list.rows.length > 0) return <Work state={state} rows={list.rows} store={store} />;
      return resolved > 0
        ? <Empty icon={<CircleCheck />} title={t('conflicts.done.title')}>{t('conflicts.done.text')}</Empty>
        : <Empty icon={<Scale />} title={t('conflicts.empty.title')}>{t('conflicts.empty.text')}</Empty>;
  }
}

function Work({ state, rows, store }: { readonly state: ConflictsState; readonly rows: readonly ConflictRow[]; readonly store: ConflictsStore }) {
  const t = useText();
  const { selected, around, choice, reason, turn } = state;
  const row = rows[selected];
  const reasonField = useRef<HTMLInputElement>(null);

  const onKey = (event: KeyboardEvent): boolean => {
    if (event.key === '0') store.chooseOther();
    else if (event.code === 'KeyR' && !event.ctrlKey && !event.altKey) {
      store.chooseReturn();
      reasonField.current?.focus();
    }
    else if (/^[1-9]$/.test(event.key) && !event.ctrlKey && !event.altKey) {
      store.chooseSide(Number(event.key));
      reasonField.current?.focus();
    } else if (event.key === 'Enter' && isComplete(choice)) {
      if (reason.trim() === '') reasonField.current?.focus();
      else void store.confirm();
    } else return false;
    return true;
  };
  return (
    <ListAndDetail label={t('conflicts.sides')} note={t('conflicts.keys')} turn={turn}
      list={<ConflictTable rows={rows} state={state} store={store} onKey={onKey} />}>
      <Waiting for={around} className="detail-body" />
      {around.kind === 'ready' && row && <ConflictDetail key={`${row.entity} ${row.round} ${row.path}`} row={row} around={around} state={state} store={store} reasonField={reasonField} />}
    </ListAndDetail>
  );
}

function ConflictTable({ rows, state, store, onKey }: {
  readonly rows: readonly ConflictRow[]; readonly state: ConflictsState; readonly store: ConflictsStore; readonly onKey: (event: KeyboardEvent) => boolean;
}) {
  const t = useText();
  const language = useLanguage();
  const { forms } = state;
  const placesIn = useMemo(() => new Map([...forms].map(([hash, form]) => [hash, { form, places: placesOf(form) }])), [forms]);
  const columns = useMemo((): readonly Column<ConflictRow>[] => {
    const name = ({ formHash, path }: ConflictRow) => {
      const found = placesIn.get(formHash);
      if (!found) return '';
      const place = found.places(path);
      return `${printPlaceId(place)} ${printPlace(place, { form: found.form, language, t })}`;
    };
    return [
      {
        id: 'company', header: t('conflicts.column.company'), width: 'minmax(200px, 1fr)',
        cell: (row) => <span className="list-row"><strong>{row.name || t('company.view.noName')}</strong><span>{row.returned && <><Undo2 /> {t('conflicts.returned')} · </>}{name(row)}</span></span>,
      },
      { id: 'values', header: t('conflicts.column.values'), width: '88px', align: 'end', cell: (row) => sidesOf(row.writes).length },
    ];
  }, [t, language, placesIn]);
  return (
    <DataTable label={t('conflicts.list')} columns={columns} count={rows.length} rowAt={(index) => rows[index]} active={state.selected} rowHeight={48} focusOnMount
      onActive={(index) => void store.select(index)} onKey={onKey}
      onRange={(_, last) => { if (last >= rows.length - 20) void store.loadMore(); }} />
  );
}
