import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { ok } from '../../../shared/base/result.ts';
import { useGo, useProgram } from '../../service/program.tsx';
import { printCountry } from '../../text/country.ts';
import { useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Count } from '../../ui/Count.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { Ban, CircleCheck, FileSpreadsheet, History, ListChecks, Printer, Stamp, StickyNote, Undo2 } from '../../ui/icon/icons.tsx';
import { useFill, useFillState, useFormSoon } from '../fill/use.ts';
import { TemplateDialog } from '../intake/TemplateDialog.tsx';
import { PaperSaid, usePaper } from '../../service/paper.tsx';
import { useMedia } from '../../ui/useMedia.ts';
import { CompanyStatusTag } from '../status.tsx';
import { WithdrawForm } from './WithdrawForm.tsx';

/** Whose form this is, where it stands, and the acts that move it on. */
export function FormHead({ children }: { readonly children?: ReactNode }) {
  const t = useText();
  const { fill, short = false } = useFill();
  const phase = useFillState((state) => state.phase);
  const [reopening, setReopening] = useState(false);
  const [withdrawing, setWithdrawing] = useState(false);
  const name = useRef<HTMLHeadingElement>(null);
  const standing = phase.kind === 'open' ? phase.opened.status : null;
  // An act takes its own button away: the focus stays in the head instead of falling out of the page.
  useEffect(() => { if (document.activeElement === document.body) name.current?.focus(); }, [standing]);
  const { bridge, desk } = useProgram();
  const { go } = useGo();
  const { printing, printLong } = usePaper();
  const entity = phase.kind === 'open' ? phase.opened.entity : null;
  /** The paper says what is stored: what was typed goes to disk first; why it could not, the notices say. */
  const printForm = useCallback(() => void printLong(async (job) => (await fill.flush() ? bridge.call('survey.printForm', { job, entity, short }) : ok(null))), [printLong, fill, bridge, entity, short]);
  const [choosing, setChoosing] = useState(false);
  const saveTemplate = useCallback(() => setChoosing(true), []);
  const writeTemplate = (texts: string) => {
    setChoosing(false);
    void printLong(async (job) => (await fill.flush() ? bridge.call('survey.saveTemplate', { job, entity, texts }) : ok(null)));
  };
  useEffect(() => desk.getState().offer({ commands: [{ id: 'print-form', label: t('paper.form'), keys: 'Ctrl+P', run: printForm }, { id: 'save-template', label: t('intake.template'), run: saveTemplate }] }), [desk, t, printForm, saveTemplate]);
  const withdrawable = phase.kind === 'open' && phase.opened.withdrawable === true;
  useEffect(() => (withdrawable ? desk.getState().offer({ commands: [{ id: 'withdraw', label: t('form.withdraw'), run: () => setWithdrawing(true) }] }) : undefined), [desk, t, withdrawable]);
  if (phase.kind !== 'open') return null;
  const { company, status, companyStatus, code } = phase.opened;
  return (
    <header className="form-head">
      <div className="form-whose">
        <h1 ref={name} tabIndex={-1} title={company.name}>{company.shortName || company.name || t('companies.noName')}</h1>
        <span className="note">{printCountry(t, company.country)} · {company.number}{code && <> · <span title={t('paper.codeHint')}>{t('paper.code', { code })}</span></>}</span>
      </div>
      {children}
      <LiveStatus status={companyStatus} />
      <div className="row">
        <NotesButton />
        {companyStatus !== 'draft' && companyStatus !== 'errors' && <Button icon={<History />} onPress={() => go({ kind: 'case', entity: phase.opened.entity })}>{t('case.see')}</Button>}
        <Button icon={<Printer />} onPress={printForm}>{t('paper.form')}</Button>
        {status === 'draft' && <Button icon={<FileSpreadsheet />} onPress={saveTemplate}>{t('intake.template')}</Button>}
        {status === 'draft' && <Button icon={<ListChecks />} onPress={() => void fill.check()}>{t('form.check')}</Button>}
        {status === 'draft' && <Button look="primary" icon={<CircleCheck />} onPress={() => void fill.complete()}>{t('form.complete')}</Button>}
        {withdrawable && status === 'approved' && <Button icon={<Ban />} onPress={() => setWithdrawing(true)}>{t('form.withdraw')}</Button>}
        {status !== 'draft' && <Button icon={<Undo2 />} onPress={() => setReopening(true)}>{t('form.reopen')}</Button>}
        {status === 'complete' && <Button look="primary" icon={<Stamp />} onPress={() => void fill.approve()}>{t('form.approve')}</Button>}
      </div>
      <PaperSaid printing={printing} />
      {choosing && <TemplateDialog onClose={() => setChoosing(false)} onWrite={writeTemplate} />}
      {withdrawing && <WithdrawForm opened={phase.opened} onClose={() => setWithdrawing(false)} />}
      {reopening && <Reopen onClose={() => setReopening(false)} />}
    </header>
  );
}

/** To the notes of the form, where there are any. */
function NotesButton() {
  const t = useText();
  const { fill, session } = useFill();
  const count = useFormSoon(() => session.notes().size);
  const narrow = useMedia('(max-width: 1000px)');
  const name = t('notes.count', { count });
  if (count === 0) return null;
  // In a small window the sign says it, so that the acts keep to one line.
  return <Button look="quiet" aria-label={name} icon={<StickyNote />} onPress={() => fill.note('all')}>{narrow ? <Count of={count} /> : name}</Button>;
}

/** A draft is a draft with or without errors at any moment; other states come from the database. */
function LiveStatus({ status }: { readonly status: Parameters<typeof CompanyStatusTag>[0]['status'] }) {
  const { fill } = useFill();
  const wrong = useFormSoon(() => fill.findings().some((finding) => finding.level === 'error'));
  if (status !== 'draft' && status !== 'errors') return <CompanyStatusTag status={status} />;
  return <CompanyStatusTag status={wrong ? 'errors' : 'draft'} />;
}

function Reopen({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const { fill } = useFill();
  // Closed before the act takes the button away that focus returns to; a refusal stands above the form.
  const reopen = async (reason: string) => {
    onClose();
    await fill.reopen(reason);
    return null;
  };
  return <ReasonDialog title={t('form.reopenTitle')} label={t('form.reopenReason')} hint={t('form.reopenHint')} act={t('form.reopen')} look="primary" onAct={reopen} onClose={onClose} />;
}
