import { useEffect, useRef } from 'react';
import { useLanguage, useText } from '../../../text/text.tsx';
import { Banner } from '../../../ui/Banner.tsx';
import { Button } from '../../../ui/Button.tsx';
import { printNumber } from '../../../ui/field/numbers.ts';
import { Undo2 } from '../../../ui/icon/icons.tsx';
import type { Pasted, Refused } from '../../fill/paste.ts';
import { useFill, useFormSoon } from '../../fill/use.ts';
import { WhileLast } from './WhileLast.tsx';

interface PasteReportProps {
  readonly pasted: Pasted;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}

const SHOWN = 50;

/** What a paste has done: how much was taken, what the checks say of it, and every cell that found no place. It goes when the paste is taken back, by whatever key. */
export function PasteReport({ pasted, onUndo, onClose }: PasteReportProps) {
  const t = useText();
  const { fill } = useFill();
  const language = useLanguage();
  const { rows, cells, added, found, refused, most, step } = pasted;
  const stands = useFormSoon(() => step === null || fill.holds(step));
  const reasonOf = ({ reason, sum }: Refused) => t(`paste.reason.${reason}`, { most: most ?? 0, sum: sum === undefined ? '' : printNumber(language, sum) });
  const placeOf = ({ row, last, column }: Refused) => (column !== null ? t('paste.cell', { row, column }) : last === undefined ? t('paste.line', { row }) : t('paste.lines', { row, last }));
  const first = found[0];
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [pasted]);
  if (!stands) return null;
  return (
    <div ref={place}>
      <Banner tone={refused.length > 0 ? 'warning' : 'info'} title={[t('paste.done', { rows, cells }), added > 0 ? t('paste.added', { count: added }) : ''].filter(Boolean).join(' ')}
        actions={(
          <>
            {first !== undefined && <Button small onPress={() => fill.jumpTo(first)}>{t('paste.found', { count: found.length })}</Button>}
            <WhileLast step={step}><Button small icon={<Undo2 />} onPress={onUndo}>{t('paste.undo')}</Button></WhileLast>
            <Button small look="quiet" onPress={onClose}>{t('ui.close')}</Button>
          </>
        )}>
        {refused.length > 0 && (
          <>
            <p>{t('paste.refused', { count: refused.reduce((sum, one) => sum + one.cells, 0) })}</p>
            <ul className="paste-refused">
              {refused.slice(0, SHOWN).map((one) => (
                <li key={`${one.row} ${one.column ?? ''}`}>{t('paste.said', { place: placeOf(one), text: one.text.length > 60 ? `${one.text.slice(0, 60)}…` : one.text, reason: reasonOf(one) })}</li>
              ))}
              {refused.length > SHOWN && <li>{t('paste.more', { count: refused.length - SHOWN })}</li>}
            </ul>
          </>
        )}
      </Banner>
    </div>
  );
}
