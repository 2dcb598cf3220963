import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { ColumnMapping, ColumnValue, ColumnValues } from '../../../shared/ipc/intake.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import { textIn } from '../../../shared/text/formText.ts';
import { Working } from '../../service/paper.tsx';
import { useBridge } from '../../service/program.tsx';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Count } from '../../ui/Count.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ChoiceInput } from '../../ui/field/ChoiceInput.tsx';
import { nodesOf } from '../outline.ts';
import type { Intake } from './store.ts';

interface ValuesDialogProps {
  readonly intake: Intake;
  readonly form: FormDefinition;
  readonly column: ColumnMapping;
  readonly onClose: () => void;
}

/** No answer, as a choice among the others. */
const NONE = '';

/** What each text of a column means: a choice of the question, or no answer. Those that name a choice by themselves are set already. */
export function ValuesDialog({ intake, form, column, onClose }: ValuesDialogProps) {
  const t = useText();
  const language = useLanguage();
  const [values, setValues] = useState<ColumnValues | null>(null);
  const [meant, setMeant] = useState(column.values);
  const { column: name, question } = column;
  const bridge = useBridge();
  const [job] = useState(() => crypto.randomUUID());
  // A list that could not be read is told behind the dialog.
  const show = useEffectEvent((read: ColumnValues | null) => (read === null ? onClose() : setValues(read)));
  useEffect(() => {
    let wanted = true;
    void intake.valuesOf(job, name, question).then((read) => { if (wanted) show(read); });
    return () => {
      wanted = false;
      void bridge.call('service.cancel', { job });
    };
  }, [intake, bridge, job, name, question]);
  const options = useMemo(() => {
    const node = nodesOf(form).get(question);
    const choices = node?.kind === 'question' ? (form.choices[node.list ?? ''] ?? []) : [];
    return [{ value: NONE, label: t('intake.noAnswer') }, ...choices.map(({ value, label }) => ({ value, label: textIn(label, language, form.defaultLanguage), note: value, names: Object.values(label) }))];
  }, [form, question, language, t]);
  const mean = (text: string, code: string | null) => setMeant(Object.fromEntries([...Object.entries(meant).filter(([other]) => other !== text), ...(code === null ? [] : [[text, code === NONE ? null : code]])]) as ColumnMapping['values']);
  const shown = (value: ColumnValue): string | null => (Object.hasOwn(meant, value.text) ? (meant[value.text] ?? NONE) : value.code);
  return (
    <Dialog wide title={t('intake.valuesTitle', { column: name })} onClose={onClose} actions={(
      <>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button look="primary" onPress={() => { intake.mean(name, meant); onClose(); }}>{t('intake.take')}</Button>
      </>
    )}>
      <p className="soft">{t('intake.valuesText')}</p>
      {values !== null && values.more > 0 && <Banner still tone="warning">{t('intake.valuesMore', { count: values.more, unknown: values.moreUnknown })}</Banner>}
      {!values ? <Working job={job} label={t('intake.reading')} /> : (
        <table className="plain-table intake-values">
          <thead><tr><th>{t('intake.text')}</th><th className="table-end">{t('intake.count')}</th><th>{t('intake.means')}</th></tr></thead>
          <tbody>{values.values.map((value) => (
            <tr key={value.text}>
              <td>{value.text}</td>
              <td className="table-end"><Count of={value.count} /></td>
              <td><ChoiceInput aria-label={t('intake.meansOf', { text: value.text })} options={options} value={shown(value)} onChange={(code) => mean(value.text, code)} {...(shown(value) === null ? { tone: 'invalid' as const } : {})} /></td>
            </tr>
          ))}</tbody>
        </table>
      )}
    </Dialog>
  );
}
