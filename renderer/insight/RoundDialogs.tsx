import { useState, type FormEvent } from 'react';
import type { DebtorBody, InvitedPreview } from '../../shared/ipc/insight.ts';
import type { Language } from '../../shared/ipc/service.ts';
import { printSentence } from '../../shared/text/print.ts';
import { printCountry } from '../text/country.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Check } from '../ui/field/Check.tsx';
import { printDate } from '../ui/field/dates.ts';
import { DateField } from '../ui/field/fields.tsx';
import { printNumber } from '../ui/field/numbers.ts';
import { Radios } from '../ui/field/Radios.tsx';
import { KeyValue } from '../ui/KeyValue.tsx';
import type { Asked, RoundStore } from './round.ts';

/** What the screen of the round asks: the deadline, whether a list is taken in, whom to remind, whether a company leaves the list. */
export function RoundDialog({ asked, deadline, store }: { readonly asked: Asked; readonly deadline: string | null; readonly store: RoundStore }) {
  const t = useText();
  const close = () => store.ask(null);
  switch (asked.kind) {
    case 'deadline': return <DeadlineDialog deadline={deadline} store={store} onClose={close} />;
    case 'invite': return <InviteDialog preview={asked.preview} store={store} onClose={close} />;
    case 'remind': return <RemindDialog debtors={asked.debtors} store={store} onClose={close} />;
    case 'drop':
      return (
        <Dialog title={t('round.drop.title')} onClose={close} actions={<><Button onPress={close}>{t('ui.cancel')}</Button><Button look="primary" autoFocus onPress={() => void store.drop()}>{t('round.drop.confirm')}</Button></>}>
          <p>{t('round.drop.text', { name: asked.row.name })}</p>
        </Dialog>
      );
  }
}

interface Parts {
  readonly store: RoundStore;
  readonly onClose: () => void;
}

const isDay = (text: string | null): boolean => text === null || /^\d{4}-\d{2}-\d{2}$/.test(text);

function DeadlineDialog({ deadline, store, onClose }: Parts & { readonly deadline: string | null }) {
  const t = useText();
  const [day, setDay] = useState(deadline);
  const save = (event?: FormEvent) => {
    event?.preventDefault();
    if (isDay(day)) void store.setDeadline(day);
  };
  return (
    <Dialog title={t('round.deadlineTitle')} onClose={onClose} actions={<><Button onPress={onClose}>{t('ui.cancel')}</Button><Button look="primary" isDisabled={!isDay(day)} onPress={() => save()}>{t('round.save')}</Button></>}>
      <form onSubmit={save}><DateField autoFocus label={t('round.lastDay')} hint={t('round.lastDayHint')} value={day} onChange={setDay} {...(isDay(day) ? {} : { error: t('round.noSuchDay') })} /></form>
    </Dialog>
  );
}

function InviteDialog({ preview: { fileName, added, updated, unlisted, refused, deadline }, store, onClose }: Parts & { readonly preview: InvitedPreview }) {
  const t = useText();
  const language = useLanguage();
  const [replace, setReplace] = useState(false);
  const number = (count: number) => printNumber(language, count);
  return (
    <Dialog wide title={t('round.inviteTitle', { file: fileName })} onClose={onClose} actions={(
      <><Button onPress={onClose}>{t('ui.cancel')}</Button><Button look="primary" autoFocus isDisabled={added + updated === 0} onPress={() => void store.importInvited(replace)}>{t('round.inviteConfirm', { count: added + updated })}</Button></>
    )}>
      <KeyValue pairs={[[t('round.inviteAdded'), number(added)], [t('round.inviteUpdated'), number(updated)], [t('round.inviteRefused'), number(refused.length)], [t('round.inviteDeadline'), deadline && printDate(language, deadline)]]} />
      {refused.length > 0 && <ul className="round-refused" tabIndex={0} aria-label={t('round.inviteRefused')}>{refused.map((line) => <li key={line.line}>{printSentence(language, `invitation.${line.problem}`, { line: line.line, shown: line.shown })}</li>)}</ul>}
      {unlisted > 0 && <Check checked={replace} onChange={setReplace}>{t('round.inviteReplace', { count: unlisted })}</Check>}
    </Dialog>
  );
}

function RemindDialog({ debtors, store, onClose }: Parts & { readonly debtors: readonly DebtorBody[] }) {
  const t = useText();
  const [chosen, setChosen] = useState<ReadonlySet<DebtorBody>>(() => new Set(debtors));
  const [languages, setLanguages] = useState<ReadonlyMap<DebtorBody, Language>>(() => new Map(debtors.map((one) => [one, one.language])));
  const toggle = (one: DebtorBody, on: boolean) => setChosen(new Set(debtors.filter((each) => (each === one ? on : chosen.has(each)))));
  const letters = debtors.filter((one) => chosen.has(one)).map((one) => ({ country: one.country, body: one.body, language: languages.get(one) ?? 'ru' }));
  const options = [{ value: 'ru', label: 'РУС' }, { value: 'en', label: 'ENG' }];
  return (
    <Dialog wide title={t('round.remindTitle')} onClose={onClose} actions={(
      <><Button onPress={onClose}>{t('ui.cancel')}</Button><Button look="primary" autoFocus isDisabled={letters.length === 0} onPress={() => void store.remind(letters)}>{t('round.remindConfirm', { count: letters.length })}</Button></>
    )}>
      <p className="soft">{t('round.remindText')}</p>
      <table className="plain-table">
        <thead><tr><th>{t('round.column.body')}</th><th>{t('round.remind.owes')}</th><th>{t('round.remind.language')}</th></tr></thead>
        <tbody>
          {debtors.map((one) => {
            const name = one.body || t('round.bodies', { country: printCountry(t, one.country) });
            return (
              <tr key={`${one.country} ${one.body}`}>
                <td><Check checked={chosen.has(one)} onChange={(on) => toggle(one, on)}>{name}</Check></td>
                <td>{t('round.remind.count', { awaited: one.awaited, returned: one.returned, bundles: one.missingSeqs.length })}</td>
                <td><Radios aria-label={`${t('round.remind.language')}: ${name}`} options={options} value={languages.get(one) ?? 'ru'} onChange={(value) => setLanguages(new Map(languages).set(one, value as Language))} /></td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Dialog>
  );
}
