import type { RefObject } from 'react';
import type { CellView, CompanyView } from '../../../shared/ipc/merge.ts';
import type { Path } from '../../../shared/survey/response.ts';
import { useGo, useWorkspace } from '../../service/program.tsx';
import { Origin, type HistoryState } from '../answer/Origin.tsx';
import type { Places } from '../answer/place.ts';
import type { Wording } from '../answer/wording.ts';
import { isCommentable, type Comment } from './comments.ts';
import { Comments, Notes } from './Comments.tsx';
import type { ActState, CompanyStore } from './company.ts';

interface SideProps {
  readonly view: CompanyView;
  /** The value that is looked at; without one it is the form as a whole. */
  readonly cell: CellView | undefined;
  readonly history: HistoryState;
  readonly places: Places;
  readonly wording: Wording;
  readonly comments: ReadonlyMap<Path, readonly Comment[]>;
  readonly act: ActState;
  readonly store: CompanyStore;
  /** Where a comment is written. */
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onTurn: (path: Path) => void;
  /** Back to the values. */
  readonly onLeave: () => void;
}

/** Where the value comes from, and what the Commission says of it. */
export function Side({ view, cell, history, places, wording, comments, act, store, field, onTurn, onLeave }: SideProps) {
  const { t } = wording;
  const { go } = useGo();
  const { role } = useWorkspace();
  const path = cell?.path ?? '/';
  const said = comments.get(path) ?? [];
  return (
    <aside className="origin" aria-label={t('origin.title')} data-region>
      <div className="origin-of" tabIndex={0}>
        {cell === undefined
          ? <><h2>{t('origin.title')}</h2><p className="soft">{t('origin.pick')}</p><p className="note">{t('company.view.keys')}</p></>
          : <Origin cell={cell} place={places(path)} places={places} view={view} history={history} wording={wording} onSelect={onTurn} onResolve={() => go({ kind: 'conflicts', entity: view.entity, path, round: view.round })} />}
      </div>
      <Notes notes={said.filter(({ kind }) => kind === 'note')} />
      {role === 'commission' && isCommentable(path) && <Comments path={path} comments={said.filter(({ kind }) => kind !== 'note')} act={act} onComment={store.comment} onLeave={onLeave} field={field} />}
    </aside>
  );
}
