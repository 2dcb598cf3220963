import { useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import type { CellView, CompanyChange } from '../../../shared/ipc/merge.ts';
import type { CompanyFields, FieldChange } from '../../../shared/ipc/mergeDesk.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import { printCountry } from '../../text/country.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ArrowLeft, CircleMinus, CirclePlus, Pencil, Split } from '../../ui/icon/icons.tsx';
import { DataTable, type Column } from '../../ui/list/DataTable.tsx';
import { Filters } from '../../ui/list/Filters.tsx';
import { StatusTag, type StatusLook } from '../../ui/StatusTag.tsx';
import { Waiting } from '../../ui/Waiting.tsx';
import { sidesOf } from '../answer/conflict.ts';
import { ProvenanceList } from '../answer/Origin.tsx';
import { placesOf, type Place, type Places } from '../answer/place.ts';
import { labelOf, printAt, printPlace, printPlaceId, type Wording } from '../answer/wording.ts';
import type { DeskStore } from './desk.ts';
import type { Looked } from './state.ts';
import { FIELD_KINDS, inFormOrder, kindOf, type FieldKind } from './fields.ts';
import '../answer/answer.css';
import './fields.css';

const looks = {
  conflict: { tone: 'error', icon: Split },
  added: { tone: 'good', icon: CirclePlus },
  updated: { tone: 'info', icon: Pencil },
  removed: { tone: 'warning', icon: CircleMinus },
} as const satisfies Record<FieldKind, StatusLook>;

/** One company of the preview, field by field: what stands there, what would stand there, and which bundle brings it. */
export function FieldsView({ looked, store }: { readonly looked: Looked; readonly store: DeskStore }) {
  const t = useText();
  const { company, state } = looked;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    store.lookAway();
  };
  return (
    <section className="fields" aria-label={t('fields.title')} onKeyDown={onKeyDown}>
      <header className="row">
        <Button look="quiet" icon={<ArrowLeft />} onPress={store.lookAway} autoFocus={state.kind !== 'ready'}>{t('fields.back')}</Button>
        <div className="company-name">
          <h2>{company.name || t(company.kind === 'pending' ? 'merge.companies.hidden' : 'company.view.noName')}</h2>
          <p className="note">{printCountry(t, company.country)} · {company.number} · {t('fields.nothingWritten')}</p>
        </div>
      </header>
      <Waiting for={state} retry={() => store.lookAt(company)} />
      {state.kind === 'ready' && <Rounds company={company} rounds={state.rounds} forms={state.forms} />}
    </section>
  );
}

function Rounds({ company, rounds, forms }: { readonly company: CompanyChange; readonly rounds: readonly CompanyFields[]; readonly forms: ReadonlyMap<string, FormDefinition> }) {
  const t = useText();
  const [shown, setShown] = useState(() => Math.max(0, rounds.findIndex(({ round }) => round === company.round)));
  const round = rounds[shown];
  const form = round && forms.get(round.formHash);
  return (
    <>
      {rounds.length > 1 && (
        <Filters label={t('fields.rounds')} value={String(shown)} onChange={(next) => setShown(Number(next))}
          items={rounds.map(({ round: name, fields }, index) => ({ id: String(index), label: t('frame.round', { round: name }), count: fields.length }))} />
      )}
      {round && form ? <Fields key={shown} round={round} form={form} /> : <Banner tone="info">{t('fields.waits')}</Banner>}
    </>
  );
}

