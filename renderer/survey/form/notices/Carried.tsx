import { useMemo } from 'react';
import { useText } from '../../../text/text.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useFill, useFormSoon } from '../../fill/use.ts';

/** How many answers of the last round wait to be confirmed. */
export function Carried() {
  const t = useText();
  const { fill, session } = useFill();
  const marks = useFormSoon(session.marks);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- what waits changes with the marks; what becomes relevant is counted with the next of them.
  const waiting = useMemo(() => session.carried('/'), [session, marks]);
  const [first] = waiting;
  if (!session.last || first === undefined) return null;
  return (
    <Banner still tone="info" title={t('last.title', { round: session.last.round, count: waiting.length })} actions={<Button small onPress={() => fill.jumpTo(first)}>{t('last.first')}</Button>}>
      {t('last.text')}
    </Banner>
  );
}
