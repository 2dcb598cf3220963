import { useEffect, useState } from 'react';
import type { SecondEntry } from '../../../../shared/ipc/survey.ts';
import { useBridge, useGo, useProgram } from '../../../service/program.tsx';
import { useText } from '../../../text/text.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useFill } from '../../fill/use.ts';
import { nodesOf } from '../../outline.ts';

/** The sections that another person enters once more, where the workspace wants it. */
export function Second({ entity }: { readonly entity: string }) {
  const t = useText();
  const bridge = useBridge();
  const { go } = useGo();
  const { desk } = useProgram();
  const { session } = useFill();
  const [second, setSecond] = useState<SecondEntry | null>(null);
  useEffect(() => {
    let wanted = true;
    void bridge.call('survey.second', { entity }).then((answer) => { if (wanted) setSecond(answer.ok ? answer.value : null); });
    return () => { wanted = false; };
  }, [bridge, entity, session]);
  const done = second === null ? null : second.doneAt !== null;
  useEffect(() => (done === null ? undefined : desk.getState().offer({ commands: [{ id: 'second', label: t(done ? 'second.show' : 'second.enter'), run: () => go({ kind: 'second', entity }) }] })), [desk, t, go, entity, done]);
  if (!second) return null;
  const sections = second.sections.map((path) => nodesOf(session.form).get(path)?.name ?? '').join(', ');
  const open = second.differences.filter(({ settled }) => settled === null).length;
  const state = second.doneAt !== null ? (open > 0 ? 'open' : 'same') : second.person === '' ? 'none' : 'begun';
  return (
    <Banner tone={state === 'same' ? 'good' : state === 'open' ? 'warning' : 'info'} actions={<Button small onPress={() => go({ kind: 'second', entity })}>{t(second.doneAt === null ? 'second.enter' : 'second.show')}</Button>}>
      {t(`second.state.${state}`, { sections, of: second.sections.length, person: second.person, count: open })}
    </Banner>
  );
}
