import { useState } from 'react';
import type { KeptDraft } from '../../../../shared/ipc/survey.ts';
import { templateOf } from '../../../../shared/survey/path.ts';
import { useProgram } from '../../../service/program.tsx';
import { useLanguage, useText } from '../../../text/text.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { printSavedAt } from '../../../ui/field/dates.ts';
import { useFill } from '../../fill/use.ts';
import { nodesOf } from '../../outline.ts';

/** What was entered before the work was cut off, and where it goes on. */
export function Kept({ kept: { count, path, at } }: { readonly kept: KeptDraft }) {
  const t = useText();
  const language = useLanguage();
  const { fill, session } = useFill();
  const { now } = useProgram();
  const [read, setRead] = useState(false);
  const last = () => fill.jumpTo(path);
  const node = nodesOf(session.form).get(templateOf(path));
  if (read) return null;
  return (
    <Banner tone="info" title={t('kept.title')} actions={<><Button small onPress={last}>{t('kept.last')}</Button><Button small look="quiet" onPress={() => { setRead(true); last(); }}>{t('kept.read')}</Button></>}>
      {t('kept.form', { count, place: node?.number ?? node?.name ?? '', time: printSavedAt(language, at, now()) })}
    </Banner>
  );
}
