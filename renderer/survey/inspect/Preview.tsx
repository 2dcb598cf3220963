import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import { useProgram } from '../../service/program.tsx';
import { useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { ListChecks, RotateCcw } from '../../ui/icon/icons.tsx';
import { windowTimers } from '../../ui/pause.ts';
import { STATUS } from '../../ui/said.ts';
import { createFill } from '../fill/store.ts';
import { FillContext } from '../fill/use.ts';
import { FormBody } from '../form/FormBody.tsx';
import { localNow } from '../localNow.ts';
import { createPreview } from './preview.ts';

/** The form as officials will see it, to be filled in on trial: nothing is saved. */
export function Preview({ form }: { readonly form: FormDefinition }) {
  const t = useText();
  const { now, status } = useProgram();
  const [turn, setTurn] = useState(0);
  const [short, setShort] = useState(false);
  const fill = useMemo(() => createFill({
    bridge: createPreview(form, now), entity: `preview ${turn}`,
    environment: { now: () => localNow(new Date(now())), random: Math.random, uuid: () => crypto.randomUUID() },
    timers: windowTimers,
  }), [form, now, turn]);
  useEffect(() => {
    void fill.open();
    return () => {
      void fill.close();
      status.getState().setFindings(null);
    };
  }, [fill, status]);
  const phase = useStore(fill.state, (state) => state.phase);
  const open = useMemo(() => (phase.kind === 'open' ? { fill, session: phase.session, locked: false, short } : null), [fill, phase, short]);
  if (!open) return <p className="empty" {...STATUS}>{t('form.loading')}</p>;
  return (
    <FillContext value={open}>
      <FormBody key={turn} onShort={setShort} head={() => (
        <div className="form-head">
          <span className="note forms-trial">{t('forms.trial')}</span>
          <Button small icon={<ListChecks />} onPress={() => void fill.check()}>{t('form.check')}</Button>
          <Button small icon={<RotateCcw />} onPress={() => setTurn(turn + 1)}>{t('forms.again')}</Button>
        </div>
      )} />
    </FillContext>
  );
}
