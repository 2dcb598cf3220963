import { useState, type FormEvent, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Audience, ExportTables, TableFormat } from '../../../shared/ipc/insight.ts';
import { useBridge } from '../../service/program.tsx';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Check } from '../../ui/field/Check.tsx';
import { Field } from '../../ui/field/Field.tsx';
import { printNumber } from '../../ui/field/numbers.ts';
import { Radios } from '../../ui/field/Radios.tsx';
import { FolderOpen, Table2 } from '../../ui/icon/icons.tsx';
import { Running } from './Running.tsx';
import type { TablesStore, WrittenTables } from './tables.ts';

const FORMATS = ['xlsx', 'csv', 'datapackage', 'parquet', 'jsonl'] as const satisfies readonly TableFormat[];
const AUDIENCES = ['commission', 'members', 'companies'] as const satisfies readonly Audience[];

/** What the base holds, as tables for other programs. */
export function TablesTab({ store }: { readonly store: TablesStore }) {
  const t = useText();
  const sentence = useSentence();
  const { work, failure } = useStore(store);
  return (
    <div className="exchange">
      <p className="soft">{t('tables.intro')}</p>
      {failure && <Banner tone="error" title={t('tables.failed')}>{sentence(failure)}</Banner>}
      {work.kind === 'done' && <Written report={work.outcome} />}
      {work.kind === 'running' ? <Running label={t('tables.running')} progress={work.progress} onCancel={() => void store.cancel()} /> : <What onRun={(what) => void store.run(what)} />}
    </div>
  );
}

function What({ onRun }: { readonly onRun: (what: ExportTables) => void }) {
  const t = useText();
  const [format, setFormat] = useState<TableFormat>('xlsx');
  const [audience, setAudience] = useState<Audience>('commission');
  const [aggregate, setAggregate] = useState(false);
  const [personal, setPersonal] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onRun({ format, audience, aggregate, personal: personal && !aggregate });
  };
  return (
    <form className="card exchange-form" onSubmit={submit}>
      <Choice label={t('tables.what')} value={aggregate ? 'sums' : 'companies'} onChange={(value) => setAggregate(value === 'sums')}
        options={[{ value: 'companies', label: t('tables.what.companies') }, { value: 'sums', label: t('tables.what.sums') }]} note={t(aggregate ? 'tables.what.sumsNote' : 'tables.what.companiesNote')} />
      <Choice label={t('tables.audience')} value={audience} onChange={(value) => setAudience(value as Audience)}
        options={AUDIENCES.map((value) => ({ value, label: t(`tables.audience.${value}`) }))} note={t(`tables.audience.${audience as (typeof AUDIENCES)[number]}Note`)} />
      <Choice label={t('tables.format')} value={format} onChange={(value) => setFormat(value as TableFormat)} options={FORMATS.map((value) => ({ value, label: t(`tables.format.${value}`) }))} />
      {!aggregate && audience === 'commission' && <Check checked={personal} onChange={setPersonal}>{t('tables.personal')}</Check>}
      <div className="row"><Button look="primary" type="submit" icon={<Table2 />}>{t('tables.run')}</Button></div>
    </form>
  );
}

function Choice({ label, note, ...radios }: { readonly label: string; readonly note?: ReactNode } & Pick<Parameters<typeof Radios>[0], 'options' | 'value' | 'onChange'>) {
  return <Field label={label} hint={note}>{(links) => <Radios {...links} {...radios} />}</Field>;
}

function Written({ report }: { readonly report: WrittenTables }) {
  const t = useText();
  const bridge = useBridge();
  const language = useLanguage();
  return (
    <>
      <Banner tone="good" title={t('tables.done', { companies: report.companies, files: report.files.length })}
        actions={<Button icon={<FolderOpen />} onPress={() => void bridge.call('service.showFile', { ticket: report.ticket })}>{t('ui.showFile')}</Button>}>
        {report.folder}
      </Banner>
      <section className="card">
        <table className="plain-table exchange-files">
          <thead><tr><th>{t('tables.file')}</th><th className="table-end">{t('tables.rows')}</th></tr></thead>
          <tbody>{reportOf(report).map(({ name, rows }) => <tr key={name}><td>{name}</td><td className="table-end">{printNumber(language, rows)}</td></tr>)}</tbody>
        </table>
      </section>
    </>
  );
}

function reportOf({ files }: WrittenTables): readonly { readonly name: string; readonly rows: number }[] {
  return files.map(({ file, rows }) => ({ name: file.split(/[\\/]/).at(-1) ?? file, rows }));
}
