import { useCallback } from 'react';
import type { RemovedRow } from '../../../../shared/ipc/survey.ts';
import type { Repeat } from '../../../../shared/survey/form.ts';
import { rowPath, templateOf } from '../../../../shared/survey/path.ts';
import type { Path } from '../../../../shared/survey/response.ts';
import { printAnswer } from '../../../../shared/text/answer.ts';
import { useBridge } from '../../../service/program.tsx';
import { useLanguage, useText } from '../../../text/text.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { printMoment } from '../../../ui/field/dates.ts';
import { Undo2 } from '../../../ui/icon/icons.tsx';
import { ALERT } from '../../../ui/said.ts';
import { restoreRow } from '../../fill/rows.ts';
import { useFill } from '../../fill/use.ts';
import { isShown, nodesOf, textIn } from '../../outline.ts';
import { useStored } from './stored.ts';

interface RemovedRowsProps {
  /** The table, by its concrete path. */
  readonly path: Path;
  readonly onClose: () => void;
}

/** The rows that were taken away from a table, by whoever or by an import; each comes back with all that stood in it, and that can be undone. */
export function RemovedRows({ path, onClose }: RemovedRowsProps) {
  const t = useText();
  const language = useLanguage();
  const bridge = useBridge();
  const { fill, session, locked } = useFill();
  const { stored: gone, trouble } = useStored(useCallback((response: number) => bridge.call('survey.removedRows', { response, path }), [bridge, path]));

  const nodes = nodesOf(session.form);
  const repeat = nodes.get(templateOf(path)) as Repeat;
  const isFull = repeat.max !== undefined && session.rows(path).length >= repeat.max;
  const mayRestore = !locked && repeat.count === undefined && !isFull && session.relevant(path);
  /** Where the lines are those of a list, the same line twice would be an error: it has been filled in anew. */
  const isThere = ({ row, answers }: RemovedRow) => {
    const first = repeat.table === undefined ? undefined : repeat.children.find((node) => node.kind === 'question');
    const line = first && new Map(answers).get(`${row}/${first.name}`);
    return line !== undefined && session.rows(path).some((id) => session.field(`${rowPath(path, id)}/${first?.name ?? ''}`).value === line);
  };
  const said = ({ answers }: RemovedRow) => answers.flatMap(([at, value]): readonly string[] => {
    const node = at.startsWith('/') ? nodes.get(templateOf(at)) : undefined;
    if (node?.kind !== 'question' || !isShown(node)) return [];
    return [`${node.number ?? node.name} ${printAnswer(language, node, session.form.choices[node.list ?? ''] ?? [], value)}`];
  }).join('; ');
  const restore = (row: RemovedRow) => {
    fill.settle();
    restoreRow(fill, row);
    fill.settle();
    onClose();
    fill.jumpTo(row.answers.find(([at]) => nodes.get(templateOf(at))?.kind === 'question')?.[0] ?? path);
  };
  return (
    <Dialog wide title={t('rows.goneOf', { table: textIn(repeat.label, language) })} onClose={onClose} actions={<Button look="primary" autoFocus onPress={onClose}>{t('ui.close')}</Button>}>
      {trouble !== '' && <p {...ALERT}>{trouble}</p>}
      {gone?.length === 0 && <p className="soft">{t('rows.goneNone')}</p>}
      {gone !== null && gone.length > 0 && (
        <>
          {isFull && <p className="soft">{t('rows.goneFull', { count: repeat.max ?? 0 })}</p>}
          <table className="plain-table field-history">
            <thead><tr><th>{t('history.at')}</th><th>{t('history.person')}</th><th>{t('rows.goneSaid')}</th>{mayRestore && <th>{t('history.act')}</th>}</tr></thead>
            <tbody>
              {gone.map((one) => (
                <tr key={one.row}>
                  <td>{printMoment(language, one.at)}</td>
                  <td>{one.person}</td>
                  <td className="row-said">{said(one) || t('history.empty')}</td>
                  {mayRestore && (
                    <td>{isThere(one) ? t('rows.goneThere') : <Button small icon={<Undo2 />} aria-label={t('rows.goneBack', { row: said(one) || t('history.empty') })} onPress={() => restore(one)}>{t('rows.goneReturn')}</Button>}</td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Dialog>
  );
}
