import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useBridge, useProgram } from '../../service/program.tsx';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ChoiceInput } from '../../ui/field/ChoiceInput.tsx';
import { FileSearch, FileSpreadsheet } from '../../ui/icon/icons.tsx';
import { STATUS } from '../../ui/said.ts';
import { textIn } from '../outline.ts';
import { InspectedForm } from './InspectedForm.tsx';
import { RemarkList } from './RemarkList.tsx';
import { createInspector, type Inspected, type Inspector } from './store.ts';
import './inspect.css';

/** The forms of the workspace from within, and any workbook that is to become one. */
export function FormsScreen() {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const { status } = useProgram();
  const [inspector] = useState(() => createInspector(bridge, status.getState().run));
  const { installed, inspected, busy, failure } = useStore(inspector);
  useEffect(() => { void inspector.load(); }, [inspector]);
  return (
    <div className="screen">
      <header className="screen-head forms-head">
        <h1>{t('forms.title')}</h1>
        {inspected && <FormChoice inspector={inspector} />}
        <Button icon={<FileSearch />} isDisabled={busy} onPress={() => void inspector.checkWorkbook()}>{t('forms.check')}</Button>
      </header>
      {failure && <div className="forms-notice"><Banner tone="error" actions={<Button onPress={() => void inspector.load()}>{t('ui.retry')}</Button>}>{sentence(failure)}</Banner></div>}
      {inspected === null && !failure && (
        installed?.length === 0
          ? <Empty icon={<FileSpreadsheet />} title={t('forms.noneTitle')} action={<Button look="primary" onPress={() => void inspector.checkWorkbook()}>{t('forms.check')}</Button>}>{t('forms.noneText')}</Empty>
          : <p className="empty" {...STATUS}>{t('ui.loading')}</p>
      )}
      {inspected && <Shown key={keyOf(inspected)} inspected={inspected} />}
    </div>
  );
}

function keyOf(inspected: Inspected): string {
  return inspected.kind === 'installed' ? inspected.entry.hash : `workbook ${inspected.fileName} ${String(inspected.form?.definition.version)}`;
}

const WORKBOOK = 'workbook';

function FormChoice({ inspector }: { readonly inspector: Inspector }) {
  const t = useText();
  const language = useLanguage();
  const { installed, workbook, inspected } = useStore(inspector);
  const options = [
    ...(workbook ? [{ value: WORKBOOK, label: workbook.fileName, note: t('forms.workbook') }] : []),
    ...(installed ?? []).map((entry) => ({ value: entry.hash, label: textIn(entry.title, language) || entry.id, note: `${entry.id} ${entry.version}` })),
  ];
  return (
    <div className="forms-choice">
      <ChoiceInput aria-label={t('forms.choose')} options={options} value={inspected?.kind === 'installed' ? inspected.entry.hash : WORKBOOK}
        onChange={(value) => {
          if (value === WORKBOOK) inspector.showWorkbook();
          else if (value !== null) void inspector.showInstalled(value);
        }} />
    </div>
  );
}

function Shown({ inspected }: { readonly inspected: Inspected }) {
  const t = useText();
  if (inspected.form) return <InspectedForm form={inspected.form} remarks={inspected.kind === 'workbook' ? inspected.remarks : null} inspected={inspected} />;
  const remarks = inspected.kind === 'workbook' ? inspected.remarks : [];
  return (
    <>
      <div className="forms-notice"><Banner tone="error" title={t('forms.refused')}>{t('forms.refusedText')}</Banner></div>
      <RemarkList remarks={remarks} />
    </>
  );
}
