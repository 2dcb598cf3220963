import { useState } from 'react';
import { err } from '../../../shared/base/result.ts';
import { useSentence } from '../../text/sentence.ts';
import { useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/field/fields.tsx';
import { CalendarPlus } from '../../ui/icon/icons.tsx';
import { createOnce } from '../../ui/once.ts';
import { useBridge, useProgram, useService, useStatus, useWorkspace } from '../program.tsx';
import type { Known } from './known.ts';
import { Card, type Said } from './SettingsCard.tsx';

/** The rounds of the workspace: begin the next one, go back to an earlier one. */
export function RoundsCard({ listed }: { readonly listed: Known['rounds'] }) {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const { closing } = useProgram();
  const { round: current, role } = useWorkspace();
  const run = useStatus((state) => state.run);
  const enter = useService((state) => state.enter);
  const [rounds, setRounds] = useState(listed);
  const [beginning, setBeginning] = useState(false);
  const [once] = useState(createOnce);
  const [said, setSaid] = useState<Said>(rounds.ok ? null : { tone: 'error', text: sentence(rounds.error) });

  const open = (round: string) => once(async () => {
    setBeginning(false);
    setSaid(null);
    const answer = (await closing.run()) ? await run((job) => bridge.call('survey.openRound', { job, round })) : err({ code: 'unsaved' as const });
    if (answer.ok) {
      const now = await bridge.call('survey.rounds', undefined);
      if (now.ok) setRounds(now);
      enter(answer.value.workspace);
      setSaid({ tone: 'good', text: t('rounds.begun', { round, begun: answer.value.begun, carried: answer.value.carried }) });
    } else setSaid({ tone: 'error', text: sentence(answer.error) });
  });

  return (
    <Card title={t('rounds.title')} said={said}>
      <p className="soft">{t('rounds.text')}</p>
      <table className="plain-table rounds">
        <thead><tr><th>{t('rounds.name')}</th><th className="table-end">{t('rounds.companies')}</th><th className="table-end">{t('rounds.actions')}</th></tr></thead>
        <tbody>
          {(rounds.ok ? rounds.value : []).map(({ round, companies, current: now }) => (
            <tr key={round}>
              <td>{round}</td>
              <td className="table-end">{companies}</td>
              <td className="table-end">{now ? t('rounds.current') : <Button small look="quiet" aria-label={t('rounds.openOf', { round })} onPress={() => void open(round)}>{t('rounds.open')}</Button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row"><Button icon={<CalendarPlus />} onPress={() => setBeginning(true)}>{t('rounds.begin')}</Button></div>
      {beginning && <BeginDialog current={current} merged={role === 'commission'} onBegin={(round) => void open(round)} onClose={() => setBeginning(false)} />}
    </Card>
  );
}

interface BeginDialogProps {
  readonly current: string;
  /** At the Commission, where nothing is filled in. */
  readonly merged: boolean;
  readonly onBegin: (round: string) => void;
  readonly onClose: () => void;
}

function BeginDialog({ current, merged, onBegin, onClose }: BeginDialogProps) {
  const t = useText();
  const [name, setName] = useState(followerOf(current));
  const fits = /^[0-9A-Za-z-]{1,20}$/.test(name.trim());
  return (
    <Dialog title={t('rounds.beginTitle')} onClose={onClose} actions={(
      <>
        <Button onPress={onClose}>{t('ui.cancel')}</Button>
        <Button look="primary" isDisabled={!fits} onPress={() => onBegin(name.trim())}>{t('rounds.do')}</Button>
      </>
    )}>
      <p>{t(merged ? 'rounds.beginMerged' : 'rounds.beginText', { round: current })}</p>
      <TextField label={t('rounds.newName')} hint={t('rounds.newHint', { example: followerOf(current) })} value={name} onChange={setName} autoFocus onKeyDown={(event) => { if (event.key === 'Enter' && fits) onBegin(name.trim()); }} />
    </Dialog>
  );
}

/** `2026` → `2027`, `2026-1` → `2026-2`: the number at the end, one more. */
function followerOf(round: string): string {
  const [, before = round, number = ''] = /^(.*?)(\d*)$/.exec(round) ?? [];
  return number === '' ? `${before}-2` : `${before}${String(Number(number) + 1).padStart(number.length, '0')}`;
}
