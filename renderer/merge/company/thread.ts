import { isQuality, otherAt, RESERVED, type Quality } from '../../../shared/bundle/revision/revision.ts';
import type { HistoryEntry } from '../../../shared/ipc/merge.ts';
import { notedPath, repliedPath, spokenPath } from '../../../shared/survey/path.ts';
import type { Path } from '../../../shared/survey/response.ts';

/** What somebody did in the case of a company. */
export type Deed = 'completed' | 'corrected' | 'approved' | 'commented' | 'replied' | 'accepted' | 'returned' | 'resolved' | 'withdrawn' | 'linked' | 'parted' | 'unlinked';

export interface ThreadEntry {
  readonly entry: HistoryEntry;
  readonly deed: Deed;
  /** Answers that were changed, personal ones among them. */
  readonly answers: readonly Path[];
  /** What was said of places, replied to it, or noted there. Text null: it was taken back. `/`: of the company as a whole. */
  readonly comments: readonly { readonly path: Path; readonly text: string | null; readonly noted?: boolean }[];
  readonly quality: Quality | null;
  readonly due: string | null;
}

/** The history of a company, revision by revision, as what people did. */
export function threadOf(history: readonly HistoryEntry[]): readonly ThreadEntry[] {
  let stated = false;
  return history.map((entry) => {
    const after = (path: Path) => entry.changes.find((change) => change.path === path)?.after ?? null;
    const deed = deedOf(entry, stated);
    if (deed === 'completed') stated = true;
    const [quality, due] = [after(RESERVED.quality), after(RESERVED.due)];
    return {
      entry, deed,
      answers: entry.changes.flatMap(({ path }) => (path.startsWith('/') ? [path] : [])),
      comments: entry.changes.flatMap(({ path, after: text }) => {
        const at = spokenPath(path);
        return at === null ? [] : [{ path: at, text: typeof text === 'string' ? text : null, ...(notedPath(path) !== null && { noted: true }) }];
      }),
      quality: isQuality(quality) ? quality : null,
      due: typeof due === 'string' ? due : null,
    };
  });
}

function deedOf({ op, changes }: HistoryEntry, stated: boolean): Deed {
  switch (op) {
    case 'decide': return changes.some(({ path, after }) => path === RESERVED.decision && after === 'returned') ? 'returned' : 'accepted';
    case 'comment': return changes.some(({ path }) => repliedPath(path) !== null) ? 'replied' : 'commented';
    case 'resolve': return 'resolved';
    case 'retract': return 'withdrawn';
    case 'link': return 'linked';
    case 'unlink': return changes.some(({ path, after }) => otherAt(path) !== null && after === 'different') ? 'parted' : 'unlinked';
    default: {
      const approves = changes.length > 0 && changes.every(({ path, after }) => path === RESERVED.status && after === 'approved');
      return approves ? 'approved' : stated ? 'corrected' : 'completed';
    }
  }
}
