import { useMemo, type RefObject } from 'react';
import type { ConflictRow } from '../../../shared/ipc/merge.ts';
import { useGo, useWorkspace } from '../../service/program.tsx';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { ShortHash } from '../../ui/Hash.tsx';
import { Field } from '../../ui/field/Field.tsx';
import { TextInput } from '../../ui/field/inputs.tsx';
import { ExternalLink, Eye } from '../../ui/icon/icons.tsx';
import { ancestorOf, isComplete, lookAlike, sidesOf } from '../answer/conflict.ts';
import { ConflictSides } from './ConflictSides.tsx';
import type { Around, ConflictsState, ConflictsStore } from './conflicts.ts';
import { outlineOf, rowOf } from '../answer/outline.ts';
import { placesOf, type Place } from '../answer/place.ts';
import { labelOf, printAt, printPlace, printPlaceId, type Wording } from '../answer/wording.ts';

interface ConflictDetailProps {
  readonly row: ConflictRow;
  readonly around: Extract<Around, { kind: 'ready' }>;
  readonly state: ConflictsState;
  readonly store: ConflictsStore;
  readonly reasonField: RefObject<HTMLInputElement | null>;
}

/** One conflict: where it is, what stood there before, the sides, and the decision with its reason. */
export function ConflictDetail({ row, around, state, store, reasonField }: ConflictDetailProps) {
  const t = useText();
  const language = useLanguage();
  const { go } = useGo();
  const workspace = useWorkspace();
  const { form, view, history, lastRound } = around;
  const wording = useMemo(() => ({ form, language, t }), [form, language, t]);
  const place = useMemo(() => placesOf(form)(row.path), [form, row.path]);
  const where = useMemo(() => rowOf(outlineOf(form, view.cells), row.path), [form, view, row.path]);
  const sides = sidesOf(row.writes);
  const ancestor = ancestorOf(row.path, row.writes, history);
  return (
    <>
      <div className="detail-body">
        <header className="conflict-head">
          <div className="spread">
            <h2>{row.name || t('company.view.noName')}</h2>
            <Button look="quiet" small icon={<ExternalLink />} onPress={() => go({ kind: 'company', entity: row.entity, path: row.path, ...(row.round === workspace.round ? {} : { round: row.round }) })}>{t('conflicts.openCompany')}</Button>
          </div>
          <p className="note">{row.round !== workspace.round && <>{t('frame.round', { round: row.round })} · </>}<span data-testid="conflict-path">{pathOf(place, where, wording)}</span></p>
          <p className="conflict-question"><span className="answer-id">{printPlaceId(place)}</span> <span data-testid="conflict-question">{printPlace(place, wording)}</span></p>
        </header>
        {row.returned && <Banner tone="warning">{t('conflicts.returnedNote')}</Banner>}
        <p className="conflict-before">
          <span className="soft">{t('conflicts.ancestor')}:</span>{' '}
          {ancestor.kind === 'value' ? <strong>{printAt(place, ancestor.value, wording)}</strong> : <em className="soft">{t(`conflicts.ancestor.${ancestor.kind}`)}</em>}
          {lastRound && (
            <>{' · '}<span className="soft">{t('conflicts.lastRound', { round: lastRound.round })}:</span>{' '}
              <strong>{printAt(place, lastRound.value, wording)}</strong>{lastRound.disputed && <> <em className="soft">{t('conflicts.lastRound.disputed')}</em></>}
              {lastRound.writes.slice(-1).map((write) => <span key={write.revision} className="note"> {[write.person, write.signer?.body, write.bundle?.fileName].filter(Boolean).join(', ')} · <ShortHash value={write.revision} /></span>)}</>
          )}
        </p>
        {lookAlike(sides) && <p className="conflict-alike note"><Eye /> {t('conflicts.alike')}</p>}
        <ConflictSides sides={sides} place={place} choice={state.choice} wording={wording} onChoose={store.choose}
          onSide={(side) => { store.chooseSide(side); reasonField.current?.focus(); }} onOther={store.chooseOther}
          onReturn={() => { store.chooseReturn(); reasonField.current?.focus(); }} />
      </div>
      <Decision state={state} store={store} reasonField={reasonField} />
    </>
  );
}

function Decision({ state, store, reasonField }: Pick<ConflictDetailProps, 'state' | 'store' | 'reasonField'>) {
  const t = useText();
  const sentence = useSentence();
  const { choice, reason, lastReason, act } = state;
  const chosen = isComplete(choice);
  const ready = chosen && reason.trim() !== '';
  return (
    <form className="decision" onSubmit={(event) => { event.preventDefault(); void store.confirm(); }}>
      {act.kind === 'failed' && <Banner tone="error" title={t('conflicts.failed')}>{sentence(act.failure)}</Banner>}
      <Field label={t('conflicts.reason')} hint={t('conflicts.reasonHint')}>
        {(links) => <TextInput {...links} inputRef={reasonField} value={reason} onChange={store.setReason} />}
      </Field>
      {lastReason !== '' && reason === '' && (
        <Button look="quiet" small onPress={() => { store.setReason(lastReason); reasonField.current?.focus(); }}>{t('conflicts.again', { reason: lastReason })}</Button>
      )}
      <div className="row">
        <Button look="primary" type="submit" isDisabled={!ready || act.kind === 'saving'}>{t(choice?.kind === 'return' ? 'conflicts.return.confirm' : 'conflicts.confirm')}</Button>
        <span className="note">{t(!chosen ? 'conflicts.needChoice' : ready ? (choice.kind === 'return' ? 'conflicts.return.ready' : 'conflicts.ready') : 'conflicts.needReason')}</span>
      </div>
    </form>
  );
}

/** Section › table › row, as far as the place has them. */
function pathOf(place: Place, where: ReturnType<typeof rowOf>, wording: Wording): string {
  const { t } = wording;
  if (place.kind !== 'field' && place.kind !== 'row') return '';
  const row = where === null ? null : t('place.row', { row: where.name === null ? where.number : `${where.number}: ${where.name}` });
  return [
    place.section && `${place.section.name}. ${labelOf(place.section.label, wording)}`,
    place.kind === 'field' && place.repeat ? labelOf(place.repeat.label, wording) : null,
    row,
  ].filter(Boolean).join(' › ');
}
