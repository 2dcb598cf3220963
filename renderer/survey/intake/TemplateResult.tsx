import { useGo } from '../../service/program.tsx';
import { printCountry } from '../../text/country.ts';
import { useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/field/Field.tsx';
import { Radios } from '../../ui/field/Radios.tsx';
import { Save } from '../../ui/icon/icons.tsx';
import { Cell, ChangeTable, FindingTable } from './Changes.tsx';
import { focusOnce } from './cursor.ts';
import type { TemplateWork } from './state.ts';
import type { Intake } from './store.ts';

interface TemplateResultProps {
  readonly intake: Intake;
  readonly work: TemplateWork;
  readonly busy: boolean;
}

/** What a returned workbook would change, before anything is written; and that it was. */
export function TemplateResult({ intake, work, busy }: TemplateResultProps) {
  const t = useText();
  const { go } = useGo();
  const { report: { company, entity, kind, older, absent, changes, findings, troubles, written }, precedence } = work;
  const both = changes.filter((change) => change.both).length;
  return (
    <div className="screen-body">
      <div className="intake-sheet">
        <h2 ref={focusOnce} tabIndex={-1}>{company.name} <span className="note">{printCountry(t, company.country)} · {company.number}</span></h2>
        {written ? (
          <Banner key="written" tone="good" title={t('intake.written')} actions={<Button look="primary" autoFocus onPress={() => go({ kind: 'form', entity })}>{t('intake.openForm')}</Button>}>
            {t('intake.templateWritten', { count: changes.length })}
          </Banner>
        ) : troubles.length > 0 ? (
          <Banner tone="error" title={t('intake.troubles', { count: troubles.length })}>{t('intake.troublesText')}</Banner>
        ) : (
          <Banner key="tried" tone="info" title={t(kind === 'created' ? 'intake.wouldCreate' : 'intake.wouldChange', { count: changes.length })}
            actions={changes.length > 0 && <Button look="primary" icon={<Save />} isDisabled={busy} onPress={() => void intake.writeTemplate()}>{t('intake.write')}</Button>}>
            {changes.length === 0 ? t('intake.nothing') : t('intake.nothingYet')}
          </Banner>
        )}
        {older !== null && <Banner tone="warning">{t('intake.older', { version: older })}</Banner>}
        {absent.length > 0 && <Banner tone="warning">{t('intake.absent', { names: absent.join(', ') })}</Banner>}
        {troubles.length > 0 && (
          <table className="plain-table">
            <thead><tr><th>{t('intake.cell')}</th><th>{t('intake.message')}</th></tr></thead>
            <tbody>{troubles.map((trouble) => <tr key={`${trouble.sheet} ${trouble.cell}`}><td><Cell place={trouble} /></td><td>{trouble.message}</td></tr>)}</tbody>
          </table>
        )}
        {!written && (both > 0 || precedence === 'draft') && (
          <Field label={t('intake.whose')} hint={t('intake.whoseHint')}>
            {(links) => <Radios {...links} readOnly={busy} value={precedence} onChange={(side) => void intake.prefer(side as 'file' | 'draft')}
              options={[{ value: 'file', label: t('intake.whose.file') }, { value: 'draft', label: t('intake.whose.draft') }]} />}
          </Field>
        )}
        {changes.length > 0 && <section className="card"><h3>{t('intake.changes', { count: changes.length })}</h3><ChangeTable changes={changes} /></section>}
        {findings.length > 0 && <section className="card"><h3>{t('intake.findings', { count: findings.length })}</h3><FindingTable findings={findings} /></section>}
      </div>
    </div>
  );
}
