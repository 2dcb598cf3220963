import { useEffect, useState } from 'react';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import { localeOf } from '../../../shared/text/values.ts';
import { useProgram, useWorkspace } from '../../service/program.tsx';
import { useLanguage, useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/field/Field.tsx';
import { Radios } from '../../ui/field/Radios.tsx';
import { loadForm } from '../forms.ts';

interface TemplateDialogProps {
  readonly onClose: () => void;
  /** `texts` is one of the form's languages. */
  readonly onWrite: (texts: string) => void;
}

/** Asks in which of the form's languages a company's workbook speaks; a form of one language is not asked about. */
export function TemplateDialog({ onClose, onWrite }: TemplateDialogProps) {
  const t = useText();
  const language = useLanguage();
  const { bridge } = useProgram();
  const { form: { hash } } = useWorkspace();
  const [form, setForm] = useState<FormDefinition | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    void loadForm(bridge, hash).then((loaded) => {
      if (left) return;
      const { languages = [], defaultLanguage = language } = loaded.ok ? loaded.value.definition : {};
      if (languages.length < 2) onWrite(languages[0] ?? defaultLanguage);
      else if (loaded.ok) setForm(loaded.value.definition);
      setChosen(languages.includes(language) ? language : defaultLanguage);
    });
    return () => { left = true; };
    // Asked once, when it opens.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  if (form === null || chosen === null) return null;
  return (
    <Dialog title={t('intake.templateTitle')} onClose={onClose} actions={(
      <>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button look="primary" autoFocus onPress={() => onWrite(chosen)}>{t('intake.templateWrite')}</Button>
      </>
    )}>
      <Field label={t('intake.templateLanguage')} hint={t(chosen === 'ru' || chosen === 'en' ? 'intake.templateHint' : 'intake.templateFrame')}>
        {(links) => <Radios {...links} value={chosen} onChange={setChosen} options={form.languages.map((tag) => ({ value: tag, label: languageName(tag, localeOf(language)) }))} />}
      </Field>
    </Dialog>
  );
}

/** `русский`, `Armenian`; a language that nobody has a name for as the form writes it. */
function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
