import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { ListSample } from '../../../shared/ipc/intake.ts';
import { textIn } from '../../../shared/text/formText.ts';
import { STATES } from '../../service/countries.ts';
import { useWorkspace } from '../../service/program.tsx';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ChoiceInput } from '../../ui/field/ChoiceInput.tsx';
import { ChoiceField, TextField } from '../../ui/field/fields.tsx';
import { ListChecks, Trash2 } from '../../ui/icon/icons.tsx';
import { STATUS } from '../../ui/said.ts';
import { nodesOf } from '../outline.ts';
import { focusOnce } from './cursor.ts';
import { NUMBER, questionOptions, repeatsOf } from './questions.ts';
import { writingOf, type ListWork } from './state.ts';
import type { Intake } from './store.ts';
import { ValuesDialog } from './ValuesDialog.tsx';

interface ColumnsStepProps {
  readonly intake: Intake;
  readonly work: ListWork;
  readonly busy: boolean;
}

/** How the list is read, and which column answers which question. */
export function ColumnsStep({ intake, work, busy }: ColumnsStepProps) {
  const t = useText();
  const language = useLanguage();
  const { form, sample, mapping } = work;
  const [valued, setValued] = useState<string | null>(null);
  const options = useMemo(() => [{ value: NUMBER, label: t('intake.number'), note: t('intake.numberNote') }, ...questionOptions(form, mapping.repeat, language)], [form, mapping.repeat, language, t]);
  const mapped = new Map(mapping.columns.map((column) => [column.column, column]));
  const named = mapping.columns.some(({ question }) => question === NUMBER) || [...nodesOf(form).values()].some((node) => node.kind === 'question' && node.identity === 'number' && mapping.columns.some(({ question }) => question === node.path));
  const questionName = (question: string): string => {
    const { label, note } = options.find(({ value }) => value === question) ?? { label: question, note: undefined };
    return question === NUMBER || note === undefined ? label : `${note} ${label}`;
  };
  const opened = valued === null ? undefined : mapped.get(valued);
  return (
    <div className="screen-body">
      <div className="intake-sheet">
        <Reading intake={intake} work={work} />
        {sample.hiddenRows > 0 && <Banner tone="warning">{t('intake.hiddenRows', { count: sample.hiddenRows })}</Banner>}
        {!named && <Banner tone="warning">{t('intake.noNumber')}</Banner>}
        {work.awaited.length > 0 && (
          <Banner tone="warning" title={t('intake.awaited', { count: work.awaited.length })}>
            {work.awaited.map(({ column, question }) => t('intake.awaitedColumn', { column, question: questionName(question) })).join('; ')}. {t('intake.awaitedText')}
          </Banner>
        )}
        <section className="card">
          <div className="spread">
            <h2>{t('intake.columns')} <span className="note">{t('intake.rows', { count: sample.rows })} · {t('intake.mapped', { mapped: mapping.columns.length, count: sample.columns.length })}</span></h2>
            <Button look="primary" icon={<ListChecks />} isDisabled={busy || !named} onPress={() => void intake.run(true)}>{t('intake.try')}</Button>
          </div>
          <table className="plain-table intake-columns">
            <thead><tr><th>{t('intake.column')}</th><th>{t('intake.examples')}</th><th>{t('intake.question')}</th><th>{t('intake.values')}</th></tr></thead>
            <tbody>
              {sample.columns.map(({ name, examples }) => {
                const column = mapped.get(name);
                const node = column && nodesOf(form).get(column.question);
                const listed = node?.kind === 'question' && node.list !== undefined && !node.list.startsWith('$');
                return (
                  <tr key={name}>
                    <td>{name}</td>
                    <td className="soft intake-examples">{examples.join(' · ')}</td>
                    <td><ChoiceInput aria-label={t('intake.questionOf', { column: name })} placeholder={t('intake.skip')} options={options} value={column?.question ?? null} onChange={(question) => intake.map(name, question)} /></td>
                    <td>{listed && <Button small aria-label={t('intake.valuesOf', { column: name })} onPress={() => setValued(name)}>{t('intake.valuesSet', { count: Object.keys(column?.values ?? {}).length })}</Button>}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
        <Kept intake={intake} work={work} busy={busy} />
      </div>
      {opened && <ValuesDialog intake={intake} form={form} column={opened} onClose={() => setValued(null)} />}
    </div>
  );
}

const SEPARATORS: Readonly<Record<string, 'semicolon' | 'comma' | 'tab' | 'bar'>> = { ';': 'semicolon', ',': 'comma', '\t': 'tab', '|': 'bar' };
const ENCODINGS = { 'utf-8': 'UTF-8', 'windows-1251': 'Windows-1251', ibm866: 'CP866 (DOS)', 'utf-16le': 'UTF-16 LE', 'utf-16be': 'UTF-16 BE' } as const satisfies Readonly<Record<ListSample['reading']['encoding'], string>>;

function Reading({ intake, work }: Pick<ColumnsStepProps, 'intake' | 'work'>) {
  const t = useText();
  const language = useLanguage();
  const { country } = useWorkspace();
  const { sample, mapping, form } = work;
  const writing = writingOf(work);
  const COMPANY = '';
  return (
    <section className="card">
      <h2 ref={focusOnce} tabIndex={-1}>{t('intake.readAs')} <span className="note">{t('intake.readAsNote')}</span></h2>
      <div className="intake-reading">
        {sample.kind === 'workbook' ? (
          <ChoiceField label={t('intake.sheet')} value={sample.reading.sheet} options={sample.sheets.map((name) => ({ value: name, label: name }))} onChange={(sheet) => void intake.read({ sheet, headRow: null })} />
        ) : (
          <>
            <ChoiceField label={t('intake.encoding')} value={sample.reading.encoding} options={Object.entries(ENCODINGS).map(([value, label]) => ({ value, label }))} onChange={(encoding) => void intake.read({ encoding: encoding as ListSample['reading']['encoding'] | null })} />
            <ChoiceField label={t('intake.separator')} value={sample.reading.separator} options={Object.entries(SEPARATORS).map(([value, name]) => ({ value, label: t(`intake.separator.${name}`) }))} onChange={(separator) => void intake.read({ separator })} />
          </>
        )}
        <HeadRow key={sample.reading.headRow} row={sample.reading.headRow} onChange={(headRow) => void intake.read({ headRow })} />
        <ChoiceField label={t('intake.decimal')} value={writing.decimal} options={(['comma', 'point', 'either'] as const).map((value) => ({ value, label: t(`intake.decimal.${value}`) }))}
          onChange={(decimal) => intake.change({ writing: decimal === null ? null : { ...writing, decimal: decimal as typeof writing.decimal } })} />
        <ChoiceField label={t('intake.dates')} value={writing.dates} options={(['dmy', 'mdy'] as const).map((value) => ({ value, label: t(`intake.dates.${value}`) }))}
          onChange={(dates) => intake.change({ writing: dates === null ? null : { ...writing, dates: dates as typeof writing.dates } })} />
        <ChoiceField label={t('intake.country')} value={mapping.country ?? country} options={STATES.map((state) => ({ value: state, label: t(`country.${state}`), note: state }))} onChange={(state) => intake.change({ country: state })} />
        <ChoiceField label={t('intake.rowIs')} value={mapping.repeat ?? COMPANY}
          options={[{ value: COMPANY, label: t('intake.rowIs.company') }, ...repeatsOf(form).map((repeat) => ({ value: repeat.path, label: t('intake.rowIs.table', { table: textIn(repeat.label, language, form.defaultLanguage) }), note: repeat.number ?? repeat.name }))]}
          onChange={(repeat) => void intake.byRepeat(repeat === COMPANY ? null : repeat)} />
      </div>
    </section>
  );
}

/** The row of the headings; what is no number is not taken. */
function HeadRow({ row, onChange }: { readonly row: number; readonly onChange: (row: number) => void }) {
  const t = useText();
  const [text, setText] = useState(String(row));
  const number = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return (
    <form onSubmit={(event) => { event.preventDefault(); if (number > 0 && number !== row) onChange(number); }} onBlur={() => { if (number > 0 && number !== row) onChange(number); }}>
      <TextField label={t('intake.headRow')} value={text} onChange={setText} {...(number > 0 ? {} : { error: t('intake.headRowWrong') })} />
    </form>
  );
}

function Kept({ intake, work, busy }: ColumnsStepProps) {
  const t = useText();
  const kept = useStore(intake, (state) => state.kept);
  const [name, setName] = useState(work.mapping.name);
  const [said, setSaid] = useState(false);
  return (
    <section className="card">
      <h2>{t('intake.kept')}</h2>
      <div className="intake-kept">
        <form className="intake-keep" onSubmit={(event) => { event.preventDefault(); if (name.trim() !== '') void intake.keep(name.trim().normalize('NFC')).then(() => setSaid(true)); }}>
          <TextField label={t('intake.keepAs')} value={name} onChange={(text) => { setName(text); setSaid(false); }} />
          <Button type="submit" isDisabled={busy || name.trim() === ''}>{t('intake.keep')}</Button>
          {said && <span className="note" {...STATUS}>{t('intake.keptNow')}</span>}
        </form>
        {kept.length > 0 && (
          <ul className="intake-list">
            {kept.map((one) => (
              <li key={one.name} className="row">
                <span>{one.name}</span>
                <Button small aria-label={t('intake.useOf', { name: one.name })} isDisabled={busy} onPress={() => { setName(one.name); void intake.takeKept(one.name); }}>{t('intake.use')}</Button>
                <Button small look="quiet" icon={<Trash2 />} aria-label={t('intake.dropOf', { name: one.name })} onPress={() => void intake.drop(one.name)}>{t('intake.drop')}</Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}
