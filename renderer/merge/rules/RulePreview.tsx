import { useMemo, useState } from 'react';
import type { RulePreview, RuleRow } from '../../../shared/ipc/rules.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import { useGo, useWorkspace } from '../../service/program.tsx';
import { useLanguage, useText } from '../../text/text.tsx';
import { Check, Hand } from '../../ui/icon/icons.tsx';
import { DataTable, type Column } from '../../ui/list/DataTable.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { sidesOf } from '../answer/conflict.ts';
import { placesOf } from '../answer/place.ts';
import { printAt, printPlace, printPlaceId } from '../answer/wording.ts';

/** Pixels, and how many rows are seen at once. */
const [HEAD, ROW, SEEN] = [34, 48, 5];

/** Which conflicts a rule settles and how, and which it leaves to a person and why. Enter leads to the value and its origin. */
export function RulePreviewTable({ preview, form }: { readonly preview: RulePreview; readonly form: FormDefinition }) {
  const t = useText();
  const language = useLanguage();
  const workspace = useWorkspace();
  const { go } = useGo();
  const [active, setActive] = useState(0);
  const wording = useMemo(() => ({ form, language, t }), [form, language, t]);
  const places = useMemo(() => placesOf(form), [form]);
  const { rows, solves, leaves } = preview;
  const columns = useMemo((): readonly Column<RuleRow>[] => {
    const valueOf = (row: RuleRow) => {
      const { outcome } = row;
      const write = outcome.kind === 'takes' ? row.writes.find(({ revision }) => revision === outcome.revision) : undefined;
      return write === undefined ? null : printAt(places(row.path), write.value, wording);
    };
    return [
      {
        id: 'company', header: t('conflicts.column.company'), width: 'minmax(160px, 5fr)',
        cell: (row) => <span className="list-row"><strong>{row.name || t('company.view.noName')}</strong><span>{printPlaceId(places(row.path))} {printPlace(places(row.path), wording)}</span></span>,
      },
      {
        id: 'values', header: t('rules.column.values'), width: 'minmax(160px, 6fr)',
        cell: (row) => <span className="two-lines" title={row.writes.map(({ signer }) => signer?.body ?? t('origin.here')).join('; ')}>{sidesOf(row.writes).slice(0, 2).map((side) => <span key={side[0]?.revision}>{printAt(places(row.path), side[0]?.value ?? null, wording)} <span className="note">{side[0]?.signer?.body ?? t('origin.here')}</span></span>)}</span>,
      },
      {
        id: 'outcome', header: t('rules.column.outcome'), width: 'minmax(180px, 5fr)',
        cell: (row) => (row.outcome.kind === 'takes'
          ? <StatusTag tone="good" icon={Check}>{valueOf(row)}</StatusTag>
          : <StatusTag tone="warning" icon={Hand}>{t(`rules.leaves.${row.outcome.why}`)}</StatusTag>),
      },
    ];
  }, [t, places, wording]);
  return (
    <section className="rule-preview" aria-label={t('rules.preview')}>
      <p><strong>{t('rules.solves', { count: solves })}</strong>{leaves > 0 && <> · {t('rules.leaves', { count: leaves })}</>}{rows.length < solves + leaves && <> · {t('rules.shown', { count: rows.length })}</>}</p>
      {rows.length > 0 && (
        <div className="rule-table" style={{ height: HEAD + ROW * Math.min(rows.length, SEEN) }}>
          <DataTable label={t('rules.preview')} columns={columns} count={rows.length} rowAt={(index) => rows[index]} active={active} onActive={setActive} rowHeight={ROW} onOpen={({ entity, path, round }) => go({ kind: 'company', entity, path, ...(round === workspace.round ? {} : { round }) })} />
        </div>
      )}
    </section>
  );
}
