import { useState, type FormEvent } from 'react';
import type { Failure } from '../../../shared/base/failure.ts';
import { checkIdentifier } from '../../../shared/survey/identifiers/check.ts';
import { printSentence } from '../../../shared/text/print.ts';
import { STATES, type State } from '../../service/countries.ts';
import { useBridge, useWorkspace } from '../../service/program.tsx';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ChoiceField, TextField } from '../../ui/field/fields.tsx';
import { CircleCheck, Info } from '../../ui/icon/icons.tsx';
import { createOnce } from '../../ui/once.ts';
import { useHere } from '../../ui/useHere.ts';

interface AddCompanyProps {
  readonly onClose: () => void;
  /** `left`: by somebody who has closed the question meanwhile. */
  readonly onAdded: (entity: string, left: boolean) => void;
}

/** By which number a state knows a company, and its usual length. */
const SCHEMES = {
  RU: { scheme: 'ru_inn', length: 10 }, BY: { scheme: 'by_unp', length: 9 }, KZ: { scheme: 'kz_bin', length: 12 },
  KG: { scheme: 'kg_inn', length: 14 }, AM: { scheme: 'am_tin', length: 8 },
} as const;

/** Begins the form of a new company: the number is checked while it is typed. */
export function AddCompany({ onClose, onAdded }: AddCompanyProps) {
  const t = useText();
  const sentence = useSentence();
  const language = useLanguage();
  const bridge = useBridge();
  const { country: home } = useWorkspace();
  const [country, setCountry] = useState<State>(STATES.find((state) => state === home) ?? 'RU');
  const [number, setNumber] = useState('');
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [once] = useState(createOnce);
  const here = useHere();
  const { scheme, length } = SCHEMES[country];
  const check = checkIdentifier(scheme, number);
  const typed = number.replaceAll(/\s/g, '').length;
  const numberError = !check.ok && (tried || typed >= length) ? printSentence(language, `finding.identifier.${check.reason}`) : undefined;

  const add = async (event?: FormEvent) => {
    event?.preventDefault();
    setTried(true);
    if (!check.ok || name.trim() === '') return;
    await once(async () => {
      const answer = await bridge.call('survey.createCompany', { country, scheme, number: check.normalised, name: name.trim().normalize('NFC') });
      if (answer.ok) onAdded(answer.value.entity, !here.current);
      else setFailure(answer.error);
    });
  };

  return (
    <Dialog title={t('add.title')} onClose={onClose} actions={(
      <>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button look="primary" onPress={() => void add()}>{t('add.create')}</Button>
      </>
    )}>
      <form className="stack" onSubmit={(event) => void add(event)} noValidate>
        {failure && <Banner tone="error">{sentence(failure)}</Banner>}
        <ChoiceField label={t('add.country')} options={STATES.map((code) => ({ value: code, label: t(`country.${code}`), note: code }))} value={country}
          onChange={(code) => setCountry(STATES.find((state) => state === code) ?? country)} />
        <TextField label={t('add.number')} autoFocus value={number} onChange={setNumber} error={numberError} unit={t(`add.scheme.${scheme}`)}
          hint={check.ok ? (
            <span className={`identifier-check identifier-${check.certainty === 'check-digit' ? 'good' : 'plausible'}`}>
              {check.certainty === 'check-digit' ? <CircleCheck /> : <Info />}
              {t(check.certainty === 'check-digit' ? 'add.valid' : 'add.plausible')}
            </span>
          ) : typed === 0 ? t('add.numberHint') : t('add.digits', { count: typed })} />
        <TextField label={t('add.name')} hint={t('add.nameHint')} value={name} onChange={setName} error={tried && name.trim() === '' ? t('first.required') : undefined} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
