import type { Repeat } from '../../../../shared/survey/form.ts';
import { isMissing } from '../../../../shared/survey/response.ts';
import type { FieldState } from '../../../../shared/survey/session.ts';
import { useLanguage, useText } from '../../../text/text.tsx';
import { RequiredMark } from '../../../ui/field/RequiredMark.tsx';
import { Filters } from '../../../ui/list/Filters.tsx';
import { textIn } from '../../outline.ts';
import { ReasonMenu } from '../question/ReasonMenu.tsx';
import type { View } from './view.ts';

interface RepeatHeadProps {
  readonly repeat: Repeat;
  readonly field: FieldState;
  /** How many rows there are; null where they are the lines of a list. */
  readonly count: number | null;
  /** Null where there is no choice. */
  readonly view: View | null;
  readonly onView: (view: View) => void;
  /** Whether a reason can be given why there are no rows. */
  readonly excusable: boolean;
  readonly reasonOpen: boolean;
  readonly onReasonOpen: (open: boolean) => void;
}

/** What a repeat asks for, how much of it is there, and how it is shown. */
export function RepeatHead({ repeat, field, count, view, onView, excusable, reasonOpen, onReasonOpen }: RepeatHeadProps) {
  const t = useText();
  const language = useLanguage();
  const missing = isMissing(field.value) ? field.value.missing : null;
  const said = missing !== null ? t(`reason.${missing}`) : count !== null ? t('rows.count', { count }) : null;
  return (
    <>
      <div className="repeat-head">
        <h3>{textIn(repeat.label, language)}{field.required && <RequiredMark name={t('form.required')} />}</h3>
        {said !== null && <span className="note">{said}</span>}
        <span className="repeat-actions">
          {view !== null && <Filters<View> label={t('rows.view')} value={view} onChange={onView} items={[{ id: 'table', label: t('rows.table') }, { id: 'card', label: t('rows.card') }]} />}
          {excusable && <ReasonMenu named path={field.path} chosen={missing} open={reasonOpen} onOpen={onReasonOpen} />}
        </span>
      </div>
      {repeat.hint && <p className="note">{textIn(repeat.hint, language)}</p>}
    </>
  );
}
