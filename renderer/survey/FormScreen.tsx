import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { Path } from '../../shared/survey/response.ts';
import type { ScreenOf } from '../screen.ts';
import { useBridge, useGo, useProgram } from '../service/program.tsx';
import { useSentence } from '../text/sentence.ts';
import { useText } from '../text/text.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { STATUS } from '../ui/said.ts';
import type { Fill } from './fill/store.ts';
import { FillContext } from './fill/use.ts';
import { FormBody } from './form/FormBody.tsx';
import { FormHead } from './form/FormHead.tsx';
import { FormKeys } from './form/keys/FormKeys.tsx';
import { Notices } from './form/notices/Notices.tsx';
import { useNeighbours } from './neighbours.ts';
import { useOpenFill } from './openFill.ts';
import { FormKept } from './second/FormKept.tsx';

/** One company's form: sections on the left, questions, findings below. */
export function FormScreen({ screen }: { readonly screen: ScreenOf<'form'> }) {
  const t = useText();
  const sentence = useSentence();
  const { go } = useGo();
  const fill = useOpenFill(screen.entity, useBridge(), screen.path);
  const phase = useStore(fill.state, (state) => state.phase);
  const sent = useRef<{ readonly fill: Fill; readonly path: Path | undefined } | null>(null);
  useEffect(() => {
    // It opens at its place; only another place, later, is to be gone to.
    if (sent.current?.fill === fill && screen.path !== undefined && sent.current.path !== screen.path) fill.jumpTo(screen.path);
    sent.current = { fill, path: screen.path };
  }, [fill, screen.path]);
  const { memory } = useProgram();
  const [short, setShort] = useState(() => memory.get(EXTENT) === 'short');
  const changeExtent = useCallback((next: boolean) => {
    memory.set(EXTENT, next ? 'short' : 'full');
    setShort(next);
  }, [memory]);
  const open = useMemo(
    () => (phase.kind === 'open' ? { fill, session: phase.session, locked: phase.opened.status !== 'draft', short } : null),
    [fill, phase, short],
  );

  if (phase.kind === 'loading') return <p className="empty" {...STATUS}>{t('form.loading')}</p>;
  if (phase.kind === 'failed' && (phase.failure.code === 'second-blind' || phase.failure.code === 'second-ahead')) {
    return <FormKept entity={screen.entity} failure={phase.failure} onRead={() => fill.open(screen.path)} />;
  }
  if (phase.kind === 'failed') {
    return (
      <div className="screen-body">
        <Banner tone="error" title={t('form.failed')} actions={<><Button onPress={() => void fill.open(screen.path)}>{t('ui.retry')}</Button><Button onPress={() => go({ kind: 'companies' })}>{t('frame.companies')}</Button></>}>
          {sentence(phase.failure)}
        </Banner>
      </div>
    );
  }
  return <FillContext value={open}><Page onShort={changeExtent} /></FillContext>;
}

/** Under which name the window remembers whether the short form is shown. */
const EXTENT = 'form.extent';

function Page({ onShort }: { readonly onShort: (short: boolean) => void }) {
  useNeighbours();
  return <FormBody onShort={onShort} notices={<Notices />} head={(sections) => <FormHead><FormKeys sections={sections} /></FormHead>} />;
}