function Fields({ round, form }: { readonly round: CompanyFields; readonly form: FormDefinition }) {
  const t = useText();
  const language = useLanguage();
  const [filter, setFilter] = useState<FieldKind | 'all'>('all');
  const [active, setActive] = useState(0);
  const wording = useMemo(() => ({ form, language, t }), [form, language, t]);
  const places = useMemo(() => placesOf(form), [form]);
  const all = useMemo(() => inFormOrder(form, round), [form, round]);
  const rows = useMemo(() => all.filter((field) => filter === 'all' || kindOf(field) === filter), [all, filter]);
  useEffect(() => setActive(0), [filter]);
  const counts = FIELD_KINDS.map((kind) => ({ kind, count: all.filter((field) => kindOf(field) === kind).length })).filter(({ count }) => count > 0);
  const columns = useMemo((): readonly Column<FieldChange>[] => [
    { id: 'field', header: t('fields.column.field'), width: 'minmax(220px, 4fr)', cell: (field) => <FieldName field={field} place={places(field.path)} wording={wording} /> },
    { id: 'before', header: t('fields.column.before'), width: 'minmax(140px, 3fr)', cell: (field) => <Values cell={field.before} place={places(field.path)} wording={wording} /> },
    { id: 'after', header: t('fields.column.after'), width: 'minmax(140px, 3fr)', cell: (field) => <Values cell={field.after} place={places(field.path)} wording={wording} /> },
    { id: 'kind', header: t('fields.column.kind'), width: '156px', fold: 2, cell: (field) => <FieldTag kind={kindOf(field)} /> },
    { id: 'from', header: t('fields.column.from'), width: 'minmax(160px, 3fr)', fold: 1, cell: (field) => <From field={field} /> },
  ], [t, places, wording]);
  const at = rows[active];
  return (
    <>
      <Filters label={t('fields.filter')} value={filter} onChange={setFilter}
        items={[{ id: 'all', label: t('merge.companies.all'), count: all.length }, ...counts.map(({ kind, count }) => ({ id: kind, label: t(`fields.kind.${kind}`), count }))]} />
      <div className="fields-table">
        <DataTable label={t('fields.list')} columns={columns} count={rows.length} rowAt={(index) => rows[index]} active={active} onActive={setActive} rowHeight={40} focusOnMount
          empty={<p className="changes-empty">{t('fields.none')}</p>} />
      </div>
      {at && <FieldDetail field={at} place={places(at.path)} places={places} wording={wording} />}
    </>
  );
}

function FieldName({ field, place, wording }: { readonly field: FieldChange; readonly place: Place; readonly wording: Wording }) {
  const { t } = wording;
  const table = place.kind === 'field' || place.kind === 'row' ? place.repeat : null;
  return (
    <span className="two-lines" title={printPlace(place, wording)}>
      <span><span className="answer-id">{printPlaceId(place)}</span> {printPlace(place, wording)}</span>
      {table && field.row !== null && <span className="note">{labelOf(table.label, wording)} · {t('place.row', { row: field.row })}</span>}
    </span>
  );
}

/** The value of a field; in conflict every one of them, a line each. */
function Values({ cell, place, wording }: { readonly cell: CellView; readonly place: Place; readonly wording: Wording }) {
  const values = cell.state === 'conflict' ? sidesOf(cell.writes).map((side) => side[0]?.value ?? null) : [cell.value];
  return (
    <span className="two-lines">
      {values.slice(0, 2).map((value, index) => <span key={index} className={value === null ? 'soft' : undefined}>{printAt(place, value, wording)}{index === 1 && values.length > 2 && ` … +${values.length - 2}`}</span>)}
    </span>
  );
}

function From({ field }: { readonly field: FieldChange }) {
  const t = useText();
  const stood = new Set(field.before.writes.map(({ revision }) => revision));
  const bundles = field.after.writes.filter(({ revision }) => !stood.has(revision)).map(({ signer, bundle }) => t('fields.from', { body: signer?.body ?? '', seq: bundle?.seq ?? 0 }));
  return <span className="two-lines">{[...new Set(bundles)].slice(0, 2).map((line) => <span key={line}>{line}</span>)}</span>;
}

function FieldTag({ kind }: { readonly kind: FieldKind }) {
  const t = useText();
  return <StatusTag {...looks[kind]}>{t(`fields.kind.${kind}`)}</StatusTag>;
}

/** The selected field in full: each value with who says it, whose key signed it and in which bundle it is (M10). */
function FieldDetail({ field, place, places, wording }: { readonly field: FieldChange; readonly place: Place; readonly places: Places; readonly wording: Wording }) {
  const { t } = wording;
  const side = (cell: CellView, title: string) => (
    <section>
      <h3 className="note">{title}</h3>
      {cell.madeOf && <p><strong>{printAt(place, cell.value, wording)}</strong> – {t('fields.madeOf', { list: cell.madeOf.map((path) => printPlaceId(places(path))).filter(Boolean).join(', ') })}</p>}
      {cell.writes.length === 0 && <p className="soft">{printAt(place, cell.value, wording)}</p>}
      {sidesOf(cell.writes).map((writes) => (
        <div key={writes[0]?.revision} className="fields-side">
          <p className="origin-value">{printAt(place, writes[0]?.value ?? null, wording)}</p>
          {writes.map((write) => <ProvenanceList key={write.revision} of={write} rehearsed={field.fresh.includes(write.revision)} />)}
        </div>
      ))}
    </section>
  );
  return (
    <div className="fields-detail" role="region" aria-label={t('fields.detail')} tabIndex={0}>
      {side(field.before, t('fields.column.before'))}
      {side(field.after, t('fields.column.after'))}
    </div>
  );
}
