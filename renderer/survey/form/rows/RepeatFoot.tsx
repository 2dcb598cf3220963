import { useState } from 'react';
import type { Path } from '../../../../shared/survey/response.ts';
import { useText } from '../../../text/text.tsx';
import { Button } from '../../../ui/Button.tsx';
import { CopyPlus, History, Plus, Trash2, Undo2 } from '../../../ui/icon/icons.tsx';
import { STATUS } from '../../../ui/said.ts';
import { useFill } from '../../fill/use.ts';
import { RemovedRows } from '../past/RemovedRows.tsx';
import type { RowActs } from './rowActs.ts';
import { WhileLast } from './WhileLast.tsx';

/** The buttons for the rows of a repeat, and the way to those that are gone. */
export function RepeatFoot({ path, empty, acts: { mayAdd, add, duplicate, remove, removed, undo } }: { readonly path: Path; readonly empty: boolean; readonly acts: RowActs }) {
  const t = useText();
  const { only } = useFill();
  const [looksBack, setLooksBack] = useState(false);
  return (
    <div className="row repeat-foot">
      <Button small icon={<Plus />} isDisabled={!mayAdd} onPress={() => add()}>{t('rows.add')}</Button>
      {!empty && <Button small look="quiet" icon={<CopyPlus />} isDisabled={!mayAdd} onPress={duplicate}>{t('rows.duplicate')}</Button>}
      {!empty && <Button small look="quiet" icon={<Trash2 />} onPress={remove}>{t('rows.remove')}</Button>}
      {removed !== null && (
        <WhileLast step={removed.step}>
          <span className="row note" {...STATUS}>
            {t('rows.removed', { row: removed.row })}
            <Button small look="quiet" icon={<Undo2 />} onPress={undo}>{t('rows.undo')}</Button>
          </span>
        </WhileLast>
      )}
      {!only && <Button small look="quiet" icon={<History />} onPress={() => setLooksBack(true)}>{t('rows.gone')}</Button>}
      {empty && <span className="note">{t('rows.pasteHint')}</span>}
      {looksBack && <RemovedRows path={path} onClose={() => setLooksBack(false)} />}
    </div>
  );
}
