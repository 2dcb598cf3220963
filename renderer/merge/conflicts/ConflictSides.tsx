import type { WriteView } from '../../../shared/ipc/merge.ts';
import { useText } from '../../text/text.tsx';
import type { Choice } from '../answer/conflict.ts';
import { ProvenanceList } from '../answer/Origin.tsx';
import type { Place } from '../answer/place.ts';
import { printAt, type Wording } from '../answer/wording.ts';
import { AnswerInput } from './AnswerInput.tsx';

interface ConflictSidesProps {
  readonly sides: readonly (readonly WriteView[])[];
  readonly place: Place;
  readonly choice: Choice | null;
  readonly onSide: (side: number) => void;
  readonly onOther: () => void;
  readonly onReturn: () => void;
  readonly onChoose: (choice: Choice) => void;
  readonly wording: Wording;
}

/** The values of a conflict side by side, each with who says it; and room for another one. */
export function ConflictSides({ sides, place, choice, onSide, onOther, onReturn, onChoose, wording }: ConflictSidesProps) {
  const t = useText();
  const entry = choice === null || choice.kind === 'write' || choice.kind === 'return' ? null : choice;
  const other = entry !== null;
  return (
    <div className="sides" role="group" aria-label={t('conflicts.sides')}>
      {sides.map((side, index) => {
        const chosen = choice?.kind === 'write' && side.some((write) => write.revision === choice.revision);
        const value = (side[0] as WriteView).value;
        return (
          <section key={(side[0] as WriteView).revision} className="side" data-chosen={chosen || undefined}>
            <button type="button" className="side-choose" aria-pressed={chosen} onClick={() => onSide(index + 1)}>
              <kbd>{index + 1}</kbd><span>{printAt(place, value, wording)}</span>
            </button>
            {side.map((write) => <ProvenanceList key={write.revision} of={write} brief />)}
          </section>
        );
      })}
      <div className="side-more">
        {place.kind !== 'row' && (
          <section className="side" data-chosen={other || undefined}>
            <button type="button" className="side-choose side-other" aria-pressed={other} onClick={onOther}>
              <kbd>0</kbd><span>{t('conflicts.other')}</span>
            </button>
            {entry && <AnswerInput question={place.kind === 'field' ? place.question : null} entry={entry} wording={wording} onChange={onChoose} />}
          </section>
        )}
        <section className="side" data-chosen={choice?.kind === 'return' || undefined}>
          <button type="button" className="side-choose side-other" aria-pressed={choice?.kind === 'return'} onClick={onReturn}>
            <kbd>R</kbd><span>{t('conflicts.return')}</span>
          </button>
        </section>
      </div>
    </div>
  );
}
